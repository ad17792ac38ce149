"""Tables of whole numbers that the public cannot tell from the true one, looked for with linear programs (HiGHS).

A table counts only after every row was checked in whole numbers. What no table shows is never taken to be possible.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from etl.aanval.onbekenden import Floats, Ints, Onbekenden

PER_JONGERE = 10_000.0
"""One jongere is never taken to have more werkprocessen than this."""

RUIM = 60.0
"""How far above its lower bound an unknown is looked at; further does not matter for the rule."""

SPELING = 1e-6


@dataclass(frozen=True)
class Deel:
    """The unknowns that hang together, apart from all others (columns sorted), with their rows."""

    kolommen: Ints
    rijen: Ints


def split(vraag: Onbekenden) -> list[Deel]:
    """The parts that no row and no pair connects."""
    wortel = np.arange(len(vraag.cellen))
    volgorde = np.argsort(vraag.rij, kind="stable")
    rij, kolom = vraag.rij[volgorde], vraag.kolom[volgorde]
    naast = rij[1:] == rij[:-1]
    paren = np.array(vraag.paren, dtype=np.int64).reshape(-1, 2)
    links, rechts = np.concatenate((kolom[:-1][naast], paren[:, 0])), np.concatenate((kolom[1:][naast], paren[:, 1]))
    while True:
        laagste = np.minimum(wortel[links], wortel[rechts])
        nieuw = wortel.copy()
        np.minimum.at(nieuw, links, laagste)
        np.minimum.at(nieuw, rechts, laagste)
        nieuw = nieuw[nieuw]
        if (nieuw == wortel).all():
            break
        wortel = nieuw
    deel_van_rij = np.full(vraag.rows, -1)
    deel_van_rij[vraag.rij] = wortel[vraag.kolom]
    return [Deel(np.flatnonzero(wortel == w), np.flatnonzero(deel_van_rij == w)) for w in np.unique(wortel)]


class Tafels:
    """The search within one part; `minst` and `meest` are the extremes among the tables found."""

    def __init__(self, vraag: Onbekenden, deel: Deel, laag: Floats, hoog: Floats) -> None:
        self.deel = deel
        self.laag = laag[deel.kolommen]
        self.hoog = np.minimum(
            hoog[deel.kolommen], self.laag + RUIM + np.where(np.isinf(hoog[deel.kolommen]), 0.0, hoog[deel.kolommen])
        )
        self.minst = np.full(len(deel.kolommen), np.inf)
        self.meest = np.full(len(deel.kolommen), -np.inf)
        self.onder, self.boven = self.laag.copy(), hoog[deel.kolommen].copy()
        self.lps = 0
        self._rows(vraag)
        self._program()

    def _rows(self, vraag: Onbekenden) -> None:
        plaats = np.full(len(vraag.cellen), -1)
        plaats[self.deel.kolommen] = np.arange(len(self.deel.kolommen))
        nieuw = np.full(vraag.rows, -1)
        nieuw[self.deel.rijen] = np.arange(len(self.deel.rijen))
        binnen = nieuw[vraag.rij] >= 0
        self.rij, self.kolom = nieuw[vraag.rij[binnen]], plaats[vraag.kolom[binnen]]
        self.factor = vraag.factor[binnen]
        self.vast, self.gelijk = vraag.vast[self.deel.rijen], vraag.gelijk[self.deel.rijen]
        self.paren = np.array(
            [(plaats[w], plaats[j]) for w, j in vraag.paren if plaats[w] >= 0], dtype=np.int64
        ).reshape(-1, 2)
        self.in_gelijk = np.zeros(len(plaats), dtype=np.bool_)[: len(self.deel.kolommen)]
        self.in_gelijk[self.kolom[self.gelijk[self.rij]]] = True

    def _program(self) -> None:
        n, m, p = len(self.laag), len(self.vast), len(self.paren)
        volgorde = np.argsort(self.rij, kind="stable")
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = n, m + p
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(n), self.laag, self.hoog
        lp.row_lower_ = np.concatenate((-self.vast, np.zeros(p)))
        lp.row_upper_ = np.concatenate(
            (np.where(self.gelijk, -self.vast, highspy.kHighsInf), np.full(p, highspy.kHighsInf))
        )
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lengtes = np.concatenate((np.bincount(self.rij, minlength=m), np.full(p, 2)))
        lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(lengtes)))
        lp.a_matrix_.index_ = np.concatenate((self.kolom[volgorde], self.paren[:, ::-1].ravel()))
        lp.a_matrix_.value_ = np.concatenate((self.factor[volgorde], np.tile([PER_JONGERE, -1.0], p)))
        self.highs = _solver()
        self.highs.passModel(lp)
        self.alle = np.arange(n, dtype=np.int32)

    def extremes(self, i: int, *, heel: bool) -> None:
        """The largest and the smallest that one unknown can be."""
        doel = np.zeros(len(self.alle))
        for richting in (1.0, -1.0):
            doel[i] = richting
            grens = self.search(doel, heel=heel)
            if grens is not None and richting > 0 and grens < self.hoog[i] - SPELING:
                self.boven[i] = min(self.boven[i], np.floor(grens + SPELING))
            elif grens is not None and richting < 0:
                self.onder[i] = max(self.onder[i], np.ceil(-grens - SPELING))

    def search(self, doel: Floats, *, heel: bool = False) -> float | None:
        """Make `doel . x` as large as can be and keep the table if it is one; the bound on it (None: no answer)."""
        self.lps += 1
        self.highs.changeColsCost(len(self.alle), self.alle, -doel)
        if heel:
            return self._search_whole()
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self._keep(np.asarray(self.highs.getSolution().col_value))
        return -self.highs.getInfo().objective_function_value

    def _search_whole(self) -> float | None:
        highs = _solver()
        highs.setOptionValue("presolve", "on")
        highs.setOptionValue("solver", "choose")
        highs.setOptionValue("mip_max_nodes", 2000)
        highs.passModel(self.highs.getLp())
        soorten = np.full(len(self.alle), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        highs.changeColsIntegrality(len(self.alle), self.alle, soorten)
        highs.run()
        if highs.getInfo().primal_solution_status == 2:
            self._keep(np.asarray(highs.getSolution().col_value))
        return -highs.getInfo().mip_dual_bound

    def _keep(self, x: NDArray[np.float64]) -> None:
        """Round (jongeren up, which keeps every inequality) and check in whole numbers."""
        heel = np.rint(x)
        gebroken = np.abs(x - heel) > SPELING
        heel[gebroken] = np.ceil(x[gebroken])
        tafel = heel.astype(np.int64)
        if self._is_table(tafel):
            self.minst = np.minimum(self.minst, tafel)
            self.meest = np.maximum(self.meest, tafel)

    def _is_table(self, tafel: Ints) -> bool:
        som = np.zeros(len(self.vast), dtype=np.int64)
        np.add.at(som, self.rij, self.factor.astype(np.int64) * tafel[self.kolom])
        som += self.vast.astype(np.int64)
        goed = np.where(self.gelijk, som == 0, som >= 0).all() and (tafel >= self.laag).all()
        return bool(goed and ((tafel[self.paren[:, 0]] > 0) == (tafel[self.paren[:, 1]] > 0)).all())


def _solver() -> highspy.Highs:
    highs = highspy.Highs()
    opties: dict[str, bool | int | str] = {
        "output_flag": False,
        "threads": 1,
        "presolve": "off",
        "solver": "simplex",
        "simplex_strategy": 4,
    }
    for naam, waarde in opties.items():
        highs.setOptionValue(naam, waarde)
    return highs
