"""The choice: what is hidden beside the unsafe cells, at least cost, so that every hidden cell stays wide.

Cell after cell that is not yet proved wide is first moved with what is hidden already (and as many other open cells
with it as will come along); where that does not do, as cheaply as can be, and what moves along is hidden with it.
What was hidden once costs nothing for the next, so that one pattern serves many cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from etl.bescherming.bereik import Bereik
from etl.bescherming.buurt import Bools, nearby
from etl.bescherming.getuige import BREEDTE, Getuige, round_solution, split
from etl.bescherming.model import Floats, Model, Richting
from etl.bescherming.stelsel import Ints, Stelsel

VRIJ_BEREIK = 400
"""How many hidden cells around an open one are looked at."""

DUUR_BEREIK = (900, 6_000, 10**9)
"""How many cells around an open one may be hidden for it, step by step."""

RONDES = 3
"""How often a direction is solved, the first time at plain prices."""

NABIJ = 1.0
"""What keeps the price of an unmoved cell finite."""

LOON = 10.0
"""What moving the cell asked after is worth beside moving any other open cell."""


@dataclass
class Stand:
    """Where the choice stands: what is hidden, what may differ from the truth in a witness, what is proved.

    `eis`: the cells that must be wide. `prijs`: per cell what hiding it costs; 0 when hidden or never published, infinite when it
    may not be hidden or everyone knows it. `gratis`: the same with infinite for all that is published. `onhoudbaar`: cells for which
    nothing helps.
    """

    stelsel: Stelsel
    onderdrukt: Bools
    mag: Bools
    eis: Bools
    prijs: Floats
    gratis: Floats
    bereik: Bereik
    onhoudbaar: set[int] = field(default_factory=set)
    lps: int = 0

    def open(self, cellen: Ints) -> Ints:
        """Which of the cells must be wide and are not proved to be."""
        bereik = self.bereik
        over = cellen[self.eis[cellen] & (bereik.op[cellen] + bereik.neer[cellen] < BREEDTE)]
        return over[[cel not in self.onhoudbaar for cel in over.tolist()]] if self.onhoudbaar else over

    def add(self, getuige: Getuige) -> None:
        """Keep what a witness proves."""
        for deel in split(self.stelsel, getuige):
            self.bereik.add(deel)

    def hide(self, cellen: Ints) -> None:
        """Hide more."""
        self.onderdrukt[cellen] = self.mag[cellen] = self.eis[cellen] = True
        self.prijs[cellen] = self.gratis[cellen] = 0.0

    def show(self, cellen: Ints, prijs: float | Floats) -> None:
        """Publish cells again, at a price for hiding them anew. Their witnesses must be gone."""
        self.onderdrukt[cellen] = self.mag[cellen] = self.eis[cellen] = False
        self.prijs[cellen], self.gratis[cellen] = prijs, np.inf


def start(stelsel: Stelsel, onderdrukt: Iterable[int], eis: Iterable[int], vast: Iterable[int], prijs: Floats) -> Stand:
    """Nothing hidden but what is given. `vast`: known to everyone, so that it can never move and needs no proof."""
    weg, bekend, eisen = (np.zeros(stelsel.cells, dtype=np.bool_) for _ in range(3))
    weg[list(onderdrukt)] = True
    bekend[list(vast)] = True
    eisen[list(eis)] = True
    mag = (weg | ~stelsel.zichtbaar) & ~bekend
    prijs = np.where(bekend, np.inf, np.where(mag, 0.0, prijs))
    return Stand(stelsel, weg, mag, (eisen | weg) & ~bekend, prijs, np.where(mag, 0.0, np.inf), Bereik(stelsel.cells))


def choose(stand: Stand) -> None:
    """Hide more until every hidden cell is proved wide; what cannot be made wide lands in `onhoudbaar`."""
    while (wachtrij := stand.open(np.arange(stand.stelsel.cells))).size:
        for cel in in_order(stand.stelsel, wachtrij):
            if not stand.bereik.wide(cel) and not widen_free(stand, cel) and not widen_paid(stand, cel):
                stand.onhoudbaar.add(cel)


def in_order(stelsel: Stelsel, cellen: Ints) -> list[int]:
    """Werkprocessen first (jongeren mostly follow), then smallest truth first: that has least room to move down."""
    volgorde = np.lexsort((cellen, stelsel.waarde[cellen], -stelsel.gewicht[cellen], ~stelsel.in_gelijk[cellen]))
    return cellen[volgorde].tolist()


def widen_free(stand: Stand, cel: int) -> bool:
    """Widen with what is hidden already; other open cells nearby are pulled along."""
    vrij, _ = nearby(stand.stelsel, cel, stand.gratis, VRIJ_BEREIK)
    model = Model(stand.stelsel, vrij)
    mee = np.isin(vrij, stand.open(vrij), assume_unique=True).astype(np.float64)
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
    """Widen by hiding more, of a weight of `hoogstens` at most: the cheaper of further up and further down."""
    for grens in DUUR_BEREIK:
        vrij, alles = nearby(stand.stelsel, cel, stand.prijs, grens)
        model = Model(stand.stelsel, vrij)
        getuige = _cheapest(stand, model, cel)
        if getuige is None and alles:
            model.whole()
            getuige = _cheapest(stand, model, cel)
        if getuige is not None:
            erbij = getuige.cellen[~stand.mag[getuige.cellen]]
            if stand.prijs[erbij].sum() > hoogstens:
                return False
            stand.hide(erbij)
            stand.add(getuige)
            return True
        if alles or np.isfinite(hoogstens):
            return False
    return False


def _cheapest(stand: Stand, model: Model, cel: int) -> Getuige | None:
    """Of the moves found, the one that hides the least weight.

    A price per unit moved is not a price per cell hidden: so each direction is solved anew with what moved made cheaper per unit, the
    further it moved, and the rest dearer (reweighted l1; Candès, Wakin and Boyd 2008).
    """
    beste: tuple[float, Getuige] | None = None
    prijs = stand.prijs[model.vrij]
    stappen: tuple[tuple[Richting, int], ...] = ((1, int(stand.bereik.neer[cel])), (-1, int(stand.bereik.op[cel])))
    for richting, ver in stappen:
        per_stuk = prijs
        for _ in range(RONDES):
            stand.lps += 1
            verschil = model.cheapest(per_stuk, cel, richting, BREEDTE - ver)
            if verschil is None:
                break
            getuige = round_solution(stand.stelsel, model.vrij, verschil)
            if getuige is not None:
                kosten = float(stand.prijs[getuige.cellen].sum())
                if beste is None or kosten < beste[0]:
                    beste = kosten, getuige
            per_stuk = prijs / (np.abs(verschil) + NABIJ)
    return None if beste is None else beste[1]
