"""Editions laid beside each other: what no one of them gives away, and all of them together do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from data.cells.cells import CelSleutel
from etl.aanval import Lek, Openbaar, examine
from etl.aanval.uitgaven import EerdereUitgave
from etl.aanval.vonnis import BREEDTE
from etl.publicatie import vreemde
from tests.etl.aanval.hulp import JAAR, Rij, cases, publish, totals
from tests.etl.tweeling import SOORT_INDICATOREN

TOTALEN = totals("werkprocessen", *SOORT_INDICATOREN.values())
Verberg = Callable[[CelSleutel], bool]


def hides(*indicatoren: str) -> Verberg:
    return lambda cel: cel.indicator in indicatoren


def told(rijen: Sequence[Rij], hide: Verberg) -> Openbaar:
    """Of one gemeente the totals, of every soort."""
    return publish(rijen, hide, alleen=lambda cel: cel.gebied == "GM1" and TOTALEN(cel), niets_eerder=False)


def together(*uitgaven: tuple[Sequence[Rij], Verberg]) -> list[Lek]:
    """What editions give away together, the newest last; none of them does so by itself."""
    alle = []
    for rijen, hide in uitgaven:
        openbaar = told(rijen, hide)
        assert examine(openbaar).veilig
        waar = {c: int(n) for c, n in told(rijen, lambda _: False).getoond.items()}
        getoond = {c: n for c, n in waar.items() if c not in openbaar.onderdrukt}
        alle.append(EerdereUitgave(getoond, frozenset(openbaar.onderdrukt), waar))
    return vreemde.attack_editions(openbaar, alle)


def cell(indicator: str) -> CelSleutel:
    return CelSleutel(indicator, "werkprocessen", "GM1", JAAR)


TWAALF = [*cases(9, "vsv"), *cases(3, "jib")]
ENKEL_TOTAAL, ENKEL_DEEL = hides("vsv", "jib"), hides("werkprocessen", "jib")


def test_three_publications_give_what_the_last_two_do_not() -> None:
    """The total was the first and the third time 12; so the part that the second shows was 9 all along."""
    gevonden = together((TWAALF, ENKEL_TOTAAL), (TWAALF, ENKEL_DEEL), (TWAALF, ENKEL_TOTAAL))
    smal = {v.wat: (v.laag, v.hoog) for v in gevonden if v.soort == "cel"}
    assert smal.keys() >= {cell("jib"), cell("vsv")}
    assert smal[cell("jib")][1] - smal[cell("jib")][0] < BREEDTE
    assert together((TWAALF, ENKEL_TOTAAL), (TWAALF, ENKEL_TOTAAL)) == []


@pytest.mark.parametrize(("erbij", "tussen"), [(3, {3}), (8, set())])
def test_a_few_that_came_are_a_group_and_many_are_not(erbij: int, tussen: set[int]) -> None:
    meer = [*TWAALF, *cases(erbij, "vsv", van=20)]
    gevonden = together((TWAALF, ENKEL_TOTAAL), (meer, ENKEL_TOTAAL))
    assert {v.laag for v in gevonden if v.soort == "tussen" and v.eenheid == "werkprocessen"} == tussen
    assert all(v.wat.gebied == "GM1" for v in gevonden)


def test_that_cases_only_came_is_not_believed_where_some_went() -> None:
    minder = [*cases(9, "vsv"), *cases(8, "jib")]
    assert together(([*TWAALF, *cases(9, "jib", van=30)], ENKEL_TOTAAL), (minder, ENKEL_DEEL)) == []


def test_what_earlier_ones_gave_away_holds_nothing_up() -> None:
    """It is out; what is told now is chosen with it in mind."""
    eerder = [(TWAALF, ENKEL_TOTAAL), (TWAALF, ENKEL_DEEL), (TWAALF, ENKEL_TOTAAL)]
    assert together(*eerder)
    assert together(*eerder, (TWAALF, hides("werkprocessen", "vsv", "jib"))) == []
