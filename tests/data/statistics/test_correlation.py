"""The correlation of ranks, beside that of scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, spearmanr

from data.statistics.correlation import MINSTENS, correlate

VALUES = st.integers(0, 40).map(float)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=MINSTENS, max_size=30)


@given(PAIRS)
def test_it_is_what_scipy_finds(pairs: list[tuple[float, float]]) -> None:
    found = correlate(pairs)
    if len({x for x, _ in pairs}) == 1 or len({y for _, y in pairs}) == 1:
        assert found is None
        return
    assert found is not None
    assert found.waarde == pytest.approx(float(spearmanr(pairs).statistic), abs=1e-9)
    assert -1 <= found.interval.laag < found.interval.hoog <= 1


@given(PAIRS)
def test_its_interval_is_that_of_bonett_and_wright(pairs: list[tuple[float, float]]) -> None:
    found = correlate(pairs)
    if found is None or abs(found.waarde) > 0.97:
        return
    half = norm.ppf(0.975) * math.sqrt((1 + found.waarde**2 / 2) / (len(pairs) - 3))
    assert math.atanh(found.interval.laag) == pytest.approx(math.atanh(found.waarde) - half, abs=1e-6)
    assert math.atanh(found.interval.hoog) == pytest.approx(math.atanh(found.waarde) + half, abs=1e-6)


def test_few_points_give_no_number() -> None:
    assert correlate([(float(i), float(i)) for i in range(MINSTENS - 1)]) is None
    perfect = correlate([(float(i), float(i)) for i in range(MINSTENS)])
    assert perfect is not None and perfect.waarde == pytest.approx(1.0) and perfect.interval.laag < 0.95
