"""Second thoughts: each cell hidden beside the unsafe ones, dearest first, is published again if the rest holds without it.

Where it does not hold, something cheaper may take its place. Whatever comes of it, every cell is proved wide again before
the next is looked at, so stopping at any moment leaves a protected set.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from etl.bescherming.kiezer import Stand, in_order, widen_free, widen_paid

WINST = 1e-6


def improve(stand: Stand, primair: Iterable[int]) -> None:
    """One round over the secondary cells."""
    blijft = np.zeros(stand.stelsel.cells, dtype=np.bool_)
    blijft[list(primair)] = True
    secundair = np.flatnonzero(stand.onderdrukt & ~blijft)
    gewicht = stand.stelsel.gewicht
    for cel in secundair[np.lexsort((secundair, -gewicht[secundair]))].tolist():
        if stand.onderdrukt[cel]:
            _without(stand, cel)


def _without(stand: Stand, cel: int) -> bool:
    """Publish a cell again if that makes the whole cheaper; else leave all as it was."""
    bereik, gewicht = stand.bereik, stand.stelsel.gewicht
    weg, punt, was_weg = bereik.moving(cel), bereik.volgende, stand.onderdrukt.copy()
    bereik.drop(weg)
    stand.show(np.array([cel]), np.inf)
    geraakt = np.unique(np.concatenate([getuige.cellen for getuige in weg.values()])) if weg else np.array([cel])
    if _repair(stand, geraakt, was_weg, float(gewicht[cel]) - WINST):
        stand.prijs[cel] = gewicht[cel]
        return True
    bereik.drop_since(punt)
    erbij = np.flatnonzero(stand.onderdrukt & ~was_weg)
    stand.show(erbij, gewicht[erbij])
    stand.hide(np.array([cel]))
    for nummer, getuige in weg.items():
        bereik.keep(nummer, getuige)
    return False


def _repair(stand: Stand, geraakt: np.ndarray, was_weg: np.ndarray, budget: float) -> bool:
    """Prove again what a witness less leaves open, hiding less weight than the budget."""
    gewicht = stand.stelsel.gewicht
    while (wachtrij := stand.open(np.union1d(geraakt, np.flatnonzero(stand.onderdrukt & ~was_weg)))).size:
        for cel in in_order(stand.stelsel, wachtrij):
            if stand.bereik.wide(cel) or widen_free(stand, cel):
                continue
            over = budget - float(gewicht[stand.onderdrukt & ~was_weg].sum())
            if over <= 0 or not widen_paid(stand, cel, over):
                return False
    return True
