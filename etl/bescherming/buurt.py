"""How far around a cell a move is looked for.

A move seldom goes far: what one cell gains another in the same table loses. So programs are small: the cells near the one asked
after, cheap ones first; all others keep their value. A table found so is a table of the whole set, because
every row that the moving cells touch is in the program.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from etl.bescherming.stelsel import Ints, Rij, Stelsel

Bools = NDArray[np.bool_]


def nearby(stelsel: Stelsel, cel: int, prijs: NDArray[np.float64], grens: int) -> tuple[Ints, bool]:
    """At most about `grens` cells of finite price around a cell, and whether that is all that hangs together with it."""
    erin = np.zeros(stelsel.cells, dtype=np.bool_)
    erin[cel] = True
    rand = np.array([cel])
    aantal = 1
    while len(rand):
        _, kolom, _ = stelsel.entries(stelsel.rows_with(rand))
        buren = np.unique(kolom)
        buren = buren[~erin[buren] & np.isfinite(prijs[buren])]
        ruimte = grens - aantal
        if len(buren) > ruimte:
            buren = buren[np.argsort(prijs[buren], kind="stable")[:ruimte]]
            erin[buren] = True
            return _movable(stelsel, np.flatnonzero(erin), cel), False
        erin[buren] = True
        aantal += len(buren)
        rand = buren
    return _movable(stelsel, np.flatnonzero(erin), cel), True


def _movable(stelsel: Stelsel, cellen: Ints, cel: int) -> Ints:
    """Leave out, over and over, what an equality holds in place because nothing else in it may move."""
    while True:
        rij, kolom, _ = stelsel.entries(stelsel.rows_with(cellen))
        plaats = np.searchsorted(cellen, kolom)
        plaats[plaats == len(cellen)] = 0
        binnen = cellen[plaats] == kolom
        soort = stelsel.soort[stelsel.rows_with(cellen)]
        aantal = np.bincount(rij[binnen], minlength=len(soort))
        alleen = (soort == Rij.GELIJK) & (aantal == 1)
        vast = np.unique(kolom[binnen & alleen[rij]])
        vast = vast[vast != cel]
        if not len(vast):
            return cellen
        cellen = np.setdiff1d(cellen, vast, assume_unique=True)
