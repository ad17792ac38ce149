"""Durations: against numpy, and Kaplan-Meier against a published example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.team.duur import LEEFTIJDEN, Aantal, age_bands, distribution, survival

# Remission in weeks under 6-MP (Freireich 1963), as in Kalbfleisch and Prentice: (weeks, ended, how many).
SIX_MP = [(6, True, 3), (6, False, 1), (7, True, 1), (9, False, 1), (10, True, 1), (10, False, 1), (11, False, 1)]
SIX_MP += [(13, True, 1), (16, True, 1), (17, False, 1), (19, False, 1), (20, False, 1), (22, True, 1), (23, True, 1)]
SIX_MP += [(25, False, 1), (32, False, 2), (34, False, 1), (35, False, 1)]
PUBLISHED = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}


@given(st.lists(st.integers(0, 500), min_size=5, max_size=80))
def test_median_and_80th_percentile(dagen: list[int]) -> None:
    verdeling = distribution(Aantal(dag, 1) for dag in dagen)
    assert verdeling.mediaan == np.percentile(dagen, 50, method="inverted_cdf")
    assert verdeling.p80 == np.percentile(dagen, 80, method="inverted_cdf")
    samen = distribution([Aantal(dag, dagen.count(dag)) for dag in set(dagen)])
    assert samen == verdeling


def test_too_few_say_nothing() -> None:
    assert distribution([Aantal(3, 4)]).mediaan is None
    assert survival([(3, True, 4)]).dagen == () and survival([(3, False, 40)]).dagen == ()


def test_kaplan_meier_gives_the_published_curve() -> None:
    kromme = survival(SIX_MP)
    assert (kromme.aantal, kromme.nog_open) == (21, 12)
    for week, deel in PUBLISHED.items():
        assert kromme.on(week) == pytest.approx(deel, abs=5e-4)
    assert kromme.on(5) == 1.0 and kromme.on(36) is None and kromme.mediaan == 23


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.integers(1, 9)), max_size=30))
def test_kaplan_meier_by_hand(gevolgd: list[tuple[int, bool, int]]) -> None:
    kromme, deel = survival(gevolgd), 1.0
    for dag, getoond in zip(kromme.dagen, kromme.open, strict=True):
        over = sum(n for d, _, n in gevolgd if d >= dag)
        deel *= 1 - sum(n for d, dicht, n in gevolgd if d == dag and dicht) / over
        assert getoond == pytest.approx(deel, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 9))))
def test_every_open_werkproces_has_one_age(leeftijden: list[tuple[int, int]]) -> None:
    banden = age_bands(Aantal(*paar) for paar in leeftijden)
    assert sum(banden.values()) == sum(n for _, n in leeftijden)
    assert list(banden) == [naam for _, naam in LEEFTIJDEN]
