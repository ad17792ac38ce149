"""What is hidden for its own sake, on a publication of a few cells."""

from __future__ import annotations

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
