"""The flow: what is shown is drawn to its size, what is hidden is dashed and always as thick."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from components.svg.flow import RIJ, flow, thickness

banden = st.lists(st.none() | st.integers(0, 5000).map(float), min_size=1, max_size=16)


@given(banden)
def test_shown_bands_are_as_thick_as_they_are_large_and_fill_what_hidden_ones_leave(
    waarden: list[float | None],
) -> None:
    assume(any(waarden))
    hoogte = RIJ * len(waarden)
    links, rechts = thickness(waarden, hoogte)
    getoond = [(waarde, a, b) for waarde, a, b in zip(waarden, links, rechts, strict=True) if waarde]
    for waarde, a, b in getoond:
        assert a / waarde == pytest.approx(getoond[0][1] / getoond[0][0])
        assert b / waarde == pytest.approx(getoond[0][2] / getoond[0][0])
        assert b < RIJ
    assert sum(links) == pytest.approx(hoogte)


@given(banden, banden)
def test_nothing_follows_from_the_thickness_of_a_hidden_band(
    een: list[float | None], ander: list[float | None]
) -> None:
    diktes = set()
    for waarden in (een, ander):
        links, rechts = thickness(waarden, RIJ * len(waarden))
        diktes |= {
            paar for w, *paar_ in zip(waarden, links, rechts, strict=True) if w is None for paar in [tuple(paar_)]
        }
    assert len(diktes) <= 1


@given(banden)
def test_each_part_that_occurs_has_a_band_and_hidden_ones_are_dashed(waarden: list[float | None]) -> None:
    tekening = flow(waarden).markup
    assert tekening.count('class="stroom verborgen"') == waarden.count(None)
    assert tekening.count('class="stroom"') == sum(bool(waarde) for waarde in waarden)
    assert not re.search(r"<text|<title", tekening)
