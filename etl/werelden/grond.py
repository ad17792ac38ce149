"""What choosing and proving stand on: the true rows, the edits of them, and the cells of each region.

Tables are told coarser and proved again, and the edits of a block stay the same. So blocks are made once with an entry
for every cell that some step tells (`lay_ground`), and a proof takes from them what is told now (`Grond.blocks`). Cells
of earlier editions stand among them under keys of their own (`uitgave.of_edition`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from sqlalchemy import Connection

from data.cells.cells import CelSleutel, Telling, VorigeCel
from data.cells.tableplan import Inhoud, Niveau, Vorm
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, Gebieden
from data.registry.indicators import WERKPROCESSEN
from etl.tellen import Tellingen, published_plan
from etl.werelden.keten import NIETS, Eerder, read_chain, with_edition
from etl.werelden.model import Blok, build_blocks
from etl.werelden.onveilig import pair
from etl.werelden.program import ONEINDIG, Floats
from etl.werelden.uitgave import NERGENS, Grenzen, Uitgave, chain_keys, of_edition, room, without_edition
from etl.werelden.zaken import Bools, Ints, Zaken, counted_in_jongeren


@dataclass(frozen=True, kw_only=True)
class Cellen:
    """Every counted cell of a region that readers may see, and of the country, numbered: what choosing needs of each.

    Those of earlier editions too. bodem: how far down a cell may go: not below what was shown of it before, where cases
    only came. dak: how far up; both as far as reports leave it. eigen: the cells this region has to answer for; those
    of the country are the last region's.
    """

    sleutels: list[CelSleutel]
    nummer: Mapping[CelSleutel, int]
    waarde: Ints
    jaar: Ints
    prijs: Floats
    bodem: Floats
    dak: Floats
    eigen: Bools
    zaken: Bools

    def mask(self, keuze: Collection[CelSleutel]) -> Bools:
        """Which cells are in a set of keys."""
        return np.array([sleutel in keuze for sleutel in self.sleutels], dtype=np.bool_)


@dataclass(frozen=True, kw_only=True)
class Grond:
    """The true rows and their edits. nummer: every counted cell that some step tells, as the blocks number them.

    uitgaven: all editions, the one that is being made last. half: the stammen in which werkprocessen must be able to
    move without jongeren. vormen: per region what is counted in jongeren and told; where that changes, so do the rows
    that are free to change (`lay_ground`). los: the regions whose blocks were taken apart (`take_apart`).
    """

    zaken: Zaken
    uitgaven: Sequence[Uitgave]
    half: Collection[tuple[str, str]]
    blokken: Sequence[Blok]
    nummer: Mapping[CelSleutel, int]
    vormen: Mapping[str, Sequence[Inhoud]]
    los: frozenset[str] = frozenset()

    def changed_since(self, eerder: Grond | None) -> frozenset[str]:
        """The regions whose rows are free otherwise than they were; all when there was nothing before."""
        return frozenset(r for r, v in self.vormen.items() if eerder is None or eerder.vormen.get(r) != v)

    def blocks(self, regio: str, sleutels: Sequence[CelSleutel]) -> list[Blok]:
        """The blocks of a region, with the entries of these cells, numbered as they stand here."""
        plek = np.full(len(self.nummer), -1)
        plek[[self.nummer[c] for c in sleutels]] = np.arange(len(sleutels))

        def told(blok: Blok) -> Blok:
            houd = plek[blok.cel] >= 0
            vast = [(plek[cel][plek[cel] >= 0], keer[plek[cel] >= 0]) for cel, keer in blok.vast]
            return replace(blok, kolom=blok.kolom[houd], cel=plek[blok.cel[houd]], effect=blok.effect[houd], vast=vast)

        return [told(blok) for blok in self.blokken if blok.regio == regio]


def lay_ground(
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    kennis: Collection[CelSleutel],
    eerder: Grond | None = None,
    uitgaven: Eerder = NIETS,
) -> Grond:
    """Read the rows and make the blocks; those of `eerder` again in each region where they still hold.

    kennis: what reports told. uitgaven: the earlier editions.
    """
    vormen = counted_in_jongeren(tellingen, kennis)
    if eerder and eerder.vormen == vormen:
        return eerder
    plan = {(niveau, vorm) for niveau, vorm, _ in published_plan()}
    ooit = (
        c
        for c in tellingen.cellen
        if ("gemeente" if c.gebied in tellingen.regio_van else "regio", Vorm(c.indicator, *c[4:])) in plan
    )
    alle = with_edition(uitgaven.uitgaven, tellingen, sleutels=ooit)
    zaken = read_chain(verbinding, uitgaven, tellingen, kennis)
    half = _halves(tellingen, kennis)
    nummer = {c: n for n, c in enumerate(chain_keys(alle))}
    grond = Grond(zaken=zaken, uitgaven=alle, half=half, blokken=[], nummer=nummer, vormen=vormen)
    anders = grond.changed_since(eerder)
    nieuw = build_blocks(verbinding, gebieden, zaken, alle, half, van=anders) if len(zaken.rijen) else []
    zelfde = [b for b in eerder.blokken if b.regio not in anders] if eerder else []
    los = eerder.los - anders if eerder else frozenset()
    return replace(grond, blokken=[*zelfde, *nieuw], los=los)


def take_apart(verbinding: Connection, gebieden: Gebieden, grond: Grond, regio: str) -> Grond:
    """Make the blocks of a region anew: what did not change may change in some editions and not in others."""
    anders = build_blocks(verbinding, gebieden, grond.zaken, grond.uitgaven, grond.half, van={regio}, stil=False)
    blokken = [*(b for b in grond.blokken if b.regio != regio), *anders]
    return replace(grond, blokken=blokken, los=grond.los | {regio})


def cells_per_region(
    uitgaven: Sequence[Uitgave],
    eerder: Mapping[CelSleutel, VorigeCel],
    misschien: Collection[CelSleutel] = (),
    grenzen: Mapping[CelSleutel, Grenzen] = NERGENS,
) -> dict[str, Cellen]:
    """The counted cells that are told, by region, those of earlier editions first.

    eerder: what was told before of cells that are told now. misschien: what may have been shown, with any value.
    grenzen: between what values reports leave cells.
    """
    regio_van = uitgaven[-1].tellingen.regio_van
    laatste = max(regio_van.values(), default="")
    per: dict[str, list[tuple[CelSleutel, Telling]]] = defaultdict(list)
    land: list[tuple[CelSleutel, Telling]] = []
    for e, uitgave in enumerate(uitgaven):
        for c in uitgave.sleutels:
            sleutel = c if uitgave is uitgaven[-1] else of_edition(c, e)
            waar = land if c.gebied == LAND else per[regio_van.get(c.gebied, c.gebied)]
            waar.append((sleutel, uitgave.tellingen.cellen[c]))
    ooit = frozenset(misschien)
    return {r: _number([*cellen, *land], r == laatste, eerder, ooit, grenzen) for r, cellen in sorted(per.items())}


def _number(
    geteld: Sequence[tuple[CelSleutel, Telling]],
    is_laatste: bool,
    eerder: Mapping[CelSleutel, VorigeCel],
    misschien: Collection[CelSleutel],
    grenzen: Mapping[CelSleutel, Grenzen],
) -> Cellen:
    sleutels = [c for c, _ in geteld]
    waarde = np.array([t.waarde for _, t in geteld], dtype=np.int64)
    toen = [eerder.get(c) for c in sleutels]
    tussen = [room(grenzen.get(without_edition(c)), t.waarde) or (-ONEINDIG, ONEINDIG) for c, t in geteld]
    return Cellen(
        sleutels=sleutels,
        nummer={c: i for i, c in enumerate(sleutels)},
        waarde=waarde,
        jaar=np.array([schooljaar.beginjaar(c.schooljaar) for c in sleutels], dtype=np.int64),
        prijs=np.array([t.gewicht for _, t in geteld]) * (1 + np.log2(1 + waarde) / 4),
        bodem=np.array(
            [
                0.0
                if c in misschien
                else max(laag, float(v.waarde - n))
                if v and v.waarde is not None and v.waarde <= n
                else laag
                for c, v, n, (laag, _) in zip(sleutels, toen, waarde.tolist(), tussen, strict=True)
            ]
        ),
        dak=np.array([hoog for _, hoog in tussen]),
        eigen=np.array([is_laatste or c.gebied != LAND for c in sleutels], dtype=np.bool_),
        zaken=np.array([c.teleenheid == WERKPROCESSEN for c in sleutels], dtype=np.bool_),
    )


def _halves(tellingen: Tellingen, kennis: Collection[CelSleutel]) -> set[tuple[str, str]]:
    """The stammen (gemeente, soort) of facts of which reports told one of the two counts."""
    inhoud = {(niveau, vorm): i for niveau, vorm, i in published_plan()}
    half: set[tuple[str, str]] = set()
    for c in kennis:
        niveau: Niveau = "gemeente" if c.gebied in tellingen.regio_van else "regio"
        vorm = Vorm(c.indicator, c.uitsplitsing, c.categorie)
        if (niveau, vorm) in inhoud and pair(c) not in kennis:
            soorten = {a.soort for a in inhoud[niveau, vorm].atomen}
            gemeenten = [g for g, r in tellingen.regio_van.items() if c.gebied in {g, r, LAND}]
            half |= set(product(gemeenten, soorten))
    return half
