"""What choosing and proving stand on: the true rows, the edits of them, and the cells of each region.

Tables are told coarser and proved again, and the edits of a block stay the same. So blocks are made once with an entry
for every cell that some step tells (`lay_ground`), and a proof takes from them what is told now (`Grond.blocks`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel, VorigeCel
from data.cells.tableplan import Inhoud, Niveau, Vorm
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, Gebieden
from data.registry.indicators import INDICATOREN, WERKPROCESSEN
from etl.tellen import Tellingen, published_plan
from etl.werelden.model import Blok, build_blocks
from etl.werelden.onveilig import pair
from etl.werelden.program import ONEINDIG, Floats
from etl.werelden.recount import number
from etl.werelden.zaken import Bools, Ints, Zaken, counted_in_jongeren, read_zaken


@dataclass(frozen=True, kw_only=True)
class Cellen:
    """Every counted cell of a region that readers may see, and of the country, numbered: what choosing needs of each.

    bodem: how far down a cell may go: not below what was shown of it before, where cases only came. eigen: the cells
    this region has to answer for; those of the country are the last region's.
    """

    sleutels: list[CelSleutel]
    nummer: Mapping[CelSleutel, int]
    waarde: Ints
    jaar: Ints
    prijs: Floats
    bodem: Floats
    eigen: Bools
    zaken: Bools

    def mask(self, keuze: Collection[CelSleutel]) -> Bools:
        """Which cells are in a set of keys."""
        return np.array([sleutel in keuze for sleutel in self.sleutels], dtype=np.bool_)


@dataclass(frozen=True, kw_only=True)
class Grond:
    """The true rows and their edits. nummer: every counted cell that some step tells, as the blocks number them.

    laatste: per gemeente the last day on which a case can end. vormen: what is counted in jongeren and told somewhere;
    where that changes, so do the rows that are free to change.
    """

    zaken: Zaken
    laatste: Mapping[str, pd.Timestamp]
    blokken: Sequence[Blok]
    nummer: Mapping[CelSleutel, int]
    vormen: Sequence[Inhoud]

    def blocks(self, regio: str, sleutels: Sequence[CelSleutel]) -> list[Blok]:
        """The blocks of a region, with the entries of these cells, numbered as they stand here."""
        plek = np.full(len(self.nummer), -1)
        plek[[self.nummer[c] for c in sleutels]] = np.arange(len(sleutels))
        eigen = []
        for blok in self.blokken:
            if blok.regio == regio:
                houd = plek[blok.cel] >= 0
                eigen.append(replace(blok, kolom=blok.kolom[houd], cel=plek[blok.cel[houd]], effect=blok.effect[houd]))
        return eigen


def lay_ground(
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    kennis: Collection[CelSleutel],
    eerder: Grond | None = None,
) -> Grond:
    """Read the rows and make the blocks; `eerder` again where it still holds. kennis: what reports told."""
    vormen = counted_in_jongeren(tellingen)
    if eerder and eerder.vormen == vormen:
        return eerder
    plan = {(niveau, vorm) for niveau, vorm, _ in published_plan()}
    sleutels, index = number(
        (
            c
            for c in tellingen.cellen
            if ("gemeente" if c.gebied in tellingen.regio_van else "regio", Vorm(c.indicator, *c[4:])) in plan
        ),
        tellingen.regio_van,
    )
    zaken = read_zaken(verbinding, tellingen)
    laatste = _last_days(tellingen)
    dekking = [(g, jaar) for soort, g, jaar in tellingen.herkomst if soort == WERKPROCESSEN and g in laatste]
    half = _halves(tellingen, kennis)
    blokken = build_blocks(verbinding, gebieden, zaken, laatste, dekking, index, half) if len(zaken.rijen) else []
    nummer = {c: n for n, c in enumerate(sleutels)}
    return Grond(zaken=zaken, laatste=laatste, blokken=blokken, nummer=nummer, vormen=vormen)


def cells_per_region(tellingen: Tellingen, eerder: Mapping[CelSleutel, VorigeCel]) -> dict[str, Cellen]:
    """The counted cells that are told, by region. eerder: what was told before of cells that are told now."""
    laatste = max(tellingen.regio_van.values(), default="")
    per: dict[str, list[CelSleutel]] = defaultdict(list)
    land: list[CelSleutel] = []
    for c, telling in tellingen.cellen.items():
        if telling.zichtbaar and c.indicator in INDICATOREN and INDICATOREN[c.indicator].herkomst == WERKPROCESSEN:
            (land if c.gebied == LAND else per[tellingen.regio_van.get(c.gebied, c.gebied)]).append(c)
    return {r: _number([*cellen, *land], r == laatste, tellingen, eerder) for r, cellen in sorted(per.items())}


def _number(
    sleutels: list[CelSleutel], is_laatste: bool, tellingen: Tellingen, eerder: Mapping[CelSleutel, VorigeCel]
) -> Cellen:
    geteld = [tellingen.cellen[c] for c in sleutels]
    waarde = np.array([t.waarde for t in geteld], dtype=np.int64)
    toen = [eerder.get(c) for c in sleutels]
    return Cellen(
        sleutels=sleutels,
        nummer={c: i for i, c in enumerate(sleutels)},
        waarde=waarde,
        jaar=np.array([schooljaar.beginjaar(c.schooljaar) for c in sleutels], dtype=np.int64),
        prijs=np.array([t.gewicht for t in geteld]) * (1 + np.log2(1 + waarde) / 4),
        bodem=np.array(
            [
                float(v.waarde - n)
                if v and v.status == "gepubliceerd" and v.waarde is not None and v.waarde <= n
                else -ONEINDIG
                for v, n in zip(toen, waarde.tolist(), strict=True)
            ]
        ),
        eigen=np.array([is_laatste or c.gebied != LAND for c in sleutels], dtype=np.bool_),
        zaken=np.array([c.teleenheid == WERKPROCESSEN for c in sleutels], dtype=np.bool_),
    )


def _last_days(tellingen: Tellingen) -> dict[str, pd.Timestamp]:
    """Per gemeente the last day on which a case can end: the peildatum of what speaks for its last schooljaar."""
    dagen: dict[str, pd.Timestamp] = {}
    for (soort, gebied, _), herkomst in sorted(tellingen.herkomst.items(), key=lambda paar: paar[0][2]):
        if soort == WERKPROCESSEN and gebied in tellingen.regio_van:
            dagen[gebied] = pd.Timestamp(herkomst.peildatum)
    return dagen


def _halves(tellingen: Tellingen, kennis: Collection[CelSleutel]) -> set[tuple[str, str]]:
    """The stammen (gemeente, soort) of facts of which reports told one of the two counts."""
    inhoud = {(niveau, vorm): i for niveau, vorm, i in published_plan()}
    half: set[tuple[str, str]] = set()
    for c in kennis:
        if c.indicator in INDICATOREN and INDICATOREN[c.indicator].herkomst == WERKPROCESSEN and pair(c) not in kennis:
            niveau: Niveau = "gemeente" if c.gebied in tellingen.regio_van else "regio"
            soorten = {a.soort for a in inhoud[niveau, Vorm(c.indicator, c.uitsplitsing, c.categorie)].atomen}
            gemeenten = [g for g, r in tellingen.regio_van.items() if c.gebied in {g, r, LAND}]
            half |= set(product(gemeenten, soorten))
    return half
