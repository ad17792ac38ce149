"""How far around a cell a move is looked for.

A move seldom goes far: what one cell gains another in the same table loses. So programs are small: the cells near
the one asked
after, cheap ones first; all others keep their value. A table found so is a table of the whole set, because
every row that the moving cells touch is in the program.
"""

from __future__ import annotations

import numpy as np

from etl.bescherming.stelsel import Bools, Floats, Ints, Rij, Stelsel


def nearby(stelsel: Stelsel, cel: int, prijs: Floats, grens: int) -> tuple[Ints, bool]:
    """At most about `grens` cells of finite price around a cell.

    And whether that is all that hangs together with it.
    """
    erin = np.zeros(stelsel.cells, dtype=np.bool_)
    rand = np.unique([cel, stelsel.ander[cel]])
    erin[rand[np.isfinite(prijs[rand])]] = True
    aantal, alles = len(rand), True
    while len(rand) and alles:
        buren = np.zeros(stelsel.cells, dtype=np.bool_)
        buren[stelsel.entries(stelsel.rows_with(rand))[1]] = True
        rand = np.flatnonzero(buren & ~erin)
        rand = rand[np.isfinite(prijs[rand])]
        if alles := len(rand) <= grens - aantal:
            erin[rand] = True
        else:
            erin[rand[np.argsort(prijs[rand], kind="stable")[: grens - aantal]]] = True
        aantal += len(rand)
    return _movable(stelsel, erin, cel), alles


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
