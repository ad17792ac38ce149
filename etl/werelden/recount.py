"""The product's own counting as the judge of worlds.

A world is kept as the rows, in truth and in it, of every person in whom it differs from the truth. A cell counts rows,
or persons with at least one row; so what is the same in both makes no difference, and

    cell of the world = cell in truth - what its persons count in truth + what they count in the world
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.cells.tableplan import Niveau, Vorm
from data.referentie.gebieden import Gebieden
from etl.tellen import published_plan
from etl.werelden.effecten import count_chain, count_rows, number_cells
from etl.werelden.onveilig import Verschil
from etl.werelden.realise import Wereld
from etl.werelden.uitgave import Uitgave
from etl.werelden.zaken import Ints, Zaken

BREEDTE = 5
"""How far apart the largest and the smallest possible value of a hidden cell or a small group must at least lie."""


@dataclass(frozen=True)
class Oordeel:
    """What worlds prove. klopt: per world whether all that is shown stays. breedte: per cell, over those that do."""

    klopt: list[bool]
    breedte: Mapping[CelSleutel, int]

    def narrow(self, welke: Collection[CelSleutel]) -> list[CelSleutel]:
        """The cells that are not proved wide."""
        return [cel for cel in welke if self.breedte.get(cel, 0) < BREEDTE]


def number(sleutels: Iterable[CelSleutel], regio_van: Mapping[str, str]) -> tuple[list[CelSleutel], pd.Index]:
    """The counted cells among these, and for each (vorm, gebied, schooljaar, teleenheid)."""
    plek = {(niveau, vorm): n for n, (niveau, vorm, _) in enumerate(published_plan())}

    def place(c: CelSleutel) -> int | None:
        niveau: Niveau = "gemeente" if c.gebied in regio_van else "regio"
        return plek.get((niveau, Vorm(c.indicator, c.uitsplitsing, c.categorie)))

    geteld = [(c, p) for c in sleutels if (p := place(c)) is not None]
    index = pd.MultiIndex.from_tuples([(p, c.gebied, c.schooljaar, c.teleenheid) for c, p in geteld])
    return [c for c, _ in geteld], index


def pairs(zaken: Zaken, werelden: Sequence[Wereld]) -> pd.DataFrame:
    """The rows of every person in whom worlds differ: wereld, echt (in truth or in the world), and what is counted."""
    delen = []
    for n, wereld in enumerate(werelden):
        echt, gemaakt = wereld.touched(zaken)
        delen += [echt.assign(nummer=n, echt=True), gemaakt.assign(nummer=n, echt=False)]
    return pd.concat(delen, ignore_index=True)


def recount(verbinding: Connection, gebieden: Gebieden, paren: pd.DataFrame, cellen: pd.Index) -> Ints:
    """How every cell of every world differs from the truth: an array (world, cell)."""
    rijen = paren.assign(wereld=2 * paren.nummer + ~paren.echt.astype(bool))
    rijen = rijen.drop(columns=["nummer", "echt", "uitgave", "zaak"], errors="ignore")
    nummer, cel, aantal = number_cells(count_rows(verbinding, gebieden, rijen), cellen)
    uit = np.zeros((int(paren.nummer.max()) + 1, len(cellen)), dtype=np.int64)
    np.add.at(uit, (nummer // 2, cel), np.where(nummer % 2 == 1, aantal, -aantal))
    return uit


def recount_chain(verbinding: Connection, gebieden: Gebieden, paren: pd.DataFrame, uitgaven: Sequence[Uitgave]) -> Ints:
    """How every cell of every edition differs from the truth in every world: an array (world, cell)."""
    rijen = paren.assign(wereld=2 * paren.nummer + ~paren.echt.astype(bool)).drop(columns=["nummer", "echt", "zaak"])
    nummer, cel, aantal = count_chain(verbinding, gebieden, uitgaven, rijen)
    cellen = uitgaven[-1].eerste + len(uitgaven[-1].index)
    uit = np.zeros((int(paren.nummer.max()) + 1, cellen), dtype=np.int64)
    np.add.at(uit, (nummer // 2, cel), np.where(nummer % 2 == 1, aantal, -aantal))
    return uit


def add_up(verschil: Ints, sleutels: Sequence[CelSleutel], verschillen: Sequence[Verschil]) -> Ints:
    """How sums of cells differ from the truth: an array (world, sum), of one (world, cell)."""
    nummer = {cel: n for n, cel in enumerate(sleutels)}
    sommen = [sum(factor * verschil[:, nummer[cel]] for cel, factor in v) for v in verschillen]
    return np.array(sommen, dtype=np.int64).reshape(len(verschillen), len(verschil)).T


def narrow_columns(verschil: Ints, klopt: Sequence[bool]) -> Ints:
    """Which columns the worlds that agree do not bring BREEDTE apart."""
    goed = verschil[np.array(klopt, dtype=np.bool_)]
    breed = np.maximum(goed.max(axis=0, initial=0), 0) - np.minimum(goed.min(axis=0, initial=0), 0)
    return np.flatnonzero(breed < BREEDTE)


def judge(
    verschil: Ints,
    sleutels: Sequence[CelSleutel],
    onderdrukt: Collection[CelSleutel],
    ruimte: Mapping[CelSleutel, tuple[int, int]],
) -> Oordeel:
    """What worlds with these differences prove of what is hidden.

    ruimte: how far down and up reports let cells go; a world in which one goes further does not agree with them.
    """
    verborgen = np.array([s in onderdrukt for s in sleutels], dtype=np.bool_)
    klopt = ~(verschil[:, ~verborgen] != 0).any(axis=1)
    for n, sleutel in enumerate(sleutels):
        if sleutel in ruimte:
            klopt &= (verschil[:, n] >= ruimte[sleutel][0]) & (verschil[:, n] <= ruimte[sleutel][1])
    goed = verschil[klopt]
    breed = np.maximum(goed.max(axis=0, initial=0), 0) - np.minimum(goed.min(axis=0, initial=0), 0)
    return Oordeel(klopt.tolist(), dict(zip(sleutels, breed.tolist(), strict=True)))
