"""National figures in a publication, all made up: beside the own counts, known to who attacks, gone when withdrawn."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.cells.cells import CelSleutel
from data.publication.databases import publieke_engine
from data.publication.figures import Bron
from data.publication.landelijk import LandelijkCijfer, Periodesoort
from data.publication.readmodel import beeld, read_beeld
from etl.__main__ import main
from etl.aanval import Vonnis
from etl.intern import open_intern
from etl.intern.leveringen import withdraw
from etl.publicatie.controle import audit
from etl.publicatie.exporteren import export
from etl.publicatie.kennis import national_knowledge
from etl.publicatie.lezen import read_live
from etl.publicatie.logboek import true_values
from etl.publicatie.publiceren import Uitkomst, publish
from etl.publicatie.vreemde import attack_figures
from tests.etl.inname.hulp import load_text
from tests.etl.publicatie.vulling import fill

BRON = Bron("b", "Verzonnen bron", "Proef", "landelijk")
BESTAND = "Gemeenten;Jaar;Absoluut verzuim;Voortijdig schoolverlaters (%)\nZwolle;2022;2,5;1,9\nNederland;2022;3;2,30\n"


def publiceer() -> Uitkomst:
    with open_intern(schrijven=True) as verbinding:
        return publish(verbinding, lambda _: None)


def test_they_are_published_as_printed_exported_and_gone_when_withdrawn(tmp_path: Path) -> None:
    fill()
    publiceer()
    voor = read_live().cijfers
    rapport = load_text(tmp_path, BESTAND)
    uitkomst = publiceer()
    assert uitkomst.verschil is not None
    assert uitkomst.verschil.in_words() == ["4 landelijke cijfers die nieuw, gewijzigd of weg zijn"]
    live = read_live()
    assert live.cijfers == voor  # not one own figure moved for it
    assert {c.bron.soort for c in live.landelijk} == {"landelijk"}
    assert audit(live).lekken == 0
    bestanden = {pad.name: pad for pad in export(read_beeld(publieke_engine()), tmp_path / "uit")}
    with bestanden["landelijk.csv"].open(encoding="utf-8") as handle:
        rijen = {(rij["indicator"], rij["naam"]): rij for rij in csv.DictReader(handle)}
    land = rijen["vsv_percentage", "Nederland"]
    assert (land["waarde"], land["periode"], land["periodesoort"], land["gebied"]) == (
        "2.30",
        "2022",
        "kalenderjaar",
        "NL01",
    )
    assert land["definitie"] and land["uitgever"] and land["opgehaald_op"]
    assert publiceer().verschil is None
    with open_intern(schrijven=True) as verbinding:
        assert rapport.levering_id is not None
        withdraw(verbinding, rapport.levering_id, "proef")
        verbinding.commit()
    publiceer()
    assert read_live().landelijk == ()
    assert "landelijk.csv" not in {pad.name for pad in export(read_beeld(publieke_engine()), tmp_path / "leeg")}
    assert beeld().landelijk.yardsticks("GM0193", "2022-2023") == ()


def test_the_list_of_deliveries_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_text(tmp_path, BESTAND)
    assert main(["leveringen"]) == 0
    assert "landelijk" in capsys.readouterr().out


def rate(waarde: float, decimalen: int, periode: str, soort: Periodesoort) -> LandelijkCijfer:
    return LandelijkCijfer(
        bron=BRON,
        indicator="absoluut_verzuim_per_1000",
        gebied="GM0193",
        naam="Zwolle",
        periode=periode,
        periodesoort=soort,
        waarde=waarde,
        decimalen=decimalen,
        voorlopig=None,
        peildatum=date(2024, 1, 1),
    )


def cel(indicator: str, jaar: str, eenheid: str = "jongeren") -> CelSleutel:
    return CelSleutel(indicator, eenheid, "GM0193", jaar)


NOEMER = {cel("jongeren_5_18", "2022-2023"): 2000}
ABSOLUUT = cel("absoluut_verzuim", "2022-2023")


@pytest.mark.parametrize(
    ("cijfer", "waar", "bekend"),
    [
        (rate(1.5, 1, "2022-2023", "schooljaar"), 3, True),  # 3 of 2.000
        (rate(1.5, 1, "2022-2023", "schooljaar"), 4, False),  # 4 would be 2,0: another count than ours
        (rate(1.5, 1, "2022", "kalenderjaar"), 3, True),  # a calendar year may be the schooljaar that begins in it
        (rate(1.5, 1, "2023", "kalenderjaar"), 3, True),  # or the one that ends in it
        (rate(1.5, 1, "2021", "kalenderjaar"), 3, False),
        (rate(2.0, 0, "2022-2023", "schooljaar"), 3, True),  # 3, 4 or 5: less than five apart
    ],
)
def test_a_rate_with_a_known_denominator_is_its_numerator(cijfer: LandelijkCijfer, waar: int, bekend: bool) -> None:
    gevonden = national_knowledge([cijfer], {ABSOLUUT: waar}, NOEMER)
    assert gevonden == ({ABSOLUUT: waar} if bekend else {})


def test_a_coarse_rate_tells_nothing_that_hiding_keeps_back() -> None:
    groot = {cel("jongeren_5_18", "2022-2023"): 20_000}
    assert national_knowledge([rate(1.0, 0, "2022-2023", "schooljaar")], {ABSOLUUT: 20}, groot) == {}


def test_leerplichtigen_and_kwalificatieplichtigen_together_are_a_denominator_too() -> None:
    noemers = {cel("leerplichtigen", "2022-2023"): 900, cel("kwalificatieplichtigen", "2022-2023"): 100}
    assert national_knowledge([rate(3.0, 1, "2022-2023", "schooljaar")], {ABSOLUUT: 3}, noemers) == {ABSOLUUT: 3}
    assert national_knowledge([rate(3.0, 1, "2022-2023", "schooljaar")], {ABSOLUUT: 3}, {}) == {}


def test_who_attacks_has_the_national_rate_and_the_cell_stays_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(aantal=90)
    publiceer()
    eerst = read_live()
    with open_intern() as verbinding:
        waar = true_values(verbinding, eerst.publicatie.publicatie_id)
    doel = next(
        c for c, n in eerst.cijfers.items()
        if (c.indicator, c.teleenheid, n.status) == ("absoluut_verzuim", "jongeren", "onderdrukt")
        and c.gebied.startswith("GM") and 0 < waar[c] < 5
    )  # fmt: skip
    n = eerst.cijfers[doel._replace(indicator="jongeren_5_18")].waarde
    assert n
    regel = f"{doel.gebied};{doel.schooljaar};{1000 * waar[doel] / n:.4f}".replace(".", ",")
    assert load_text(tmp_path, f"Gemeente;Schooljaar;Absoluut verzuim\n{regel}\n").status == "geladen"
    kennis: list[dict[CelSleutel, int]] = []

    def watched(*args: Any, **kwargs: Any) -> Vonnis:
        kennis.append(kwargs["kennis"])
        return attack_figures(*args, **kwargs)

    monkeypatch.setattr("etl.publicatie.vreemde.attack_figures", watched)
    publiceer()
    assert kennis and all(ken.get(doel) == waar[doel] for ken in kennis)
    daarna = read_live()
    assert daarna.cijfers[doel].status == "onderdrukt" and daarna.cijfers[doel].waarde is None
    assert audit(daarna).lekken == 0
