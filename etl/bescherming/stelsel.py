"""The whole set as one system: cells are columns, what is publicly known between them are rows over whole numbers.

A table x agrees with the relations when `row . x == 0` (equal) or `row . x >= 0` (at least) for every row, x >= 0,
and of
each pair (werkprocessen, jongeren) both are 0 or both are at least 1. The last is no linear rule. For a linear
program it is
relaxed to `M * jongeren >= werkprocessen`; the exact check of a table uses the rule itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from data.cells import CelSleutel, Hoogstens, Paar, Relatie, Som, Telling

GROOT_PAAR = 10_000
"""M of the relaxed pair: one jongere is never taken to have more werkprocessen than this in one schooljaar."""

VERSCHIL = "verschil"
"""Uitsplitsing of the derived cells that stand for a total minus one of its parts; no published cell has it."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Term = tuple[int, CelSleutel]


class Rij(IntEnum):
    """What a row demands of its sum."""

    GELIJK = 0
    MINSTENS = 1
    PAAR = 2


def is_difference(sleutel: CelSleutel) -> bool:
    """Whether the key is that of a derived cell: a total minus one of its parts."""
    return sleutel.uitsplitsing == VERSCHIL


def difference_key(totaal: CelSleutel, deel: CelSleutel) -> CelSleutel:
    """The derived cell `totaal - deel`."""
    return totaal._replace(uitsplitsing=VERSCHIL, categorie=f"{'/'.join(totaal)} - {'/'.join(deel)}")


def rows_of(relatie: Relatie) -> Iterator[tuple[Rij, tuple[Term, ...]]]:
    """The rows of one relation (docs/afscherming.md, "The model")."""
    if isinstance(relatie, Som):
        delen = tuple((1, deel) for deel in relatie.delen)
        if relatie.exact:
            yield Rij.GELIJK, ((-1, relatie.totaal), *delen)
            return
        yield Rij.MINSTENS, ((-1, relatie.totaal), *delen)
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

    `is_verschil`: derived, a total minus one of its parts. `in_gelijk`: stands in an equality other than that of
    such a cell.
    `ander`: the other count of the same fact (itself where it is counted once).
    """

    waarde: Ints
    zichtbaar: Bools
    gewicht: Floats
    is_verschil: Bools
    in_gelijk: Bools
    ander: Ints
    soort: Ints
    begin: Ints
    kolom: Ints
    factor: Ints
    kolom_begin: Ints
    kolom_rij: Ints

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.waarde)

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

    def part(self, cellen: Ints) -> tuple[Stelsel, Ints]:
        """The system of some cells (sorted) with the rows wholly among them.

        And which of those cells stand in other rows too.
        """
        plaats = np.full(self.cells, -1)
        plaats[cellen] = np.arange(len(cellen))
        rijen = self.rows_with(cellen)
        rij, kolom, factor = self.entries(rijen)
        buiten = np.bincount(rij[plaats[kolom] < 0], minlength=len(rijen)) > 0
        rand = np.unique(plaats[kolom[buiten[rij]]])
        rij, kolom, factor = rij[~buiten[rij]], kolom[~buiten[rij]], factor[~buiten[rij]]
        lengtes = np.bincount(rij, minlength=len(rijen))[~buiten]
        ander = plaats[self.ander[cellen]]
        return Stelsel(
            waarde=self.waarde[cellen],
            zichtbaar=self.zichtbaar[cellen],
            gewicht=self.gewicht[cellen],
            is_verschil=self.is_verschil[cellen],
            in_gelijk=self.in_gelijk[cellen],
            ander=np.where(ander < 0, np.arange(len(cellen)), ander),
            **_compress(self.soort[rijen[~buiten]], lengtes, plaats[kolom], factor, len(cellen)),
        ), rand[rand >= 0]


def build_stelsel(
    sleutels: Sequence[CelSleutel], tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie]
) -> Stelsel:
    """Write the relations between the cells, numbered in the order given, as rows."""
    nummer = {sleutel: i for i, sleutel in enumerate(sleutels)}
    rijen = [rij for relatie in relaties for rij in rows_of(relatie)]
    soort = np.array([soort for soort, _ in rijen], dtype=np.int64)
    lengtes = np.array([len(termen) for _, termen in rijen], dtype=np.int64)
    kolom = np.array([nummer[sleutel] for _, termen in rijen for _, sleutel in termen], dtype=np.int64)
    factor = np.array([f for _, termen in rijen for f, _ in termen], dtype=np.int64)
    is_verschil = np.array([is_difference(sleutel) for sleutel in sleutels], dtype=np.bool_)
    rij_van = np.repeat(np.arange(len(rijen)), lengtes)
    gelijk = (soort == Rij.GELIJK) & (np.bincount(rij_van, weights=is_verschil[kolom], minlength=len(rijen)) == 0)
    in_gelijk = np.zeros(len(sleutels), dtype=np.bool_)
    in_gelijk[kolom[gelijk[rij_van]]] = True
    vorm = _compress(soort, lengtes, kolom, factor, len(sleutels))
    return Stelsel(
        waarde=np.array([tellingen[s].waarde for s in sleutels], dtype=np.int64),
        zichtbaar=np.array([tellingen[s].zichtbaar for s in sleutels], dtype=np.bool_),
        gewicht=np.array([tellingen[s].gewicht for s in sleutels], dtype=np.float64),
        is_verschil=is_verschil,
        in_gelijk=in_gelijk,
        ander=_partners(soort, vorm["begin"], kolom, len(sleutels)),
        **vorm,
    )


def components(stelsel: Stelsel) -> Ints:
    """Per cell the number of its block: the lowest cell that rows connect it with."""
    rij = np.repeat(np.arange(len(stelsel.soort)), np.diff(stelsel.begin))
    blok = np.arange(stelsel.cells)
    while True:
        laagste = np.full(len(stelsel.soort), stelsel.cells)
        np.minimum.at(laagste, rij, blok[stelsel.kolom])
        nieuw = blok.copy()
        np.minimum.at(nieuw, stelsel.kolom, laagste[rij])
        nieuw = nieuw[nieuw]
        if (nieuw == blok).all():
            return blok
        blok = nieuw


def _partners(soort: Ints, begin: Ints, kolom: Ints, cellen: int) -> Ints:
    """Of each pair the one for the other."""
    ander = np.arange(cellen)
    paren = begin[:-1][soort == Rij.PAAR]
    ander[kolom[paren]], ander[kolom[paren + 1]] = kolom[paren + 1], kolom[paren]
    return ander


def _compress(soort: Ints, lengtes: Ints, kolom: Ints, factor: Ints, cellen: int) -> dict[str, Ints]:
    rij = np.repeat(np.arange(len(soort)), lengtes)
    return {
        "soort": soort,
        "begin": np.concatenate(([0], np.cumsum(lengtes))).astype(np.int64),
        "kolom": kolom,
        "factor": factor,
        "kolom_begin": np.concatenate(([0], np.cumsum(np.bincount(kolom, minlength=cellen)))).astype(np.int64),
        "kolom_rij": rij[np.argsort(kolom, kind="stable")].astype(np.int64),
    }


def _spans(begin: Ints, items: Ints) -> Ints:
    """The places `begin[i] .. begin[i + 1] - 1` of all items, one after another."""
    lengte = begin[items + 1] - begin[items]
    voor = np.cumsum(lengte) - lengte
    return np.repeat(begin[items] - voor, lengte) + np.arange(int(lengte.sum()))
