"""How fine tables can be told, what each step holds, and what a publication says of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from data.cells.cells import TOTAAL, CelSleutel
from data.cells.tableplan import NIVEAUS, Tafel, categorieen, in_stap, ladder, tafels, uitsplitsingen, vormen
from data.cells.tafels import Tafels, Vindplaats
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicator_checks import check_registry
from data.registry.indicator_types import JONGEREN, STAPPEN, WERKPROCESSEN, Ladder, Stap
from data.registry.indicators import INDICATOREN, geteld, tegels
from tests.data.klein_beeld import LEVERING, beeld, cel, cijfer

VENSTER = "2022-2025"


# --- vensters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jaar", "venster"),
    [("2021-2022", "2019-2022"), ("2022-2023", VENSTER), ("2024-2025", VENSTER), ("2025-2026", "2025-2028")],
)
def test_each_schooljaar_is_in_one_venster(jaar: str, venster: str) -> None:
    assert schooljaar.venster_van(jaar) == venster
    assert jaar in schooljaar.jaren_van(venster)
    assert schooljaar.is_venster(venster) and not schooljaar.is_schooljaar(venster)


def test_vensters_are_disjoint_and_leave_no_schooljaar_out() -> None:
    jaren = schooljaar.reeks("1998-1999", "2030-2031")
    per_venster = [schooljaar.jaren_van(v) for v in dict.fromkeys(map(schooljaar.venster_van, jaren))]
    assert list(itertools.chain(*per_venster)) == jaren


@pytest.mark.parametrize("tekst", ["2021-2024", "2022-2024", "2022-2023", "2022-2026", "venster", ""])
def test_what_is_no_venster(tekst: str) -> None:
    assert not schooljaar.is_venster(tekst)


def test_a_periode_has_a_first_and_a_last_day() -> None:
    assert schooljaar.begin(VENSTER) == date(2022, 8, 1) and schooljaar.einde(VENSTER) == date(2025, 7, 31)
    assert schooljaar.beginjaar(VENSTER) == 2022
    assert schooljaar.jaren_van("2023-2024") == ("2023-2024",)


@pytest.mark.parametrize("vraag", [schooljaar.vorige, schooljaar.volgende, schooljaar.venster_van, schooljaar.parse])
def test_what_is_asked_of_a_schooljaar_is_not_answered_for_a_venster(vraag) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="schooljaar"):
        vraag(VENSTER)


# --- ladders -----------------------------------------------------------------------------------------------------


def test_the_five_tiles_always_stand() -> None:
    for ind in tegels():
        for niveau in NIVEAUS:
            for eenheid in ind.teleenheden:
                assert ladder(Tafel(ind.key, TOTAAL, eenheid, niveau)) == ("jaar",), ind.key


def test_jongeren_are_told_of_undivided_totals_only_and_never_of_what_takes_soorten_together() -> None:
    van_jongeren = [tafel for tafel in tafels() if tafel.teleenheid == JONGEREN]
    assert {tafel.uitsplitsing for tafel in van_jongeren} == {TOTAAL}
    assert not {"verzuim_totaal", "werkprocessen"} & {tafel.indicator for tafel in van_jongeren}
    assert {"absoluut_verzuim", "vsv", "afgehandeld"} <= {tafel.indicator for tafel in van_jongeren}
    assert not any("venster" in tafels()[tafel] for tafel in van_jongeren)


def test_a_stock_has_no_venster_and_a_flow_has() -> None:
    for tafel, treden in tafels().items():
        keuze = INDICATOREN[tafel.indicator].selectie
        mag = (
            keuze is not None and keuze.moment != "lopend" and tafel.teleenheid == WERKPROCESSEN and treden != ("jaar",)
        )
        assert ("venster" in treden) == mag, tafel


def test_every_ladder_goes_from_fine_to_coarse_and_covers_the_plan() -> None:
    for tafel, treden in tafels().items():
        assert treden[0] == "jaar" and list(treden) == [stap for stap in STAPPEN if stap in treden], tafel
    zaken = {(*tafel[:2], tafel.niveau) for tafel in tafels() if tafel.teleenheid == WERKPROCESSEN}
    assert zaken == {(i.key, u, niveau) for niveau in NIVEAUS for i in geteld() for u in uitsplitsingen(i, niveau)}


def test_articles_fold_in_a_region_only() -> None:
    met = {tafel for tafel, treden in tafels().items() if "gevouwen" in treden}
    assert {tafel.niveau for tafel in met} == {"regio"}
    assert {tafel.indicator for tafel in met} == {"vrijstellingen_verleend", "vrijstellingen_lopend"}


def test_no_table_no_ladder() -> None:
    assert ladder(Tafel("verlof", "maand", WERKPROCESSEN, "gemeente")) == ()
    assert ladder(Tafel("verlof", "maand", WERKPROCESSEN, "regio"))[-1] == "niet"


@pytest.mark.parametrize(
    ("ladders", "remedie"),
    [
        (Ladder(TOTAAL, JONGEREN, ("jaar", "venster")), "Haal venster weg"),
        (Ladder(TOTAAL, WERKPROCESSEN, ("niet", "jaar")), "van fijn naar grof"),
        (Ladder(TOTAAL, "meldingen", ("jaar",)), "Zet haar daar bij"),
    ],
)
def test_a_ladder_that_cannot_be_is_refused_with_its_entry_and_remedy(ladders: Ladder, remedie: str) -> None:
    with pytest.raises(ValueError, match=f"verlof.*{remedie}"):
        check_registry([replace(INDICATOREN["verlof"], ladders=(ladders,))])


# --- what a step holds -------------------------------------------------------------------------------------------


def _artikelen(jaar: str, stap: Stap) -> set[str]:
    cellen = (
        CelSleutel(v.indicator, WERKPROCESSEN, "R1", jaar, v.uitsplitsing, v.categorie)
        for v in vormen("regio")
        if (v.indicator, v.uitsplitsing) == ("vrijstellingen_verleend", "artikel")
    )
    return {c.categorie for c in cellen if in_stap(c, stap)}


def test_each_step_tells_every_case_once() -> None:
    apart = set(categorieen(INDICATOREN["vrijstellingen_verleend"], "artikel"))
    assert _artikelen("2022-2023", "jaar") == apart
    assert _artikelen(VENSTER, "venster") == apart
    gevouwen = _artikelen("2022-2023", "gevouwen")
    assert gevouwen == apart - set(vocabulary.ZELDZAME_ARTIKELEN) | {vocabulary.ANDERE_ARTIKELEN}
    inhoud = {
        v.categorie: i.atomen for v, i in vormen("regio").items() if v[:2] == ("vrijstellingen_verleend", "artikel")
    }
    assert frozenset().union(*(inhoud[c] for c in gevouwen)) == frozenset().union(*(inhoud[c] for c in apart))
    assert sum(len(inhoud[c]) for c in gevouwen) == sum(len(inhoud[c]) for c in apart)


def test_a_step_tells_nothing_of_another() -> None:
    assert not _artikelen(VENSTER, "jaar") | _artikelen(VENSTER, "gevouwen") | _artikelen("2022-2023", "venster")
    assert not _artikelen("2022-2023", "niet") | _artikelen(VENSTER, "niet")


# --- what a publication says -------------------------------------------------------------------------------------


def _met(cellen: list[CelSleutel], stappen: dict[Tafel, Stap]):  # type: ignore[no-untyped-def]
    gewoon = beeld({"G1": "R1", "G2": "R2"}, [cijfer(c, 12.0, LEVERING) for c in cellen])
    gewoon.tafels = Tafels({"R1": stappen})
    return gewoon


HALT = Tafel("halt", TOTAAL, WERKPROCESSEN, "gemeente")
HALT_REGIO = HALT._replace(niveau="regio")


def test_the_step_is_that_of_the_region_and_the_level() -> None:
    verteld = _met([], {HALT: "niet", HALT_REGIO: "venster"})
    assert verteld.stap("halt", TOTAAL, WERKPROCESSEN, "G1") == "niet"
    assert verteld.stap("halt", TOTAAL, WERKPROCESSEN, "R1") == "venster"
    assert verteld.stap("halt", TOTAAL, WERKPROCESSEN, "G2") == "jaar"
    assert verteld.stap("verlof", "maand", WERKPROCESSEN, "G1") == "niet"


def test_a_publication_without_steps_told_everything_per_schooljaar() -> None:
    oud = beeld({"G1": "R1"}, [])
    assert oud.stap("vrijstellingen_verleend", "artikel", JONGEREN, "G1") == "jaar"


def test_a_cell_is_found_where_its_table_is_told() -> None:
    halt = cel("halt", WERKPROCESSEN, "G1")
    regio = halt._replace(gebied="R1")
    assert _met([halt], {HALT: "jaar"}).vindplaats(halt) == Vindplaats("G1", "2022-2023", "jaar")
    assert _met([halt._replace(schooljaar=VENSTER)], {HALT: "venster"}).vindplaats(halt) == Vindplaats(
        "G1", VENSTER, "venster"
    )
    assert _met([regio], {HALT: "niet"}).vindplaats(halt) == Vindplaats("R1", "2022-2023", "jaar")
    assert _met([regio._replace(schooljaar=VENSTER)], {HALT: "niet", HALT_REGIO: "venster"}).vindplaats(
        halt
    ) == Vindplaats("R1", VENSTER, "venster")


def test_nothing_is_pointed_at_that_is_not_there() -> None:
    halt = cel("halt", WERKPROCESSEN, "G1")
    assert _met([], {HALT: "venster"}).vindplaats(halt) is None
    assert _met([halt._replace(gebied="R1")], {HALT: "venster"}).vindplaats(halt) == Vindplaats(
        "R1", "2022-2023", "jaar"
    )
    assert _met([halt._replace(gebied="R1")], {HALT: "niet", HALT_REGIO: "niet"}).vindplaats(halt) is None


def test_a_venster_is_no_schooljaar_to_choose() -> None:
    halt = cel("halt", WERKPROCESSEN, "G1", VENSTER)
    assert _met([halt, cel("verlof", WERKPROCESSEN, "G1")], {HALT: "venster"}).schooljaren("G1") == ("2022-2023",)
