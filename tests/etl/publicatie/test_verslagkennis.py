"""Who has the annual reports: what they print beside our tables, and how the rest of ours then comes out."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.cells.cells import CelSleutel, Telling
from data.referentie.gebieden import gebieden
from data.reports import published
from etl.__main__ import main
from etl.intern import open_intern
from etl.meldingen import KLAAR, PUBLICATIE_GEWEIGERD
from etl.publicatie import publiceren
from etl.publicatie.kennis import Verslagkennis, told_by_reports
from etl.publicatie.lezen import read_live
from etl.tellen import count_cells
from etl.verslagvormen import VERSLAG, report_plan
from tests.etl.keuring.toneel import Rij, Toneel, deliver, places, write_reference

JAAR = "2024-2025"
KOLOMMEN = (
    *("nummer", "bron", "sectie", "gebied", "schooljaar", "peildatum", "soort", "indicator_bron", "uitsplitsing_bron"),
    *("waarde", "eenheid", "nauwkeurigheid", "zekerheid", "status", "toelichting", "indicator", "teleenheid"),
    *("uitsplitsing", "categorie", "voorkeur", "afstembaar", "moment", "soort_werkproces", "subsoort", "afhandeling"),
    *("feit", "geheel", "verdeling", "volledig", "berekening"),
)
GEWOON = {
    "bron": "verslag",
    "sectie": "1",
    "gebied": "GM9001",
    "schooljaar": JAAR,
    "soort": "meting",
    "indicator_bron": "wat het verslag noemt",
    "zekerheid": "zeker",
    "status": "gepubliceerd",
    "uitsplitsing": "totaal",
    "categorie": "totaal",
    "voorkeur": "ja",
}
AANDEEL = {
    "waarde": "99.2",
    "eenheid": "%",
    "indicator": "schoolgaand",
    "teleenheid": "jongeren",
    "moment": "start",
    "soort_werkproces": "absoluut_verzuim",
    "feit": "schoolgaand",
    "berekening": "1-absoluut_verzuim_jongeren/jongeren_5_18",
}
ELDERS = {
    "waarde": "20",
    "eenheid": "werkprocessen",
    "indicator": "afgehandeld",
    "teleenheid": "werkprocessen",
    "uitsplitsing": "soort_afhandeling",
    "categorie": "relatief_verzuim:kennisgevingsbrief",
    "moment": "eind",
    "soort_werkproces": "relatief_verzuim",
    "afhandeling": "kennisgevingsbrief",
}
VAN_EEN_DEEL = {
    "waarde": "6",
    "eenheid": "jongeren",
    "indicator": "vrijstellingen_verleend",
    "teleenheid": "jongeren",
    "uitsplitsing": "artikel",
    "categorie": "art_5a",
    "moment": "eind",
    "soort_werkproces": "vrijstelling",
    "subsoort": "art_5a",
    "afhandeling": "verleend",
}


def rows(n: int, gemeente: str, soort: str, afhandeling: str, subsoort: str | None = None) -> list[Rij]:
    """So many cases, each of somebody else."""
    return [
        {
            "persoon": f"{gemeente}-{soort}-{afhandeling}-{subsoort}-{i}",
            "gemeente_code": gemeente,
            "soort": soort,
            "subsoort": subsoort,
            "onderwijssoort": "vo",
            "startdatum": date(2024, 10, 1),
            "einddatum": date(2024, 12, 1),
            "afhandeling": afhandeling,
            "leeftijd_bij_start": 13,
            "leeftijd_op_peildatum": 14,
        }
        for i in range(n)
    ]


def luxe(n: int, gemeente: str, afhandeling: str) -> list[Rij]:
    return rows(n, gemeente, "relatief_verzuim", afhandeling, "luxe")


def exempt(n: int, gemeente: str, artikel: str) -> list[Rij]:
    return rows(n, gemeente, "vrijstelling", "verleend", artikel)


def at_home(n: int, gemeente: str) -> list[Rij]:
    return rows(n, gemeente, "absoluut_verzuim", "inschrijving_bij_school")


def set_up(
    map_: Path, monkeypatch: pytest.MonkeyPatch, toneel: Toneel, rijen: Sequence[Rij], *cijfers: dict[str, str]
) -> None:
    """A region, a report of it with these figures, and a delivery."""
    write_reference(toneel, map_ / "referentie")
    bronnen = map_ / "referentie" / "bronnen"
    bronnen.mkdir()
    (bronnen / "bronnen.csv").write_text(
        "sleutel,titel,uitgever,jaar,soort,gebied,schooljaren,toelichting\n"
        f"verslag,Jaarverslag,Proefstreek,2025,verslag,PR01,{JAAR},\n",
        encoding="utf-8",
    )
    (bronnen / "uitspraken.csv").write_text("nummer,bron,sectie,gebied,feit,van,naar,richting,parafrase\n", "utf-8")
    with (bronnen / "cijfers.csv").open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.DictWriter(uit, KOLOMMEN, restval="")
        schrijver.writeheader()
        schrijver.writerows({**GEWOON, "nummer": n + 1, **cijfer} for n, cijfer in enumerate(cijfers))
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(map_ / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(map_ / "data"))
    deliver(toneel, rijen)


def sometimes_small() -> dict[str, tuple[dict[str, str], list[Rij]]]:
    """Per kind of figure: the figure, and a delivery of which it gives a small group away beside our tables."""
    aandeel, elders, deel = [], [], []
    for gemeente, thuis, verzuim in (("GM9001", 8, 40), ("GM9002", 2, 60), ("GM9003", 40, 200)):
        aandeel += at_home(thuis, gemeente) + luxe(verzuim, gemeente, "halt")
    for gemeente, gesprek in (("GM9001", 2), ("GM9002", 20), ("GM9003", 30)):
        elders += luxe(20, gemeente, "kennisgevingsbrief") + luxe(gesprek, gemeente, "gesprek_met_afspraken")
        elders += luxe(30, gemeente, "onterechte_melding")
    for gemeente, vijf_a, vijf_c in (("GM9001", 6, 3), ("GM9002", 15, 13), ("GM9003", 20, 25)):
        deel += exempt(12, gemeente, "art_5b") + exempt(vijf_a, gemeente, "art_5a") + exempt(vijf_c, gemeente, "art_5c")
        deel += exempt(20, gemeente, "art_11g") + exempt(30, gemeente, "art_15") + luxe(40, gemeente, "halt")
    return {"aandeel": (AANDEEL, aandeel), "elders": (ELDERS, elders), "van een deel": (VAN_EEN_DEEL, deel)}


INWONERS = {"GM9001": 1000, "GM9002": 1500, "GM9003": 9000}
TONEEL = replace(places([0, 0, 0]), jongeren=INWONERS)


@pytest.mark.parametrize("soort", sometimes_small())
def test_what_a_report_prints_beside_our_tables_gives_nothing_small(
    soort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cijfer, rijen = sometimes_small()[soort]
    set_up(tmp_path, monkeypatch, TONEEL, rijen, cijfer)
    assert main(["publiceren"]) == KLAAR
    assert main(["controle"]) == KLAAR


@pytest.mark.parametrize("soort", sometimes_small())
def test_controle_refuses_what_was_chosen_without_the_report(
    soort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cijfer, rijen = sometimes_small()[soort]
    set_up(tmp_path, monkeypatch, TONEEL, rijen, cijfer)
    monkeypatch.setattr(publiceren, "told_by_reports", lambda *_: Verslagkennis({}, {}, ()))
    assert main(["publiceren"]) == KLAAR
    monkeypatch.undo()
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "data"))
    assert main(["controle"]) == PUBLICATIE_GEWEIGERD


def knowledge() -> tuple[Verslagkennis, dict[CelSleutel, Telling]]:
    with open_intern() as verbinding:
        cellen = count_cells(verbinding, gebieden()).cellen
    return told_by_reports(published.cijfers(), cellen), cellen


def test_a_whole_number_tells_the_cell_that_it_equals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the plan or not; another number is a number of the report's own."""
    thuis: dict[str, Any] = {"eenheid": "jongeren", "indicator": "absoluut_verzuim", "teleenheid": "jongeren"}
    set_up(
        tmp_path,
        monkeypatch,
        TONEEL,
        [*at_home(8, "GM9001"), *at_home(7, "GM9002"), *luxe(20, "GM9001", "kennisgevingsbrief")],
        {**thuis, "waarde": "8"},
        {**thuis, "waarde": "9", "gebied": "GM9002"},
        ELDERS,
        {**ELDERS, "waarde": "19", "voorkeur": ""},
    )
    kennis, cellen = knowledge()
    eigen = report_plan().cel_van[3]
    assert eigen.indicator == VERSLAG and not cellen[eigen].zichtbaar
    assert kennis.exact == {CelSleutel("absoluut_verzuim", "jongeren", "GM9001", JAAR): 8, eigen: 20}
    assert [cijfer.nummer for cijfer, _, _ in kennis.cijfers] == [1, 3]


def test_a_percentage_tells_a_count_within_a_few_or_leaves_it_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """99,2% of 1.000 is 8 at home; 99,2% of 9.000 is 68 to 76; 98,5% of 1.500 is not 7."""
    set_up(
        tmp_path,
        monkeypatch,
        TONEEL,
        [*at_home(8, "GM9001"), *at_home(7, "GM9002"), *at_home(70, "GM9003")],
        AANDEEL,
        {**AANDEEL, "gebied": "GM9002", "waarde": "98.5"},
        {**AANDEEL, "gebied": "GM9003"},
    )
    kennis, _ = knowledge()
    thuis = CelSleutel("absoluut_verzuim", "jongeren", "GM9001", JAAR)
    assert kennis.exact == {thuis: 8}
    assert kennis.grenzen == {thuis._replace(gebied="GM9003"): (68, 76)}


def test_less_than_five_is_known_within_five(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cijfer = {"indicator": "absoluut_verzuim", "teleenheid": "jongeren", "eenheid": "jongeren"}
    minder = {**cijfer, "nauwkeurigheid": "minder_dan"}
    set_up(
        tmp_path,
        monkeypatch,
        TONEEL,
        [*at_home(3, "GM9001"), *at_home(5, "GM9002"), *at_home(12, "GM9003")],
        {**minder, "waarde": "5"},
        {**minder, "waarde": "5", "gebied": "GM9002"},
        {**minder, "waarde": "20", "gebied": "GM9003"},
    )
    kennis, _ = knowledge()
    thuis = CelSleutel("absoluut_verzuim", "jongeren", "GM9001", JAAR)
    assert kennis.exact == {thuis: 3}
    assert kennis.grenzen == {thuis._replace(gebied="GM9003"): (0, 19)}


def test_no_world_goes_beyond_what_a_percentage_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """99,9% of 10.000 leaves 5 to 15: the worlds stay within that, and are five apart all the same."""
    rijen = [*at_home(8, "GM9001"), *at_home(3, "GM9002")]
    for gemeente in INWONERS:
        rijen += luxe(60, gemeente, "halt") + luxe(30, gemeente, "kennisgevingsbrief")
    toneel = replace(TONEEL, jongeren={**INWONERS, "GM9001": 10_000})
    set_up(tmp_path, monkeypatch, toneel, rijen, {**AANDEEL, "waarde": "99.9"})
    assert main(["publiceren"]) == KLAAR
    assert read_live().cijfers[CelSleutel("absoluut_verzuim", "jongeren", "GM9001", JAAR)].status == "onderdrukt"
    verschil: dict[int, int] = {}
    with open_intern() as verbinding:
        vraag = (
            "SELECT nummer, echt, count(DISTINCT persoon) FROM wereldrij "
            "WHERE soort = 'absoluut_verzuim' AND gemeente_nu = 'GM9001' GROUP BY ALL"
        )
        for nummer, echt, n in verbinding.exec_driver_sql(vraag):
            verschil[nummer] = verschil.get(nummer, 0) + (-n if echt else n)
    assert max(0, *verschil.values()) - min(0, *verschil.values()) >= 5
    assert all(5 <= 8 + n <= 15 for n in verschil.values())
    assert main(["controle"]) == KLAAR
