"""Controlled rounding to base 5: every count to one of its two nearest multiples, such that all sums still hold.

    minimise    sum over cells of |rounded - true|
    so that     rounded(total) = sum of rounded(parts)        for each exact sum
                rounded(werkprocessen) >= rounded(jongeren)
                rounded is a multiple of 5, one of the two around the count; a multiple of 5 stays (zero-restricted)

Cox (1987), J Am Stat Assoc 82:520-524: in a table of two dimensions the linear program has such a solution by itself.
Salazar-González (2006), Math. Programming 105:583-603: in more dimensions there may be none, so a cell may go further
for a price that nothing else outweighs. Each region and schooljaar is one program; the country is the sum of regions.
"""

from __future__ import annotations

import highspy
import numpy as np

from tests.bench.methods.tables import Ints, Tables

BASE = 5
FURTHER = 50.0
"""What a step beyond the two nearest multiples costs, in units of rounding error."""
NODES = 500
"""Branches per program at most; a budget that is the same on any machine."""


def round_tables(tables: Tables) -> Ints:
    """Round every cell, those between tables too: what is left over of rounded figures is a rounded figure."""
    true = tables.truth
    rounded = np.zeros(len(true), dtype=np.int64)
    sums_of: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for total, parts in tables.sums:
        if len({tables.block[n] for n in (total, *parts)}) == 1:
            sums_of.setdefault(int(tables.block[total]), []).append((total, parts))
    pairs_of: dict[int, list[tuple[int, int]]] = {}
    for cases, young in tables.pairs:
        pairs_of.setdefault(int(tables.block[cases]), []).append((cases, young))
    for block in np.unique(tables.block[tables.block >= 0]).tolist():
        own = np.flatnonzero(tables.block == block)
        rounded[own] = _round_block(true, own, sums_of.get(block, []), pairs_of.get(block, []))
    for total, parts in tables.sums:
        if tables.block[total] < 0 <= min(tables.block[list(parts)]):
            rounded[total] = rounded[list(parts)].sum()
    return rounded


def _round_block(true: Ints, own: Ints, sums: list[tuple[int, tuple[int, ...]]], pairs: list[tuple[int, int]]) -> Ints:
    """Round one block. Unknowns per cell: one step up or not, and steps further up and down."""
    place = {int(n): i for i, n in enumerate(own)}
    n, low, over = len(own), true[own] // BASE, true[own] % BASE
    entries: list[tuple[int, int, float]] = []
    lower, upper = [], []
    for row, (total, parts) in enumerate(sums):
        signs = [(place[total], 1), *((place[p], -1) for p in parts)]
        entries += [(row, i + step * n, sign * (-1.0 if step == 2 else 1.0)) for i, sign in signs for step in range(3)]
        rest = -float(sum(sign * int(low[i]) for i, sign in signs))
        lower.append(rest)
        upper.append(rest)
    for row, (cases, young) in enumerate(pairs, len(sums)):
        signs = [(place[cases], 1), (place[young], -1)]
        entries += [(row, i + step * n, sign * (-1.0 if step == 2 else 1.0)) for i, sign in signs for step in range(3)]
        lower.append(-float(sum(sign * int(low[i]) for i, sign in signs)))
        upper.append(highspy.kHighsInf)
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_max_nodes": NODES}.items():
        solver.setOptionValue(name, value)
    entries.sort()
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
    solver.passModel(
        3 * n,
        len(lower),
        len(entries),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.concatenate(((BASE - 2.0 * over), np.full(2 * n, FURTHER))),
        np.zeros(3 * n),
        np.concatenate(((over > 0).astype(float), np.full(n, highspy.kHighsInf), low.astype(float))),
        np.array(lower),
        np.array(upper),
        np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(lower))))).astype(np.int32),
        columns.astype(np.int32),
        values.astype(np.float64),
        np.ones(3 * n, dtype=np.int32),
    )
    solver.run()
    if solver.getInfo().primal_solution_status != 2:  # feasible
        raise RuntimeError("No rounding was found for a block: its sums do not hold.")
    x = np.rint(np.asarray(solver.getSolution().col_value)).astype(np.int64)
    return BASE * (low + x[:n] + x[n : 2 * n] - x[2 * n :])
