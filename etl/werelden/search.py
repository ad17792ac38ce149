"""Few worlds for many cells: block after block, each world moves all hidden cells that are still narrow.

A cell is *wide* when its counts over the worlds, the true one among them, lie BREEDTE apart. A block touches no
schooljaar before its own, so blocks in order of time know what earlier ones did to their cells in each world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from etl.werelden.model import Blok
from etl.werelden.program import Floats, Programma, Wens
from etl.werelden.recount import BREEDTE
from etl.werelden.zaken import Bools, Ints

RONDES = 30
"""Programs per block at most; a budget in programs, not seconds."""
ZONDER = 5
"""Programs without a cell made wide after which a block is given up."""


@dataclass
class Vondst:
    """What was found: per world its edits per block, and its change of every cell."""

    cellen: int
    bewerkingen: list[dict[int, Ints]] = field(default_factory=list)
    verschil: list[Ints] = field(default_factory=list)
    programmas: int = 0

    def recompute(self, blokken: Sequence[Blok], cellen: int) -> None:
        """Work out anew how every cell changes in every world, for blocks with more rows."""
        self.cellen = cellen
        for verschil, per_blok in enumerate(self.bewerkingen):
            som = np.zeros(cellen, dtype=np.int64)
            for nummer, x in per_blok.items():
                b = blokken[nummer]
                np.add.at(som, b.cel, b.effect * x[b.kolom])
            self.verschil[verschil] = som

    def keep(self, welke: Sequence[int]) -> None:
        """Keep only these worlds."""
        self.bewerkingen = [self.bewerkingen[n] for n in welke]
        self.verschil = [self.verschil[n] for n in welke]

    def world(self, nummer: int) -> Ints:
        """The change of every cell in a world, made when it is not there yet."""
        while len(self.verschil) <= nummer:
            self.verschil.append(np.zeros(self.cellen, dtype=np.int64))
            self.bewerkingen.append({})
        return self.verschil[nummer]

    def reach(self, welke: Ints) -> tuple[Ints, Ints]:
        """How far cells go down and up over the worlds, the true one among them."""
        if not self.verschil:
            return np.zeros(len(welke), dtype=np.int64), np.zeros(len(welke), dtype=np.int64)
        alle = np.stack([v[welke] for v in self.verschil])
        return np.minimum(alle.min(axis=0), 0), np.maximum(alle.max(axis=0), 0)

    def narrow(self, welke: Ints) -> Ints:
        """Which of these cells are not wide."""
        laag, hoog = self.reach(welke)
        return welke[hoog - laag < BREEDTE]


def search(
    blokken: Sequence[Blok],
    verborgen: Bools,
    waarde: Ints,
    jaar_van: Ints,
    ruimte: tuple[Floats, Floats],
    vondst: Vondst,
) -> None:
    """Look for worlds that widen every hidden cell of these blocks (of one region, in order of time).

    ruimte: how far down and up each cell may go.
    """
    eerste = len(vondst.verschil)
    for nummer, blok in enumerate(blokken):
        eigen = verborgen & ((jaar_van == blok.jaar) | (nummer == 0) & (jaar_van < blok.jaar))
        if not len(vondst.narrow(np.flatnonzero(eigen))):
            continue
        programma = Programma(blok, verborgen, ruimte)
        geraakt = programma.geraakt[programma.vrij]
        _widen(programma, nummer, geraakt[eigen[geraakt]], waarde, vondst, eerste)


def _widen(programma: Programma, nummer: int, eigen: Ints, waarde: Ints, vondst: Vondst, eerste: int) -> None:
    toeval = np.random.default_rng((programma.blok.jaar, eerste))
    stil = 0
    for ronde in range(eerste, eerste + RONDES):
        nauw = vondst.narrow(eigen)
        if not len(nauw) or stil == ZONDER:
            return
        verschil = vondst.world(ronde)
        laag, hoog = vondst.reach(nauw)
        x = programma.solve(_ask(nauw, laag, hoog, verschil[nauw], waarde[nauw], toeval))
        vondst.programmas += 1
        if x is None:
            stil += 1
            continue
        cellen, erbij = programma.change(x)
        verschil[cellen] += erbij
        vondst.bewerkingen[ronde][nummer] = x
        stil = 0 if len(vondst.narrow(eigen)) < len(nauw) else stil + 1


def _ask(nauw: Ints, laag: Ints, hoog: Ints, staat: Ints, waarde: Ints, toeval: np.random.Generator) -> Wens:
    """Ask each narrow cell to go one way, some far more than others: cells with one sum cannot all go up.

    Wide is reached by going to `laag + 5` or to `hoog - 5`; the last only where the count stays above zero.
    """
    op = (toeval.random(len(nauw)) < 0.5) | (waarde + hoog - BREEDTE < 0)
    doel = np.where(op, laag + BREEDTE, hoog - BREEDTE) - staat
    gewicht: Floats = np.exp(6 * toeval.random(len(nauw)))
    kant = np.where(op, 1, -1)
    mee = doel * kant > 0
    return Wens(nauw[mee], kant[mee], (doel * kant)[mee], gewicht[mee])
