"""Tables of whole numbers that the public cannot tell from the true one, looked for with linear programs (HiGHS).

A table counts only after every row has been checked in whole numbers. What no table shows is never taken to be
possible.
From a table already found others are found by moving a few unknowns and leaving the rest.
"""

from __future__ import annotations

import highspy
import numpy as np

from etl.aanval.onbekenden import Bools, Floats, Ints, Onbekenden
from etl.aanval.rijen import Uitsnede, Verband

RUIM = 60.0
"""How far above its lower bound an unbounded unknown is looked at; further does not matter for the rule."""

SPELING = 1e-6

RONDING = 0.01
"""How far the optimum of a linear program may be off; a bound is only drawn in by what is surely more than that."""

KNOPEN = 2_000
HEEL: dict[str, bool | int | str] = {"presolve": "on", "solver": "choose", "mip_max_nodes": KNOPEN}


class Tafels:
    """The tables found: `minst` and `meest` per unknown, and one of them to start from.

    `gegeven`: a table that the caller has (-1 where not). It counts like any other: once every row has been checked.
    """

    def __init__(self, vraag: Onbekenden, laag: Floats, hoog: Floats, gegeven: Ints) -> None:
        self.vraag, self.verband = vraag, Verband(vraag, hoog)
        self.laag, self.hoog = laag, hoog
        n = len(vraag.cellen)
        self.gegeven = gegeven
        self.tafel = np.zeros(n, dtype=np.int64)
        self.minst, self.meest = np.full(n, np.inf), np.full(n, -np.inf)
        self.in_gelijk = np.zeros(n, dtype=np.bool_)
        self.in_gelijk[vraag.kolom[vraag.gelijk[vraag.rij]]] = True
        self.lps = 0

    def start(self, deel: Ints) -> bool:
        """Find a first table for one part; True when there is one."""
        uitsnede = self.verband.cut(deel)
        if self._given(uitsnede):
            return True
        kans = np.random.default_rng(0)
        for poging in range(5):
            doel = np.zeros(len(deel)) if not poging else kans.normal(size=len(deel))
            if self._first(uitsnede, doel, heel=poging == 4):
                return True
        return False

    def _first(self, uitsnede: Uitsnede, doel: Floats, *, heel: bool) -> bool:
        deel = uitsnede.vrij
        highs = solver(HEEL if heel else {})
        boven = np.minimum(self.hoog[deel], np.maximum(self.laag[deel] + RUIM, self._roomy(deel)))
        vast = self.verband.vast[uitsnede.van]
        pass_rows(highs, uitsnede, doel, self.laag[deel], boven, vast)
        if heel:
            highs.changeColsIntegrality(
                len(deel), np.arange(len(deel), dtype=np.int32), [highspy.HighsVarType.kInteger] * len(deel)
            )
        x = self._run(highs)
        if x is None:
            return False
        return self._keep_part(deel, round_up(x, self.in_gelijk[deel]))

    def _given(self, uitsnede: Uitsnede) -> bool:
        """The table in hand, with what misses in it filled in by a linear program."""
        deel, gegeven = uitsnede.vrij, self.gegeven[uitsnede.vrij]
        ken = gegeven >= 0
        if not ken.any():
            return False
        if ken.all():
            return self._keep_part(deel, gegeven)
        highs = solver({"presolve": "on"})
        boven = np.where(ken, gegeven, np.minimum(self.hoog[deel], highspy.kHighsInf))
        onder = np.where(ken, gegeven, self.laag[deel])
        pass_rows(highs, uitsnede, np.zeros(len(deel)), onder, boven, self.verband.vast[uitsnede.van])
        x = self._run(highs)
        return x is not None and self._keep_part(deel, round_up(x, self.in_gelijk[deel]))

    def _keep_part(self, deel: Ints, waarden: Ints) -> bool:
        tafel = self.tafel.copy()
        tafel[deel] = waarden
        return self._keep(tafel, deel, start=True)

    def _roomy(self, deel: Ints) -> Floats:
        """Unbounded unknowns may have to be large: as large as any number in the rows."""
        return np.full(len(deel), float(np.abs(self.vraag.vast).max(initial=0)) + RUIM)

    def move(self, vrij: Ints, loon: Floats, stap: float, *, heel: bool = False) -> None:
        """From the table in hand, move the unknowns `vrij` (sorted) for the greatest `loon .

        Move`, rewarded ones `stap` at most.
        """
        uitsnede = self.verband.cut(vrij)
        n = len(vrij)
        op = np.minimum(self.hoog[vrij] - self.tafel[vrij], highspy.kHighsInf)
        neer = self.tafel[vrij] - self.laag[vrij]
        op, neer = np.where(loon > 0, np.minimum(op, stap), op), np.where(loon < 0, np.minimum(neer, stap), neer)
        dubbel = Uitsnede(
            vrij,
            np.tile(uitsnede.rij, 2),
            np.concatenate((uitsnede.plaats, uitsnede.plaats + n)),
            np.concatenate((uitsnede.factor, -uitsnede.factor)),
            uitsnede.gelijk,
            uitsnede.van,
        )
        highs = solver(HEEL if heel else {"simplex_strategy": 4})
        pass_rows(
            highs,
            dubbel,
            np.concatenate((-loon, loon)),
            np.zeros(2 * n),
            np.concatenate((op, neer)),
            self.verband.sums(self.tafel, uitsnede.van),
        )
        if heel:
            highs.changeColsIntegrality(
                2 * n, np.arange(2 * n, dtype=np.int32), [highspy.HighsVarType.kInteger] * (2 * n)
            )
        x = self._run(highs)
        if x is not None:
            tafel = self.tafel.copy()
            tafel[vrij] += round_up(x[:n] - x[n:], self.in_gelijk[vrij])
            self._keep(tafel, vrij)

    def bounds(self, deel: Ints, i: int) -> tuple[float, float]:
        """Between what values the linear program of the whole part leaves one unknown; whole numbers leave no more."""
        uitsnede = self.verband.cut(deel)
        highs = solver({})
        doel = np.zeros(len(deel))
        pass_rows(
            highs,
            uitsnede,
            doel,
            self.laag[deel],
            np.minimum(self.hoog[deel], highspy.kHighsInf),
            self.verband.vast[uitsnede.van],
        )
        plaats, grenzen = int(np.searchsorted(deel, i)), []
        for teken in (1.0, -1.0):
            highs.changeColCost(plaats, teken)
            self.lps += 1
            highs.run()
            klaar = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            grenzen.append(teken * highs.getInfo().objective_function_value if klaar else -teken * np.inf)
        return float(np.ceil(grenzen[0] - RONDING)), float(np.floor(grenzen[1] + RONDING))

    def _run(self, highs: highspy.Highs) -> Floats | None:
        self.lps += 1
        highs.run()
        gevonden = int(highs.getInfo().primal_solution_status) == 2
        return np.asarray(highs.getSolution().col_value) if gevonden else None

    def _keep(self, tafel: Ints, geraakt: Ints, *, start: bool = False) -> bool:
        """Keep a table if it is one; the rows to be looked at are those of what changed."""
        nieuw = tafel[geraakt]
        rijen = self.verband.cut(geraakt).van
        som = self.verband.sums(tafel, rijen)
        werk, jong = self.vraag.werk, self.vraag.jong
        goed = np.where(self.verband.gelijk[rijen], som == 0, som >= 0).all()
        goed = goed and (nieuw >= self.laag[geraakt]).all() and (nieuw <= self.hoog[geraakt]).all()
        raak = np.isin(werk, geraakt) | np.isin(jong, geraakt)
        if not (goed and ((tafel[werk[raak]] > 0) == (tafel[jong[raak]] > 0)).all()):
            return False
        if start:
            self.tafel = tafel
        self.minst[geraakt] = np.minimum(self.minst[geraakt], nieuw)
        self.meest[geraakt] = np.maximum(self.meest[geraakt], nieuw)
        return True


def round_up(x: Floats, gelijk: Bools) -> Ints:
    """Whole numbers: the nearest, but what stands in no equality is rounded up, which keeps every other row."""
    heel = np.rint(x)
    op = (np.abs(x - heel) > SPELING) & ~gelijk
    heel[op] = np.ceil(x[op])
    return np.asarray(heel, dtype=np.int64)


def pass_rows(highs: highspy.Highs, uitsnede: Uitsnede, kosten: Floats, laag: Floats, hoog: Floats, vast: Ints) -> None:
    """Minimise `kosten . x` with the rows' sums plus `vast` zero or at least zero."""
    n, m = len(kosten), len(uitsnede.gelijk)
    op_rij = np.argsort(uitsnede.rij, kind="stable")
    begin = np.concatenate(([0], np.cumsum(np.bincount(uitsnede.rij, minlength=m)))).astype(np.int32)
    highs.passModel(
        n,
        m,
        len(op_rij),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        kosten,
        laag.astype(np.float64),
        np.minimum(hoog, highspy.kHighsInf).astype(np.float64),
        -vast.astype(np.float64),
        np.where(uitsnede.gelijk, -vast.astype(np.float64), highspy.kHighsInf),
        begin,
        uitsnede.plaats[op_rij].astype(np.int32),
        uitsnede.factor[op_rij].astype(np.float64),
        np.zeros(n, dtype=np.int32),
    )


def solver(opties: dict[str, bool | int | str]) -> highspy.Highs:
    """A silent solver of one thread."""
    highs = highspy.Highs()
    vast: dict[str, bool | int | str] = {"output_flag": False, "threads": 1, "presolve": "off", "solver": "simplex"}
    for naam, waarde in {**vast, **opties}.items():
        highs.setOptionValue(naam, waarde)
    return highs
