"""The whole set as one system: cells are columns, what is publicly known between them are rows over whole numbers.

A table x agrees with the relations when `row . x == 0` (equal) or `row . x >= 0` (at least) for every row, x >= 0, and of
each pair (werkprocessen, jongeren) both are 0 or both are at least 1. The last is no linear rule. For a linear program it is
relaxed to `M * jongeren >= werkprocessen`; the exact check of a table uses the rule itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from data.cells import CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som, Telling

GROOT_PAAR = 10_000
"""M of the relaxed pair: one jongere is never taken to have more werkprocessen than this in one schooljaar."""

VERSCHIL = "verschil"
"""Uitsplitsing of the derived cells that stand for a total minus one of its parts; no published cell has it."""

Ints = NDArray[np.int64]
Term = tuple[int, CelSleutel]


class Rij(IntEnum):
    """What a row demands of its sum."""

    GELIJK = 0
    MINSTENS = 1
    PAAR = 2


def is_rest_key(sleutel: CelSleutel) -> bool:
    """Whether the key is that of a derived cell: a total minus one of its parts."""
    return sleutel.uitsplitsing == VERSCHIL


def rest_key(totaal: CelSleutel, deel: CelSleutel) -> CelSleutel:
    """The derived cell `totaal - deel`."""
    return totaal._replace(uitsplitsing=VERSCHIL, categorie=f"{totaal} - {deel}")


def rows_of(relatie: Relatie) -> Iterator[tuple[Rij, tuple[Term, ...]]]:
    """The rows of one relation (docs/afscherming.md, "The model")."""
    if isinstance(relatie, Som):
        delen = tuple((-1, deel) for deel in relatie.delen)
        if relatie.exact:
            yield Rij.GELIJK, ((1, relatie.totaal), *delen)
            return
        yield Rij.MINSTENS, ((-1, relatie.totaal), *((1, deel) for deel in relatie.delen))
        for deel in relatie.delen:
            yield Rij.MINSTENS, ((1, relatie.totaal), (-1, deel))
    elif isinstance(relatie, Hoogstens):
        yield Rij.MINSTENS, ((1, relatie.groot), (-1, relatie.klein))
    elif isinstance(relatie, Paar):
        yield Rij.MINSTENS, ((1, relatie.werkprocessen), (-1, relatie.jongeren))
        yield Rij.PAAR, ((GROOT_PAAR, relatie.jongeren), (-1, relatie.werkprocessen))
    else:
        yield Rij.GELIJK, relatie.termen


@dataclass(frozen=True)
class Stelsel:
    """Cells by number, rows in compressed form (and the same by column), the true table and each cell's weight.

    `is_rest`: derived, a total minus one of its parts. `in_gelijk`: stands in an equality other than that of a rest.
    `ander`: the other count of the same fact (itself where it is counted once).
    """

    sleutels: tuple[CelSleutel, ...]
    nummer: Mapping[CelSleutel, int]
    waarde: Ints
    zichtbaar: NDArray[np.bool_]
    is_rest: NDArray[np.bool_]
    in_gelijk: NDArray[np.bool_]
    ander: Ints
    gewicht: NDArray[np.float64]
    soort: Ints
    begin: Ints
    kolom: Ints
    factor: Ints
    kolom_begin: Ints
    kolom_rij: Ints

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.sleutels)

    def row(self, rij: int) -> tuple[Ints, Ints]:
        """Columns and factors of one row."""
        van, tot = self.begin[rij], self.begin[rij + 1]
        return self.kolom[van:tot], self.factor[van:tot]

    def rows_at(self, cel: int) -> Ints:
        """The rows in which a cell stands."""
        return self.kolom_rij[self.kolom_begin[cel] : self.kolom_begin[cel + 1]]

    def rows_with(self, cellen: Ints) -> Ints:
        """Every row in which one of the cells stands, sorted."""
        raakt = np.zeros(len(self.soort), dtype=np.bool_)
        raakt[self.kolom_rij[_spans(self.kolom_begin, cellen)]] = True
        return np.flatnonzero(raakt)

    def entries(self, rijen: Ints) -> tuple[Ints, Ints, Ints]:
        """All entries of the rows: which of `rijen` (by place), column, factor."""
        plek = _spans(self.begin, rijen)
        rij = np.repeat(np.arange(len(rijen)), self.begin[rijen + 1] - self.begin[rijen])
        return rij, self.kolom[plek], self.factor[plek]

def _spans(begin: Ints, items: Ints) -> Ints:
    """The places `begin[i] .. begin[i + 1] - 1` of all items, one after another."""
    lengte = begin[items + 1] - begin[items]
    voor = np.cumsum(lengte) - lengte
    return np.repeat(begin[items] - voor, lengte) + np.arange(int(lengte.sum()))


def build_stelsel(tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie]) -> Stelsel:
    """Number the cells (sorted, so that the same set always gives the same system) and write the relations as rows."""
    sleutels = tuple(sorted(tellingen))
    nummer = {sleutel: i for i, sleutel in enumerate(sleutels)}
    rijen = [rij for relatie in relaties for rij in rows_of(relatie)]
    soort = np.array([soort for soort, _ in rijen], dtype=np.int64)
    begin = np.cumsum([0, *(len(termen) for _, termen in rijen)], dtype=np.int64)
    kolom = np.array([nummer[sleutel] for _, termen in rijen for _, sleutel in termen], dtype=np.int64)
    factor = np.array([f for _, termen in rijen for f, _ in termen], dtype=np.int64)
    rij_van = np.repeat(np.arange(len(rijen)), np.diff(begin))
    kolom_begin = np.concatenate(([0], np.cumsum(np.bincount(kolom, minlength=len(sleutels))))).astype(np.int64)
    is_rest = np.array([is_rest_key(sleutel) for sleutel in sleutels], dtype=np.bool_)
    gelijk = (soort == Rij.GELIJK) & ~np.bincount(rij_van, weights=is_rest[kolom], minlength=len(rijen)).astype(np.bool_)
    in_gelijk = np.zeros(len(sleutels), dtype=np.bool_)
    in_gelijk[kolom[gelijk[rij_van]]] = True
    ander = np.arange(len(sleutels))
    paren = np.flatnonzero(soort == Rij.PAAR)
    jongeren, werkprocessen = kolom[begin[paren]], kolom[begin[paren] + 1]
    ander[jongeren], ander[werkprocessen] = werkprocessen, jongeren
    cellen = [tellingen[sleutel] for sleutel in sleutels]
    return Stelsel(
        sleutels=sleutels,
        nummer=nummer,
        waarde=np.array([t.waarde for t in cellen], dtype=np.int64),
        zichtbaar=np.array([t.zichtbaar for t in cellen], dtype=np.bool_),
        is_rest=is_rest,
        in_gelijk=in_gelijk,
        ander=ander,
        gewicht=np.array([t.gewicht for t in cellen], dtype=np.float64),
        soort=soort,
        begin=begin,
        kolom=kolom,
        factor=factor,
        kolom_begin=kolom_begin,
        kolom_rij=rij_van[np.argsort(kolom, kind="stable")].astype(np.int64),
    )
