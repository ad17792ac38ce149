"""Where the choice stands: what is hidden, and what is proved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.bescherming.bereik import Bereik
from etl.bescherming.getuige import BREEDTE, Getuige, split
from etl.bescherming.stelsel import Bools, Floats, Ints, Stelsel


@dataclass(frozen=True)
class Opgave:
    """One block to protect: its system and, per cell, what is asked.

    `onderdrukt`: hidden to begin with. `eis`: never published, but must be wide. `vast`: known to everyone, so
    that it cannot move and
    needs no proof. `rand`: may not move here because it stands in rows outside this system. `prijs`: what hiding
    it costs.
    `blijft`: never to be published again. `tabellen`: to what table, indicator and gebied it belongs (a number for
    each), for when
    nothing less helps.
    """

    stelsel: Stelsel
    onderdrukt: Bools
    eis: Bools
    vast: Bools
    rand: Bools
    prijs: Floats
    blijft: Bools
    tabellen: tuple[Ints, ...]

    def part(self, cellen: Ints) -> Opgave:
        """The same for some of its cells (sorted)."""
        stelsel, rand = self.stelsel.part(cellen)
        randen = self.rand[cellen].copy()
        randen[rand] = True
        return Opgave(
            stelsel,
            self.onderdrukt[cellen],
            self.eis[cellen],
            self.vast[cellen],
            randen,
            self.prijs[cellen],
            self.blijft[cellen],
            tuple(tabel[cellen] for tabel in self.tabellen),
        )


class Stand:
    """What is hidden, what may differ from the truth in a witness, and what is proved.

    `mag`: may differ. `eis`: must be wide. `prijs`: what hiding costs; 0 when hidden or never published, infinite
    when it may not move.
    `gratis`: the same with infinite for all that is published. `onhoudbaar`: cells for which nothing helps.
    `vervallen`: cells whose table was hidden for want of anything better. `is_deel`: part of a larger block.
    """

    def __init__(self, opgave: Opgave) -> None:
        self.opgave, self.stelsel = opgave, opgave.stelsel
        stil = opgave.vast | opgave.rand
        self.onderdrukt = opgave.onderdrukt.copy()
        self.mag = (opgave.onderdrukt | ~opgave.stelsel.zichtbaar) & ~stil
        self.eis = (opgave.onderdrukt | opgave.eis) & ~stil
        self.prijs = np.where(stil, np.inf, np.where(self.mag, 0.0, opgave.prijs))
        self.gratis = np.where(self.mag, 0.0, np.inf)
        self.bereik = Bereik(opgave.stelsel.cells)
        self.onhoudbaar: set[int] = set()
        self.vervallen: list[int] = []
        self.lps = 0
        self.is_deel = bool(opgave.rand.any())

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

    def show(self, cellen: Ints) -> None:
        """Publish cells again. Their witnesses must be gone."""
        self.onderdrukt[cellen] = self.mag[cellen] = self.eis[cellen] = False
        self.prijs[cellen], self.gratis[cellen] = self.opgave.prijs[cellen], np.inf

    def hide_table(self, cel: int, trap: int) -> None:
        """Hide all of the cell's table (trap 0), indicator (1) or gebied (2) that may move."""
        tabel = self.opgave.tabellen[trap]
        erbij = np.flatnonzero((tabel == tabel[cel]) & np.isfinite(self.prijs) & ~self.mag & self.stelsel.zichtbaar)
        if len(erbij):
            self.vervallen.append(cel)
            self.hide(erbij)
