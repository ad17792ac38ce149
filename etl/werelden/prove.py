"""The loop: look for worlds; where there are none hide more, then whole tables; what is proved is recounted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection

from data import schooljaar
from data.cells import CelSleutel
from data.gebieden import LAND, Gebieden
from data.indicators import WERKPROCESSEN
from etl.tellen import Tellingen
from etl.werelden.groepen import hide_groups
from etl.werelden.kiezen import Keuze
from etl.werelden.model import Blok, build_blocks
from etl.werelden.program import Floats
from etl.werelden.realise import Wereld, realise
from etl.werelden.recount import BREEDTE, judge, number, pairs, recount
from etl.werelden.search import Vondst, search
from etl.werelden.zaken import Bools, Ints, Zaken, read_zaken

KEREN = 12
"""How often more is hidden cell by cell before whole tables are."""
GROVER = (
    ("gebied", "schooljaar", "indicator", "uitsplitsing"),
    ("gebied", "schooljaar", "indicator"),
    ("gebied", "schooljaar"),
)
"""What goes as a whole where cells alone do not help: a table, then an indicator, then a gebied in a schooljaar."""
BUNDEL = 6
"""How many narrow cells at most one program makes wide by hiding more."""


class NietTeBewijzen(Exception):
    """Of something no world was found, even with all around it hidden. The text names no count."""


@dataclass(frozen=True, kw_only=True)
class Cellen:
    """Every counted cell that readers may see, numbered, and what choosing needs of each."""

    sleutels: list[CelSleutel]
    index: pd.Index
    waarde: Ints
    jaar: Ints
    prijs: Floats
    regio: NDArray[np.str_]
    zaken: Bools

    def numbers(self, keuze: Collection[CelSleutel]) -> Bools:
        """Which cells are in a set of keys."""
        return np.array([sleutel in keuze for sleutel in self.sleutels], dtype=np.bool_)


@dataclass(frozen=True)
class Bewijs:
    """What must be hidden, and the worlds that prove that it is enough, as `recount.pairs` gives them.

    vast: the hidden cells that move in none, because everyone knows them already. erbij: how many cells more than was
    asked. werelden, programmas: how many.
    """

    onderdrukt: frozenset[CelSleutel]
    vast: frozenset[CelSleutel]
    paren: pd.DataFrame | None
    erbij: int
    werelden: int
    programmas: int


def prove(
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    onderdrukt: Collection[CelSleutel],
    *,
    kennis: Collection[CelSleutel] = (),
    melden: Callable[[str], None] = lambda _: None,
) -> Bewijs:
    """Find worlds for all that is hidden, and for every small group that shown cells give; hide more where needed.

    kennis: cells that everyone knows exactly already; they move in no world and need none. Raises NietTeBewijzen.
    """
    cellen = _cells(tellingen)
    zaken = read_zaken(verbinding, tellingen)
    laatste = _last_days(tellingen)
    if not len(zaken.rijen):
        return Bewijs(frozenset(onderdrukt), frozenset(onderdrukt), None, 0, 0, 0)
    dekking = [(g, jaar) for soort, g, jaar in tellingen.herkomst if soort == WERKPROCESSEN and g in laatste]
    blokken = build_blocks(verbinding, gebieden, zaken, laatste, dekking, cellen.index)
    # What no possible case is counted in, and what reports told, is known to everyone: hidden or not, it never moves.
    vast = ~np.isin(np.arange(len(cellen.sleutels)), np.concatenate([b.cel for b in blokken])) | cellen.numbers(kennis)
    verborgen = cellen.numbers(onderdrukt) & ~vast
    per_regio = {regio: [b for b in blokken if b.regio == regio] for regio in sorted({b.regio for b in blokken})}
    vondsten = {
        regio: _prove_region(eigen, cellen, verborgen, vast, cellen.regio == regio, melden)
        for regio, eigen in per_regio.items()
    }
    alles = frozenset({*onderdrukt, *(cellen.sleutels[i] for i in np.flatnonzero(verborgen))})
    rust = frozenset(alles - {cellen.sleutels[i] for i in np.flatnonzero(verborgen)})
    erbij, programmas = len(alles) - len(onderdrukt), sum(v.programmas for v in vondsten.values())
    werelden = _realise(zaken, per_regio, vondsten, laatste)
    if not werelden:
        return Bewijs(alles, rust, None, erbij, 0, programmas)
    paren = pairs(zaken, werelden)
    verschil = recount(verbinding, gebieden, paren, cellen.index)
    oordeel = judge(verschil, cellen.sleutels, {cellen.sleutels[i] for i in np.flatnonzero(verborgen)})
    if nauw := oordeel.narrow([cellen.sleutels[i] for i in np.flatnonzero(verborgen)]):
        raise NietTeBewijzen(f"Van {len(nauw)} afgeschermde cijfers is niet bewezen dat ze onzeker genoeg zijn.")
    goed = np.array(oordeel.klopt)[paren.nummer]
    melden(f"{len(werelden)} werelden, waarvan {sum(oordeel.klopt)} kloppen")
    return Bewijs(alles, rust, paren[goed].reset_index(drop=True), erbij, sum(oordeel.klopt), programmas)


def _cells(tellingen: Tellingen) -> Cellen:
    sleutels, index = number([c for c, t in tellingen.cellen.items() if t.zichtbaar], tellingen.regio_van)
    geteld = [tellingen.cellen[c] for c in sleutels]
    waarde = np.array([t.waarde for t in geteld], dtype=np.int64)
    laatste = max(tellingen.regio_van.values(), default="")
    return Cellen(
        sleutels=sleutels,
        index=index,
        waarde=waarde,
        jaar=np.array([schooljaar.beginjaar(c.schooljaar) for c in sleutels], dtype=np.int64),
        prijs=np.array([t.gewicht for t in geteld]) * (1 + np.log2(1 + waarde) / 4),
        zaken=np.array([c.teleenheid == WERKPROCESSEN for c in sleutels], dtype=np.bool_),
        regio=np.array(
            [laatste if c.gebied == LAND else tellingen.regio_van.get(c.gebied, c.gebied) for c in sleutels]
        ),
    )


def _last_days(tellingen: Tellingen) -> dict[str, pd.Timestamp]:
    """Per gemeente the last day on which a case can end: the peildatum of what speaks for its last schooljaar."""
    dagen: dict[str, pd.Timestamp] = {}
    for (soort, gebied, _), herkomst in sorted(tellingen.herkomst.items(), key=lambda paar: paar[0][2]):
        if soort == WERKPROCESSEN and gebied in tellingen.regio_van:
            dagen[gebied] = pd.Timestamp(herkomst.peildatum)
    return dagen


def _prove_region(
    blokken: Sequence[Blok],
    cellen: Cellen,
    verborgen: Bools,
    vast: Bools,
    van_regio: Bools,
    melden: Callable[[str], None],
) -> Vondst:
    """Widen all that is hidden in a region; `verborgen` grows where that is needed, by cell, then by table."""
    vondst = Vondst(len(cellen.sleutels))
    for blok in blokken:
        vondst.programmas += hide_groups(blok, verborgen, cellen.zaken, vast, cellen.prijs)
    grof = 0
    for keer in range(KEREN):
        search(blokken, verborgen, cellen.waarde, cellen.jaar, vondst)
        nauw = vondst.narrow(np.flatnonzero(verborgen & van_regio))
        melden(f"{blokken[0].regio}: {int((verborgen & van_regio).sum())} afgeschermd, {len(nauw)} nog niet bewezen")
        if not len(nauw):
            return vondst
        voor = int(verborgen.sum())
        for nummer, blok in enumerate(blokken):
            eigen = nauw[(cellen.jaar[nauw] == blok.jaar) | (nummer == 0) & (cellen.jaar[nauw] < blok.jaar)]
            if len(eigen):
                _hide_more(blok, cellen, verborgen, vast, eigen, vondst, keer)
        if int(verborgen.sum()) - voor < len(nauw) // 4 and grof < len(GROVER):
            _hide_tables(cellen, verborgen, vast, nauw, GROVER[grof])
            grof += 1
    raise NietTeBewijzen(f"In {blokken[0].regio} is niet van elk afgeschermd cijfer bewezen dat het onzeker genoeg is.")


def _hide_tables(cellen: Cellen, verborgen: Bools, vast: Bools, nauw: Ints, velden: tuple[str, ...]) -> None:
    """Hide everything that has these fields in common with a narrow cell."""
    tabellen = {tuple(getattr(cellen.sleutels[i], v) for v in velden) for i in nauw.tolist()}
    for i, sleutel in enumerate(cellen.sleutels):
        if not vast[i] and tuple(getattr(sleutel, v) for v in velden) in tabellen:
            verborgen[i] = True


def _hide_more(
    blok: Blok, cellen: Cellen, verborgen: Bools, vast: Bools, nauw: Ints, vondst: Vondst, keer: int
) -> None:
    """Hide the cheapest shown cells that must move for some of the narrow ones, no two of one table at a time."""
    toeval = np.random.default_rng((blok.jaar, keer))
    keuze = Keuze(blok, verborgen, vast, cellen.prijs)
    nauw = toeval.permutation(nauw[np.isin(nauw, keuze.cellen)])
    laag, hoog = vondst.reach(nauw)
    while len(nauw):
        gezien: set[tuple[str, str]] = set()
        bundel: list[int] = []
        for i, cel in enumerate(nauw.tolist()):
            c = cellen.sleutels[cel]
            if (c.gebied, c.indicator) not in gezien and len(bundel) < BUNDEL:
                gezien.add((c.gebied, c.indicator))
                bundel.append(i)
        b = np.array(bundel)
        omlaag = (cellen.waarde[nauw[b]] + hoog[b] - BREEDTE >= 0) & (toeval.random(len(b)) < 0.5)
        kant = np.where(omlaag, -1, 1)
        ver = np.where(omlaag, BREEDTE - hoog[b], laag[b] + BREEDTE)
        mee = keuze.cheapest(nauw[b], kant, ver.astype(np.float64))
        vondst.programmas += 2
        if mee is not None:
            verborgen[mee] = True
        over = np.setdiff1d(np.arange(len(nauw)), b)
        nauw, laag, hoog = nauw[over], laag[over], hoog[over]


def _realise(
    zaken: Zaken,
    per_regio: Mapping[str, Sequence[Blok]],
    vondsten: Mapping[str, Vondst],
    laatste: Mapping[str, pd.Timestamp],
) -> list[Wereld]:
    """World n moves in every region what was found there for its n-th world: blocks hang together in nothing shown."""
    werelden: list[Wereld] = []
    for regio, vondst in vondsten.items():
        for n, per_blok in enumerate(vondst.bewerkingen):
            while len(werelden) <= n:
                werelden.append(Wereld())
            for nummer, x in sorted(per_blok.items()):
                realise(zaken, per_regio[regio][nummer], x, laatste, werelden[n])
    return werelden
