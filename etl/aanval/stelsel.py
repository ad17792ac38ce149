"""Unknowns and what holds between them, as a linear system that grows.

Every group of werkprocessen has two unknowns: how many werkprocessen (`n`) and how many distinct jongeren (`p`). What
is known of a group and of a union of disjoint groups is the same wherever it occurs, so it is written here once:

- `p <= n`, and `p >= 1` exactly when `n >= 1`;
- a union U of disjoint parts: `n(U) = sum n(part)`; `max p(part) <= p(U) <= sum p(part)`;
- whoever is in U and not in a part has a werkproces in U outside it: `p(U) - p(part) <= n(U) - n(part)`. (That follows
  from the two before; written out it lets bounds travel without a linear program.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.aanval.openbaar import Groep

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Tegenspraak(Exception):
    """What is public contradicts itself, or what can be."""


class Unie(NamedTuple):
    """A group and the disjoint groups it is made of. `opgeteld`: its jongeren are added up, not distinct ones."""

    geheel: Groep
    delen: tuple[Groep, ...]
    opgeteld: bool = False


@dataclass
class Stelsel:
    """The system. Column `2 * i` is the werkprocessen of group `i`, column `2 * i + 1` its jongeren.

    A row is `laag <= sum(factor * column) <= hoog`; `gevolg` marks rows that follow from others, which only bounds
    need.
    """

    nummer: dict[Groep, int] = field(default_factory=dict)
    laag: list[float] = field(default_factory=list)
    hoog: list[float] = field(default_factory=list)
    rijen: list[tuple[Sequence[int], Sequence[float], float, float, bool]] = field(default_factory=list)
    unies: dict[Unie, None] = field(default_factory=dict)
    onmogelijk: set[Groep] = field(default_factory=set)

    def add(self, groep: Groep) -> int:
        """The number of a group, which is new when it was not there."""
        if groep in self.nummer:
            return self.nummer[groep]
        i = self.nummer[groep] = len(self.nummer)
        self.laag += (0.0, 0.0)
        self.hoog += (inf, inf)
        self.row((2 * i, 2 * i + 1), (1, -1), 0, inf)
        return i

    def n(self, groep: Groep) -> int:
        """The column of its werkprocessen."""
        return 2 * self.add(groep)

    def p(self, groep: Groep) -> int:
        """The column of its jongeren."""
        return 2 * self.add(groep) + 1

    def row(
        self, kolommen: Sequence[int], factoren: Sequence[float], laag: float, hoog: float, *, gevolg: bool = False
    ) -> None:
        """Say that a sum lies between two values."""
        self.rijen.append((kolommen, factoren, laag, hoog, gevolg))

    def within(self, kolom: int, laag: float, hoog: float) -> None:
        """Say between what values an unknown lies. Raises Tegenspraak when nothing is left."""
        self.laag[kolom] = max(self.laag[kolom], laag)
        self.hoog[kolom] = min(self.hoog[kolom], hoog)
        if self.laag[kolom] > self.hoog[kolom]:
            raise Tegenspraak

    def never(self, groep: Groep) -> None:
        """Say that a group is empty because it cannot be."""
        self.onmogelijk.add(groep)
        self.within(self.n(groep), 0, 0)
        self.within(self.p(groep), 0, 0)

    def union(self, geheel: Groep, delen: Iterable[Groep], *, opgeteld: bool = False) -> None:
        """Say that a group is made of disjoint parts.

        opgeteld: its jongeren are counted per part and added up, as those of a region may be.
        """
        unie = Unie(geheel, tuple(delen), opgeteld)
        if unie in self.unies or unie.delen == (geheel,):
            return
        self.unies[unie] = None
        n, p = self.n(geheel), self.p(geheel)
        delen_n, delen_p = [self.n(d) for d in unie.delen], [self.p(d) for d in unie.delen]
        min_een = [-1.0] * len(delen_n)
        self.row((n, *delen_n), (1.0, *min_een), 0, 0)
        self.row((p, *delen_p), (1.0, *min_een), 0 if opgeteld or len(delen_p) == 1 else -inf, 0)
        if opgeteld:
            return
        for deel_n, deel_p in zip(delen_n, delen_p, strict=True):
            self.row((p, deel_p), (1, -1), 0, inf)
            if len(delen_n) > 2:
                self.row((p, deel_p, n, deel_n), (1, -1, -1, 1), -inf, 0, gevolg=True)


@dataclass(frozen=True)
class Coefficienten:
    """The rows of a system, entry by entry.

    Entry `k` says that column `kolom[k]` counts `factor[k]` in row `rij[k]`.
    """

    rij: Ints
    kolom: Ints
    factor: Floats
    laag: Floats
    hoog: Floats
    gevolg: Bools


def as_matrix(stelsel: Stelsel) -> Coefficienten:
    """The rows of a system as arrays."""
    lengtes = np.fromiter((len(r[0]) for r in stelsel.rijen), np.int64, len(stelsel.rijen))
    return Coefficienten(
        np.repeat(np.arange(len(lengtes)), lengtes),
        np.fromiter((k for r in stelsel.rijen for k in r[0]), np.int64, int(lengtes.sum())),
        np.fromiter((f for r in stelsel.rijen for f in r[1]), np.float64, int(lengtes.sum())),
        np.array([r[2] for r in stelsel.rijen], dtype=np.float64),
        np.array([r[3] for r in stelsel.rijen], dtype=np.float64),
        np.array([r[4] for r in stelsel.rijen], dtype=np.bool_),
    )
