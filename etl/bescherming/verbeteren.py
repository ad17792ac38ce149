"""Second thoughts.

Each cell hidden beside the unsafe ones, dearest first, is published again if the rest holds without it.

Where it does not hold, something cheaper may take its place. Whatever comes of it, every cell is proved wide again
before
the next is looked at, so stopping at any moment leaves a protected set.
"""

from __future__ import annotations

import numpy as np

from etl.bescherming.kiezer import in_order, widen_free, widen_paid
from etl.bescherming.stand import Stand
from etl.bescherming.stelsel import Bools, Ints

WINST = 1e-6
"""What is not cheaper by more than this is not cheaper."""


def improve(stand: Stand, lps: int) -> None:
    """Look once at each cell that was hidden in an earlier publication and need not be for itself.

    And then at each secondary
    cell until `lps` programs were solved.
    """
    opgave = stand.opgave
    _look(stand, np.flatnonzero(opgave.onderdrukt & ~opgave.blijft), np.inf)
    _look(stand, np.flatnonzero(stand.onderdrukt & ~opgave.onderdrukt), stand.lps + lps)


def _look(stand: Stand, cellen: Ints, grens: float) -> None:
    for cel in cellen[np.lexsort((cellen, -stand.stelsel.gewicht[cellen]))].tolist():
        if stand.lps < grens and stand.onderdrukt[cel]:
            _without(stand, cel)


def _without(stand: Stand, cel: int) -> None:
    """Publish a cell again if that makes the whole cheaper; else leave all as it was."""
    bereik, dit = stand.bereik, np.array([cel])
    weg, punt, eerst = bereik.moving(cel), bereik.volgende, stand.onderdrukt.copy()
    bereik.drop(weg)
    stand.show(dit)
    stand.prijs[cel] = np.inf
    if _repair(
        stand, np.unique(np.concatenate([dit, *(g.cellen for g in weg.values())])), eerst, stand.opgave.prijs[cel]
    ):
        stand.prijs[cel] = stand.opgave.prijs[cel]
        return
    bereik.drop_since(punt)
    stand.show(np.flatnonzero(stand.onderdrukt & ~eerst))
    stand.hide(dit)
    for nummer, getuige in weg.items():
        bereik.keep(nummer, getuige)


def _repair(stand: Stand, geraakt: Ints, eerst: Bools, budget: float) -> bool:
    """Prove again what the witnesses let go leave open, hiding less weight than the budget beside what was.

    Hidden `eerst`.
    """
    while True:
        erbij = np.flatnonzero(stand.onderdrukt & ~eerst)
        wachtrij = stand.open(np.union1d(geraakt, erbij))
        if not wachtrij.size:
            return True
        for cel in in_order(stand.stelsel, wachtrij):
            if not stand.bereik.wide(cel) and not widen_free(stand, cel):
                over = budget - WINST - float(stand.opgave.prijs[stand.onderdrukt & ~eerst].sum())
                if over <= 0 or not widen_paid(stand, cel, over):
                    return False
