"""Which gemeenten and schooljaren a delivery speaks about, and what is told of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.levering.nullen import ALLE, Nul
from data.referentie.gebieden import gebieden
from etl.__main__ import main
from etl.inname.dekking import Aantal, last_run, speaks_about
from etl.meldingen import LeveringFout
from tests.etl.inname.hulp import delivery, load_text, query, row

J = [f"{jaar}-{jaar + 1}" for jaar in range(2019, 2026)]
ZWOLLE, KAMPEN, ROERMOND = "GM0193", "GM0166", "GM0957"
GEWOON = Aantal(100, 60)


@pytest.mark.parametrize(
    ("jaren", "verwacht"),
    [
        ({"2023-2024"}, ("2023-2024", "2023-2024")),
        ({"2021-2022", "2022-2023", "2023-2024"}, ("2021-2022", "2023-2024")),
        ({"2002-2003", "2022-2023", "2023-2024"}, ("2022-2023", "2023-2024")),
    ],
)
def test_one_mistyped_year_long_ago_brings_no_years_between(jaren: set[str], verwacht: tuple[str, str]) -> None:
    assert last_run(jaren) == verwacht


def covered(
    aantallen: dict[tuple[str, str], Aantal],
    gevraagd: tuple[str, str] | None = None,
    nullen: list[Nul] | None = None,
    nu: dict[tuple[str, str], int] | None = None,
) -> dict[str, list[str]]:
    per: dict[str, list[str]] = {}
    for code, jaar in speaks_about(aantallen, gevraagd, nullen or [], nu or {}, gebieden()):
        per.setdefault(code, []).append(jaar)
    return per


def full(code: str, *jaren: str) -> dict[tuple[str, str], Aantal]:
    return dict.fromkeys([(code, jaar) for jaar in jaren], GEWOON)


def test_a_gemeente_is_spoken_for_where_it_has_rows() -> None:
    assert covered(full(ZWOLLE, *J[:4]) | full(ROERMOND, J[3])) == {ZWOLLE: J[:4], ROERMOND: [J[3]]}
    assert covered(full(ZWOLLE, *J[:4]) | full(KAMPEN, J[0], J[3])) == {ZWOLLE: J[:4], KAMPEN: [J[0], J[3]]}
    assert covered(full(ZWOLLE, *J[:4]) | full(KAMPEN, J[0]), (J[1], J[3])) == {ZWOLLE: J[1:4]}


def test_zero_is_what_the_loader_calls_so() -> None:
    rijen = full(ZWOLLE, *J[:4]) | full(ROERMOND, J[3])
    assert covered(rijen, nullen=[Nul(ALLE)])[ROERMOND] == J[:4]
    assert covered(rijen, nullen=[Nul(ROERMOND, (J[2], J[3]))])[ROERMOND] == J[2:4]
    assert covered(rijen, nullen=[Nul(KAMPEN)])[KAMPEN] == J[:4]


@pytest.mark.parametrize(
    "eerste",
    [
        pytest.param(Aantal(12, 8), id="far fewer than usual"),
        pytest.param(Aantal(60, 0), id="nothing that also ended in it"),
    ],
)
def test_what_was_carried_over_takes_no_schooljaar(eerste: Aantal) -> None:
    heel = full(ZWOLLE, *J[1:4])
    assert covered({(ZWOLLE, J[0]): eerste} | heel) == {ZWOLLE: J[1:4]}
    assert covered({(ZWOLLE, J[0]): eerste} | heel, (J[0], J[3])) == {ZWOLLE: J[:4]}
    later = full(KAMPEN, *J[:4]) | full(ROERMOND, *J[2:4])
    assert covered(later | {(ROERMOND, J[1]): eerste}) == {KAMPEN: J[:4], ROERMOND: J[2:4]}


def test_a_first_schooljaar_of_which_twice_as_many_count_already_is_left_alone() -> None:
    rijen = {(ZWOLLE, J[0]): Aantal(40, 20)} | full(ZWOLLE, *J[1:4])
    assert covered(rijen, nu={(ZWOLLE, J[0]): 90}) == {ZWOLLE: J[1:4]}
    assert covered(rijen, nu={(ZWOLLE, J[0]): 70}) == {ZWOLLE: J[:4]}


def test_small_numbers_are_no_reason_to_leave_a_schooljaar_out() -> None:
    rijen = {(ZWOLLE, J[0]): Aantal(1), (ZWOLLE, J[1]): Aantal(6, 4), (ZWOLLE, J[2]): Aantal(5, 3)}
    assert covered(rijen) == {ZWOLLE: J[:3]}


def test_schooljaren_without_a_row_are_refused() -> None:
    with pytest.raises(LeveringFout, match="Geen enkel werkproces begint"):
        covered(full(ZWOLLE, J[0]), (J[3], J[4]))


# --- what is said ------------------------------------------------------------------------------------------------


def lines(jaren: list[str], code: str = ZWOLLE, per_jaar: int = 1, open_: bool = True) -> list[str]:
    klaar = {} if open_ else {"afhandeling": "halt", "soort": "relatief_verzuim"}
    return [
        row(
            f"{code}-{jaar}-{n}",
            code,
            start=f"{jaar[:4]}-10-03",
            persoon=f"{code}-{jaar}-{n}",
            **klaar,
            **({} if open_ else {"einddatum": f"{jaar[:4]}-11-03"}),
        )
        for jaar in jaren
        for n in range(per_jaar)
    ]


def test_a_load_that_does_not_speak_says_so_and_how_to_change_that(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(*lines(J[:3])), "eerst.csv", peildatum=date(2026, 1, 1))
    rapport = load_text(tmp_path, delivery(*lines(J[:4])), peildatum=date(2025, 9, 1))
    (zin,) = [zin for zin in rapport.waarschuwingen if "telt niet overal mee" in zin]
    assert "Zwolle in 2019-2020 tot en met 2021-2022 telt levering 1 (eerst.csv, peildatum 01-01-2026)" in zin
    assert "intrekken 1" in zin and "--peildatum" in zin
    nergens = load_text(tmp_path, delivery(*lines(J[1:3])), peildatum=date(2024, 9, 1))
    assert any(zin.startswith("deze levering telt nergens mee") for zin in nergens.waarschuwingen)


def test_each_gemeente_that_begins_later_or_ends_earlier_or_has_a_gap_is_named(tmp_path: Path) -> None:
    inhoud = delivery(*lines(J[:4]), *lines(J[2:4], KAMPEN), *lines(J[:2], ROERMOND), *lines([J[0], J[3]], "GM0148"))
    zinnen = load_text(tmp_path, inhoud).waarschuwingen
    assert any(z.startswith("Kampen: de regels beginnen pas in 2021-2022. Over 2019-2020 tot") for z in zinnen)
    assert any(z.startswith("Roermond: de regels houden op na 2020-2021") for z in zinnen)
    assert any(z.startswith("Dalfsen: niet elk schooljaar heeft regels. Over 2020-2021 tot") for z in zinnen)
    assert any("--nul GM0166:2019-2020:2020-2021" in z for z in zinnen)
    assert not any(z.startswith("Zwolle") for z in zinnen)


def test_what_was_called_zero_counts_as_zero_and_can_be_taken_back(tmp_path: Path) -> None:
    bestand = tmp_path / "x.csv"
    bestand.write_text(delivery(*lines(J[:3]), *lines(J[2:3], KAMPEN)))
    jaren = "SELECT schooljaar FROM actieve_dekking WHERE gemeente_code = 'GM0166' ORDER BY 1"
    opties = ["laden", str(bestand), "--peildatum", "2025-09-01"]
    assert main(opties) == 0 and query(jaren) == [(J[2],)]
    assert main([*opties, "--nul", "Kampen:2019-2020:2020-2021"]) == 0 and query(jaren) == [(j,) for j in J[:3]]
    assert main(opties) == 0 and query(jaren) == [(J[2],)]
    assert main([*opties, "--nul", "alle"]) == 0 and query(jaren) == [(j,) for j in J[:3]]
    for fout in ("Amsterdam", "Kampen:2019", "Kampen:2020-2021:2019-2020"):
        assert main([*opties, "--nul", fout]) == 2


def test_a_gemeente_that_loses_more_than_a_third_is_named(tmp_path: Path) -> None:
    kampen = lines(J[:2], KAMPEN, per_jaar=30)
    load_text(tmp_path, delivery(*lines(J[:2], per_jaar=30), *kampen), peildatum=date(2024, 1, 1))
    half = lines(J[:1], per_jaar=30) + lines(J[1:2], per_jaar=19)
    zinnen = load_text(tmp_path, delivery(*half, *kampen)).waarschuwingen
    assert [z for z in zinnen if "derde minder" in z] == [
        "Zwolle heeft meer dan een derde minder: 2020-2021 19 regels, waar er nu 30 tellen. Is de export volledig?"
    ]
    nieuw = load_text(tmp_path, delivery(*lines(J[2:3], per_jaar=30), *lines(J[3:4], per_jaar=19))).waarschuwingen
    assert any("2022-2023 19 regels, een jaar eerder 30" in z for z in nieuw)


def test_the_schooljaar_that_has_just_begun_is_not_held_against_a_whole_one(tmp_path: Path) -> None:
    inhoud = delivery(*lines([J[5]], per_jaar=30), *lines([J[6]], per_jaar=5))
    zinnen = load_text(tmp_path, inhoud, peildatum=date(2025, 10, 15)).waarschuwingen
    assert not any("derde minder" in z for z in zinnen)


def test_a_few_carried_over_rows_never_take_the_place_of_a_schooljaar(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(*lines(J[:2], per_jaar=40, open_=False)), peildatum=date(2021, 9, 1))
    doorgelopen = lines(J[1:2], per_jaar=9)
    rapport = load_text(
        tmp_path, delivery(*doorgelopen, *lines(J[2:3], per_jaar=40, open_=False)), peildatum=date(2022, 9, 1)
    )
    assert query("SELECT schooljaar, count(*) FROM actief GROUP BY 1 ORDER BY 1") == [(j, 40) for j in J[:3]]
    assert any("9 regels beginnen vóór de schooljaren" in zin for zin in rapport.waarschuwingen)
    assert any("9 werkprocessen van eerdere schooljaren stonden al" in zin for zin in rapport.waarschuwingen)


def test_what_came_late_and_what_is_no_longer_named_is_told_with_its_number(tmp_path: Path) -> None:
    load_text(tmp_path, delivery(*lines(J[:1], per_jaar=3)), peildatum=date(2020, 9, 1))
    laat = row("laat", start="2020-01-15", persoon="laat")
    bekend = lines(J[:1], per_jaar=1)
    rapport = load_text(tmp_path, delivery(laat, *bekend, *lines(J[1:2])), schooljaren=(J[1], J[1]))
    zinnen = "\n".join(rapport.waarschuwingen)
    assert "1 werkproces begint in een schooljaar waar een andere levering over gaat" in zinnen
    assert "In deze levering staan niet: 2 werkprocessen van eerdere schooljaren, toen nog niet klaar." in zinnen
    assert query("SELECT count(*) FROM actief WHERE schooljaar = '2019-2020'") == [(4,)]


@pytest.mark.parametrize("later", ["2025-09-01", "2024-09-01"], ids=["newer", "same day"])
@pytest.mark.parametrize(("jaren", "blijft"), [(J[1:3], False), (J[2:3], True)], ids=["all its years", "one of them"])
def test_older_cases_keep_running_only_while_a_delivery_that_holds_them_speaks(
    tmp_path: Path, later: str, jaren: list[str], blijft: bool
) -> None:
    eerste = delivery(*lines(J[:1], per_jaar=3), *lines(J[1:3], per_jaar=20))
    load_text(tmp_path, eerste, schooljaren=(J[1], J[2]), peildatum=date(2024, 9, 1))
    assert query("SELECT count(*) FROM actief WHERE schooljaar = '2019-2020'") == [(3,)]
    nieuw = load_text(tmp_path, delivery(*lines(jaren, per_jaar=20)), peildatum=date.fromisoformat(later))
    zinnen = "\n".join(nieuw.waarschuwingen)
    assert query("SELECT count(*) FROM actief WHERE schooljaar = '2019-2020'") == [(3 if blijft else 0,)]
    assert ("Dat blijft lopen" in zinnen) is blijft
    assert ("3 werkprocessen van vóór de schooljaren van deze levering" in zinnen) is not blijft


def test_older_cases_of_an_older_delivery_keep_counting_beside_one_that_is_no_longer_heard(tmp_path: Path) -> None:
    oud = lines(J[:1], per_jaar=20)
    load_text(tmp_path, delivery(*oud), peildatum=date(2020, 9, 1))
    load_text(
        tmp_path, delivery(*oud, *lines(J[1:2], per_jaar=20)), schooljaren=(J[1], J[1]), peildatum=date(2021, 9, 1)
    )
    nieuw = load_text(tmp_path, delivery(*lines(J[1:2], per_jaar=20)), peildatum=date(2021, 10, 1))
    zinnen = "\n".join(nieuw.waarschuwingen)
    assert query("SELECT count(*) FROM actief WHERE schooljaar = '2019-2020'") == [(20,)]
    assert "20 werkprocessen van eerdere schooljaren, toen nog niet klaar" in zinnen
    assert "telt niet meer mee" not in zinnen


def test_the_list_says_which_delivery_speaks_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_text(tmp_path, delivery(*lines(J[:3]), *lines(J[:3], KAMPEN)), peildatum=date(2024, 1, 1))
    load_text(tmp_path, delivery(*lines(J[2:4])), peildatum=date(2025, 1, 1))
    assert main(["leveringen"]) == 0
    uit = capsys.readouterr().out
    assert "Kampen: 2019-2020 tot en met 2021-2022 levering 1" in uit
    assert "Zwolle: 2019-2020 tot en met 2020-2021 levering 1; 2021-2022 tot en met 2022-2023 levering 2" in uit
