"""What follows from shown figures: bounds of every cell, by the sums that hold between true counts.

The attacker is the same for every method: he knows between what limits each shown figure leaves a count, that true
counts add up, and that nothing is below zero. He works within one region and schooljaar, so a real one knows more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from tests.bench.methods.tables import Bools, Floats, Ints, Tables

MOST = 10_000_000
"""No count is larger."""
ROUNDS = 40
EPS = 1e-6


@dataclass(frozen=True)
class System:
    """Rows `lower <= sum of value * cell <= upper`, and the pairs that are both zero or neither."""

    row: Ints
    cell: Ints
    value: Floats
    lower: Floats
    upper: Floats
    pairs: Ints


def build_system(tables: Tables) -> System:
    """Everything that holds between true counts, whatever is shown of them."""
    entries: list[tuple[int, int, float]] = []
    upper: list[float] = []
    for total, parts in tables.sums:
        entries += [(len(upper), total, 1.0), *((len(upper), part, -1.0) for part in parts)]
        upper.append(0.0)
    for large, small in [*tables.at_least, *tables.pairs]:
        entries += [(len(upper), large, 1.0), (len(upper), small, -1.0)]
        upper.append(MOST)
    row, cell, value = (np.array(part) for part in zip(*entries, strict=True))
    pairs = np.array(tables.pairs, dtype=np.int64).reshape(-1, 2)
    return System(row, cell, value.astype(np.float64), np.zeros(len(upper)), np.array(upper), pairs)


def tighten(system: System, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The limits that follow row by row, again and again; what they say is certain, but there may be more."""
    low, high = low.copy(), high.copy()
    plus = system.value > 0
    for _ in range(ROUNDS):
        before = low.sum(), high.sum()
        least = np.where(plus, low[system.cell], -high[system.cell])
        most = np.where(plus, high[system.cell], -low[system.cell])
        row_least = np.bincount(system.row, weights=least, minlength=len(system.lower))
        row_most = np.bincount(system.row, weights=most, minlength=len(system.lower))
        up = system.upper[system.row] - (row_least[system.row] - least)
        down = system.lower[system.row] - (row_most[system.row] - most)
        np.minimum.at(high, system.cell, np.where(plus, up, -down))
        np.maximum.at(low, system.cell, np.where(plus, down, -up))
        cases, young = system.pairs.T
        np.maximum.at(low, young, np.minimum(low[cases], 1))
        np.minimum.at(high, cases, np.where(high[young] < 1, 0.0, MOST))
        if (low.sum(), high.sum()) == before:
            break
    return low, high


def widths_by_program(system: System, low: Floats, high: Floats, block: Ints, sample: Sequence[int]) -> Ints:
    """Of each cell of the sample how far its largest and smallest value lie apart, by two linear programs."""
    widths = np.zeros(len(sample), dtype=np.int64)
    order = np.argsort(block[list(sample)], kind="stable")
    solver, own = highspy.Highs(), np.empty(0, dtype=np.int64)
    current = -2
    for n in order.tolist():
        cell = sample[n]
        if block[cell] != current:
            current = int(block[cell])
            own = np.flatnonzero(block == current)
            solver = _pass(system, low, high, own)
        place = int(np.searchsorted(own, cell))
        ends = []
        for sign in (1.0, -1.0):
            solver.changeColCost(place, sign)
            solver.run()
            ends.append(float(np.asarray(solver.getSolution().col_value)[place]))
        solver.changeColCost(place, 0.0)
        widths[n] = int(np.floor(ends[1] + EPS) - np.ceil(ends[0] - EPS))
    return widths


def _pass(system: System, low: Floats, high: Floats, own: Ints) -> highspy.Highs:
    """The rows that lie wholly in a block, in a solver."""
    mine: Bools = np.zeros(len(low), dtype=np.bool_)
    mine[own] = True
    outside = np.bincount(system.row, weights=~mine[system.cell], minlength=len(system.lower)) > 0
    keep = ~outside[system.row]
    rows, row = np.unique(system.row[keep], return_inverse=True)
    order = np.argsort(row, kind="stable")
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 0}.items():
        solver.setOptionValue(name, value)
    solver.passModel(
        len(own),
        len(rows),
        int(keep.sum()),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(len(own)),
        low[own],
        high[own],
        system.lower[rows],
        system.upper[rows],
        np.concatenate(([0], np.cumsum(np.bincount(row)))).astype(np.int32),
        np.searchsorted(own, system.cell[keep])[order].astype(np.int32),
        system.value[keep][order],
        np.zeros(len(own), dtype=np.int32),
    )
    return solver
