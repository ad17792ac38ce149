"""The export as a file: the contract, the same bytes for the same seed, the size asked for, and a likely look."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest

from data.reports import published
from data.reports.published_figures import Publicatiecijfer
from etl.voorbeeld import write_example
from etl.voorbeeld.schrijven import Schrijver
from tests.etl.voorbeeld import contract
from tests.etl.voorbeeld.contract import Rij, leeftijd, schooljaar, started

JAREN = [f"{jaar}-{jaar + 1}" for jaar in range(2020, 2025)]
ROERMOND = ("GM0957", "GM1711", "GM1669", "GM1641")


def test_every_line_keeps_the_contract(rijen: list[Rij]) -> None:
    assert Counter(fault for rij in rijen for fault in contract.faults(rij)) == {}
    assert len({rij.id for rij in rijen}) == len(rijen)


def test_a_broken_line_is_seen(rijen: list[Rij]) -> None:
    heel = next(rij for rij in rijen if rij.soort == "verlof" and rij.eind)
    assert contract.faults(heel) == []
    assert contract.faults(replace(heel, subsoort="luxe")) == ["subsoort"]
    assert contract.faults(replace(heel, eind=None)) == ["afhandeling"]
    assert contract.faults(replace(heel, eind=heel.start.replace(year=2019))) == ["eind"]


def test_all_gemeenten_and_schooljaren_are_there(
    rijen: list[Rij], standen: dict[tuple[str, str], dict[str, int]]
) -> None:
    plekken = {(rij.gemeente, schooljaar(rij.start)) for rij in rijen if schooljaar(rij.start) in JAREN}
    assert plekken == set(standen)
    assert len(plekken) == 18 * 5 and {jaar for _, jaar in plekken} == set(JAREN)


def test_some_began_before_the_first_schooljaar_and_none_of_them_ended_in_theirs(rijen: list[Rij]) -> None:
    vroeger = [rij for rij in rijen if schooljaar(rij.start) not in JAREN]
    assert {schooljaar(rij.start) for rij in vroeger} == {"2019-2020"}
    assert len({rij.gemeente for rij in vroeger}) == 18 and 0.01 < len(vroeger) / len(rijen) < 0.05
    assert all(rij.eind is None or schooljaar(rij.eind) in JAREN for rij in vroeger)
    assert any(rij.eind is None for rij in vroeger)
    assert max(len([rij for rij in vroeger if rij.soort == soort]) for soort in {rij.soort for rij in vroeger}) > 100


def test_some_who_were_there_before_come_back_in_another_gemeente(rijen: list[Rij]) -> None:
    eerst = {rij.persoon: rij.gemeente for rij in rijen if schooljaar(rij.start) not in JAREN}
    terug = [rij for rij in rijen if rij.persoon in eerst and schooljaar(rij.start) in JAREN]
    assert {rij.gemeente == eerst[rij.persoon] for rij in terug} == {True, False}


def test_same_seed_same_bytes(tmp_path: Path, voorbeeldmap: Path) -> None:
    write_example(tmp_path / "weer")
    write_example(tmp_path / "anders", rijen=9000, zaad=8)
    eerst, weer, anders = (
        [(waar / naam).read_bytes() for naam in ("werkprocessen.csv", "standen.csv")]
        for waar in (voorbeeldmap, tmp_path / "weer", tmp_path / "anders")
    )
    assert eerst == weer
    assert eerst[0] != anders[0] and eerst[1] != anders[1]


@pytest.mark.parametrize("gevraagd", [7_001, 100_000])
def test_size_is_exact_and_published_figures_stand(tmp_path: Path, rijen: list[Rij], gevraagd: int) -> None:
    uitkomst = write_example(tmp_path, rijen=gevraagd)
    gemaakt = contract.read(tmp_path)
    assert len(gemaakt) == uitkomst.rijen == gevraagd
    assert len(started(gemaakt, "2022-2023", "relatief_verzuim", ROERMOND)) == 667
    assert len({r.persoon for r in started(gemaakt, "2022-2023", "absoluut_verzuim", {"GM1708"})}) == 34
    # More rows never go where a published figure speaks, here the afhandelingen of 2023-2024.
    bepaald, eerst = (started(welke, "2023-2024", "verzuim_18plus", ROERMOND) for welke in (gemaakt, rijen))
    assert len(bepaald) == len(eerst) == 401


def test_too_few_rows_gives_the_minimum(tmp_path: Path) -> None:
    uitkomst = write_example(tmp_path, rijen=1)
    assert uitkomst.rijen == uitkomst.minimum == len(contract.read(tmp_path)) > 1000


def test_persons_recur_move_and_stay_one_person(rijen: list[Rij]) -> None:
    per_persoon: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_persoon[rij.persoon].append(rij)
    assert all(len({rij.geboren for rij in van}) == 1 for van in per_persoon.values())
    jaren = Counter(len({schooljaar(rij.start) for rij in van}) for van in per_persoon.values())
    assert 0.1 < sum(n for aantal, n in jaren.items() if aantal > 1) / len(per_persoon) < 0.4
    verhuisd = [van for van in per_persoon.values() if len({rij.gemeente for rij in van}) > 1]
    per_jaar = [{(schooljaar(rij.start), rij.gemeente) for rij in van} for van in verhuisd]
    in_een_jaar = [plekken for plekken in per_jaar if len({jaar for jaar, _ in plekken}) < len(plekken)]
    # Who moved within a schooljaar: counted once in the region, he would come out by subtraction.
    assert 50 < len(in_een_jaar) < 0.05 * len(per_persoon)
    assert len(in_een_jaar) < len(verhuisd)
    verzuim = [rij for rij in rijen if rij.soort == "relatief_verzuim"]
    eenheden = {(rij.persoon, rij.gemeente, schooljaar(rij.start)) for rij in verzuim}
    assert 1.7 < len(verzuim) / len(eenheden) < 2.1


def test_it_looks_like_a_region(rijen: list[Rij], standen: dict[tuple[str, str], dict[str, int]]) -> None:
    verzuim = [rij for rij in rijen if rij.soort == "relatief_verzuim"]
    maand = Counter(rij.start.month for rij in verzuim)
    rustig, druk = mean(maand[m] for m in (7, 8)), mean(maand[m] for m in (9, 10, 11, 1, 2, 3))
    assert rustig < 0.15 * druk
    assert all(rij.start.weekday() < 5 for rij in rijen)
    for (gemeente, jaar), stand in standen.items():
        aantal = sum(rij.gemeente == gemeente and schooljaar(rij.start) == jaar for rij in verzuim)
        assert 15 < 1000 * aantal / stand["jongeren_5_18"] < 120, (gemeente, jaar)
    assert 0.01 < mean(rij.onderwijssoort == "" for rij in rijen) < 0.06
    assert 0.01 < mean(rij.eind is None for rij in rijen) < 0.06
    assert 0.05 < mean(rij.eind is not None and schooljaar(rij.eind) > schooljaar(rij.start) for rij in rijen) < 0.25
    assert all(leeftijd(rij) >= 16 for rij in rijen if rij.onderwijssoort == "mbo")
    assert all(leeftijd(rij) <= 12 for rij in rijen if rij.onderwijssoort == "po")


def test_standen_change_little_from_year_to_year(standen: dict[tuple[str, str], dict[str, int]]) -> None:
    for gemeente in {code for code, _ in standen}:
        reeks = [standen[gemeente, jaar]["jongeren_5_18"] for jaar in JAREN]
        assert all(abs(nu / toen - 1) < 0.06 for toen, nu in pairwise(reeks)), gemeente


def test_what_is_published_tomorrow_is_followed_tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new count of werkprocessen, a new count of jongeren beside it, and one for the region."""
    voorbeeld = next(c for c in published.cijfers() if c.nummer == 243)
    nieuw = [_figure(voorbeeld, 9001, "GM0193", 901), _figure(voorbeeld, 9002, "GM0193", 377, "jongeren")]
    nieuw.append(_figure(voorbeeld, 9003, "MC10", 2222, "jongeren"))
    alle = (*published.cijfers(), *nieuw)
    monkeypatch.setattr(published, "cijfers", lambda: alle)
    write_example(tmp_path, rijen=20_000)
    gemaakt = contract.read(tmp_path)
    zwolle = started(gemaakt, "2021-2022", "relatief_verzuim", {"GM0193"})
    assert (len(zwolle), len({rij.persoon for rij in zwolle})) == (901, 377)
    regio = {code for code, _ in contract.read_standen(tmp_path)} - {*ROERMOND, "GM0164", "GM0147", "GM1735"}
    assert len({rij.persoon for rij in started(gemaakt, "2021-2022", "relatief_verzuim", regio)}) == 2222


def _figure(
    gelijk_aan: Publicatiecijfer, nummer: int, gebied: str, waarde: int, teleenheid: str = "werkprocessen"
) -> Publicatiecijfer:
    sleutel = gelijk_aan.sleutel
    assert sleutel
    sleutel = sleutel._replace(gebied=gebied, schooljaar="2021-2022", teleenheid=teleenheid)
    return replace(
        gelijk_aan, nummer=nummer, gebied=gebied, schooljaar="2021-2022", waarde=float(waarde), sleutel=sleutel
    )


def test_another_country_gets_an_example_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land = tmp_path / "land"
    land.mkdir()
    (land / "regios.csv").write_text("code,naam\nMC01,Noord\nMC02,Zuid\n")
    gemeenten = "".join(f"GM{n},Plaats {n},MC0{1 + n % 2}\n" for n in range(3001, 3041))
    (land / "gemeenten.csv").write_text("code,naam,regio\n" + gemeenten)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(land))
    uitkomst = write_example(tmp_path / "uit", rijen=5000)
    assert (uitkomst.gemeenten, uitkomst.rijen, uitkomst.doelen, uitkomst.minimum) == (40, 5000, 0, 0)
    groottes = [stand["jongeren_5_18"] for stand in contract.read_standen(tmp_path / "uit").values()]
    assert max(groottes) > 3 * min(groottes)
    assert not [fault for rij in contract.read(tmp_path / "uit") for fault in contract.faults(rij)]


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("werkprocessen.csv", "standen.csv"):
        (tmp_path / naam).write_text("eerder")

    def full(_self: Schrijver, _gemeente: str, _rijen: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Schrijver, "write", full)
    with pytest.raises(OSError, match="disk full"):
        write_example(tmp_path, rijen=8000)
    assert {pad.name: pad.read_text() for pad in tmp_path.iterdir()} == {
        "standen.csv": "eerder",
        "werkprocessen.csv": "eerder",
    }
