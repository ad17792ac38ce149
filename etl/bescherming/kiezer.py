"""The choice: what is hidden beside the unsafe cells, at least cost, so that every hidden cell stays wide.

Cell after cell that is not yet proved wide is first moved with what is hidden already (and as many other open cells
with it as will come along); where that does not do, as cheaply as can be, and what moves along is hidden with it.
What was hidden once costs nothing for the next, so that one pattern serves many cells.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from etl.bescherming.buurt import nearby
from etl.bescherming.elders import known_anyway
from etl.bescherming.getuige import BREEDTE, round_solution
from etl.bescherming.model import Model
from etl.bescherming.stand import Stand
from etl.bescherming.stelsel import Ints, Stelsel
from etl.bescherming.vondst import cheapest

VRIJ_BEREIK = 300
"""How many hidden cells around an open one are looked at."""

DUUR_BEREIK = (300, 1_500, 4_000, 10**9)
"""How many cells around an open one may be hidden for it, step by step."""

IN_EEN_DEEL = 2
"""How many of those steps a part of a block takes: what then stays open waits for what stands outside the part."""

LOON = 10.0
"""What moving the cell asked after is worth beside moving any other open cell."""


def choose(stand: Stand, genoeg: Callable[[], bool] = lambda: False) -> None:
    """Hide more until every hidden cell is proved wide; what cannot be made wide lands in `onhoudbaar`.

    Once `genoeg` (the time is up) whole tables are hidden instead of the best cells: coarser, never weaker.
    """
    while (wachtrij := stand.open(np.arange(stand.stelsel.cells))).size:
        for cel in in_order(stand.stelsel, wachtrij):
            if not stand.bereik.wide(cel):
                if genoeg():
                    stand.hide_table(cel, 0)
                if not widen_free(stand, cel) and not widen_paid(stand, cel) and not _last_resort(stand, cel):
                    stand.onhoudbaar.add(cel)


def _last_resort(stand: Stand, cel: int) -> bool:
    """Hide the cell's table, then all of its indicator, then all of its gebied in that schooljaar, until it is wide.

    Not in a part of a block: the whole has more ways. Not for what everyone knows from elsewhere: that would hide
    tables for nothing.
    """
    if stand.is_deel or known_anyway(stand.opgave, cel):
        return False
    for trap in range(len(stand.opgave.tabellen)):
        stand.hide_table(cel, trap)
        if widen_free(stand, cel) or widen_paid(stand, cel):
            return True
    return False


def in_order(stelsel: Stelsel, cellen: Ints) -> list[int]:
    """Werkprocessen first (jongeren mostly follow), then smallest truth first: that has least room to move down."""
    volgorde = np.lexsort((cellen, stelsel.waarde[cellen], -stelsel.gewicht[cellen], ~stelsel.in_gelijk[cellen]))
    return [int(cel) for cel in cellen[volgorde]]


def widen_free(stand: Stand, cel: int, grens: int = VRIJ_BEREIK) -> bool:
    """Widen with what is hidden already, of that `grens` cells at most.

    Other open cells are pulled along, but not those far away: to move all of a country is another problem.
    """
    vrij, _ = nearby(stand.stelsel, cel, stand.gratis, grens)
    model = Model(stand.stelsel, vrij)
    dichtbij = len(vrij) <= DUUR_BEREIK[IN_EEN_DEEL]
    mee = np.isin(vrij, stand.open(vrij), assume_unique=True) * np.float64(dichtbij)
    mee[model.place(cel)] = LOON
    for loon in (mee, -mee):
        stand.lps += 1
        verschil = model.widest(loon, BREEDTE)
        getuige = None if verschil is None else round_solution(stand.stelsel, vrij, verschil)
        if getuige is not None:
            stand.add(getuige)
        if stand.bereik.wide(cel):
            return True
    return False


def widen_paid(stand: Stand, cel: int, hoogstens: float = np.inf) -> bool:
    """Widen by hiding more, of a weight of `hoogstens` at most: the cheaper of further up and further down.

    Ever further away; and where what is found cannot be rounded, in whole numbers.
    """
    if np.isfinite(hoogstens):
        return _widen_within(stand, cel, DUUR_BEREIK[0], hoogstens)
    if any(_widen_within(stand, cel, grens) for grens in DUUR_BEREIK[:IN_EEN_DEEL]):
        return True
    if stand.is_deel:
        return False
    # Far and wide there is more chance of a way that costs nothing, and only hidden cells make a small program.
    return (
        _widen_within(stand, cel, DUUR_BEREIK[2])
        or widen_free(stand, cel, DUUR_BEREIK[3])
        or _widen_within(stand, cel, DUUR_BEREIK[3])
        or any(_widen_within(stand, cel, grens, heel=True) for grens in DUUR_BEREIK)
    )


def _widen_within(stand: Stand, cel: int, grens: int, hoogstens: float = np.inf, *, heel: bool = False) -> bool:
    """The same with `grens` cells around, as a linear program or in whole numbers."""
    vrij, _ = nearby(stand.stelsel, cel, stand.prijs, grens)
    model = Model(stand.stelsel, vrij)
    if heel:
        model.whole()
    getuige = cheapest(stand, model, cel)
    if getuige is None:
        return False
    erbij = getuige.cellen[~stand.mag[getuige.cellen]]
    if stand.prijs[erbij].sum() > hoogstens:
        return False
    stand.hide(erbij)
    stand.add(getuige)
    return True
