"""What the public does not know, as unknowns, and what it does know about them, as rows.

Nothing here comes from the code that chose what to hide: the attacker writes the relations down in his own way,
with the
published numbers filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.cells import CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som, cells_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Uitdrukking = list[tuple[int, CelSleutel]]


class Tegenspraak(Exception):
    """What is public contradicts itself: no table agrees with it."""


@dataclass(frozen=True)
class Onbekenden:
    """Unknown whole numbers x with `sum(factor * x) + vast` = 0 (`gelijk`) or >= 0, row by row.

    Rows are given as entries (`rij`, `kolom`, `factor`), sorted by row. `werk`, `jong`: the unknown pairs of which
    both are 0 or both
    at least 1. `laag`, `hoog`: what single published numbers say already.
    """

    cellen: tuple[CelSleutel, ...]
    rij: Ints
    kolom: Ints
    factor: Ints
    vast: Ints
    gelijk: Bools
    werk: Ints
    jong: Ints
    laag: Floats
    hoog: Floats

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.vast)


def find_unknowns(
    bekend: Mapping[CelSleutel, int], verborgen: Collection[CelSleutel], relaties: Sequence[Relatie]
) -> Onbekenden:
    """Fill in what is known. Raises Tegenspraak where the known numbers do not agree among themselves.

    A cell that a relation names and that is neither known nor among `verborgen` was never published: an unknown too.
    """
    alle = {cel for relatie in relaties for cel in cells_of(relatie)} | set(verborgen)
    cellen = tuple(sorted(alle - bekend.keys()))
    bouw = _Bouw(bekend, {cel: i for i, cel in enumerate(cellen)})
    for relatie in relaties:
        bouw.add(relatie)
    paren = np.array(bouw.paren, dtype=np.int64).reshape(-1, 2)
    return Onbekenden(
        cellen,
        np.array(bouw.rij, dtype=np.int64),
        np.array(bouw.kolom, dtype=np.int64),
        np.array(bouw.factor, dtype=np.int64),
        np.array(bouw.vast, dtype=np.int64),
        np.array(bouw.gelijk, dtype=np.bool_),
        paren[:, 0],
        paren[:, 1],
        bouw.laag,
        bouw.hoog,
    )


class _Bouw:
    def __init__(self, bekend: Mapping[CelSleutel, int], nummer: Mapping[CelSleutel, int]) -> None:
        self.bekend, self.nummer = bekend, nummer
        self.rij, self.kolom, self.factor = list[int](), list[int](), list[int]()
        self.vast, self.gelijk = list[int](), list[bool]()
        self.paren: list[tuple[int, int]] = []
        self.laag = np.zeros(len(nummer))
        self.hoog = np.full(len(nummer), np.inf)

    def add(self, relatie: Relatie) -> None:
        if isinstance(relatie, Som):
            verschil = [(1, relatie.totaal), *((-1, deel) for deel in relatie.delen)]
            if relatie.exact:
                self._row(verschil, gelijk=True)
            else:
                self._row([(-f, cel) for f, cel in verschil], gelijk=False)
                for deel in relatie.delen:
                    self._row([(1, relatie.totaal), (-1, deel)], gelijk=False)
        elif isinstance(relatie, Hoogstens):
            self._row([(1, relatie.groot), (-1, relatie.klein)], gelijk=False)
        elif isinstance(relatie, Lineair):
            self._row(list(relatie.termen), gelijk=True)
        else:
            self._row([(1, relatie.werkprocessen), (-1, relatie.jongeren)], gelijk=False)
            self._pair(relatie)

    def _row(self, uitdrukking: Uitdrukking, *, gelijk: bool) -> None:
        vast = sum(f * self.bekend[cel] for f, cel in uitdrukking if cel in self.bekend)
        termen = [(f, self.nummer[cel]) for f, cel in uitdrukking if cel not in self.bekend]
        if not termen:
            if vast < 0 or (gelijk and vast > 0):
                raise Tegenspraak
            return
        self.rij += [len(self.vast)] * len(termen)
        self.kolom += [kolom for _, kolom in termen]
        self.factor += [f for f, _ in termen]
        self.vast.append(vast)
        self.gelijk.append(gelijk)

    def _pair(self, paar: Paar) -> None:
        """Both 0 or both at least 1: of a known one the other follows."""
        w, j = self.nummer.get(paar.werkprocessen), self.nummer.get(paar.jongeren)
        if w is not None and j is not None:
            self.paren.append((w, j))
            return
        onbekend = w if w is not None else j
        if onbekend is None:
            if (self.bekend[paar.werkprocessen] > 0) != (self.bekend[paar.jongeren] > 0):
                raise Tegenspraak
        elif self.bekend[paar.jongeren if j is None else paar.werkprocessen]:
            self.laag[onbekend] = max(self.laag[onbekend], 1)
        else:
            self.hoog[onbekend] = 0
