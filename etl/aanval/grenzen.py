"""Bounds by reasoning alone: from each row, how far each unknown in it can still go, over and over until nothing moves.

Every bound found is valid for whole numbers, so an interval that gets too narrow here is a leak for certain.
"""

from __future__ import annotations

import numpy as np

from etl.aanval.onbekenden import Floats, Onbekenden, Tegenspraak

RONDES = 10_000
"""Far more than any set takes; one that takes more is stopped unfinished (its bounds are valid all the same)."""

MARGE = 1e-9


def propagate(vraag: Onbekenden, laag: Floats | None = None, hoog: Floats | None = None) -> tuple[Floats, Floats]:
    """Lower and upper bounds (infinite where nothing bounds). Raises Tegenspraak when no value is left."""
    laag = (vraag.laag if laag is None else laag).copy()
    hoog = (vraag.hoog if hoog is None else hoog).copy()
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
    meest = _others(
        vraag, np.where(vraag.factor > 0, vraag.factor * hoog[vraag.kolom], vraag.factor * laag[vraag.kolom])
    )
    grens = (-vraag.vast[vraag.rij] - meest) / vraag.factor
    _tighten(vraag, grens, vraag.factor > 0, laag, hoog)
    gelijk = vraag.gelijk[vraag.rij]
    minst = _others(
        vraag, np.where(vraag.factor > 0, vraag.factor * laag[vraag.kolom], vraag.factor * hoog[vraag.kolom])
    )
    grens = (-vraag.vast[vraag.rij] - minst) / vraag.factor
    _tighten(vraag, grens, vraag.factor < 0, laag, hoog, gelijk)


def _others(vraag: Onbekenden, bijdrage: Floats) -> Floats:
    """Per entry the sum of the row's other entries, where infinities may stand."""
    eindig = np.where(np.isfinite(bijdrage), bijdrage, 0.0)
    som = np.bincount(vraag.rij, weights=eindig, minlength=vraag.rows)[vraag.rij] - eindig
    oneindig = np.isinf(bijdrage).astype(np.float64)
    anderen = np.bincount(vraag.rij, weights=oneindig, minlength=vraag.rows)[vraag.rij] - oneindig
    teken = np.bincount(vraag.rij, weights=np.where(np.isinf(bijdrage), np.sign(bijdrage), 0.0), minlength=vraag.rows)
    return np.where(anderen > 0, np.copysign(np.inf, teken[vraag.rij]), som)


def _tighten(
    vraag: Onbekenden, grens: Floats, is_laag: np.ndarray, laag: Floats, hoog: Floats, alleen: np.ndarray | None = None
) -> None:
    geldig = np.isfinite(grens) if alleen is None else np.isfinite(grens) & alleen
    onder, boven = geldig & is_laag, geldig & ~is_laag
    np.maximum.at(laag, vraag.kolom[onder], np.ceil(grens[onder] - MARGE))
    np.minimum.at(hoog, vraag.kolom[boven], np.floor(grens[boven] + MARGE))


def _narrow_pairs(vraag: Onbekenden, laag: Floats, hoog: Floats) -> None:
    for werkprocessen, jongeren in vraag.paren:
        if laag[werkprocessen] > 0 or laag[jongeren] > 0:
            laag[werkprocessen] = max(laag[werkprocessen], 1)
            laag[jongeren] = max(laag[jongeren], 1)
        if hoog[werkprocessen] == 0 or hoog[jongeren] == 0:
            hoog[werkprocessen] = hoog[jongeren] = 0
