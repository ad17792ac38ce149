"""What is hidden for its own sake, on a publication of a few cells."""

from __future__ import annotations

from dataclasses import replace

from data.cells.cells import CelSleutel, Telling
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.tellen import Tellingen
from etl.werelden.onveilig import find_unsafe

GEMEENTE, REGIO, JAAR = "GM0001", "PR01", "2024-2025"


def cel(
    indicator: str, eenheid: str = WERKPROCESSEN, uitsplitsing: str = "totaal", categorie: str = "totaal"
) -> CelSleutel:
    return CelSleutel(indicator, eenheid, GEMEENTE, JAAR, uitsplitsing, categorie)


def counted(aantallen: dict[CelSleutel, int], weg: frozenset[CelSleutel] = frozenset()) -> Tellingen:
    cellen = {c: Telling(n, c not in weg) for c, n in aantallen.items()}
    return Tellingen(cellen, {}, frozenset(), {REGIO: (GEMEENTE,)}, {GEMEENTE: REGIO})


def test_a_small_count_hides_both_counts_of_the_fact() -> None:
    zaken, jongeren, ander = cel("jib"), cel("jib", JONGEREN), cel("vsv")
    assert find_unsafe(counted({zaken: 5, jongeren: 4, ander: 5})).cellen == {zaken, jongeren}
    assert find_unsafe(counted({zaken: 4, jongeren: 0, ander: 0})).cellen == {zaken, jongeren}
    assert find_unsafe(counted({zaken: 4, ander: 0})).cellen == {zaken}
    assert not find_unsafe(counted({zaken: 5, jongeren: 5, ander: 0})).cellen


def test_what_no_table_shows_is_not_asked() -> None:
    zaken = cel("jib")
    assert not find_unsafe(counted({zaken: 2}, frozenset({zaken}))).cellen


def test_a_category_that_is_all_of_a_small_total_says_it_of_each() -> None:
    totaal = cel("relatief_verzuim")
    deel = cel("relatief_verzuim", WERKPROCESSEN, "subsoort", "luxe")
    (gevonden,) = find_unsafe(counted({totaal: 9, deel: 9})).hele
    assert gevonden == (deel, ((totaal, 1), (deel, -1)))
    assert not find_unsafe(counted({totaal: 10, deel: 10})).hele
    assert not find_unsafe(counted({totaal: 9, deel: 8})).hele


def test_so_does_one_that_is_all_of_a_small_group_of_an_age() -> None:
    """Six cases of children under five, all of them verlof: who knows a child of four there knows what it was."""
    jong, oud, verlof = (
        cel(indicator, WERKPROCESSEN, "leeftijdsgroep", groep)._replace(gebied=REGIO)
        for indicator, groep in (("werkprocessen", "0-4"), ("werkprocessen", "5-11"), ("verlof", "0-4"))
    )
    (gevonden,) = find_unsafe(counted({jong: 6, oud: 6, verlof: 6})).hele
    assert gevonden == (verlof, ((jong, 1), (verlof, -1)))
    assert not find_unsafe(counted({jong: 6, oud: 6, verlof: 5})).hele


def test_many_cases_of_one_jongere_are_a_small_count() -> None:
    """Also of a part, of which no jongeren are told."""
    luxe = cel("relatief_verzuim", WERKPROCESSEN, "subsoort", "luxe")
    tellingen = counted({luxe: 12})
    assert not find_unsafe(tellingen).cellen
    assert find_unsafe(replace(tellingen, weinig=frozenset({luxe}))).cellen == {luxe}


def test_what_a_report_told_makes_groups_with_what_is_shown() -> None:
    """Of what it told twice it is the report that says so."""
    alle, halt = cel("afgehandeld", JONGEREN), cel("halt", JONGEREN)
    tellingen = counted({alle: 20, halt: 17}, frozenset({halt}))
    assert not find_unsafe(tellingen).verschillen
    assert find_unsafe(tellingen, {halt}).verschillen == (((alle, 1), (halt, -1)),)
    assert not find_unsafe(tellingen, {alle, halt}).verschillen


def test_jongeren_with_only_other_cases_are_a_group() -> None:
    alle, halt = cel("afgehandeld", JONGEREN), cel("halt", JONGEREN)
    assert find_unsafe(counted({alle: 20, halt: 17})).verschillen == (((alle, 1), (halt, -1)),)
    assert not find_unsafe(counted({alle: 20, halt: 15})).verschillen
    assert not find_unsafe(counted({alle: 20, halt: 20})).verschillen


def test_jongeren_of_two_kinds_are_a_group() -> None:
    alle, een, ander = (cel(i, JONGEREN) for i in ("verzuim_totaal", "absoluut_verzuim", "relatief_verzuim"))
    gevonden = find_unsafe(counted({alle: 48, een: 20, ander: 30})).verschillen
    assert len(gevonden) == 1
    assert dict(gevonden[0]) == {een: 1, ander: 1, alle: -1}
    assert not find_unsafe(counted({alle: 50, een: 20, ander: 30})).verschillen
