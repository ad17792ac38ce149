"""Whether two figures go together over a handful of gemeenten: the correlation of ranks, with how far it can be off.

Ranks, because one large or odd gemeente then weighs no more than another. Few points prove nothing: below MINSTENS
there is no number at all, and even above it the interval is what counts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.statistics.statistics import NIVEAU_95, Interval, z_of

MINSTENS = 8


@dataclass(frozen=True, slots=True)
class Samenhang:
    """A correlation of ranks (-1 to 1) over `aantal` points, with its 95% interval."""

    waarde: float
    interval: Interval
    aantal: int

    @property
    def is_zeker(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.interval.laag > 0 or self.interval.hoog < 0


def correlate(paren: Sequence[tuple[float, float]]) -> Samenhang | None:
    """Spearman's rank correlation, None with fewer than MINSTENS points or when all values of one side are equal.

    Interval: Bonett and Wright (2000), Psychometrika 65:23-28. A perfect order is taken as the one next to it, because
    of that the interval has a width.
    """
    aantal = len(paren)
    if aantal < MINSTENS:
        return None
    x, y = (_ranks([paar[kant] for paar in paren]) for kant in (0, 1))
    gevonden = _pearson(x, y)
    if gevonden is None:
        return None
    grootste = 1 - 12 / (aantal * (aantal**2 - 1))
    begrensd = max(-grootste, min(grootste, gevonden))
    midden, breed = math.atanh(begrensd), z_of(NIVEAU_95) * math.sqrt((1 + begrensd**2 / 2) / (aantal - 3))
    return Samenhang(gevonden, Interval(math.tanh(midden - breed), math.tanh(midden + breed)), aantal)


def _ranks(waarden: Sequence[float]) -> list[float]:
    """The place of each value; equal ones share the middle of theirs."""
    op_volgorde = sorted(waarden)
    return [op_volgorde.index(w) + (op_volgorde.count(w) + 1) / 2 for w in waarden]


def _pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    sxx, syy = math.fsum((a - mx) ** 2 for a in x), math.fsum((b - my) ** 2 for b in y)
    if not sxx or not syy:
        return None
    return math.fsum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / math.sqrt(sxx * syy)
