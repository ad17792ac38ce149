"""What the pattern of hidden cells tells who replays the choice on every possible table of a toy.

`python -m tests.bench.replay [--toys N] [--kans P]`. A toy is a few gemeenten with their region, by a few categories.
The attacker knows what is shown, knows the program that chose what is hidden, and runs it on every table that agrees
with what is shown. A table on which it hides anything else is not the true one. What is left is what he knows.

Against that each cell may be hidden by chance as well, drawn from a seed that he does not have. Then a table gives a
pattern with a chance, and he weighs tables by it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, combinations, product
from pathlib import Path

import numpy as np
import pandas as pd

from components.words.notation import format_count, format_decimal, format_percentage
from data.cells.cells import CelSleutel
from etl.werelden.grond import Cellen
from etl.werelden.model import MEEST, ZAAK, Blok
from etl.werelden.program import ONEINDIG
from etl.werelden.recount import BREEDTE
from etl.werelden.streek import NietTeBewijzen, add_differences, begin_region, prove_region
from etl.werelden.zaken import Bools, Ints
from tests.bench.in_document import write_between

JAAR = 2024
SMALL = range(1, BREEDTE)
GROUP = 10
"""A category that is all of a smaller total than this is hidden too."""
SURE = 0.95
HIGHEST = 20
"""Counts of a toy are drawn from 0 to this."""
MOST = 40
TOGETHER = 2
TABLES = 60
"""Of the tables that agree so many are replayed at most, the true one among them, drawn with a fixed seed."""
FIGURES = ("certain", "sure", "small")


@dataclass(frozen=True)
class Toy:
    """Counts of gemeenten (rows) by categories (columns); its cells are these with the totals of both, row by row."""

    inner: tuple[tuple[int, ...], ...]

    @cached_property
    def cells(self) -> Ints:
        """Every cell: a row per gemeente with its total, then the region."""
        inner = np.array(self.inner, dtype=np.int64)
        full = np.hstack((inner, inner.sum(axis=1, keepdims=True)))
        return np.asarray(np.vstack((full, full.sum(axis=0))))

    @property
    def unsafe(self) -> Bools:
        """Which cells are unsafe by themselves."""
        unsafe = np.isin(self.cells, SMALL).ravel()
        unsafe[[part for part, _ in self.whole]] = True
        return unsafe

    @property
    def whole(self) -> list[tuple[int, int]]:
        """The (category, total) of which the one is all of a small other."""
        n = self.cells
        place = np.arange(n.size).reshape(n.shape)
        same = (n[:, :-1] == n[:, -1:]) & (n[:, -1:] > 0) & (n[:, -1:] < GROUP)
        return [(int(place[r, c]), int(place[r, -1])) for r, c in np.argwhere(same)]

    def block(self) -> Blok:
        """The toy as the chooser sees a region: each gemeente a stam, whose cases can move and come and go.

        The categories are those of one margin; in the others all cases are alike.
        """
        rows, columns = len(self.inner), len(self.inner[0])
        place = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
        edits: list[tuple[int, int, str, int | None, int, int]] = []
        entries: list[tuple[int, int, int]] = []
        for r, sign in product(range(rows), (1, -1)):
            total = sum(self.inner[r])
            kinds = [(-1, ZAAK, None, columns, total), (3 * r, "kern", 0, -1, total), (3 * r + 1, "wie", 0, -1, total)]
            kinds += [(3 * r + 2, "maand", c, c, self.inner[r][c]) for c in range(columns)]
            for pool, margin, category, where, count in kinds:
                if where >= 0:
                    entries += [(len(edits), int(place[at, where]), sign) for at in (r, rows)]
                edits.append((pool, r, margin, category, sign, MEEST if sign > 0 else count))
        frame = pd.DataFrame(edits, columns=["pool", "stam", "marge", "categorie", "teken", "meest"])
        keep = frame.meest.to_numpy() > 0
        kolom, cel, effect = (np.array(part, dtype=np.int64) for part in zip(*entries, strict=True))
        own = keep[kolom]
        one = {(r, margin, 0): sum(self.inner[r]) for r in range(rows) for margin in ("kern", "wie")}
        return Blok(
            regio="R",
            jaar=JAAR,
            kolommen=frame[keep].reset_index(drop=True),
            stammen=[(f"G{r}", "verlof") for r in range(rows)],
            pools=[np.empty(0, dtype=np.int64) for _ in range(3 * rows)],
            alleen=np.ones(3 * rows, dtype=np.bool_),
            kolom=(np.cumsum(keep) - 1)[kolom[own]],
            cel=cel[own],
            effect=effect[own],
            aantal={**one, **{(r, "maand", c): self.inner[r][c] for r in range(rows) for c in range(columns)}},
        )

    def numbered(self) -> Cellen:
        """The cells as the chooser numbers them."""
        value = self.cells.ravel()
        rows, columns = self.cells.shape
        keys = [
            CelSleutel(
                "verlof", "werkprocessen", "R" if r == rows - 1 else f"G{r}", f"{JAAR}-{JAAR + 1}", "maand", str(c)
            )
            for r, c in product(range(rows), range(columns))
        ]
        return Cellen(
            sleutels=keys,
            nummer={key: n for n, key in enumerate(keys)},
            waarde=value,
            jaar=np.full(value.size, JAAR),
            prijs=1 + np.log2(1 + value) / 4,
            bodem=np.full(value.size, -ONEINDIG),
            dak=np.full(value.size, ONEINDIG),
            eigen=np.ones(value.size, dtype=np.bool_),
            zaken=np.ones(value.size, dtype=np.bool_),
        )


def choose(toy: Toy, start: Bools) -> Bools:
    """What is hidden in the end when these cells are hidden to begin with, by the choice of a region."""
    return np.frombuffer(_choose(toy, start.tobytes()), dtype=np.bool_)


@cache
def _choose(toy: Toy, begin: bytes) -> bytes:
    cells = toy.numbered()
    start = [cells.sleutels[n] for n in np.flatnonzero(np.frombuffer(begin, dtype=np.bool_))]
    region = begin_region("R", [toy.block()], cells, start, np.zeros(len(cells.sleutels), dtype=np.bool_), (), ())
    whole = [
        (cells.sleutels[part], ((cells.sleutels[total], 1), (cells.sleutels[part], -1))) for part, total in toy.whole
    ]
    add_differences(region, cells, whole, [])
    try:
        prove_region(region, cells, lambda _: None)
    except NietTeBewijzen:
        return np.ones(len(cells.sleutels), dtype=np.bool_).tobytes()
    return np.asarray(region.verborgen[: len(cells.sleutels)]).tobytes()


# --- the attacker --------------------------------------------------------------------------------------------------


def tables_that_agree(toy: Toy, hidden: Bools) -> list[Toy]:
    """Every table with the shown cells as they are; a count of which nothing is shown is taken to be at most MOST."""
    cells, open_ = toy.cells, hidden.reshape(toy.cells.shape)
    rows = [_rows_that_agree(cells[r], open_[r], cells[-1], open_[-1]) for r in range(len(cells) - 1)]
    found = rows[0][:, None, :]
    for more in rows[1:]:
        found = np.concatenate(
            (np.repeat(found, len(more), axis=0), np.tile(more, (len(found), 1))[:, None, :]), axis=1
        )
        found = found[(found.sum(axis=1) <= np.where(open_[-1, :-1], MOST * len(cells), cells[-1, :-1])).all(axis=1)]
    columns = found.sum(axis=1)
    fits = (open_[-1, :-1] | (columns == cells[-1, :-1])).all(axis=1)
    fits &= open_[-1, -1] | (columns.sum(axis=1) == cells[-1, -1])
    return [Toy(tuple(tuple(row) for row in table)) for table in found[fits].tolist()]


def _rows_that_agree(own: Ints, own_open: Bools, region: Ints, region_open: Bools) -> Ints:
    """The counts that a gemeente can have by its own shown cells, and by those of the region as upper bounds."""
    most = np.where(region_open[:-1], MOST, np.minimum(region[:-1], MOST))
    axes = [np.arange(m + 1) if o else np.array([n]) for n, o, m in zip(own[:-1], own_open[:-1], most, strict=True)]
    rows = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)
    return np.asarray(rows if own_open[-1] else rows[rows.sum(axis=1) == own[-1]])


def weigh(table: Toy, hidden: Bools, chance: float) -> float:
    """How likely this table gives this pattern, when every safe cell is hidden with a chance to begin with.

    Drawn sets of at most TOGETHER cells are replayed, and the one that leaves nothing to choose: that the pattern is
    enough follows from what is shown, which is the same on every table that agrees.
    """
    unsafe = table.unsafe
    if (unsafe & ~hidden).any():
        return 0.0
    could = np.flatnonzero(hidden & ~unsafe).tolist()
    safe = int((~unsafe).sum())
    total = chance ** len(could) * (1 - chance) ** (safe - len(could)) if chance else 0.0
    for drawn in chain.from_iterable(combinations(could, n) for n in range(TOGETHER + 1 if chance else 1)):
        if drawn == tuple(could) and chance:
            continue
        start = unsafe.copy()
        start[list(drawn)] = True
        if np.array_equal(choose(table, start), hidden):
            total += chance ** len(drawn) * (1 - chance) ** (safe - len(drawn))
    return total


@dataclass(frozen=True)
class Known:
    """What is known of the hidden cells of a toy: of any, for certain or as good as, to less than 5; of any, 1 to 4."""

    certain: bool
    sure: bool
    small: bool


def known(tables: list[Toy], weights: list[float], hidden: Bools) -> Known:
    """What these tables with these weights say."""
    values = np.array([table.cells.ravel()[hidden] for table in tables])
    weight = np.array(weights) / sum(weights)
    values, weight = values[weight > 0], weight[weight > 0]
    windows = [
        max(weight[(column >= low) & (column < low + BREEDTE)].sum() for low in np.unique(column))
        for column in values.T
    ]
    return Known(
        certain=bool((np.ptp(values, axis=0) < BREEDTE).any()),
        sure=max(windows) >= SURE,
        small=bool(np.isin(values, SMALL).all(axis=0).any()),
    )


def draw(number: int, categories: int, seed: int) -> Iterator[tuple[Toy, np.random.Generator]]:
    """So many toys in which something is unsafe, and a source of chance for each."""
    chance = np.random.default_rng(seed)
    while number:
        toy = Toy(tuple(tuple(row) for row in chance.integers(0, HIGHEST + 1, (2, categories)).tolist()))
        if toy.unsafe.any():
            number -= 1
            yield toy, np.random.default_rng(int(chance.integers(2**32)))


def play(number: int, chance: float, categories: int = 2, seed: int = 0) -> tuple[list[Known], list[Known], float]:
    """Per toy what is known without and with replaying, and the share of cells hidden."""
    without, replayed, hidden_cells, cells = [], [], 0, 0
    for toy, own in draw(number, categories, seed):
        hidden = choose(toy, toy.unsafe | (own.random(toy.cells.size) < chance))
        tables = tables_that_agree(toy, hidden)
        if len(tables) > TABLES:
            tables = [toy, *(tables[n] for n in own.choice(len(tables), TABLES - 1, replace=False).tolist())]
        without.append(known(tables, [1.0] * len(tables), hidden))
        replayed.append(known(tables, [weigh(table, hidden, chance) for table in tables], hidden))
        hidden_cells, cells = hidden_cells + int(hidden.sum()), cells + hidden.size
    return without, replayed, hidden_cells / cells


def main() -> int:
    """Play and print."""
    asked = argparse.ArgumentParser(description="Wat het patroon van verborgen cellen zelf verraadt.")
    asked.add_argument("--toys", type=int, default=12, help="hoeveel kleine voorbeelden (standaard 12)")
    asked.add_argument("--kans", type=float, nargs="*", default=[0.0, 0.05, 0.2], help="kansen op een extra cel")
    asked.add_argument("--categorieen", type=int, default=2, help="hoeveel categorieën (standaard 2)")
    asked.add_argument("--uitvoer", type=Path, help="zet de tabel ook in dit document, op haar plaats")
    options = asked.parse_args()
    heads = (
        "extra verborgen met kans",
        "cellen verborgen",
        "wie alleen kijkt: zeker op minder dan 5",
        "wie naspeelt: zeker op minder dan 5",
        f"wie naspeelt: voor {format_percentage(100 * SURE, 0)} zeker",
        "wie naspeelt: zeker 1 tot en met 4",
    )
    lines = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    for chance in options.kans:
        without, replayed, share = play(options.toys, chance, options.categorieen)
        counts = [sum(k.certain for k in without), *(sum(getattr(k, what) for k in replayed) for what in FIGURES)]
        told = " | ".join(f"{format_count(n)} van {options.toys}" for n in counts)
        lines.append(f"| {format_decimal(chance, 2)} | {format_percentage(100 * share)} | {told} |")
    table = "\n".join(lines) + "\n"
    sys.stdout.write(table)
    if options.uitvoer:
        write_between(options.uitvoer, "het naspelen", table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
