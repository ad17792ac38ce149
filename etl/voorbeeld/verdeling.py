"""Whole numbers that keep to what was asked and stay as close as they can to what was expected.

Two steps. Iterative proportional fitting (Deming & Stephan 1940) scales the expected numbers to the demands, which
keeps the proportions between them. Then controlled rounding (Cox 1987) as a small integer programme: each number goes
up or down to a whole one at random in proportion to its fraction, every demand holds exactly. Demands that contradict
each other cannot all hold; then the ones that weigh least give way, by as little as possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

_RONDES = 100
_KOSTEN_VERDER = 3.0
_KOSTEN_EIS = 10_000.0

Getallen = NDArray[np.float64]
Aantallen = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Eis:
    """The numbers with these positions add up to at least `laag` and at most `hoog` (None: no upper limit).

    min: positions that are subtracted. streef: the band the expected numbers are scaled to before rounding, where it is
    narrower than what is demanded.
    """

    plus: NDArray[np.int64]
    laag: int
    hoog: int | None
    gewicht: float = 1.0
    streef: tuple[float, float] | None = None
    min: tuple[int, ...] = ()


def verdeel(
    verwacht: Getallen,
    eisen: Sequence[Eis],
    rng: np.random.Generator,
    ondergrens: Aantallen | None = None,
    bovengrens: Aantallen | None = None,
) -> Aantallen:
    """Return whole numbers near `verwacht` that meet the demands, each within its limits (default: 0 and none)."""
    if not len(verwacht):
        return np.empty(0, dtype=np.int64)
    laag = np.zeros(len(verwacht), dtype=np.int64) if ondergrens is None else ondergrens
    hoog = np.full(len(verwacht), np.iinfo(np.int32).max, dtype=np.int64) if bovengrens is None else bovengrens
    geschaald = np.clip(_scale(verwacht, eisen), laag, hoog)
    return _round(geschaald, eisen, rng, laag, hoog)


def _scale(verwacht: Getallen, eisen: Sequence[Eis]) -> Getallen:
    """Scale to the demands; the heaviest come last in each round, so that they prevail where they conflict."""
    getallen = verwacht.astype(float).copy()
    volgorde = sorted(eisen, key=lambda eis: (eis.streef is None, eis.gewicht))
    for _ in range(_RONDES):
        vorige = getallen.copy()
        for eis in volgorde:
            laag, hoog = eis.streef or (eis.laag, np.inf if eis.hoog is None else eis.hoog)
            som = getallen[eis.plus].sum()
            if som > 0 and not laag <= som <= hoog:
                getallen[eis.plus] *= (laag if som < laag else hoog) / som
        if np.allclose(getallen, vorige, rtol=1e-9, atol=1e-9):
            break
    return getallen


def _round(
    getallen: Getallen, eisen: Sequence[Eis], rng: np.random.Generator, laag: Aantallen, hoog: Aantallen
) -> Aantallen:
    """Solve: number = floor + (0 or 1) + further up - further down, every step away from the fraction costs."""
    vloer = np.floor(getallen + 1e-9).astype(np.int64)
    n, m = len(getallen), len(eisen)
    verder = _KOSTEN_VERDER / (1.0 + np.sqrt(getallen))
    boete = np.array([_KOSTEN_EIS * eis.gewicht for eis in eisen])
    kosten = np.concatenate([rng.random(n) - (getallen - vloer), verder + 1.0, verder, boete, boete])
    bovenkant = np.concatenate([np.minimum(1, hoog - vloer), hoog - vloer, vloer - laag, np.full(2 * m, np.inf)])
    rij, kolom, factor = _matrix(eisen, n)
    grenzen = np.array([[eis.laag, np.inf if eis.hoog is None else eis.hoog] for eis in eisen]).reshape(m, 2)
    vast = np.array([vloer[eis.plus].sum() - sum(vloer[i] for i in eis.min) for eis in eisen])
    geheel = np.concatenate([np.ones(3 * n, dtype=bool), np.zeros(2 * m, dtype=bool)])
    x = _solve(kosten, bovenkant, (rij, kolom, factor), grenzen - vast.reshape(m, 1), geheel)
    stap = np.rint(x[: 3 * n]).astype(np.int64).reshape(3, n)
    return vloer + stap[0] + stap[1] - stap[2]


Matrix = tuple[NDArray[np.int64], NDArray[np.int64], Getallen]


def _matrix(eisen: Sequence[Eis], n: int) -> Matrix:
    """The demands as (row, column, factor), row by row; the last two columns of a row are its shortage and excess."""
    rijen, kolommen, factoren = [], [], []
    for nummer, eis in enumerate(eisen):
        posities = np.concatenate([eis.plus, np.array(eis.min, dtype=np.int64)])
        teken = np.concatenate([np.ones(len(eis.plus)), -np.ones(len(eis.min))])
        tekort, teveel = 3 * n + nummer, 3 * n + len(eisen) + nummer
        kolommen.append(np.concatenate([posities, posities + n, posities + 2 * n, [tekort, teveel]]))
        factoren.append(np.concatenate([teken, teken, -teken, [1.0, -1.0]]))
        rijen.append(np.full(len(kolommen[-1]), nummer))
    if not eisen:
        return np.array([], np.int64), np.array([], np.int64), np.array([])
    return np.concatenate(rijen), np.concatenate(kolommen), np.concatenate(factoren)


def _solve(
    kosten: Getallen, bovenkant: Getallen, matrix: Matrix, grenzen: Getallen, geheel: NDArray[np.bool_]
) -> Getallen:
    rij, kolom, factor = matrix
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(kosten), len(grenzen)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = kosten, np.zeros(len(kosten)), bovenkant
    lp.row_lower_, lp.row_upper_ = grenzen[:, 0], grenzen[:, 1]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.searchsorted(rij, np.arange(len(grenzen) + 1))
    lp.a_matrix_.index_, lp.a_matrix_.value_ = kolom, factor
    lp.integrality_ = [highspy.HighsVarType.kInteger if g else highspy.HighsVarType.kContinuous for g in geheel]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"De verdeling van het voorbeeld is niet op te lossen ({solver.getModelStatus()}).")
    return np.array(solver.getSolution().col_value)
