"""Bounds that follow from the rows one by one: cheap, certain, for every unknown.

In a row `laag <= sum(factor * x) <= hoog`, each unknown lies in what the extremes of all others leave. That is repeated
until nothing moves. All unknowns are whole numbers, so every bound is rounded inwards; and a group without
werkprocessen has no jongeren, a group with one has at least one. (Bound propagation; Savelsbergh, 1994.)
"""

from __future__ import annotations

import numpy as np

from etl.aanval.stelsel import Bools, Coefficienten, Floats, Ints, Tegenspraak

RONDEN = 400
_SPELING = 1e-7


class _PerGroep:
    """Takes the extreme of values per number, where each number occurs at least once."""

    def __init__(self, nummers: Ints) -> None:
        self._volgorde = np.argsort(nummers, kind="stable")
        gesorteerd = nummers[self._volgorde]
        self._begin = np.flatnonzero(np.diff(gesorteerd, prepend=-1))
        self.nummers = gesorteerd[self._begin]

    def smallest(self, waarden: Floats) -> Floats:
        return np.asarray(np.minimum.reduceat(waarden[self._volgorde], self._begin))


def propagate(matrix: Coefficienten, laag: Floats, hoog: Floats) -> tuple[Floats, Floats]:
    """The bounds of every column. Raises Tegenspraak when some unknown is left without a value."""
    laag, hoog = laag.copy(), hoog.copy()
    per_kolom = _PerGroep(matrix.kolom)
    positief = matrix.factor > 0
    for _ in range(RONDEN):
        onder = np.where(positief, laag[matrix.kolom], hoog[matrix.kolom]) * matrix.factor
        boven = np.where(positief, hoog[matrix.kolom], laag[matrix.kolom]) * matrix.factor
        ruimte_op = matrix.hoog[matrix.rij] - _others(matrix.rij, onder, len(matrix.laag))
        ruimte_neer = matrix.laag[matrix.rij] - _others(matrix.rij, boven, len(matrix.laag))
        nieuw_hoog = np.where(positief, ruimte_op, ruimte_neer) / matrix.factor
        nieuw_laag = np.where(positief, ruimte_neer, ruimte_op) / matrix.factor
        eerder = laag.copy(), hoog.copy()
        k = per_kolom.nummers
        hoog[k] = np.minimum(hoog[k], np.floor(per_kolom.smallest(nieuw_hoog) + _SPELING))
        laag[k] = np.maximum(laag[k], np.ceil(-per_kolom.smallest(-nieuw_laag) - _SPELING))
        _pair(laag, hoog)
        if (laag > hoog).any():
            raise Tegenspraak
        if (laag == eerder[0]).all() and (hoog == eerder[1]).all():
            break
    return laag, hoog


def _others(rij: Ints, bijdragen: Floats, rijen: int) -> Floats:
    """Per entry the sum of its row without itself; infinite when another entry is."""
    oneindig = np.isinf(bijdragen)
    eindig = np.where(oneindig, 0.0, bijdragen)
    som = np.bincount(rij, eindig, rijen)[rij] - eindig
    ander = np.bincount(rij, oneindig, rijen)[rij] - oneindig
    teken = np.where(ander > 0, np.bincount(rij, np.where(oneindig, np.sign(bijdragen), 0.0), rijen)[rij], 1.0)
    return np.where(ander > 0, np.where(teken < 0, -np.inf, np.inf), som)


def _pair(laag: Floats, hoog: Floats) -> None:
    """No werkproces without a jongere, no jongere without a werkproces."""
    laag[1::2] = np.maximum(laag[1::2], np.minimum(laag[::2], 1))
    hoog[::2] = np.where(hoog[1::2] == 0, 0, hoog[::2])


def activity(rij: Ints, kolom: Ints, factor: Floats, rijen: int, laag: Floats, hoog: Floats) -> tuple[Floats, Floats]:
    """Between what values each sum of unknowns lies, as far as their bounds tell."""
    positief = factor > 0
    onder = np.where(positief, laag[kolom], hoog[kolom]) * factor
    boven = np.where(positief, hoog[kolom], laag[kolom]) * factor
    return _sum(rij, onder, rijen), _sum(rij, boven, rijen)


def _sum(rij: Ints, waarden: Floats, rijen: int) -> Floats:
    oneindig: Bools = np.isinf(waarden)
    som = np.bincount(rij, np.where(oneindig, 0.0, waarden), rijen)
    teken = np.bincount(rij, np.where(oneindig, np.sign(waarden), 0.0), rijen)
    return np.where(teken > 0, np.inf, np.where(teken < 0, -np.inf, som))
