"""The choice and the attack against every table there is, on sets small enough to write them all down."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cells import Telling, VorigeCel
from etl.aanval import attack
from etl.bescherming import protect
from tests.etl.bescherming.uitputtend import Set, cell, counted_twice, crossed, widths

BREEDTE = 5

kruistabel = st.lists(st.integers(0, 9), min_size=4, max_size=4).map(crossed)


@st.composite
def twee_tellingen(trek: Any) -> Set:
    werk = trek(st.lists(st.integers(0, 9), min_size=2, max_size=2))
    jongeren = [trek(st.integers(min(n, 1), n)) for n in werk]
    return counted_twice(werk, jongeren, trek(st.integers(max(jongeren), sum(jongeren))))


sets = st.one_of(kruistabel, twee_tellingen())


def hide(set_: Set, **meer: Any) -> frozenset[Any]:
    return protect({c: Telling(n) for c, n in set_.waar.items()}, set_.relaties, processen=1, **meer).onderdrukt


@given(sets)
@settings(max_examples=120)
def test_of_what_is_hidden_two_tables_lie_far_apart(set_: Set) -> None:
    verborgen = hide(set_)
    assert {c for c, n in set_.waar.items() if n in range(1, 5)} <= verborgen
    if len(verborgen) <= 6:
        assert all(breedte >= BREEDTE for breedte in widths(set_, verborgen).values())


@given(sets, st.data())
@settings(max_examples=120)
def test_the_attack_finds_what_is_narrow_and_nothing_else(set_: Set, data: st.DataObject) -> None:
    """Over any choice of what is hidden, good or bad."""
    verborgen = data.draw(st.sets(st.sampled_from(sorted(set_.waar)), min_size=1, max_size=5))
    getoond = {c: n for c, n in set_.waar.items() if c not in verborgen}
    for waarden in ({c: set_.waar[c] for c in verborgen}, {}):
        uitslag = attack(getoond, verborgen, set_.relaties, waarden=waarden)
        smal = {c for c, breedte in widths(set_, verborgen).items() if breedte < BREEDTE}
        assert {c for c in verborgen if uitslag.intervallen[c].breedte < BREEDTE} == smal
        assert uitslag.veilig <= (not smal)


@given(kruistabel)
@settings(max_examples=40)
def test_nothing_changes_when_nothing_changed(set_: Set) -> None:
    verborgen = hide(set_)
    toen = {
        c: VorigeCel("onderdrukt", n, 0, None) if c in verborgen else VorigeCel("gepubliceerd", n, n, n)
        for c, n in set_.waar.items()
    }
    assert hide(set_) == verborgen
    assert hide(set_, vorige=toen) == verborgen


@pytest.mark.parametrize("erbij", range(1, 8))
def test_late_cases_do_not_tell_what_was_hidden_before(erbij: int) -> None:
    """The total was shown and C was hidden; now C has grown. Whoever kept the first publication learns no C of then."""
    eerst = crossed([3, 12, 20, 30])
    toen = hide(eerst)
    nu = crossed([3 + erbij, 12, 20, 30])
    vorige = {
        c: VorigeCel("onderdrukt", n, 0, None) if c in toen else VorigeCel("gepubliceerd", n, n, n)
        for c, n in eerst.waar.items()
    }
    verborgen = hide(nu, vorige=vorige)
    assert cell("A", "x") in verborgen
    getoond = {c: n for c, n in nu.waar.items() if c not in verborgen}
    waarden = {c: nu.waar[c] for c in verborgen}
    assert attack(getoond, verborgen, nu.relaties, waarden=waarden, vorige=vorige).veilig
    zonder = frozenset(verborgen - {cell("A", "x")})
    alles = {**getoond, cell("A", "x"): nu.waar[cell("A", "x")]}
    if erbij < 7:
        assert not attack(alles, zonder, nu.relaties, waarden=waarden, vorige=vorige).veilig


def test_what_a_report_tells_protects_nothing() -> None:
    """B is hidden for A's sake; a report tells B, so something else must stand before A."""
    set_ = crossed([3, 40, 30, 50])
    zonder = hide(set_)
    verteld = {c: set_.waar[c] for c in zonder if set_.waar[c] > 9}
    met = hide(set_, kennis=verteld)
    assert met - verteld.keys() - zonder
    verborgen = met - verteld.keys()
    bekend = set_.waar.keys() - verborgen
    getoond = {c: set_.waar[c] for c in bekend}
    assert attack(getoond, verborgen, set_.relaties, waarden={c: set_.waar[c] for c in verborgen}).veilig
