"""Axes with round numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schaal:
    """From values (van, tot) to places on the sheet (begin, eind)."""

    van: float
    tot: float
    begin: float
    eind: float

    def __call__(self, waarde: float) -> float:
        """The place of a value, cut off at the ends of the axis."""
        deel = (min(max(waarde, self.van), self.tot) - self.van) / ((self.tot - self.van) or 1)
        return self.begin + deel * (self.eind - self.begin)

    def ticks(self, ongeveer: int = 4) -> list[float]:
        """Round values along the axis."""
        stap = round_step((self.tot - self.van) / max(1, ongeveer))
        eerste = math.ceil(round(self.van / stap, 9))
        return [round(i * stap, 9) for i in range(eerste, math.floor(round(self.tot / stap, 9)) + 1)]


def round_step(ruw: float) -> float:
    """The nearest of 1, 2 or 5 times a power of ten that is not smaller."""
    if not ruw > 0:
        return 1.0
    macht = 10.0 ** math.floor(math.log10(ruw))
    return next(f * macht for f in (1, 2, 5, 10) if f * macht >= ruw * (1 - 1e-9))


# What a part of a whole cannot be above: an axis of percentages ends there.
ALLES = 100.0


def spread(waarden: list[float], *, vanaf_nul: bool, procent: bool = False) -> tuple[float, float]:
    """The stretch an axis must show, a little wider than the values; from zero where a length is compared.

    procent: the values are percentages, so that the axis ends at 100.
    """
    if not waarden or (max(waarden) == min(waarden) == 0):
        return 0.0, 1.0
    laag, hoog = (0.0 if vanaf_nul else min(waarden)), max(waarden)
    marge = 0.06 * ((hoog - laag) or abs(hoog) or 1)
    top = min(hoog + marge, max(hoog, ALLES)) if procent else hoog + marge
    return (laag if vanaf_nul else max(0.0, laag - marge) if laag >= 0 else laag - marge), top


def decimals(ticks: list[float]) -> int:
    """How many decimals these values need."""
    return next((d for d in range(4) if all(abs(round(t, d) - t) < 1e-9 for t in ticks)), 4)
