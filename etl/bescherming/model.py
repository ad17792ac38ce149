"""The linear program: the cheapest way to move one cell while every relation stays true (HiGHS, kept warm).

One program serves many questions: only the bounds of the cell asked after and the prices of what is hidden meanwhile
change, and the simplex method goes on from where it stood.
"""

from __future__ import annotations

from typing import Literal

import highspy
import numpy as np
from numpy.typing import NDArray

from etl.bescherming.getuige import rows_touched
from etl.bescherming.stelsel import Ints, Rij, Stelsel

Richting = Literal[1, -1]
ONEINDIG = highspy.kHighsInf

LOKPRIJS = 1e-3
"""What a unit of the asked cell is worth when only what is free may move along; far below the least price."""


class Model:
    """Deviations of the cells in `vrij` (sorted numbers), all other cells keeping their true value.

    Each cell has a column for the way up and one for the way down, priced per unit at `prijs` (one price per cell of the
    stelsel; 0 for what is hidden already).
    """

    def __init__(self, stelsel: Stelsel, vrij: Ints, prijs: NDArray[np.float64]) -> None:
        self.vrij = vrij
        self.plaats = {cel: i for i, cel in enumerate(vrij.tolist())}
        self.ruimte = stelsel.waarde[vrij].astype(np.float64)
        self.highs = quiet_highs()
        self.highs.passModel(_program(stelsel, vrij, prijs[vrij]))

    def set_prices(self, cellen: Ints, prijs: float) -> None:
        """Another price for the cells (those outside this model are passed over)."""
        plaatsen = np.array([self.plaats[c] for c in cellen.tolist() if c in self.plaats], dtype=np.int32)
        kolommen = np.concatenate((2 * plaatsen, 2 * plaatsen + 1))
        if len(kolommen):
            self.highs.changeColsCost(len(kolommen), kolommen, np.full(len(kolommen), prijs))

    def move(self, cel: int, richting: Richting, stap: int) -> tuple[float, NDArray[np.float64]] | None:
        """Least cost, and the deviations of `vrij`, with `cel` moved `stap` up (1) or down (-1); None if that cannot be."""
        i = self.plaats[cel]
        if richting < 0 and stap > self.ruimte[i]:
            return None
        heen, terug = (2 * i, 2 * i + 1) if richting > 0 else (2 * i + 1, 2 * i)
        self.highs.changeColBounds(heen, float(stap), float(stap))
        self.highs.changeColBounds(terug, 0.0, 0.0)
        uitkomst = self._solve()
        self.highs.changeColBounds(2 * i, 0.0, ONEINDIG)
        self.highs.changeColBounds(2 * i + 1, 0.0, self.ruimte[i])
        return uitkomst

    def farthest(self, cel: int, richting: Richting, grens: int) -> NDArray[np.float64] | None:
        """Deviations that move `cel` as far as it goes at no cost, `grens` at most."""
        i = self.plaats[cel]
        heen, terug = (2 * i, 2 * i + 1) if richting > 0 else (2 * i + 1, 2 * i)
        ver = float(grens) if richting > 0 else min(float(grens), float(self.ruimte[i]))
        prijs = self.highs.getLp().col_cost_[heen]
        self.highs.changeColBounds(heen, 0.0, ver)
        self.highs.changeColBounds(terug, 0.0, 0.0)
        self.highs.changeColCost(heen, -LOKPRIJS)
        uitkomst = self._solve()
        self.highs.changeColCost(heen, prijs)
        self.highs.changeColBounds(2 * i, 0.0, ONEINDIG)
        self.highs.changeColBounds(2 * i + 1, 0.0, self.ruimte[i])
        return None if uitkomst is None else uitkomst[1]

    def _solve(self) -> tuple[float, NDArray[np.float64]] | None:
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        kolommen = np.asarray(self.highs.getSolution().col_value)
        return self.highs.getInfo().objective_function_value, kolommen[0::2] - kolommen[1::2]


def quiet_highs() -> highspy.Highs:
    """A solver that prints nothing, uses one thread and always goes the same way."""
    highs = highspy.Highs()
    opties: dict[str, bool | int | str] = {"output_flag": False, "threads": 1, "random_seed": 0, "presolve": "off", "solver": "simplex"}
    for naam, waarde in opties.items():
        highs.setOptionValue(naam, waarde)
    return highs


def _program(stelsel: Stelsel, vrij: Ints, prijs: NDArray[np.float64]) -> highspy.HighsLp:
    """Rows: what the relations leave to the deviations. Columns: up and down per cell, by turns."""
    plaats = np.full(stelsel.cells, -1, dtype=np.int64)
    plaats[vrij] = np.arange(len(vrij))
    rijen = rows_touched(stelsel, vrij)
    lengte = stelsel.begin[rijen + 1] - stelsel.begin[rijen]
    plek = np.repeat(stelsel.begin[rijen] - np.concatenate(([0], np.cumsum(lengte)))[:-1], lengte) + np.arange(lengte.sum())
    rij = np.repeat(np.arange(len(rijen)), lengte)
    kolom, factor = plaats[stelsel.kolom[plek]], stelsel.factor[plek].astype(np.float64)
    som = np.bincount(rij, weights=factor * stelsel.waarde[stelsel.kolom[plek]], minlength=len(rijen))
    binnen = kolom >= 0
    rij, kolom, factor = rij[binnen], kolom[binnen], factor[binnen]
    gelijk = stelsel.soort[rijen] == Rij.GELIJK
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = 2 * len(vrij), len(rijen)
    lp.col_cost_ = np.repeat(prijs, 2)
    lp.col_lower_ = np.zeros(2 * len(vrij))
    lp.col_upper_ = np.column_stack((np.full(len(vrij), ONEINDIG), stelsel.waarde[vrij])).ravel()
    lp.row_lower_ = -som
    lp.row_upper_ = np.where(gelijk, -som, ONEINDIG)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], 2 * np.cumsum(np.bincount(rij, minlength=len(rijen)))))
    lp.a_matrix_.index_ = np.column_stack((2 * kolom, 2 * kolom + 1)).ravel()
    lp.a_matrix_.value_ = np.column_stack((factor, -factor)).ravel()
    return lp


def solve_whole(
    stelsel: Stelsel, vrij: Ints, prijs: NDArray[np.float64], cel: int, richting: Richting, stap: int
) -> NDArray[np.float64] | None:
    """As `Model.move`, in whole numbers for what stands in an equality; None when none was found within 500 nodes (not in seconds: the answer must not
    depend on the machine's speed)."""
    highs = quiet_highs()
    highs.setOptionValue("presolve", "on")
    highs.setOptionValue("solver", "choose")
    highs.setOptionValue("mip_rel_gap", 0.05)
    highs.setOptionValue("mip_max_nodes", 500)
    lp = _program(stelsel, vrij, prijs[vrij])
    heel = np.repeat(stelsel.in_gelijk[vrij], 2)
    lp.integrality_ = [highspy.HighsVarType.kInteger if h else highspy.HighsVarType.kContinuous for h in heel]
    highs.passModel(lp)
    i = int(np.searchsorted(vrij, cel))
    heen, terug = (2 * i, 2 * i + 1) if richting > 0 else (2 * i + 1, 2 * i)
    highs.changeColBounds(heen, float(stap), float(stap))
    highs.changeColBounds(terug, 0.0, 0.0)
    highs.run()
    if highs.getInfo().primal_solution_status != 2:
        return None
    kolommen = np.asarray(highs.getSolution().col_value)
    return kolommen[0::2] - kolommen[1::2]
