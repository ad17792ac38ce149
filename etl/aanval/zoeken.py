"""How far apart two possible values of each unknown lie.

Tables near the one in hand first, then over the whole part; whole numbers where rounding fails.
"""

from __future__ import annotations

import numpy as np

from etl.aanval.onbekenden import Floats, Ints, Onbekenden
from etl.aanval.tafels import Tafels

BREEDTE = 5
"""How far apart the largest and the smallest possible value of a hidden cell must at least lie."""

NABIJ = (200, 1_500)
"""How many unknowns around one are moved with it, step by step."""

VERDER = 6_000
"""The same in whole numbers, where nearer by is not enough."""

LOON = 10.0


def search(vraag: Onbekenden, laag: Floats, hoog: Floats, eis: Ints, gegeven: Ints) -> Tafels:
    """Look for tables until each unknown is seen to be as wide as `eis` asks (0: not asked), or is shown not to be.

    Narrows `laag` and `hoog` where the linear program of a whole part does. `gegeven`: a table to start from (-1 where
    none is known).
    """
    tafels = Tafels(vraag, laag, hoog, gegeven)
    delen = tafels.verband.parts()
    volgorde = np.argsort(delen, kind="stable")
    for deel in np.split(volgorde, np.flatnonzero(np.diff(delen[volgorde])) + 1):
        if len(deel) and (eis[deel] > 0).any() and tafels.start(deel):
            _search_part(tafels, deel, eis)
    return tafels


def _search_part(tafels: Tafels, deel: Ints, eis: Ints) -> None:
    for i in deel[eis[deel] > 0].tolist():
        for grens in NABIJ:
            _move_both_ways(tafels, i, grens, eis)
        _move_both_ways(tafels, i, len(deel), eis, alleen=True)
        if not _wide(tafels, i, eis):
            _settle(tafels, deel, i, eis)


def _move_both_ways(tafels: Tafels, i: int, grens: int, eis: Ints, *, heel: bool = False, alleen: bool = False) -> None:
    """Move one unknown up, then down, and whatever else is open nearby along with it.

    alleen: only the one counts. Many together may outweigh it, so the last word about it is never about many; and to
    move many over all of a part is another problem, and a hard one.
    """
    if _wide(tafels, i, eis) or tafels.hoog[i] - tafels.laag[i] < eis[i]:
        return
    vrij = tafels.verband.around(np.array([i]), grens)
    for richting in (1.0, -1.0):
        open_ = (eis[vrij] > 0) & ~(tafels.meest[vrij] - tafels.minst[vrij] >= eis[vrij])
        loon = np.where(open_ & (not alleen), richting, 0.0)
        loon[np.searchsorted(vrij, i)] = richting * LOON
        tafels.move(vrij, loon, BREEDTE, heel=heel)
        if _wide(tafels, i, eis):
            return


def _settle(tafels: Tafels, deel: Ints, i: int, eis: Ints) -> None:
    """Whole numbers near by; where these do not do, the bounds of the whole part, and whole numbers over all of it."""
    for grens in NABIJ:
        _move_both_ways(tafels, i, grens, eis, heel=True)
    _move_both_ways(tafels, i, VERDER, eis, heel=True, alleen=True)
    if not _wide(tafels, i, eis) and tafels.hoog[i] - tafels.laag[i] >= eis[i]:
        laag, hoog = tafels.bounds(deel, i)
        tafels.laag[i], tafels.hoog[i] = max(tafels.laag[i], laag), min(tafels.hoog[i], hoog)
    _move_both_ways(tafels, i, len(deel), eis, heel=True, alleen=True)


def _wide(tafels: Tafels, i: int, eis: Ints) -> bool:
    return bool(tafels.meest[i] - tafels.minst[i] >= eis[i])
