"""Funnel limits and verdicts against PHEindicatormethods, and the region of eleven gemeenten by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.statistics import funnel, statistics
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel

REFERENCE = json.loads(Path(__file__).with_name("reference_values.json").read_text())
GELIJK = Plek(Oordeel.NIET_TE_ONDERSCHEIDEN, Oordeel.NIET_TE_ONDERSCHEIDEN)
SIGNIFICANCE = {
    "Not significant": GELIJK,
    "High (0.025)": Plek(Oordeel.HOGER, Oordeel.NIET_TE_ONDERSCHEIDEN),
    "High (0.001)": Plek(Oordeel.HOGER, Oordeel.HOGER),
    "Low (0.025)": Plek(Oordeel.LAGER, Oordeel.NIET_TE_ONDERSCHEIDEN),
    "Low (0.001)": Plek(Oordeel.LAGER, Oordeel.LAGER),
}

# From the published tests of PHEindicatormethods: population, then the limits at 95% and 99,8% in percent (baseline
# 80,642448%); and events, then population per year and rate per 100.000 of each limit (baseline 114,8591735; 3 years).
PUBLISHED_SHARES = [
    (3, 35.933491, 100, 10.150815, 100),
    (20, 63.326743, 97.958152, 53.341156, 100),
    (2093, 78.949785, 82.335111, 77.973663, 83.311233),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]
PUBLISHED_RATES = [
    (10, 5337.07421, 62.45619233, 1391.671639, 239.5201023, 7003.931164, 47.59232002, 859.1738425, 387.9696015),
    (49, 18800.00697, 86.87940041, 10520.26632, 155.2558922, 21685.86829, 75.31786651, 8757.997837, 186.4962019),
    (1344, 411466.9163, 108.8787415, 369466.4508, 121.2559352, 424051.9679, 105.6474286, 357990.2328, 125.143079),
]

# Jongeren 5-18 and the number of them with absoluut verzuim that the report's rounded percentage comes to.
IJSSEL_VECHT = {
    "Dalfsen": (34, 4269),
    "Hardenberg": (46, 9143),
    "Hattem": (17, 1884),
    "Heerde": (13, 2602),
    "Kampen": (53, 8834),
    "Ommen": (23, 2565),
    "Raalte": (25, 5037),
    "Staphorst": (16, 3217),
    "Steenwijkerland": (35, 5811),
    "Zwartewaterland": (28, 3931),
    "Zwolle": (113, 18822),
}


def test_limits_of_a_share_are_those_of_phe() -> None:
    for noemer, gemiddelde, p, laag, hoog in REFERENCE["funnel_proportion"]:
        grens = funnel.share_limits(gemiddelde, noemer, 2 * p - 1)
        assert (grens.laag, grens.hoog) == pytest.approx((laag, hoog), rel=1e-6, abs=1e-9)


def test_limits_of_a_share_are_those_phe_published() -> None:
    for noemer, *verwacht in PUBLISHED_SHARES:
        grenzen = [funnel.share_limits(0.80642448, noemer, niveau).times(100) for niveau in (0.95, 0.998)]
        assert [g for i in grenzen for g in (i.laag, i.hoog)] == pytest.approx(verwacht, rel=1e-6)


def test_poisson_means_are_those_of_phe() -> None:
    for aantal, kans, hoog, laag in REFERENCE["funnel_rate"]:
        assert statistics.poisson_mean(aantal, kans, "onder", 23) == pytest.approx(hoog, rel=1e-9)
        assert statistics.poisson_mean(aantal, kans, "boven", 23) == pytest.approx(laag, rel=1e-9)


def test_limits_of_a_rate_are_those_phe_published() -> None:
    gemiddelde, per = 114.8591735e-5, 1e5
    for _, n95_laag, laag95, n95_hoog, hoog95, n998_laag, laag998, n998_hoog, hoog998 in PUBLISHED_RATES:
        gevonden = [
            funnel.rate_limits(gemiddelde, 3 * n95_laag).laag * per,
            funnel.rate_limits(gemiddelde, 3 * n95_hoog).hoog * per,
            funnel.rate_limits(gemiddelde, 3 * n998_laag, 0.998).laag * per,
            funnel.rate_limits(gemiddelde, 3 * n998_hoog, 0.998).hoog * per,
        ]
        assert gevonden == pytest.approx([laag95, hoog95, laag998, hoog998], rel=1e-6)


def test_so_few_expected_that_none_is_not_too_few() -> None:
    assert funnel.rate_limits(0.001, 1000).laag == 0
    assert funnel.rate_limits(0.001, 1000).hoog > 0.001
    assert funnel.rate_limits(0, 1000).laag == 0


@pytest.mark.parametrize(("soort", "reference"), [("verhouding", "rate"), ("aandeel", "proportion")])
def test_verdicts_are_those_of_phe(soort: funnel.Soort, reference: str) -> None:
    rijen = REFERENCE[f"{reference}_significance"]
    gemiddelde = sum(r["aantal"] for r in rijen) / sum(r["noemer"] for r in rijen)
    for rij in rijen:
        assert funnel.place(soort, rij["aantal"], rij["noemer"], gemiddelde) == SIGNIFICANCE[rij["plek"]], rij


def test_none_of_the_eleven_lies_outside_the_funnel() -> None:
    teller, noemer = (sum(paar[i] for paar in IJSSEL_VECHT.values()) for i in (0, 1))
    assert (teller, noemer) == (403, 66_115)
    assert {funnel.place("aandeel", x, n, teller / noemer) for x, n in IJSSEL_VECHT.values()} == {GELIJK}


def test_a_rounded_percentage_differs_only_when_all_it_can_mean_does() -> None:
    gemiddelde = 403 / 66_115
    assert funnel.place("aandeel", 19, 1884, gemiddelde).op_95 is Oordeel.HOGER
    assert funnel.place_of_range("aandeel", (17, 19), 1884, gemiddelde) == GELIJK
    assert funnel.place_of_range("aandeel", (40, 45), 1884, gemiddelde) == SIGNIFICANCE["High (0.001)"]


@given(st.integers(1, 20_000), st.floats(0.0005, 0.2), st.sampled_from(["aandeel", "verhouding"]))
def test_the_wide_funnel_holds_the_narrow_one_and_the_average(
    noemer: int, gemiddelde: float, soort: funnel.Soort
) -> None:
    smal, breed = (funnel.limits(soort, gemiddelde, noemer, niveau) for niveau in (0.95, 0.998))
    assert breed.laag <= smal.laag <= gemiddelde <= smal.hoog <= breed.hoog
