"""How far around a cell a move is looked for.

A move seldom goes far: what one cell gains another in the same table loses. So programs are small: the cells near
the one asked
after, cheap ones first; all others keep their value. A table found so is a table of the whole set, because
every row that the moving cells touch is in the program.
"""

from __future__ import annotations

import numpy as np

from etl.bescherming.stelsel import Bools, Floats, Ints, Rij, Stelsel

PER_RIJ = 12
"""Of a longer row this many cells at most may go along, the cheapest: few need to, and they lead somewhere."""


def nearby(stelsel: Stelsel, cel: int, prijs: Floats, grens: int) -> tuple[Ints, bool]:
    """At most about `grens` cells of finite price around a cell.

    And whether that is all that hangs together with it.
    """
    erin = np.zeros(stelsel.cells, dtype=np.bool_)
    rand = np.unique([cel, stelsel.ander[cel]])
    erin[rand[np.isfinite(prijs[rand])]] = True
    aantal, alles = len(rand), True
    while len(rand) and aantal < grens:
        buren, heel = _neighbours(stelsel, rand, prijs, grens)
        alles &= heel
        rand = buren[~erin[buren]]
        if len(rand) > grens - aantal:
            alles = False
            rand = rand[np.argsort(prijs[rand], kind="stable")[: grens - aantal]]
        erin[rand] = True
        aantal += len(rand)
    return _movable(stelsel, erin, cel), alles


def _neighbours(stelsel: Stelsel, cellen: Ints, prijs: Floats, grens: int) -> tuple[Ints, bool]:
    """The cells of finite price that stand in a row with one of these, and whether no row was cut short."""
    rij, kolom, _ = stelsel.entries(stelsel.rows_with(cellen))
    mag = np.isfinite(prijs[kolom])
    rij, kolom = rij[mag], kolom[mag]
    heel = True
    if grens < stelsel.cells:
        volgorde = np.lexsort((prijs[kolom], rij))
        rij, kolom = rij[volgorde], kolom[volgorde]
        begin = np.flatnonzero(np.diff(rij, prepend=-1))
        plek = np.arange(len(rij)) - np.repeat(begin, np.diff(begin, append=len(rij)))
        kort = plek < PER_RIJ
        heel, kolom = bool(kort.all()), kolom[kort]
    return np.unique(kolom), heel


def _movable(stelsel: Stelsel, erin: Bools, cel: int) -> Ints:
    """Leave out, over and over, what an equality holds in place because nothing else in it may move."""
    rijen = stelsel.rows_with(np.flatnonzero(erin))
    rijen = rijen[stelsel.soort[rijen] == Rij.GELIJK]
    rij, kolom, _ = stelsel.entries(rijen)
    while True:
        binnen = erin[kolom]
        alleen = np.bincount(rij[binnen], minlength=len(rijen)) == 1
        vast = kolom[binnen & alleen[rij]]
        erin[vast] = False
        erin[cel] = True
        if not (vast != cel).any():
            return np.flatnonzero(erin)
