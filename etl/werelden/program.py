"""The integer program of a block: edits that leave every shown cell as it is and move hidden ones as asked.

    maximise    sum over asked h of min(way(h) * change(h), far(h))   -   EPS * sum(x)
    so that     change = effect @ x;   change(f) = 0 for every shown cel f
                sum of op - neer per pool = erbij - eraf of its stam, or 0
                0 <= x <= meest, whole

Solved by HiGHS with one thread and a budget of nodes, so that the same input gives the same answer on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from etl.werelden.model import KOPIE, Blok
from etl.werelden.zaken import Bools, Ints

Floats = NDArray[np.float64]
EPS = 0.01
KNOPEN = 30
ONEINDIG = highspy.kHighsInf
OPTIES = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.1,
    "mip_max_nodes": KNOPEN,
}


@dataclass(frozen=True)
class Wens:
    """What is asked of hidden cells: which (numbers), which way (+1, -1), and how far at most that counts."""

    cellen: Ints
    kant: Ints
    ver: Ints
    gewicht: Floats


def load_program(
    entries: tuple[Ints, Ints, Ints | Floats],
    rijen: int,
    *,
    kosten: Floats,
    onder: Floats,
    boven: Floats,
    hoogstens: tuple[Bools, Floats] | None = None,
    heel: Bools | None = None,
) -> highspy.Highs:
    """Load `minimise kosten @ x` so that `entries @ x == 0` and `onder <= x <= boven`.

    entries: (row, column, number), in any order. hoogstens: which rows are `<=` instead, and less than what. heel: the
    columns that are whole numbers.
    """
    rij, kolom, getal = entries
    volgorde = np.lexsort((kolom, rij))
    begin = np.concatenate(([0], np.cumsum(np.bincount(rij, minlength=rijen)))).astype(np.int32)
    highs = highspy.Highs()
    for naam, waarde in OPTIES.items():
        highs.setOptionValue(naam, waarde)
    ongelijk, plafond = hoogstens or (np.zeros(rijen, dtype=np.bool_), np.zeros(rijen))
    highs.passModel(
        len(kosten),
        rijen,
        len(rij),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        kosten,
        onder.astype(np.float64),
        boven.astype(np.float64),
        np.where(ongelijk, -ONEINDIG, plafond),
        plafond,
        begin,
        kolom[volgorde].astype(np.int32),
        getal[volgorde].astype(np.float64),
        (np.zeros(len(kosten)) if heel is None else heel).astype(np.int32),
    )
    return highs


class Programma:
    """The program of a block, kept in the solver so that only what is asked changes between two runs."""

    def __init__(self, blok: Blok, verborgen: Bools, ruimte: tuple[Floats, Floats]) -> None:
        """ruimte: per cell how far down and up it may go at most."""
        self.blok = blok
        self.ruimte = ruimte
        self.n = len(blok.kolommen)
        self.geraakt, plek = np.unique(blok.cel, return_inverse=True)
        self.vrij = np.flatnonzero(verborgen[self.geraakt])
        pool_rij, pool_kolom, pool_getal = balances(blok)
        rij = np.concatenate((plek, len(self.geraakt) + pool_rij, self.vrij, self.vrij))
        kolom = np.concatenate(
            (
                blok.kolom,
                pool_kolom,
                self.n + np.arange(len(self.vrij)),
                self.n + len(self.vrij) + np.arange(len(self.vrij)),
            )
        )
        getal = np.concatenate((blok.effect, pool_getal, -np.ones(2 * len(self.vrij)))).astype(np.float64)
        rij, kolom, getal = _without_twins(rij, kolom, getal, len(self.geraakt) + len(blok.pools))
        extra = 2 * len(self.vrij)
        self.highs = load_program(
            (rij, kolom, getal),
            int(rij.max()) + 1,
            kosten=np.concatenate((np.full(self.n, EPS), np.zeros(extra))),
            onder=np.concatenate((np.zeros(self.n), np.full(extra, -ONEINDIG))),
            boven=np.concatenate((blok.kolommen.meest.to_numpy().astype(np.float64), np.full(extra, ONEINDIG))),
            heel=np.concatenate((np.ones(self.n), np.zeros(extra))).astype(np.bool_),
        )

    def solve(self, wens: Wens) -> Ints | None:
        """The edits that do most of what is asked, whole numbers per column; None when nothing was found."""
        x = self._run(wens)
        if x is None:
            return None
        heel = np.rint(x).astype(np.int64)
        return heel if np.abs(heel - x).max() < 1e-4 else None

    def _run(self, wens: Wens) -> Floats | None:
        extra = len(self.vrij)
        bodem, dak = (kant[self.geraakt[self.vrij]] for kant in self.ruimte)
        kosten, onder, boven = np.zeros(2 * extra), np.concatenate((bodem, bodem)), np.concatenate((dak, dak))
        plek = np.searchsorted(self.geraakt[self.vrij], wens.cellen)
        op = wens.kant > 0
        kosten[plek] = -wens.kant * wens.gewicht
        boven[plek[op]] = np.minimum(wens.ver[op], dak[plek[op]])
        boven[extra + plek[op]] = np.maximum(dak[plek[op]] - boven[plek[op]], 0)
        onder[plek[~op]] = np.maximum(-wens.ver[~op], bodem[plek[~op]])
        onder[extra + plek[~op]] = np.minimum(bodem[plek[~op]] - onder[plek[~op]], 0)
        onder[extra + plek[op]] = 0
        boven[extra + plek[~op]] = 0
        # What is not asked moves freely through its first column; the second would only be its twin.
        rest = np.setdiff1d(np.arange(extra), plek)
        onder[extra + rest] = boven[extra + rest] = 0
        alle = (self.n + np.arange(2 * extra)).astype(np.int32)
        self.highs.changeColsCost(2 * extra, alle, kosten)
        self.highs.changeColsBounds(2 * extra, alle, onder, boven)
        self.highs.clearSolver()
        self.highs.run()
        if self.highs.getInfo().primal_solution_status != 2:  # feasible
            return None
        return np.asarray(self.highs.getSolution().col_value)[: self.n]

    def change(self, x: Ints) -> tuple[Ints, Ints]:
        """(cells, their change) that edits bring about, exactly."""
        verschil = np.zeros(int(self.geraakt[-1]) + 1, dtype=np.int64)
        np.add.at(verschil, self.blok.cel, self.blok.effect * x[self.blok.kolom])
        cellen = np.flatnonzero(verschil)
        return cellen, verschil[cellen]


def balances(blok: Blok) -> tuple[Ints, Ints, Ints]:
    """Entries (pool, column, number) of the rows that keep the number of cases: persons with one case come and go."""
    k = blok.kolommen
    pool, stam, teken = k.pool.to_numpy(), k.stam.to_numpy(), k.teken.to_numpy()
    eigen, zaak = np.flatnonzero((pool >= 0) & (k.marge != KOPIE).to_numpy()), np.flatnonzero(pool < 0)
    pool_stam = np.full(len(blok.pools), -1)
    pool_stam[pool[eigen]] = stam[eigen]
    wie, waar = np.nonzero((pool_stam[None, :] == stam[zaak][:, None]) & blok.alleen[None, :])
    return (
        np.concatenate((pool[eigen], waar)),
        np.concatenate((eigen, zaak[wie])),
        np.concatenate((teken[eigen], -teken[zaak[wie]])),
    )


def signatures(rij: Ints, kolom: Ints, getal: Ints | Floats, rijen: int, kolommen: int) -> Floats:
    """Two numbers per row of a matrix that are the same for rows that are the same."""
    merk = np.random.default_rng(0).random((2, kolommen))
    som = [np.bincount(rij, weights=getal * m[kolom], minlength=rijen) for m in merk]
    return np.asarray(np.round(np.column_stack(som), 6), dtype=np.float64)


def _without_twins(rij: Ints, kolom: Ints, getal: Floats, aantal: int) -> tuple[Ints, Ints, Floats]:
    """Leave out rows that say the same as an earlier one, and number the others anew."""
    som = signatures(rij, kolom, getal, aantal, int(kolom.max()) + 1)
    _, eerste = np.unique(som, axis=0, return_index=True)
    nieuw = np.full(aantal, -1)
    nieuw[np.sort(eerste)] = np.arange(len(eerste))
    volgorde = np.lexsort((kolom, rij))
    rij, kolom, getal = nieuw[rij[volgorde]], kolom[volgorde], getal[volgorde]
    blijft = rij >= 0
    return rij[blijft], kolom[blijft], getal[blijft]
