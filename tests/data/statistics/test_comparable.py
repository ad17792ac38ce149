"""Which gemeenten are comparable: the published numbers of jongeren of IJssel-Vecht, and the edges of the bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.statistics.comparable import GROOTTEKLASSEN, find_comparable, size_band

JONGEREN: dict[str, float | None] = {
    "GM0148": 4269,
    "GM0160": 9143,
    "GM0244": 1884,
    "GM0246": 2602,
    "GM0166": 8834,
    "GM0175": 2565,
    "GM0177": 5037,
    "GM0180": 3217,
    "GM1708": 5811,
    "GM1896": 3931,
    "GM0193": 18822,
}


def test_hattem_is_compared_with_the_small_ones_nearest_first() -> None:
    groep = find_comparable("GM0244", JONGEREN)
    assert groep is not None
    assert groep.gemeenten == ("GM0175", "GM0246")
    assert (groep.klasse.van, groep.klasse.tot) == (0, 3000)


def test_a_gemeente_may_have_none_of_its_size() -> None:
    groep = find_comparable("GM0193", JONGEREN)
    assert groep is not None and groep.gemeenten == ()


def test_unknown_numbers_are_left_out_and_never_guessed() -> None:
    onbekend = {**JONGEREN, "GM0246": None}
    groep = find_comparable("GM0244", onbekend)
    assert groep is not None and groep.gemeenten == ("GM0175",)
    assert find_comparable("GM0246", onbekend) is None
    assert find_comparable("GM9999", onbekend) is None


def test_only_among_those_that_count_alike() -> None:
    groep = find_comparable("GM0148", JONGEREN, among={"GM0148", "GM1896", "GM0244"})
    assert groep is not None and groep.gemeenten == ("GM1896",)


@given(st.integers(0, 200_000))
def test_every_number_falls_in_exactly_one_band(jongeren: int) -> None:
    assert [k for k in GROOTTEKLASSEN if k.holds(jongeren)] == [size_band(jongeren)]


@pytest.mark.parametrize("jongeren", [-1, float("nan")])
def test_an_impossible_number_is_refused(jongeren: float) -> None:
    with pytest.raises(ValueError, match="negatief"):
        size_band(jongeren)
