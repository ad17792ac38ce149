"""What more to hide where no world was found: the cheapest shown cells that must move along.

    minimise    sum over shown cells c of price(c) * |change(c)|   -   LOON * sum over asked h of way(h) * change(h)
    so that     change = effect @ x  and the pools of x in balance, as in `program`, but x need not be whole
                0 <= way(h) * change(h) <= far(h)    for the cells h that must move

Every shown cell that moves is hidden. A price per unit is no price per cell, so the program runs again with prices
divided by what moved (reweighted l1, Candès, Wakin and Boyd 2008). Many cells are asked at once: what one needs helps
another.
"""

from __future__ import annotations

import numpy as np

from etl.werelden.model import Blok
from etl.werelden.program import EPS, ONEINDIG, Floats, balances, load_program, signatures
from etl.werelden.zaken import Bools, Ints

BEWOGEN = 1e-6
KEREN = 3
LOON = 1e4
"""What a unit of what must move is worth: more than any one cell costs."""
STAPPEN = 50_000
"""Steps of the simplex method after which a program is given up: a budget in steps, not seconds."""


class Keuze:
    """The program of a block in which shown cells can move for a price; what was chosen once costs nothing more."""

    def __init__(self, blok: Blok, verborgen: Bools, vast: Bools, prijs: Floats, ruimte: tuple[Floats, Floats]) -> None:
        """vast: cells that cannot move. prijs: what it costs to hide a shown cell. ruimte: how far down and up."""
        self.cellen, plek = np.unique(blok.cel, return_inverse=True)
        merk = signatures(plek, blok.kolom, blok.effect, len(self.cellen), len(blok.kolommen))
        _, eerste, self.groep = np.unique(merk, axis=0, return_index=True, return_inverse=True)
        self.groep = self.groep.ravel()
        self.n, self.groepen = len(blok.kolommen), len(eerste)
        getoond = ~verborgen[self.cellen]
        self.prijs = np.bincount(self.groep, weights=np.where(getoond, prijs[self.cellen], 0.0))
        self.vast = np.bincount(self.groep, weights=vast[self.cellen]) > 0
        self.bodem, self.dak = np.full(self.groepen, -ONEINDIG), np.full(self.groepen, ONEINDIG)
        np.maximum.at(self.bodem, self.groep, ruimte[0][self.cellen])
        np.minimum.at(self.dak, self.groep, ruimte[1][self.cellen])
        eigen = np.isin(plek, eerste)
        pool_rij, pool_kolom, pool_getal = balances(blok)
        beide = np.arange(self.groepen)
        rij = np.concatenate((self.groep[plek[eigen]], self.groepen + pool_rij, beide, beide))
        kolom = np.concatenate((blok.kolom[eigen], pool_kolom, self.n + beide, self.n + self.groepen + beide))
        getal = np.concatenate((blok.effect[eigen], pool_getal, np.repeat([-1.0, 1.0], self.groepen)))
        alle = self.n + 2 * self.groepen
        self.highs = load_program(
            (rij, kolom, getal),
            self.groepen + len(blok.pools),
            kosten=np.concatenate((np.full(self.n, EPS * 1e-2), np.zeros(2 * self.groepen))),
            onder=np.zeros(alle),
            boven=np.concatenate(
                (blok.kolommen.meest.to_numpy().astype(np.float64), np.full(2 * self.groepen, ONEINDIG))
            ),
        )
        self.highs.setOptionValue("simplex_iteration_limit", STAPPEN)

    def cheapest(self, moet: Ints, kant: Ints, ver: Ints | Floats) -> tuple[Ints, Bools]:
        """Find what moves most cheaply so that each of `moet` goes `ver` its way: (cells, which of `moet` got there).

        What costs more than it is worth, or cannot go together, is left where it is.
        """
        groep = self.groep[np.searchsorted(self.cellen, moet)]
        _, eerste = np.unique(groep, return_index=True)
        eerste = eerste[~self.vast[groep[eerste]]]
        alle = (self.n + np.arange(2 * self.groepen)).astype(np.int32)
        boven = np.where(np.tile(self.vast, 2), 0.0, np.concatenate((self.dak, -self.bodem)))
        heen = np.where(kant > 0, groep, self.groepen + groep)[eerste]
        terug = np.where(kant > 0, self.groepen + groep, groep)[eerste]
        boven[heen] = np.minimum(boven[heen], ver[eerste])
        boven[terug] = 0
        self.highs.changeColsBounds(2 * self.groepen, alle, np.zeros(2 * self.groepen), boven)
        prijs = self.prijs
        for _ in range(KEREN):
            kosten = np.tile(prijs, 2).astype(np.float64)
            kosten[heen] = kosten[heen] - LOON
            self.highs.changeColsCost(2 * self.groepen, alle, kosten)
            self.highs.run()
            if self.highs.getInfo().primal_solution_status != 2:  # feasible
                return np.empty(0, dtype=np.int64), np.zeros(len(moet), dtype=np.bool_)
            c = np.asarray(self.highs.getSolution().col_value)[self.n :]
            bewogen = np.abs(c[: self.groepen] - c[self.groepen :])
            prijs = self.prijs / (bewogen + 0.1)
        self.prijs = np.where(bewogen > BEWOGEN, 0.0, self.prijs)
        return self.cellen[(bewogen > BEWOGEN)[self.groep]], bewogen[groep] >= ver - BEWOGEN
