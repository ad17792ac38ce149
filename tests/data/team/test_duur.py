"""Durations: against numpy, and Kaplan-Meier against a published example."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from data.team.duur import LEEFTIJDEN, age_bands, distribution, survival, together

# Remission in weeks under 6-MP (Freireich 1963), as in Kalbfleisch and Prentice: (weeks, ended, how many).
SIX_MP = [(6, True, 3), (6, False, 1), (7, True, 1), (9, False, 1), (10, True, 1), (10, False, 1), (11, False, 1)]
SIX_MP += [(13, True, 1), (16, True, 1), (17, False, 1), (19, False, 1), (20, False, 1), (22, True, 1), (23, True, 1)]
SIX_MP += [(25, False, 1), (32, False, 2), (34, False, 1), (35, False, 1)]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


@given(st.lists(st.integers(0, 500), min_size=5, max_size=80))
def test_median_and_80th_percentile(dagen: list[int]) -> None:
    verdeling = distribution(Counter(dagen))
    assert verdeling.mediaan == np.percentile(dagen, 50, method="inverted_cdf")
    assert verdeling.p80 == np.percentile(dagen, 80, method="inverted_cdf")
    assert together([Counter(dagen[:3]), Counter(dagen[3:])]) == Counter(dagen)


def test_too_few_say_nothing() -> None:
    assert distribution({3: 4}).mediaan is None
    assert survival({3: 4}, {}).dagen == () and survival({}, {3: 40}).dagen == ()


def test_kaplan_meier_gives_the_published_curve() -> None:
    kromme = survival(*({week: n for week, af, n in SIX_MP if af is dicht} for dicht in (True, False)))
    assert (kromme.aantal, kromme.nog_open) == (21, 12)
    for week, deel in PUBLISHED.items():
        assert kromme.on(week) == pytest.approx(deel, abs=5e-4)
    assert kromme.on(5) == 1.0 and kromme.on(36) is None and kromme.mediaan == 23


@given(*(st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=20) for _ in range(2)))
def test_kaplan_meier_is_that_of_scipy(dicht: dict[int, int], nog: dict[int, int]) -> None:
    kromme = survival(dicht, nog)
    if kromme.dagen:
        dagen = [*Counter(dicht).elements(), *Counter(nog).elements()]
        open_ = [False] * sum(dicht.values()) + [True] * sum(nog.values())
        scipy = ecdf(CensoredData.right_censored(dagen, open_)).sf
        assert kromme.dagen == tuple(scipy.quantiles)
        assert kromme.open == pytest.approx(tuple(scipy.probabilities), abs=1e-12)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_the_median_is_the_day_on_which_exactly_half_is_closed(stappen: list[int]) -> None:
    """Half is closed on some days, the rest later: rounding of the product makes the median no later."""
    dagen = dict(enumerate(stappen, 1))
    aantal = sum(stappen)
    if 2 * aantal >= 5:
        assert survival({**dagen, 100: aantal}, {}).mediaan == len(stappen)


@given(st.dictionaries(st.integers(0, 2000), st.integers(1, 9)))
def test_every_open_werkproces_has_one_age(leeftijden: dict[int, int]) -> None:
    banden = age_bands(leeftijden)
    assert sum(banden.values()) == sum(leeftijden.values())
    assert list(banden) == [naam for _, naam in LEEFTIJDEN]
