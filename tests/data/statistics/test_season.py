"""Signals against the same months of earlier years: found when there is one, silent about the season itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from data.statistics import season
from data.statistics.expectation import Getallen
from data.statistics.season import KANS, Beoordeling, discoveries, judge, look

# August first: the months of the example, on average 1.
SEIZOEN = np.array([0.25, 1.24, 1.35, 1.28, 0.72, 1.18, 1.17, 1.45, 0.97, 0.99, 1.02, 0.27])


def draw(midden: float, jaren: int, spreiding: float, aantal: int, zaad: int = 7) -> Getallen:
    verwacht = np.tile(midden * np.tile(SEIZOEN, jaren), (aantal, 1))
    rng = np.random.default_rng(zaad)
    return rng.poisson(rng.gamma(verwacht / (spreiding - 1), spreiding - 1)).astype(np.float64)


def year(midden: float = 700, factor: float = 1.0, van: int = 0, jaren: int = 5, tot: int = 0) -> list[int]:
    """Whole years without chance; from month `van` of the last year on times `factor`. tot: months that are missing."""
    reeks = midden * np.tile(SEIZOEN, jaren)
    reeks[12 * (jaren - 1) + van :] *= factor
    return [round(waarde) for waarde in reeks[: len(reeks) - tot]]


def judged(reeks: list[int], sinds: int = 0) -> Beoordeling:
    (oordeel,) = judge([reeks], [sinds], 8)
    assert oordeel
    return oordeel


def test_the_season_is_no_signal_in_any_month() -> None:
    for tot in range(12):
        oordeel = judged(year(tot=tot))
        assert not oordeel.signaal and not oordeel.te_weinig
        assert [v.maanden for v in oordeel.vensters] == [1, 2, 3]


@pytest.mark.parametrize("factor", [1.3, 1.5, 0.6])
def test_a_change_from_april_is_seen_by_june(factor: float) -> None:
    oordeel = judged(year(factor=factor, van=8, tot=1))
    assert oordeel.signaal and oordeel.omhoog == (factor > 1)
    kwartaal = oordeel.kwartaal
    assert kwartaal.maanden == 3 and kwartaal.gezien == pytest.approx(factor * kwartaal.verwacht, rel=0.01)
    assert not kwartaal.laag <= kwartaal.gezien <= kwartaal.hoog


def test_what_is_judged_does_not_make_its_own_yardstick() -> None:
    gewoon, hoog = judged(year(tot=1)), judged(year(factor=3, van=8, tot=1))
    assert [v.verwacht for v in hoog.vensters] == pytest.approx([v.verwacht for v in gewoon.vensters])
    klein, klein_hoog = judged(year(30)), judged(year(30, factor=2, van=0))
    assert klein.vensters[-1].maanden == 12 and klein_hoog.signaal
    assert klein_hoog.vensters[-1].verwacht == pytest.approx(klein.vensters[-1].verwacht)


def test_a_small_lasting_rise_is_found_by_the_cusum() -> None:
    oordeel = judged(year(250, factor=1.16, van=1, tot=4))
    assert oordeel.signaal and oordeel.sluipend and oordeel.omhoog and oordeel.sinds_maanden == 7
    assert all(v.laag <= v.gezien <= v.hoog for v in oordeel.vensters)


def test_the_cusum_is_that_of_a_loop_by_hand() -> None:
    rng = np.random.default_rng(1)
    z, telt = rng.normal(size=(12, 40)), rng.random((12, 40)) > 0.2
    som, duur = season._cusum(z, telt)
    for reeks in range(40):
        op, lang = 0.0, 0
        for waarde, mee in zip(z[:, reeks], telt[:, reeks], strict=True):
            op = max(0.0, op + waarde - 0.5) if mee else op
            lang = lang + 1 if op else 0
        assert som[0, reeks] == pytest.approx(op) and duur[0, reeks] == lang


def test_the_chance_of_the_cusum_is_no_smaller_than_it_is() -> None:
    z = np.random.default_rng(2).normal(size=(12, 100_000))
    som, _ = season._cusum(z, np.ones_like(z, dtype=bool))
    for hoogte in (2.0, 3.0, 4.0):
        assert np.mean(som[0] > hoogte) == pytest.approx(math.exp(-(hoogte + 0.583)), rel=0.35)
        assert np.mean(som[0] > hoogte) < 1.1 * math.exp(-(hoogte + 0.583))


def test_a_small_series_is_judged_over_a_year_and_says_so() -> None:
    oordeel = judged(year(30))
    assert oordeel.klein and oordeel.te_weinig and [v.maanden for v in oordeel.vensters] == [1, 3, 12]
    assert oordeel.vensters[-1].gezien == sum(year(30)[-12:])
    assert oordeel.vensters[-1].merkbaar < oordeel.kwartaal.merkbaar


def test_too_short_since_a_break_is_not_judged() -> None:
    reeks = year()
    assert judge([reeks, reeks], [36, 35], 8)[0] is None
    oordeel = judge([reeks, reeks], [36, 35], 8)[1]
    assert oordeel and sum(band is not None for band in oordeel.banden) == 1
    assert judge([year(jaren=2)], [0], 8) == [None] and judge([], [], 8) == []
    # a year together needs three: two before the year that is judged
    assert [v.maanden for v in judged(year(30), 25).vensters] == [1, 2, 3]
    assert [v.maanden for v in judged(year(30), 24).vensters] == [1, 3, 12]


def test_what_lies_before_a_break_counts_for_nothing() -> None:
    reeks = year()
    anders = [3 * waarde for waarde in reeks[:24]] + reeks[24:]
    assert judged(anders, 24).kans == pytest.approx(judged(reeks, 24).kans)


def test_only_a_year_of_zeros_is_no_error() -> None:
    oordeel = judged([0] * 60)
    assert not oordeel.signaal and oordeel.te_weinig and math.isinf(oordeel.kwartaal.merkbaar)
    assert not judged([0] * 57 + [0, 1, 0]).signaal


def test_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    rng = np.random.default_rng(4)
    for _ in range(50):
        kansen = [*rng.random(20), *(rng.random(4) / 100)]
        grens = discoveries(kansen)
        anders = stats.false_discovery_control(kansen) <= season.VALSE_ONTDEKKINGEN
        assert [kans <= grens for kans in kansen] == anders.tolist()
    assert discoveries([]) == 0 and discoveries([0.5, 0.9]) == 0
    # as the page says: with 24 charts or fewer the chance that each may have is small enough by itself
    assert discoveries([KANS, *[1.0] * 23]) == KANS and discoveries([KANS, *[1.0] * 24]) == 0


@pytest.mark.parametrize(("midden", "spreiding"), [(685, 2.4), (36, 1.2)])
def test_years_without_a_change_seldom_give_a_signal(midden: float, spreiding: float) -> None:
    kijken = look(draw(midden, 5, spreiding, 200), [0] * 200, 8, range(48, 60))
    vals = np.array([kijk.kans for kijk in kijken]).min(axis=0) <= KANS
    assert vals.mean() <= 0.05


@pytest.mark.parametrize(("midden", "spreiding", "factor", "zeker"), [(685, 2.4, 1.3, 0.98), (194, 1.7, 1.5, 0.9)])
def test_years_with_a_change_mostly_do(midden: float, spreiding: float, factor: float, zeker: float) -> None:
    reeksen = draw(midden, 5, spreiding, 100)
    reeksen[:, 56:] = np.round(reeksen[:, 56:] * factor)
    gezien = np.array([kijk.kans for kijk in look(reeksen, [0] * 100, 8, [56, 57, 58])]).min(axis=0) <= KANS
    assert gezien.mean() >= zeker
