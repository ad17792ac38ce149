"""The "x van n" behind a figure: exact where both counts are known, a range where a percentage was rounded."""

from __future__ import annotations

import math
from decimal import Decimal

from data.publication.figures import Cijfer, Deel
from data.registry.indicators import JONGEREN, Indicator

# A range that comes this close to nobody would say more about a few jongeren than the report itself did.
KLEINSTE = 5


def deel_van(ind: Indicator, cijfer: Cijfer, n: float | None, teller: float | None) -> Deel | None:
    """The part of n jongeren that a figure stands for, or None when it stands for none.

    n and teller come from the same source as the figure: the denominator, and for a percentage the count it was made
    of. Without a teller, a percentage gives the range of counts that round to it.
    """
    if not cijfer.is_bekend or cijfer.waarde is None or not n or cijfer.sleutel.teleenheid != JONGEREN:
        return None
    if not ind.is_percentage:
        return _exact(cijfer.waarde, n)
    if teller is not None:
        deel = _exact(n - teller if ind.aanvulling else teller, n)
        return deel if deel and _fits(cijfer.waarde, deel, cijfer.decimalen) else None
    laag, hoog = counts_for(cijfer.waarde, round(n), cijfer.decimalen)
    rest = round(n) - hoog if ind.aanvulling else laag
    return Deel(laag, hoog, round(n)) if laag <= hoog and rest >= KLEINSTE else None


def counts_for(percentage: float, n: int, decimalen: int | None = None) -> tuple[int, int]:
    """The lowest and highest count of n whose percentage rounds to this one, printed with so many decimalen.

    None: as many as it has, and at least one.
    """
    half = _half_step(percentage, decimalen)
    return max(0, math.ceil((percentage - half) * n / 100)), min(n, math.floor((percentage + half) * n / 100))


def _half_step(percentage: float, decimalen: int | None) -> float:
    if decimalen is None:
        decimalen = max(1, -int(Decimal(repr(float(percentage))).as_tuple().exponent))
    return 0.5 * 10.0**-decimalen


def _exact(x: float, n: float) -> Deel | None:
    return Deel(round(x), round(x), round(n)) if 0 <= x <= n else None


def _fits(percentage: float, deel: Deel, decimalen: int | None) -> bool:
    """A report's percentage and count may contradict each other; then neither is shown as the other's explanation."""
    return abs(100 * deel.laag / deel.n - percentage) <= _half_step(percentage, decimalen) + 1e-9
