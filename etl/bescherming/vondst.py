"""The search for the cheapest move of one cell: which cells to hide so that it gets room."""

from __future__ import annotations

import numpy as np

from etl.bescherming.getuige import BREEDTE, Getuige, round_solution
from etl.bescherming.model import Model, Richting
from etl.bescherming.stand import Stand
from etl.bescherming.stelsel import Floats

RONDES = 2
"""How often a direction is solved, the first time at plain prices."""

NABIJ = 1.0
"""What keeps the price of an unmoved cell finite."""

GEDULD = 2
"""After how many vain detours the search ends."""

VEEL = 10_000
"""Over so many cells a way is long in the finding: the first that is found will do."""

TE_DUUR = 20.0

EVEN = 1e-9


def cheapest(stand: Stand, model: Model, cel: int) -> Getuige | None:
    """Of the moves found that make a cell wide, the one that hides the least weight.

    In whole numbers, or over very many cells, a program takes too long to look for another when there is one.
    """
    vondst = Vondst(stand, model, cel)
    prijs = stand.prijs[model.vrij]
    vondst.seek(prijs, (1, -1))
    mis = GEDULD if model.heel or len(model.vrij) > VEEL else 0
    while mis < GEDULD and vondst.kosten > 0 and vondst.avoid(prijs):
        eerst = vondst.kosten
        vondst.seek(prijs, (vondst.richting,))
        mis = 0 if vondst.kosten < eerst else mis + 1
    return vondst.beste


class Vondst:
    """The search for the cheapest move of one cell.

    A price per unit moved is not a price per cell hidden: so each direction is solved anew with what moved made
    cheaper per
    unit, the further it moved, and the rest dearer (reweighted l1; Candès, Wakin and Boyd 2008). After that the
    dearest cell of
    the best move is made so dear that the program looks for a way around it; then the next.
    """

    def __init__(self, stand: Stand, model: Model, cel: int) -> None:
        self.stand, self.model, self.cel = stand, model, cel
        self.beste: Getuige | None = None
        self.kosten = np.inf
        self.richting: Richting = 1
        self.gemeden: set[int] = set()

    def seek(self, prijs: Floats, richtingen: tuple[Richting, ...]) -> None:
        """Solve in the directions given, at these prices."""
        bereik = self.stand.bereik
        for richting in richtingen:
            ver = bereik.neer[self.cel] if richting > 0 else bereik.op[self.cel]
            per_stuk = prijs
            for _ in range(1 if self.model.heel else RONDES):
                self.stand.lps += 1
                verschil = self.model.cheapest(per_stuk, self.cel, richting, BREEDTE - int(ver))
                if verschil is None or self._weigh(verschil, richting):
                    break
                per_stuk = prijs / (np.abs(verschil) + NABIJ)

    def avoid(self, prijs: Floats) -> bool:
        """Make the dearest cell of the best move that was not yet avoided too dear; False if there is none."""
        if self.beste is None:
            return False
        cellen = self.beste.cellen
        duur = [(-self.stand.prijs[c], c) for c in cellen.tolist() if self.stand.prijs[c] > 0 and c not in self.gemeden]
        if not duur:
            return False
        self.gemeden.add(min(duur)[1])
        prijs[self.model.place(min(duur)[1])] *= TE_DUUR
        return True

    def _weigh(self, verschil: Floats, richting: Richting) -> bool:
        """Keep a solution that beats the best; True when nothing can beat it."""
        getuige = round_solution(self.stand.stelsel, self.model.vrij, verschil)
        if getuige is not None:
            kosten = float(self.stand.prijs[getuige.cellen].sum())
            if kosten < self.kosten - EVEN:
                self.beste, self.kosten, self.richting = getuige, kosten, richting
        return self.kosten <= 0
