"""Which cells hang together, and how far around a cell a cheap move is looked for.

A block is what the relations connect. Within it a move is first sought in the neighbourhood: the cells of the same schooljaar
and the never-published cells of other years that they pull along; all else keeps its value. A table found so is a table
of the whole set, because every row that the moving cells touch is in the program.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from etl.bescherming.model import Model
from etl.bescherming.stelsel import Ints, Stelsel

Buurt = tuple[int, str]


def components(stelsel: Stelsel, cellen: NDArray[np.bool_] | None = None) -> Ints:
    """Per cell the number of its block (the lowest cell in it); relations connect only the `cellen` given (default all)."""
    wortel = np.arange(stelsel.cells)
    doet_mee = np.ones(stelsel.cells, dtype=np.bool_) if cellen is None else cellen
    paren = _links(stelsel, doet_mee)
    while True:
        laagste = np.minimum(wortel[paren[0]], wortel[paren[1]])
        nieuw = wortel.copy()
        np.minimum.at(nieuw, paren[0], laagste)
        np.minimum.at(nieuw, paren[1], laagste)
        nieuw = nieuw[nieuw]
        if (nieuw == wortel).all():
            return wortel
        wortel = nieuw


def _links(stelsel: Stelsel, doet_mee: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Pairs of cells that stand next to each other in a row, leaving out what does not take part."""
    rij = np.repeat(np.arange(len(stelsel.soort)), np.diff(stelsel.begin))
    binnen = doet_mee[stelsel.kolom]
    rij, kolom = rij[binnen], stelsel.kolom[binnen]
    naast = rij[1:] == rij[:-1]
    return kolom[:-1][naast], kolom[1:][naast]


class Buurten:
    """The neighbourhoods of one system, each with its program, made when first asked for."""

    def __init__(self, stelsel: Stelsel, vast: NDArray[np.bool_]) -> None:
        self.stelsel = stelsel
        self.vast = vast
        self.blok = components(stelsel)
        self.jaar = np.array([sleutel.schooljaar for sleutel in stelsel.sleutels])
        self.modellen: dict[Buurt, Model] = {}

    def around(self, cel: int) -> Iterator[Buurt]:
        """The neighbourhoods to try for a cell, smallest first."""
        blok = int(self.blok[cel])
        if len(set(self.jaar[self.blok == blok].tolist())) > 1:
            yield blok, str(self.jaar[cel])
        yield blok, ""

    def model(self, buurt: Buurt, prijs: NDArray[np.float64]) -> Model:
        """The program of a neighbourhood, at the prices of now."""
        if buurt not in self.modellen:
            self.modellen[buurt] = Model(self.stelsel, self._cells(buurt), prijs)
        return self.modellen[buurt]

    def set_free(self, cellen: Ints) -> None:
        """What is hidden now moves at no cost in every program."""
        for model in self.modellen.values():
            model.set_prices(cellen, 0.0)

    def _cells(self, buurt: Buurt) -> Ints:
        blok, jaar = buurt
        binnen = (self.blok == blok) & ~self.vast
        if jaar:
            kern = binnen & (self.jaar == jaar)
            binnen &= kern | (self._reached(kern) & ~self.stelsel.zichtbaar)
        return np.flatnonzero(binnen)

    def _reached(self, kern: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Cells that stand in one row with a cell of the neighbourhood, directly or through never-published ones."""
        stelsel = self.stelsel
        rij = np.repeat(np.arange(len(stelsel.soort)), np.diff(stelsel.begin))
        bereikt = kern.copy()
        while True:
            bron = bereikt & (kern | ~stelsel.zichtbaar)
            rijen = np.bincount(rij, weights=bron[stelsel.kolom], minlength=len(stelsel.soort)) > 0
            ruimer = bereikt.copy()
            ruimer[stelsel.kolom[rijen[rij]]] = True
            if (ruimer == bereikt).all():
                return bereikt
            bereikt = ruimer
