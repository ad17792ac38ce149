"""The statistics against the reference implementations, against scipy on any case, and by hand."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.statistics import statistics
from data.statistics.statistics import Interval, Ontwikkeling

REFERENCE = json.loads(Path(__file__).with_name("reference_values.json").read_text())

levels = st.sampled_from([0.95, 0.998])


def near(waarde: float, goed: float) -> bool:
    return waarde == pytest.approx(goed, rel=1e-6, abs=1e-9)


def same(interval: Interval, laag: float, hoog: float) -> bool:
    return near(interval.laag, laag) and near(interval.hoog, hoog)


# --- against R -----------------------------------------------------------------------------------------------------
def test_wilson_is_phe_proportion() -> None:
    for teller, noemer, niveau, laag, hoog in REFERENCE["wilson"]:
        assert same(statistics.wilson(teller, noemer, niveau), laag, hoog), (teller, noemer, niveau)


def test_rate_interval_is_phe_rate() -> None:
    for aantal, noemer, niveau, laag, hoog in REFERENCE["rate"]:
        gevonden = statistics.count_interval(aantal, niveau).times(statistics.PER_DUIZEND / noemer)
        assert same(gevonden, laag, hoog), (aantal, noemer, niveau)


def test_exact_poisson_is_the_chi_square_quantile() -> None:
    for aantal, niveau, laag, hoog in REFERENCE["exact"]:
        assert same(statistics.exact_poisson(aantal, niveau), laag, hoog), (aantal, niveau)


def test_two_years_is_poisson_test() -> None:
    for toen, noemer_toen, nu, noemer_nu, p in REFERENCE["two_years"]:
        assert near(statistics.conditional_test(nu, noemer_nu, toen, noemer_toen), p)


def test_trend_is_the_score_test_of_a_poisson_regression() -> None:
    for case in REFERENCE["trend"]:
        z = statistics.trend_test(case["x"], case["n"])
        assert math.erfc(abs(z) / math.sqrt(2)) == pytest.approx(case["p"], rel=1e-6)


# --- against scipy, on any case ------------------------------------------------------------------------------------
@given(st.integers(0, 400), levels)
def test_exact_poisson_for_any_count(aantal: int, niveau: float) -> None:
    kans = (1 - niveau) / 2
    laag = stats.chi2.ppf(kans, 2 * aantal) / 2 if aantal else 0.0
    assert same(statistics.exact_poisson(aantal, niveau), laag, stats.chi2.isf(kans, 2 * aantal + 2) / 2)


@given(st.integers(1, 20_000), st.floats(0, 1), levels)
def test_wilson_for_any_share(noemer: int, deel: float, niveau: float) -> None:
    teller = round(deel * noemer)
    ci = stats.binomtest(teller, noemer).proportion_ci(niveau, method="wilson")
    assert same(statistics.wilson(teller, noemer, niveau), ci.low, ci.high)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 20_000), st.integers(1, 20_000))
def test_two_years_for_any_counts(nu: int, toen: int, noemer_nu: int, noemer_toen: int) -> None:
    p = stats.binomtest(nu, nu + toen, noemer_nu / (noemer_nu + noemer_toen)).pvalue if nu + toen else 1.0
    assert statistics.conditional_test(nu, noemer_nu, toen, noemer_toen) == pytest.approx(p, rel=1e-6, abs=1e-12)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 20_000), st.integers(1, 20_000))
def test_two_years_do_not_depend_on_which_comes_first(nu: int, toen: int, noemer_nu: int, noemer_toen: int) -> None:
    heen = statistics.conditional_test(nu, noemer_nu, toen, noemer_toen)
    assert statistics.conditional_test(toen, noemer_toen, nu, noemer_nu) == pytest.approx(heen, rel=1e-6)


# --- by hand, from the regional report -----------------------------------------------------------------------------
def test_the_region_and_hattem_by_hand() -> None:
    assert round(statistics.rate(403, 66_115), 1) == 6.1
    assert round(statistics.rate(17, 1_884), 1) == 9.0
    hattem = statistics.wilson(17, 1_884).times(statistics.PER_DUIZEND)
    assert (round(hattem.laag, 1), round(hattem.hoog, 1)) == (5.6, 14.4)


def test_two_or_eight_processen_verbaal_may_be_chance() -> None:
    assert statistics.conditional_test(8, 1, 2, 1) == pytest.approx(2 * (1 + 10 + 45) / 1024)
    assert (
        statistics.conditional_test(8, 3_462, 2, 3_546) > 0.05 > statistics.conditional_test(333, 17_500, 250, 18_000)
    )


def test_byar_starts_where_exact_stops() -> None:
    assert statistics.count_interval(9) == statistics.exact_poisson(9)
    assert statistics.count_interval(10) == statistics.byar(10)


# --- trend, pooled, three years ------------------------------------------------------------------------------------
def test_four_years_are_no_trend_however_steep() -> None:
    assert statistics.trend([10, 20, 40, 80], [1] * 4) is Ontwikkeling.TE_WEINIG_MEETJAREN
    assert statistics.trend([10, 20, 40, 80, 160], [1] * 5) is Ontwikkeling.STIJGEND
    assert statistics.trend([160, 80, 40, 20, 10], [1] * 5) is Ontwikkeling.DALEND
    assert statistics.trend([12, 11, 12, 11, 12], [1884] * 5) is Ontwikkeling.GEEN
    assert statistics.trend([0] * 5, [1884] * 5) is Ontwikkeling.GEEN


@pytest.mark.parametrize(
    ("aantallen", "verwacht"),
    [
        ([104, 68, 67, 147, 137], Ontwikkeling.WISSELEND),  # z = 4,5, and three of the four steps are down
        ([137, 147, 67, 68, 104], Ontwikkeling.WISSELEND),
        ([660, 851, 978, 943, 965], Ontwikkeling.WISSELEND),
        ([600, 700, 690, 800, 900], Ontwikkeling.STIJGEND),  # one pair of ten goes the other way
        ([12, 17, 14, 20, 24], Ontwikkeling.LIJKT_STIJGEND),  # small counts go up and down by chance
    ],
)
def test_a_line_that_goes_up_and_down_is_no_trend(aantallen: list[int], verwacht: Ontwikkeling) -> None:
    assert statistics.trend(aantallen, [3_500] * 5) is verwacht


def test_pooled_is_no_mean_of_means_and_leaves_out_what_is_hidden() -> None:
    samen = statistics.pool([(1, 100), (90, 900), (None, 1_884), (5, None)])
    assert (samen.teller, samen.noemer, samen.gebruikt, samen.weggelaten) == (91, 1_000, 2, 2)


def test_three_years_need_three_published_years() -> None:
    jaren: list[tuple[float | None, float | None]] = [(40, 1_000), (8, 1_900), (10, 1_890), (17, 1_884)]
    samen = statistics.pool_three_years(jaren)
    assert samen is not None and (samen.teller, samen.noemer) == (35, 5_674)
    assert statistics.pool_three_years(jaren[:2]) is None
    assert statistics.pool_three_years([*jaren[:3], (None, 1_884)]) is None


# --- bad input -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("teller", "noemer"), [(-1, 10), (1, 0), (3, 2), (math.nan, 5), (1, math.inf)])
def test_impossible_counts_are_refused_without_repeating_them(teller: float, noemer: float) -> None:
    with pytest.raises(ValueError, match=r"^[^0-9]+$"):
        statistics.wilson(teller, noemer)


def test_other_misuse_is_refused() -> None:
    with pytest.raises(ValueError, match="exacte interval"):
        statistics.byar(9)
    with pytest.raises(ValueError, match="niveau"):
        statistics.wilson(1, 10, 95)
    with pytest.raises(ValueError, match="twee jaren"):
        statistics.trend_test([1], [1])
