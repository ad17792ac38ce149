"""The model of counts per month against a GLM of statsmodels, and its limits against the distributions of scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from data.statistics.expectation import Getallen, Model, deviation, fit, limit, season_chance

T = 56
GROEP = [(7 + i) % 12 for i in range(T)]
SEIZOEN = np.array([1.3, 1.2, 1.4, 0.9, 0.8, 0.9, 0.1, 0.2, 1.3, 1.5, 1.3, 0.7])


def counts(midden: float, groei: float = 0.05, zaad: int = 1) -> Getallen:
    verwacht = midden * SEIZOEN[GROEP] * np.exp(groei * np.arange(T) / 12)
    return np.random.default_rng(zaad).negative_binomial(verwacht, 0.5).astype(np.float64)


def fitted(reeks: Getallen, trend: float = math.inf, leeg: int = 0) -> Model:
    mee = np.ones((1, T))
    mee[0, T - leeg :] = 0
    return fit(reeks[None, :], mee, GROEP, trend)


@pytest.mark.parametrize("midden", [3.0, 40.0, 700.0])
def test_it_is_the_glm_of_statsmodels(midden: float) -> None:
    reeks, leeg = counts(midden), 3
    reeks[20] = 4 * reeks[20] + 20  # a peak that is weighed down
    model = fitted(reeks, leeg=leeg)
    ontwerp = np.column_stack([np.array(GROEP)[:, None] == np.arange(12), np.arange(T) / 12]).astype(float)
    deel = slice(0, T - leeg)
    glm = sm.GLM(reeks[deel], ontwerp[deel], sm.families.Poisson(), var_weights=model.gewicht[0, deel])
    anders = glm.fit(scale="X2", tol=1e-12)
    assert model.verwacht[0] == pytest.approx(anders.predict(ontwerp), rel=1e-6)
    assert 12 * model.helling[0] == pytest.approx(anders.params[12], abs=1e-6)
    assert model.vrij[0] == pytest.approx(anders.df_resid) and model.gewicht[0, 20] < 0.3
    assert model.spreiding[0] == pytest.approx(max(1.0, anders.scale), rel=1e-6)
    # the error of a sum of three months, by the whole covariance matrix
    som, variantie = model.expect([53, 54, 55])
    richting = anders.predict(ontwerp[53:]) @ ontwerp[53:]
    eigen = richting @ anders.cov_params() @ richting * model.spreiding[0] / anders.scale
    assert som[0] == pytest.approx(anders.predict(ontwerp[53:]).sum(), rel=1e-6)
    assert variantie[0] == pytest.approx(eigen + (0.02 * som[0]) ** 2, rel=1e-5)


def test_series_do_not_touch_each_other() -> None:
    reeksen = np.array([counts(50, zaad=1), counts(5, zaad=2), counts(400, zaad=3)])
    mee = np.ones_like(reeksen)
    mee[1, :24] = 0
    samen = fit(reeksen, mee, GROEP)
    for i in range(3):
        los = fit(reeksen[i : i + 1], mee[i : i + 1], GROEP)
        assert los.verwacht[0] == pytest.approx(samen.verwacht[i], rel=1e-7)
        assert samen.part(slice(i, i + 1)).expect([55])[1] == pytest.approx(los.expect([55])[1], rel=1e-7)


def test_a_peak_of_the_past_does_not_become_the_yardstick() -> None:
    gewoon = np.round(100 * SEIZOEN[GROEP])
    piek = gewoon.copy()
    piek[44] *= 2  # April of the last year but one
    zonder, met = fitted(gewoon).verwacht[0, 44], fitted(piek).verwacht[0, 44]
    assert zonder < met < zonder * 1.05  # all four years alike weighed would make it 1.25 times


def test_the_trend_is_held_back_where_little_is_known() -> None:
    klein, groot = counts(2, groei=0.3), counts(2000, groei=0.3)
    assert 0 < fitted(klein, trend=0.1).helling[0] < 0.8 * fitted(klein).helling[0]
    assert fitted(groot, trend=0.1).helling[0] == pytest.approx(fitted(groot).helling[0], rel=0.02)


def test_of_a_series_that_grows_more_is_expected_than_was_ever_seen() -> None:
    # a trend bounded by what was seen would call every growing peak a signal
    groei = np.round(2000 * SEIZOEN[GROEP] * 1.06 ** (np.arange(T) / 12))
    model = fitted(groei, trend=0.1, leeg=12)
    hoogste = max(range(T - 12, T), key=lambda maand: groei[maand])
    assert model.verwacht[0, hoogste] > groei[: T - 12].max()
    assert model.verwacht[0, hoogste] == pytest.approx(groei[hoogste], rel=0.01)


def test_nothing_seen_is_nothing_expected() -> None:
    model = fitted(np.zeros(T), trend=0.1)
    som, variantie = model.expect([54, 55])
    assert som[0] == 0 == variantie[0] and model.spreiding[0] == 1
    assert deviation(np.array([3.0]), som, variantie, model.spreiding, model.vrij)[0] == 0


def as_arrays(*getallen: float) -> list[Getallen]:
    return [np.array([getal]) for getal in getallen]


@pytest.mark.parametrize("vrij", [10.0, 20.0, 43.0])
def test_the_deviate_is_that_of_student(vrij: float) -> None:
    for gezien in (60.0, 100.0, 150.0, 190.0):
        z = deviation(*as_arrays(gezien, 100.0, 30.0, 1.7, vrij))[0]
        t = ((gezien / 100) ** (2 / 3) - 1) / (2 / 3 * math.sqrt((1.7 + 0.3) / 100))
        assert z == pytest.approx(stats.norm.ppf(stats.t.cdf(t, vrij)), abs=0.02)


@pytest.mark.parametrize("z", [-3.5, -2.0, 2.0, 3.5])
def test_the_limit_lies_where_the_deviate_is(z: float) -> None:
    wat = as_arrays(100.0, 30.0, 1.7, 15.0)
    assert deviation(limit(z, *wat), *wat)[0] == pytest.approx(z)
    assert limit(-9.0, *as_arrays(3.0, 1.0, 1.0, 10.0))[0] == 0


def test_a_season_is_told_from_chance() -> None:
    rng = np.random.default_rng(3)
    assert season_chance(counts(60).astype(int).tolist(), GROEP) < 1e-6
    vlak = [season_chance(rng.poisson(20, T).tolist(), GROEP) for _ in range(200)]
    assert 0.01 <= np.mean(np.array(vlak) < 0.05) <= 0.1
