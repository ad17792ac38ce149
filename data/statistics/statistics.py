"""Statistics that keep a small gemeente honest: intervals, two years, a trend, pooled and three-year rates.

All functions are pure and take counts, never rows. `aandeel` is a share of persons (the numerator is part of the
denominator), `verhouding` a rate of events that can happen more than once to a person (werkprocessen per 1.000
jongeren). Shares are 0-1; rates are per person unless `per` says otherwise.

Formulas follow PHEindicatormethods (UK Health Security Agency): `phe_proportion` and `phe_rate`. Error messages never
repeat a count, because a count may point at someone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from statistics import NormalDist
from threading import Lock
from typing import Literal

NIVEAU_95 = 0.95
NIVEAU_998 = 0.998
PER_DUIZEND = 1000.0
EXACT_ONDER = 10  # below this count Byar's approximation is too coarse and phe_rate turns to the exact interval
MEETJAREN_VOOR_TREND = 5
DRIEJAARS_ONDER = 5000  # jongeren; below this the three-year rate is shown beside the yearly one

_LOG_FAC: list[float] = []
_EXTENDING = Lock()

Staart = Literal["onder", "boven"]


class Oordeel(StrEnum):
    """What may be said of a difference. No word for "a bit higher": it is either told apart from chance or not."""

    HOGER = "hoger"
    LAGER = "lager"
    NIET_TE_ONDERSCHEIDEN = "niet te onderscheiden"


class Ontwikkeling(StrEnum):
    """What may be said of a line over the years."""

    STIJGEND = "stijgend"
    DALEND = "dalend"
    LIJKT_STIJGEND = "lijkt stijgend"
    LIJKT_DALEND = "lijkt dalend"
    WISSELEND = "gaat op en neer"
    GEEN = "geen duidelijke stijging of daling"
    TE_WEINIG_MEETJAREN = "te weinig meetjaren"


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper limit, in the unit of the value they surround."""

    laag: float
    hoog: float

    def times(self, factor: float) -> Interval:
        """Both limits multiplied, to go from a share to a percentage or from per person to per 1.000."""
        return Interval(self.laag * factor, self.hoog * factor)


@dataclass(frozen=True, slots=True)
class Gepoold:
    """Several areas or years taken together; `weggelaten` counts those left out because a count was not published."""

    teller: float
    noemer: float
    gebruikt: int
    weggelaten: int


# --- intervals ---------------------------------------------------------------------------------------------------
def wilson(teller: float, noemer: float, niveau: float = NIVEAU_95) -> Interval:
    """Wilson score interval of a share, 0-1.

    Source: Wilson (1927), J Am Stat Assoc 22:209-212; `phe_proportion`. ValueError when the counts cannot be a share.
    """
    check_share(teller, noemer)
    z = z_of(niveau)
    wortel = z * math.sqrt(z**2 + 4 * teller * (1 - teller / noemer))
    laag = (2 * teller + z**2 - wortel) / 2 / (noemer + z**2)
    hoog = (2 * teller + z**2 + wortel) / 2 / (noemer + z**2)
    return Interval(max(0.0, laag), min(1.0, hoog))


def byar(aantal: float, niveau: float = NIVEAU_95) -> Interval:
    """Byar's approximate interval of the expected number of events, for 10 events or more.

    Source: Breslow and Day (1987), Statistical methods in cancer research II; `byars_lower`, `byars_upper`.
    """
    if aantal < EXACT_ONDER:
        raise ValueError("Byars benadering geldt pas vanaf 10; gebruik daaronder het exacte interval.")
    z, meer = z_of(niveau), aantal + 1
    laag = aantal * (1 - 1 / (9 * aantal) - z / (3 * math.sqrt(aantal))) ** 3
    return Interval(laag, meer * (1 - 1 / (9 * meer) + z / (3 * math.sqrt(meer))) ** 3)


def exact_poisson(aantal: int, niveau: float = NIVEAU_95) -> Interval:
    """Exact interval of the expected number of events: the means at which this count is just not too extreme.

    Equal to half the chi-square quantiles with 2x and 2x+2 degrees of freedom (Armitage and Berry, 2002).
    """
    kans = (1 - _checked(niveau)) / 2
    return Interval(poisson_mean(aantal, kans, "boven"), poisson_mean(aantal, kans, "onder"))


def count_interval(aantal: int, niveau: float = NIVEAU_95) -> Interval:
    """Interval of an expected number of events: exact below 10, Byar from 10, as `phe_rate` does."""
    return exact_poisson(aantal, niveau) if aantal < EXACT_ONDER else byar(aantal, niveau)


def rate(aantal: float, noemer: float, per: float = PER_DUIZEND) -> float:
    """A count per 1.000 (or per `per`)."""
    check_rate(aantal, noemer)
    return aantal / noemer * per


# --- two years and more --------------------------------------------------------------------------------------------
@lru_cache(maxsize=16_384)
def conditional_test(aantal: int, noemer: float, ander_aantal: int, andere_noemer: float) -> float:
    """Chance of a split at least this uneven between two periods when the rate was the same (two-sided p-value).

    Exact conditional test: given the sum, the first count is binomial with chance noemer / (noemer + andere_noemer).
    Two-sided as in R's `poisson.test` and `binom.test`: all outcomes no more likely than this one. Pass 1 and 1 as
    denominators to compare bare counts.

    Source: Przyborowski and Wilenski (1940), Biometrika 31:313-323.
    """
    check_rate(aantal, noemer)
    check_rate(ander_aantal, andere_noemer)
    samen, kans = aantal + ander_aantal, noemer / (noemer + andere_noemer)
    kansen = _binomials(samen, kans)
    grens = kansen[aantal] * (1 + 1e-7)  # R's tolerance, so that outcomes of equal chance count as equal
    return min(1.0, math.fsum(k for k in kansen if k <= grens))


def trend_test(aantallen: Sequence[float], noemers: Sequence[float]) -> float:
    """Signed z of a steady rise (positive) or fall over equally spaced years.

    Score test of the slope in a Poisson regression on the year with the denominator as exposure; for small shares the
    same as the Cochran-Armitage test (Armitage 1955, Biometrics 11:375-386). 0.0 when nothing happened at all.
    """
    if len(aantallen) != len(noemers) or len(aantallen) < 2:
        raise ValueError("Een trend vraagt minstens twee jaren, elk met een aantal en een noemer.")
    totaal, omvang = math.fsum(aantallen), math.fsum(noemers)
    if not totaal:
        return 0.0
    midden = math.fsum(jaar * n for jaar, n in enumerate(noemers)) / omvang
    spreiding = math.fsum((jaar - midden) ** 2 * n for jaar, n in enumerate(noemers)) / omvang
    uitslag = math.fsum((jaar - midden) * x for jaar, x in enumerate(aantallen))
    return uitslag / math.sqrt(totaal * spreiding)


def trend(aantallen: Sequence[float], noemers: Sequence[float]) -> Ontwikkeling:
    """What may be said of a line of comparable years. Pass only the years since the last trendbreuk.

    The test supposes that the years differ by chance and slope alone. Large counts differ by more than that, and then
    a line that falls, falls, rises and falls again passes it as well: what is no chance must keep its direction too, in
    nine of ten pairs of years (so of five years one pair may go the other way).
    """
    if len(aantallen) < MEETJAREN_VOOR_TREND:
        return Ontwikkeling.TE_WEINIG_MEETJAREN
    z = trend_test(aantallen, noemers)
    if abs(z) < z_of(NIVEAU_95):
        return Ontwikkeling.GEEN
    if abs(z) < z_of(NIVEAU_998):
        return Ontwikkeling.LIJKT_STIJGEND if z > 0 else Ontwikkeling.LIJKT_DALEND
    paren = list(combinations([x / n for x, n in zip(aantallen, noemers, strict=True)], 2))
    if 10 * sum((later - eerder) * z < 0 for eerder, later in paren) > len(paren):
        return Ontwikkeling.WISSELEND
    return Ontwikkeling.STIJGEND if z > 0 else Ontwikkeling.DALEND


# --- taken together ------------------------------------------------------------------------------------------------
def pool(paren: Iterable[tuple[float | None, float | None]]) -> Gepoold:
    """Sum of counts over sum of denominators, of the pairs where both are published. Never a mean of means."""
    alle = list(paren)
    bekend = [(t, n) for t, n in alle if t is not None and n is not None]
    return Gepoold(
        math.fsum(t for t, _ in bekend), math.fsum(n for _, n in bekend), len(bekend), len(alle) - len(bekend)
    )


def pool_three_years(jaren: Sequence[tuple[float | None, float | None]]) -> Gepoold | None:
    """The last three comparable years together (oldest first), or None when there are fewer or one is not published."""
    if len(jaren) < 3:
        return None
    samen = pool(jaren[-3:])
    return samen if not samen.weggelaten and samen.noemer else None


# --- shared arithmetic ---------------------------------------------------------------------------------------------
def z_of(niveau: float) -> float:
    """Standard normal quantile of a two-sided level: 1,96 for 0,95."""
    return NormalDist().inv_cdf((1 + _checked(niveau)) / 2)


def check_share(teller: float, noemer: float) -> None:
    """ValueError when these cannot be a numerator and a denominator of a share."""
    check_rate(teller, noemer)
    if teller > noemer:
        raise ValueError("De teller mag niet groter zijn dan de noemer.")


def check_rate(aantal: float, noemer: float) -> None:
    """ValueError when these cannot be a count and a denominator."""
    if not (math.isfinite(aantal) and math.isfinite(noemer) and aantal >= 0 and noemer > 0):
        raise ValueError("Een aantal mag niet negatief zijn en een noemer moet groter dan nul zijn.")


@lru_cache(maxsize=8192)
def poisson_mean(aantal: int, kans: float, staart: Staart, halveringen: int = 60) -> float:
    """The mean at which P(X <= aantal) (staart `onder`) or P(X >= aantal) (`boven`) equals `kans`.

    Bisection on v, where the mean is (1 + aantal) v / (1 - v), as in PHEindicatormethods' `poisson_funnel`. That stops
    after 23 halvings (about 6 digits); by default this goes on to the precision of a float.
    """
    check_rate(aantal, 1)
    if staart == "boven" and aantal == 0:
        return 0.0
    v = stap = 0.5
    for _ in range(halveringen):
        stap /= 2
        mean = (1 + aantal) * v / (1 - v)
        te_hoog = _poisson_at_most(aantal, mean) < kans if staart == "onder" else _poisson_at_least(aantal, mean) > kans
        v += -stap if te_hoog else stap
    return (1 + aantal) * v / (1 - v)


def _poisson_at_least(aantal: int, mean: float) -> float:
    """P(X >= aantal)."""
    return 1 - _poisson_at_most(aantal - 1, mean)


def _poisson_at_most(aantal: int, mean: float) -> float:
    """P(X <= aantal). Sums the thinner tail, away from the mean, so that terms only shrink and nothing underflows."""
    onder = aantal < mean
    k = aantal if onder else aantal + 1
    term = math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if k >= 0 else 0.0
    som = 0.0
    while term > som * 1e-17:
        som += term
        term *= k / mean if onder else mean / (k + 1)
        k += -1 if onder else 1
    return som if onder else 1 - som


def _binomials(n: int, kans: float) -> list[float]:
    """P(X = k) for each k from 0 to n."""
    log_fac, log_wel, log_niet = _log_factorials(n), math.log(kans), math.log1p(-kans)
    alle = log_fac[n]
    return [math.exp(alle - log_fac[k] - log_fac[n - k] + k * log_wel + (n - k) * log_niet) for k in range(n + 1)]


def _log_factorials(n: int) -> list[float]:
    """Log k! for each k up to n at least; what was worked out before is kept."""
    if len(_LOG_FAC) <= n:
        with _EXTENDING:  # two threads that extend it at once would shift each other's numbers
            _LOG_FAC.extend(math.lgamma(k + 1) for k in range(len(_LOG_FAC), n + 1))
    return _LOG_FAC


def _checked(niveau: float) -> float:
    if not 0.9 <= niveau < 1:
        raise ValueError("Het betrouwbaarheidsniveau ligt tussen 0,9 en 1.")
    return niveau
