"""Funnel plot: how far a gemeente may lie from the region by chance alone, given its size.

Follows PHEindicatormethods (UK Health Security Agency): `calculate_funnel_limits` and `assign_funnel_significance`;
idea: Spiegelhalter (2005), Statistics in Medicine 24:1185-1202. Outside the 99,8% limits counts as different; between
the 95% and the 99,8% limits is worth a look, no more: of 20 gemeenten that do not differ, one falls there by chance.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from data.statistics.statistics import (
    NIVEAU_95,
    NIVEAU_998,
    Interval,
    Oordeel,
    Staart,
    check_rate,
    check_share,
    count_interval,
    poisson_mean,
    z_of,
)

Soort = Literal["aandeel", "verhouding"]
_HALVERINGEN = 23  # where the reference implementation stops; more digits would draw another line than theirs


@dataclass(frozen=True, slots=True)
class Plek:
    """Where a figure lies: against the 95% and against the 99,8% limits of what it is held against.

    kans: that chance alone gives a difference at least this large; None when limits were looked at and no test done.
    """

    op_95: Oordeel
    op_998: Oordeel
    kans: float | None = None


def weigh(kans: float, richting: Oordeel, *, zaken: bool = False) -> Plek:
    """Judge a difference in this direction by how often chance alone gives one at least as large.

    zaken: cases were tested and no jongeren. Those of one jongere come together, which makes a difference look surer
    than it is, so of them only the strict level counts: a chance below 0,002 stays below 5% as long as the variance is
    no more than 2,5 times that of single cases, (3,09 / 1,96) squared.
    """
    streng = richting if kans < 1 - NIVEAU_998 else Oordeel.NIET_TE_ONDERSCHEIDEN
    gewoon = richting if kans < 1 - NIVEAU_95 else Oordeel.NIET_TE_ONDERSCHEIDEN
    return Plek(streng if zaken else gewoon, streng, kans)


def limits(soort: Soort, gemiddelde: float, noemer: float, niveau: float = NIVEAU_95) -> Interval:
    """Funnel limits for a gemeente of this size around the region's share or rate (per person)."""
    return share_limits(gemiddelde, noemer, niveau) if soort == "aandeel" else rate_limits(gemiddelde, noemer, niveau)


def share_limits(gemiddelde: float, noemer: float, niveau: float = NIVEAU_95) -> Interval:
    """Limits of a share (0-1): average plus or minus z standard errors, cut off at 0 and 1.

    PHE's `sigma_adjustment` writes the same as the roots of a quadratic; worked out, its roots are these.
    """
    check_share(gemiddelde, 1)
    check_rate(0, noemer)
    marge = z_of(niveau) * math.sqrt(gemiddelde * (1 - gemiddelde) / noemer)
    return Interval(max(0.0, gemiddelde - marge), min(1.0, gemiddelde + marge))


def rate_limits(gemiddelde: float, noemer: float, niveau: float = NIVEAU_95) -> Interval:
    """Limits of a rate per person from the exact Poisson distribution.

    PHE draws, for each whole number of events, the size of population at which it is just too few or too many. The
    limit at another size lies on the straight line between two such points, as it does in their chart.
    """
    check_rate(gemiddelde, noemer)
    verwacht, kans = gemiddelde * noemer, round((1 - niveau) / 2, 9)
    laag, hoog = (_events_at(verwacht, kans, staart) for staart in ("onder", "boven"))
    return Interval(laag / noemer, hoog / noemer)


def _events_at(verwacht: float, kans: float, staart: Staart) -> float:
    """The number of events, interpolated, for which `verwacht` is the Poisson limit on this side."""

    def mean(aantal: int) -> float:
        return poisson_mean(aantal, kans, staart, _HALVERINGEN)

    hoogstens = int(verwacht + 10 * math.sqrt(verwacht) + 20)
    volgende = bisect_right(range(hoogstens), verwacht, key=mean)
    if volgende == 0:
        return 0.0  # so few are expected that none at all is not too few
    vorige = volgende - 1
    return vorige + (verwacht - mean(vorige)) / (mean(volgende) - mean(vorige))


def place(soort: Soort, teller: int, noemer: float, gemiddelde: float) -> Plek:
    """Where this gemeente lies against a region with this share or rate (per person), on both levels."""
    compare = _compare_share if soort == "aandeel" else _compare_rate
    return Plek(compare(teller, noemer, gemiddelde, NIVEAU_95), compare(teller, noemer, gemiddelde, NIVEAU_998))


def place_of_range(soort: Soort, tellers: tuple[int, int], noemer: float, gemiddelde: float) -> Plek:
    """As `place`, for a count known only to lie in a range (a rounded percentage): different only if both ends are."""
    laag, hoog = (place(soort, teller, noemer, gemiddelde) for teller in tellers)
    return Plek(_agree(laag.op_95, hoog.op_95), _agree(laag.op_998, hoog.op_998))


def _agree(een: Oordeel, ander: Oordeel) -> Oordeel:
    return een if een is ander else Oordeel.NIET_TE_ONDERSCHEIDEN


def _compare_share(teller: int, noemer: float, gemiddelde: float, niveau: float) -> Oordeel:
    check_share(teller, noemer)
    waarde, grens = teller / noemer, share_limits(gemiddelde, noemer, niveau)
    if waarde > grens.hoog:
        return Oordeel.HOGER
    return Oordeel.LAGER if waarde < grens.laag else Oordeel.NIET_TE_ONDERSCHEIDEN


def _compare_rate(aantal: int, noemer: float, gemiddelde: float, niveau: float) -> Oordeel:
    """The reference judges a rate by its own interval (exact or Byar) against the average, not by the drawn line."""
    check_rate(aantal, noemer)
    eigen = count_interval(aantal, niveau).times(1 / noemer)
    if eigen.laag > gemiddelde:
        return Oordeel.HOGER
    return Oordeel.LAGER if eigen.hoog < gemiddelde else Oordeel.NIET_TE_ONDERSCHEIDEN
