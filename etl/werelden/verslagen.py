"""What was out before this edition: the cells and groups that reports hold within a few, with what editions show.

A report that prints a small figure tells of everything within it too, whatever is published here; one that is learned
of later does so beside what earlier editions show. Nothing can undo that; it is said in the proof (`wereldvast`). Only
cells of reports and shown cells of earlier editions count for this, none of the edition that is being made, over every
population there could be: per atom (`groepen.population`) any number of cases, not even a whole one.

    lowest and highest of   g x   so that   A x = b  for the cells that were told before and the margins,   x >= 0

That some edit was not found says nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from etl.werelden.groepen import PRIMAAL, Groepsdeel, Matrix, population
from etl.werelden.model import Blok
from etl.werelden.program import Floats, load_program
from etl.werelden.recount import BREEDTE
from etl.werelden.zaken import Ints

VEEL = 10**6
"""More than any report bounds."""
MEER = 10**5
"""More cases than anything has: an end to go to for what nothing bounds."""
SAMEN = 4
"""How often all cells that are still open are pushed up and down together, before each is asked by itself."""


class Verslagen:
    """The program over all populations of a region that give what reports told."""

    def __init__(self, blokken: Sequence[Blok], verteld: Ints) -> None:
        """verteld: the numbers of the cells of werkprocessen that reports told, with what earlier editions show."""
        self.blokken = blokken
        self.verteld = verteld
        if not len(verteld):
            return
        matrix, self.delen = population(blokken, verteld)
        self.nummer = {deel: n for n, deel in enumerate(self.delen)}
        self.highs = _load(matrix)

    def hold_cells(self, cellen: Ints) -> list[tuple[int, int]]:
        """The lowest and highest of each of these cells of werkprocessen; 0 and VEEL where they lie BREEDTE apart."""
        matrix, _ = population(self.blokken, cellen)
        eigen = matrix.rij < len(cellen)
        rij, kolom, getal = matrix.rij[eigen], matrix.kolom[eigen], matrix.getal[eigen]
        laag, hoog = np.full(len(cellen), np.inf), np.full(len(cellen), -np.inf)

        def look(x: Floats) -> None:
            """What a population gives of every cell: where two lie far apart, nothing need be asked."""
            som = np.bincount(rij, weights=getal * x[kolom], minlength=len(cellen))
            np.minimum(laag, som, out=laag)
            np.maximum(hoog, som, out=hoog)

        look(matrix.aantal.astype(np.float64))
        toeval = np.random.default_rng(len(cellen))
        for _ in range(SAMEN):
            open_ = np.floor(hoog + 1e-6) - np.ceil(laag - 1e-6) < BREEDTE
            if not open_.any():
                break
            kant: Floats = np.where(open_, toeval.choice([-1.0, 1.0], len(cellen)), 0.0)
            for teken in (1.0, -1.0):
                if (x := self._lowest(kolom, teken * kant[rij] * getal)) is not None:
                    look(x)
        grenzen: list[tuple[int, int]] = []
        for n in range(len(cellen)):
            if np.floor(hoog[n] + 1e-6) - np.ceil(laag[n] - 1e-6) >= BREEDTE:
                grenzen.append((0, VEEL))
                continue
            deel = rij == n
            grenzen.append(self._range(kolom[deel], getal[deel], look))
        return grenzen

    def hold_sum(self, cellen: Ints, factoren: Ints) -> bool:
        """Whether what was out before holds a sum of cells of werkprocessen within less than five."""
        if not len(self.verteld):
            return False
        matrix, _ = population(self.blokken, cellen)
        eigen = matrix.rij < len(cellen)
        laag, hoog = self._range(matrix.kolom[eigen], matrix.getal[eigen] * factoren[matrix.rij[eigen]])
        return hoog - laag < BREEDTE

    def hold_group(self, groep: Sequence[Groepsdeel]) -> bool:
        """Whether what was out before holds the number of cases in a group within less than five."""
        if not len(self.verteld):
            return False
        kolom = np.array([self.nummer[deel] for deel in groep], dtype=np.int64)
        laag, hoog = self._range(kolom, np.ones(len(kolom), dtype=np.int64))
        return hoog - laag < BREEDTE

    def _range(self, kolom: Ints, getal: Ints, look: Callable[[Floats], None] = lambda _: None) -> tuple[int, int]:
        """The lowest and highest whole number that a sum of columns can be; VEEL where it has no bound.

        look: is given each population that is found.
        """
        einden: list[float] = []
        for teken in (1.0, -1.0):
            x = self._lowest(kolom, teken * getal)
            if x is None:
                return 0, VEEL
            look(x)
            einden.append(float((getal * x[kolom]).sum()))
        return int(np.ceil(einden[0] - 1e-6)), int(np.floor(einden[1] + 1e-6))

    def _lowest(self, kolom: Ints, getal: NDArray[Any]) -> Floats | None:
        """The population in which a sum of columns is lowest; None where it has no bound."""
        n = len(self.delen)
        kosten = np.zeros(n)
        np.add.at(kosten, kolom, getal)
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), kosten)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.asarray(self.highs.getSolution().col_value)


def _load(matrix: Matrix) -> highspy.Highs:
    """The program with the true value of every row."""
    waar = np.bincount(matrix.rij, weights=matrix.getal * matrix.aantal[matrix.kolom], minlength=matrix.rijen)
    highs = load_program(
        (matrix.rij, matrix.kolom, matrix.getal),
        matrix.rijen,
        kosten=np.zeros(matrix.kolommen),
        onder=np.zeros(matrix.kolommen),
        boven=np.full(matrix.kolommen, float(MEER)),
        hoogstens=(np.zeros(matrix.rijen, dtype=np.bool_), waar.astype(np.float64)),
    )
    # Only what is asked changes: what was found last is where the next begins.
    highs.setOptionValue("simplex_strategy", PRIMAAL)
    return highs
