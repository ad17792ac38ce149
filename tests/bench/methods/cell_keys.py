"""Cell-key perturbation: every count gets noise that hangs on which records are in it, so the same set gets the same.

Fraser and Wooton (2005), UNECE work session on statistical data confidentiality; the method of ABS and Eurostat. Each
record has a random key; the key of a cell is their sum, modulo; the table of perturbations gives for a count and a key
what is shown. Zero stays zero, 1 to 4 are never shown, every other row of the table is the distribution of greatest
entropy with the right mean and a bounded variance (Giessing 2016, LNCS 9867). Sums do not hold.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.optimize import fsolve

from tests.bench.methods.tables import KEYS, Floats, Ints

FURTHEST = 5
"""How far noise goes at most: less, and every count would be known to within 5."""
VARIANCE = 3.0
NEVER = range(1, 5)


def perturb(counts: Ints, keys: Ints) -> Ints:
    """What is shown of each count."""
    shown = np.empty(len(counts), dtype=np.int64)
    place = (keys + 0.5) / KEYS
    capped = np.minimum(counts, 2 * FURTHEST)
    for count in np.unique(capped).tolist():
        own = capped == count
        values, chances = row(count)
        noise = values - count
        shown[own] = counts[own] + noise[np.searchsorted(np.cumsum(chances)[:-1], place[own], side="right")]
    return shown


@cache
def row(count: int) -> tuple[Ints, Floats]:
    """The row of the table for a count: the values that can be shown, and the chance of each."""
    if count == 0:
        return np.zeros(1, dtype=np.int64), np.ones(1)
    if count in NEVER:
        return np.array([0, NEVER.stop]), np.array([1 - count / NEVER.stop, count / NEVER.stop])
    values = np.array([v for v in range(max(0, count - FURTHEST), count + FURTHEST + 1) if v not in NEVER])
    noise = values - count

    def distribution(of: Floats) -> Floats:
        weight: Floats = np.exp(sum(factor * noise**power for power, factor in enumerate(of, 1)))
        return weight / weight.sum()

    def miss(of: Floats) -> Floats:
        p = distribution(of)
        return np.array([p @ noise, p @ noise**2 - VARIANCE])[: len(of)]

    for start in (np.zeros(1), np.array([0.0, -0.1])):  # the variance counts only where it would be too large
        found, _, status, _ = fsolve(miss, start, full_output=True)
        chances = distribution(found)
        if status == 1 and chances @ noise**2 <= VARIANCE + 1e-6:
            return values, chances
    raise RuntimeError(f"No distribution was found for a count of {count}.")


def behind(shown: Ints) -> tuple[Ints, Ints]:
    """The smallest and largest count that can be behind each shown value: the table is public."""
    low, high = np.maximum(shown - FURTHEST, 0), shown + FURTHEST
    for value in np.unique(shown[shown <= 3 * FURTHEST]).tolist():
        can = [n for n in range(max(0, value - FURTHEST), value + FURTHEST + 1) if value in row(min(n, 10**6))[0]]
        low[shown == value], high[shown == value] = min(can), max(can)
    return low, high
