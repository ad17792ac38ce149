"""Bounds by reasoning alone: from each row, how far each unknown in it can still go, over and over until nothing moves.

Every bound found is valid for whole numbers, so an interval that gets too narrow here is a leak for certain.
"""

from __future__ import annotations

import numpy as np

from etl.aanval.onbekenden import Bools, Floats, Onbekenden, Tegenspraak

RONDES = 1_000
"""Far more than any set takes; a set that takes more is stopped (its bounds are valid all the same)."""

MARGE = 1e-9


def propagate(vraag: Onbekenden) -> tuple[Floats, Floats]:
    """Lower and upper bounds (infinite where nothing bounds). Raises Tegenspraak when no value is left."""
    laag, hoog = vraag.laag.copy(), vraag.hoog.copy()
    for _ in range(RONDES):
        oud_laag, oud_hoog = laag.copy(), hoog.copy()
        _narrow(vraag, laag, hoog)
        _narrow_pairs(vraag, laag, hoog)
        if (laag > hoog + MARGE).any():
            raise Tegenspraak
        if (laag == oud_laag).all() and (hoog == oud_hoog).all():
            break
    return laag, hoog


def _narrow(vraag: Onbekenden, laag: Floats, hoog: Floats) -> None:
    """`factor * x >= -vast - (the most the others can be)`; for equalities also `<= -vast - (the least)`."""
    omhoog = vraag.factor > 0
    meest = _others(vraag, np.where(omhoog, hoog[vraag.kolom], laag[vraag.kolom]) * vraag.factor)
    _tighten(vraag, (-vraag.vast[vraag.rij] - meest) / vraag.factor, omhoog, laag, hoog)
    minst = _others(vraag, np.where(omhoog, laag[vraag.kolom], hoog[vraag.kolom]) * vraag.factor)
    grens = (-vraag.vast[vraag.rij] - minst) / vraag.factor
    _tighten(vraag, np.where(vraag.gelijk[vraag.rij], grens, np.inf), ~omhoog, laag, hoog)


def _others(vraag: Onbekenden, bijdrage: Floats) -> Floats:
    """Per entry the sum of the row's other entries; the infinite ones among them all have one sign."""
    oneindig = np.isinf(bijdrage)
    eindig = np.where(oneindig, 0.0, bijdrage)
    som = np.bincount(vraag.rij, weights=eindig, minlength=vraag.rows)[vraag.rij] - eindig
    anderen = np.bincount(vraag.rij, weights=oneindig, minlength=vraag.rows)[vraag.rij] - oneindig
    teken = np.bincount(vraag.rij, weights=np.where(oneindig, np.sign(bijdrage), 0.0), minlength=vraag.rows)[vraag.rij]
    return np.where(anderen > 0, np.copysign(np.inf, teken), som)


def _tighten(vraag: Onbekenden, grens: Floats, is_laag: Bools, laag: Floats, hoog: Floats) -> None:
    """Apply a bound per entry where it is finite: from below where `is_laag`, else from above."""
    geldig = np.isfinite(grens)
    onder, boven = geldig & is_laag, geldig & ~is_laag
    np.maximum.at(laag, vraag.kolom[onder], np.ceil(grens[onder] - MARGE))
    np.minimum.at(hoog, vraag.kolom[boven], np.floor(grens[boven] + MARGE))


def _narrow_pairs(vraag: Onbekenden, laag: Floats, hoog: Floats) -> None:
    werk, jong = vraag.werk, vraag.jong
    iemand = (laag[werk] > 0) | (laag[jong] > 0)
    laag[werk[iemand]] = np.maximum(laag[werk[iemand]], 1)
    laag[jong[iemand]] = np.maximum(laag[jong[iemand]], 1)
    niemand = (hoog[werk] == 0) | (hoog[jong] == 0)
    hoog[werk[niemand]] = hoog[jong[niemand]] = 0
