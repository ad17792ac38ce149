"""The linear program: how cells can move together while every relation stays true (HiGHS).

Each cell has a column for the way up and one for the way down, so that the true table (no cell moved) is where the
simplex
method starts, and a move is a price per unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import highspy
import numpy as np

from etl.bescherming.stelsel import Floats, Ints, Rij, Stelsel

Richting = Literal[1, -1]
ONEINDIG = highspy.kHighsInf
GEVONDEN = 2
"""What HiGHS calls a solution that keeps every row (kSolutionStatusFeasible)."""
KNOPEN = 500
"""Where the search in whole numbers gives up; not in seconds.

Because the answer must not depend on the machine's speed.
"""


class Model:
    """The cells in `vrij` (sorted numbers) may move, all others keep their true value.

    Every row that they touch is kept.
    """

    def __init__(self, stelsel: Stelsel, vrij: Ints) -> None:
        self.stelsel = stelsel
        self.vrij = vrij
        self.ruimte = stelsel.waarde[vrij].astype(np.float64)
        self.highs = quiet_highs()
        _pass_program(self.highs, stelsel, vrij)
        self.alle = np.arange(2 * len(vrij), dtype=np.int32)
        self.heel = False

    def place(self, cel: int) -> int:
        """Where a cell stands in `vrij`."""
        return int(np.searchsorted(self.vrij, cel))

    def widest(self, loon: Floats, grens: float) -> Floats | None:
        """Deviations of greatest `sum(loon * deviation)`, each rewarded cell going `grens` at most the rewarded way."""
        omhoog, omlaag = (
            np.where(loon > 0, grens, ONEINDIG),
            np.where(loon < 0, np.minimum(grens, self.ruimte), self.ruimte),
        )
        self._bounds(omhoog, omlaag)
        kosten = np.column_stack((-loon, loon)).ravel()
        self.highs.changeColsCost(len(self.alle), self.alle, kosten)
        return self._solve()

    def cheapest(self, prijs: Floats, cel: int, richting: Richting, stap: int) -> Floats | None:
        """Deviations of least `sum(prijs * |deviation|)` with `cel` moved `stap`; None if that cannot be."""
        i = self.place(cel)
        if richting < 0 and stap > self.ruimte[i]:
            return None
        self.highs.changeColsCost(len(self.alle), self.alle, np.repeat(prijs, 2))
        heen, terug = (2 * i, 2 * i + 1) if richting > 0 else (2 * i + 1, 2 * i)
        self.highs.changeColBounds(heen, float(stap), float(stap))
        self.highs.changeColBounds(terug, 0.0, 0.0)
        verschil = self._solve()
        self.highs.changeColBounds(2 * i, 0.0, ONEINDIG)
        self.highs.changeColBounds(2 * i + 1, 0.0, self.ruimte[i])
        return verschil

    def whole(self) -> None:
        """From now on in whole numbers for what stands in an equality."""
        self.heel = True
        heel = np.flatnonzero(np.repeat(self.stelsel.in_gelijk[self.vrij], 2)).astype(np.int32)
        self.highs.changeColsIntegrality(len(heel), heel, [highspy.HighsVarType.kInteger] * len(heel))
        for naam, waarde in {"solver": "choose", "mip_max_nodes": KNOPEN, "mip_rel_gap": 0.5}.items():
            self.highs.setOptionValue(naam, waarde)

    def _bounds(self, omhoog: Floats, omlaag: Floats) -> None:
        boven = np.column_stack((omhoog, omlaag)).ravel()
        self.highs.changeColsBounds(len(self.alle), self.alle, np.zeros(len(boven)), boven)

    def _solve(self) -> Floats | None:
        """From the true table on: there every price is met, and the way to a move near by is short.

        From where the last program ended, with other prices, one program in thousands goes round for minutes.
        """
        if len(self.vrij) > 2_000:
            self.highs.clearSolver()
        self.highs.run()
        if self.highs.getInfo().primal_solution_status != GEVONDEN:
            return None
        kolommen = np.asarray(self.highs.getSolution().col_value)
        return np.asarray(kolommen[0::2] - kolommen[1::2])


def quiet_highs(opties: Mapping[str, bool | int | str] | None = None) -> highspy.Highs:
    """A solver that prints nothing, uses one thread and always goes the same way."""
    highs = highspy.Highs()
    vast = {"output_flag": False, "threads": 1, "random_seed": 0, "presolve": "off", "solver": "simplex"}
    for naam, waarde in {**vast, **(opties or {})}.items():
        highs.setOptionValue(naam, waarde)
    return highs


def _pass_program(highs: highspy.Highs, stelsel: Stelsel, vrij: Ints) -> None:
    """Rows: what the relations leave to the deviations. Columns: up and down per cell, by turns."""
    rijen = stelsel.rows_with(vrij)
    rij, kolom, factor = stelsel.entries(rijen)
    som = np.bincount(rij, weights=factor * stelsel.waarde[kolom], minlength=len(rijen))
    plaats = np.full(stelsel.cells, -1)
    plaats[vrij] = np.arange(len(vrij))
    plaats = plaats[kolom]
    binnen = plaats >= 0
    rij, plaats, factor = rij[binnen], plaats[binnen], factor[binnen].astype(np.float64)
    begin = np.concatenate(([0], 2 * np.cumsum(np.bincount(rij, minlength=len(rijen))))).astype(np.int32)
    n = 2 * len(vrij)
    highs.passModel(
        n,
        len(rijen),
        2 * len(rij),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(n),
        np.zeros(n),
        np.column_stack((np.full(len(vrij), ONEINDIG), stelsel.waarde[vrij])).ravel(),
        -som,
        np.where(stelsel.soort[rijen] == Rij.GELIJK, -som, ONEINDIG),
        begin,
        np.column_stack((2 * plaats, 2 * plaats + 1)).ravel().astype(np.int32),
        np.column_stack((factor, -factor)).ravel(),
        np.zeros(n, dtype=np.int32),
    )
