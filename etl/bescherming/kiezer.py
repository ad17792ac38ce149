"""The choice: what is hidden beside the unsafe cells, at least cost, so that every hidden cell stays wide.

Cell after cell that is not yet proved wide is first moved with what is hidden already (and as many other open cells
with it as will come along); where that does not do, as cheaply as can be, and what moves along is hidden with it.
What was hidden once costs nothing for the next, so that one pattern serves many cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from etl.bescherming.buurt import nearby
from etl.bescherming.getuige import BREEDTE, Bereik, Getuige, round_solution
from etl.bescherming.model import Floats, Model, Richting
from etl.bescherming.stelsel import Ints, Stelsel

VRIJ_BEREIK = (400,)
"""How many hidden cells around an open one are looked at, step by step."""

DUUR_BEREIK = (900, 6_000, 10**9)
"""How many cells around an open one may be hidden for it, step by step."""

LOON = 10.0
"""What moving the cell asked after is worth beside moving any other open cell."""


@dataclass
class Stand:
    """Where the choice stands: what is hidden, what may differ from the truth in a witness, what is proved.

    `prijs`: per cell what hiding it costs; 0 when hidden or never published, infinite when everyone knows it.
    `eis`: the cells that must be wide. `onhoudbaar`: those of them for which nothing helps.
    """

    stelsel: Stelsel
    onderdrukt: NDArray[np.bool_]
    mag: NDArray[np.bool_]
    eis: NDArray[np.bool_]
    prijs: Floats
    bereik: Bereik
    onhoudbaar: set[int] = field(default_factory=set)
    lps: int = 0

    def open(self) -> NDArray[np.bool_]:
        """Cells that must be wide and are not proved to be."""
        over = self.eis & (self.bereik.breedte() < BREEDTE)
        over[list(self.onhoudbaar)] = False
        return over

    def free(self) -> Floats:
        """Prices when nothing more may be hidden."""
        return np.where(self.mag, 0.0, np.inf)

    def hide(self, cellen: Ints) -> None:
        """Hide more."""
        self.onderdrukt[cellen] = self.mag[cellen] = self.eis[cellen] = True
        self.prijs[cellen] = 0.0


def start(stelsel: Stelsel, onderdrukt: Iterable[int], eis: Iterable[int], vast: Iterable[int], prijs: Floats) -> Stand:
    """Nothing hidden but what is given. `vast`: known to everyone, so that it can never move and needs no proof."""
    weg, bekend, eisen = (np.zeros(stelsel.cells, dtype=np.bool_) for _ in range(3))
    weg[list(onderdrukt)] = True
    bekend[list(vast)] = True
    eisen[list(eis)] = True
    mag = (weg | ~stelsel.zichtbaar) & ~bekend
    return Stand(
        stelsel, weg, mag, (eisen | weg) & ~bekend, np.where(bekend, np.inf, np.where(mag, 0.0, prijs)), Bereik(stelsel.cells)
    )


def choose(stand: Stand) -> None:
    """Hide more until every hidden cell is proved wide; what cannot be made wide lands in `onhoudbaar`."""
    while (wachtrij := np.flatnonzero(stand.open())).size:
        for cel in _order(stand, wachtrij).tolist():
            if not stand.bereik.wide(cel) and not _widen_free(stand, cel) and not _widen_paid(stand, cel):
                stand.onhoudbaar.add(cel)


def _order(stand: Stand, cellen: Ints) -> Ints:
    """Werkprocessen first (jongeren mostly follow), then smallest truth first: that has least room to move down."""
    stelsel = stand.stelsel
    return cellen[np.lexsort((cellen, stelsel.waarde[cellen], ~stelsel.in_gelijk[cellen]))]


def _widen_free(stand: Stand, cel: int) -> bool:
    """Widen with what is hidden already; other open cells nearby are pulled along."""
    for grens in VRIJ_BEREIK:
        vrij, alles = nearby(stand.stelsel, cel, stand.free(), grens)
        model = Model(stand.stelsel, vrij)
        mee = stand.open()[vrij].astype(np.float64)
        for richting in (1, -1):
            loon = richting * mee
            loon[model.place(cel)] = richting * LOON
            stand.lps += 1
            _keep(stand, vrij, model.widest(loon, BREEDTE))
            if stand.bereik.wide(cel):
                return True
        if alles:
            return False
    return False


def _keep(stand: Stand, vrij: Ints, verschil: Floats | None) -> None:
    if verschil is not None:
        getuige = round_solution(stand.stelsel, vrij, verschil)
        if getuige is not None:
            stand.bereik.add(getuige)


def _widen_paid(stand: Stand, cel: int) -> bool:
    """Widen by hiding more: the cheaper of further up and further down."""
    for grens in DUUR_BEREIK:
        vrij, alles = nearby(stand.stelsel, cel, stand.prijs, grens)
        model = Model(stand.stelsel, vrij)
        getuige = _cheapest(stand, model, cel)
        if getuige is None and alles:
            model.whole()
            getuige = _cheapest(stand, model, cel)
        if getuige is not None:
            stand.hide(getuige.cellen[~stand.mag[getuige.cellen]])
            stand.bereik.add(getuige)
            return True
        if alles:
            return False
    return False


def _cheapest(stand: Stand, model: Model, cel: int) -> Getuige | None:
    prijs = stand.prijs[model.vrij]
    kansen: list[tuple[float, int, Floats]] = []
    stappen: tuple[tuple[Richting, int], ...] = ((1, int(stand.bereik.neer[cel])), (-1, int(stand.bereik.op[cel])))
    for richting, ver in stappen:
        stand.lps += 1
        gevonden = model.cheapest(prijs, cel, richting, BREEDTE - ver)
        if gevonden is not None:
            kansen.append((gevonden[0], -richting, gevonden[1]))
    for _, _, verschil in sorted(kansen, key=lambda kans: kans[:2]):
        getuige = round_solution(stand.stelsel, model.vrij, verschil)
        if getuige is not None:
            return getuige
    return None
