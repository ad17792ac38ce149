"""The choice: what is hidden beside the unsafe cells, at least cost, so that every hidden cell stays wide.

Cell after cell that is not yet proved wide is moved as cheaply as can be; what moves along is hidden with it. What was hidden
once costs nothing for the next, so that one pattern serves many cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from etl.bescherming.blokken import Buurten
from etl.bescherming.getuige import BREEDTE, Bereik, Getuige, round_solution
from etl.bescherming.model import Model, Richting, solve_whole
from etl.bescherming.stelsel import Ints, Stelsel

NIET_KOSTBAAR = 1e-9


@dataclass
class Stand:
    """Where the choice stands: what is hidden, what may differ from the truth in a witness, what is proved."""

    stelsel: Stelsel
    onderdrukt: NDArray[np.bool_]
    mag: NDArray[np.bool_]
    vast: NDArray[np.bool_]
    eis: set[int]
    prijs: NDArray[np.float64]
    bereik: Bereik
    onhoudbaar: set[int] = field(default_factory=set)
    lps: int = 0

    def open(self) -> list[int]:
        """Cells that must be wide and are not proved to be, smallest truth first (they have least room to move down)."""
        breedte = self.bereik.breedte()
        over = [cel for cel in self.eis if breedte[cel] < BREEDTE and cel not in self.onhoudbaar]
        return sorted(over, key=lambda cel: (int(self.stelsel.waarde[cel]), cel))


def start(stelsel: Stelsel, primair: Iterable[int], eis: Iterable[int], vast: Iterable[int], prijs: NDArray[np.float64]) -> Stand:
    """Nothing hidden but what is unsafe. `vast`: known to everyone, so that it can never move."""
    onderdrukt, vastgezet = np.zeros(stelsel.cells, dtype=np.bool_), np.zeros(stelsel.cells, dtype=np.bool_)
    onderdrukt[list(primair)] = True
    vastgezet[list(vast)] = True
    mag = (onderdrukt | ~stelsel.zichtbaar) & ~vastgezet
    eisen = {cel for cel in (*primair, *eis) if not vastgezet[cel]}
    return Stand(stelsel, onderdrukt, mag, vastgezet, eisen, np.where(mag, 0.0, prijs), Bereik(stelsel.cells))


def choose(stand: Stand) -> None:
    """Hide more until every hidden cell is proved wide; what cannot be made wide lands in `onhoudbaar`."""
    buurten = Buurten(stand.stelsel, stand.vast)
    wachtrij = stand.open()
    while wachtrij:
        for cel in wachtrij:
            if stand.bereik.breedte()[cel] < BREEDTE:
                _protect(stand, buurten, cel)
        wachtrij = stand.open()


def _protect(stand: Stand, buurten: Buurten, cel: int) -> None:
    for buurt in buurten.around(cel):
        model = buurten.model(buurt, stand.prijs)
        if _reach_free(stand, model, cel) or _reach_paid(stand, buurten, model, cel):
            return
    stand.onhoudbaar.add(cel)


def _reach_free(stand: Stand, model: Model, cel: int) -> bool:
    """Widen with what is hidden already."""
    for richting in (1, -1):
        getuige = _whole(stand, model, cel, richting, 0, model.farthest(cel, richting, BREEDTE))
        stand.lps += 1
        if getuige is not None and not getuige.moves_outside(stand.mag):
            stand.bereik.add(getuige)
    return bool(stand.bereik.breedte()[cel] >= BREEDTE)


def _reach_paid(stand: Stand, buurten: Buurten, model: Model, cel: int) -> bool:
    """Widen by hiding more: the cheaper of further up and further down."""
    kansen: list[tuple[float, Richting, int, NDArray[np.float64]]] = []
    for richting, ver in ((1, stand.bereik.neer[cel]), (-1, stand.bereik.op[cel])):
        stap = BREEDTE - int(ver)
        gevonden = model.move(cel, richting, stap)
        stand.lps += 1
        if gevonden is not None:
            kansen.append((gevonden[0], richting, stap, gevonden[1]))
    for _, richting, stap, verschil in sorted(kansen, key=lambda kans: kans[0]):
        getuige = _whole(stand, model, cel, richting, stap, verschil)
        if getuige is not None:
            _hide(stand, buurten, getuige)
            return True
    return False


def _whole(stand: Stand, model: Model, cel: int, richting: Richting, stap: int, verschil: NDArray[np.float64] | None) -> Getuige | None:
    """The solution as a table of whole numbers; where it is none, the nearest that is."""
    if verschil is None:
        return None
    getuige = round_solution(stand.stelsel, model.vrij, verschil)
    if getuige is not None or not stap:
        return getuige
    genoeg = model.vrij[stand.mag[model.vrij] | (np.abs(verschil) > NIET_KOSTBAAR)]
    for vrij in (genoeg, model.vrij):
        stand.lps += 1
        geheel = solve_whole(stand.stelsel, vrij, stand.prijs, cel, richting, stap)
        if geheel is not None and (getuige := round_solution(stand.stelsel, vrij, geheel)) is not None:
            return getuige
    return None


def _hide(stand: Stand, buurten: Buurten, getuige: Getuige) -> None:
    nieuw = getuige.cellen[~stand.mag[getuige.cellen]]
    stand.onderdrukt[nieuw] = True
    stand.mag[nieuw] = True
    stand.prijs[nieuw] = 0.0
    stand.eis |= set(nieuw.tolist())
    buurten.set_free(nieuw)
    stand.bereik.add(getuige)
