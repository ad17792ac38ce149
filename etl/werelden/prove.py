"""The loop: look for worlds; where there are none hide more, then whole tables; what is proved is recounted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells import CelSleutel
from data.gebieden import Gebieden
from data.indicators import INDICATOREN, WERKPROCESSEN
from data.tableplan import Niveau, Vorm
from etl.tellen import Tellingen, published_plan
from etl.werelden.groepen import hide_groups
from etl.werelden.kiezen import Keuze
from etl.werelden.model import Blok, build_blocks
from etl.werelden.program import Floats
from etl.werelden.realise import Wereld, realise
from etl.werelden.recount import recount
from etl.werelden.search import BREEDTE, Vondst, search
from etl.werelden.zaken import Bools, Ints, Zaken, read_zaken

KEREN = 12
"""How often more is hidden cell by cell before whole tables are."""
BUNDEL = 6
"""How many narrow cells at most one program makes wide by hiding more."""


@dataclass(frozen=True, kw_only=True)
class Cellen:
    """Every counted cell that readers may see, numbered. index: (vorm, gebied, schooljaar, teleenheid)."""

    sleutels: list[CelSleutel]
    index: pd.Index
    waarde: Ints
    jaar: Ints
    prijs: Floats
    regio: list[str]

    def numbers(self, keuze: object) -> Bools:
        """Which cells are in a set of keys."""
        return np.array([sleutel in keuze for sleutel in self.sleutels], dtype=np.bool_)  # type: ignore[operator]


@dataclass(frozen=True)
class Bewijs:
    """What must be hidden, the worlds that prove it, and how far each hidden cell reaches over them."""

    onderdrukt: frozenset[CelSleutel]
    werelden: tuple[Wereld, ...]
    erbij: int
    programmas: int
    smalste: int


def number(tellingen: Tellingen) -> Cellen:
    """Number the counted cells of the plan."""
    plek = {(niveau, vorm): n for n, (niveau, vorm, _) in enumerate(published_plan())}
    sleutels = [
        c for c, t in tellingen.cellen.items() if t.zichtbaar and INDICATOREN[c.indicator].herkomst == WERKPROCESSEN
    ]

    def place(c: CelSleutel) -> int:
        niveau: Niveau = "gemeente" if c.gebied in tellingen.regio_van else "regio"
        return plek[niveau, Vorm(c.indicator, c.uitsplitsing, c.categorie)]

    return Cellen(
        sleutels=sleutels,
        index=pd.MultiIndex.from_tuples([(place(c), c.gebied, c.schooljaar, c.teleenheid) for c in sleutels]),
        waarde=np.array([tellingen.cellen[c].waarde for c in sleutels], dtype=np.int64),
        jaar=np.array([int(c.schooljaar[:4]) for c in sleutels], dtype=np.int64),
        prijs=np.array(
            [tellingen.cellen[c].gewicht * (1 + np.log2(1 + tellingen.cellen[c].waarde) / 4) for c in sleutels]
        ),
        regio=[tellingen.regio_van.get(c.gebied, c.gebied) for c in sleutels],
    )


def prove(
    verbinding: Connection,
    gebieden: Gebieden,
    tellingen: Tellingen,
    onderdrukt: frozenset[CelSleutel],
    melden: Callable[[str], None] = lambda _: None,
) -> Bewijs:
    """Find worlds for what is hidden; hide more where that is needed."""
    cellen = number(tellingen)
    zaken = read_zaken(verbinding, tellingen)
    laatste = _last_days(tellingen)
    dekking = [(g, jaar) for soort, g, jaar in tellingen.herkomst if soort == WERKPROCESSEN and g in laatste]
    blokken = build_blocks(verbinding, gebieden, zaken, laatste, dekking, cellen.index)
    melden(f"{len(blokken)} blokken")
    kan = np.zeros(len(cellen.sleutels), dtype=np.bool_)
    kan[np.concatenate([b.cel for b in blokken])] = True
    # What no possible case is counted in is known to everyone: there is nothing to hide.
    verborgen = cellen.numbers(onderdrukt) & kan
    begin = int(verborgen.sum())
    vondsten: dict[str, Vondst] = {}
    per_regio = {regio: [b for b in blokken if b.regio == regio] for regio in sorted({b.regio for b in blokken})}
    for regio, eigen in per_regio.items():
        van_regio = np.array([r == regio for r in cellen.regio], dtype=np.bool_)
        vondsten[regio] = _prove_region(eigen, cellen, verborgen, van_regio, melden)
    werelden = _realise(zaken, per_regio, vondsten, laatste)
    melden("gerealiseerd")
    verschil = recount(verbinding, gebieden, zaken, werelden, cellen.index)
    goed = ~(verschil[:, ~verborgen] != 0).any(axis=1)
    melden(f"{len(werelden)} werelden, waarvan {int((~goed).sum())} niet kloppen")
    verschil = verschil[goed]
    breed = np.maximum(verschil.max(axis=0, initial=0), 0) - np.minimum(verschil.min(axis=0, initial=0), 0)
    nauw = verborgen & (breed < BREEDTE)
    melden(f"{int(verborgen.sum())} verborgen ({begin} vooraf), {int(nauw.sum())} niet bewezen")
    return Bewijs(
        frozenset(s for s, v in zip(cellen.sleutels, verborgen, strict=True) if v),
        tuple(w for w, g in zip(werelden, goed, strict=True) if g),
        int(verborgen.sum()) - begin,
        sum(v.programmas for v in vondsten.values()),
        int(breed[verborgen].min(initial=BREEDTE)),
    )


def _last_days(tellingen: Tellingen) -> dict[str, pd.Timestamp]:
    """Per gemeente the last day on which a case can end: the peildatum of what speaks for its last schooljaar."""
    dagen: dict[str, pd.Timestamp] = {}
    for (soort, gebied, _), herkomst in sorted(tellingen.herkomst.items(), key=lambda paar: paar[0][2]):
        if soort == WERKPROCESSEN and gebied in tellingen.regio_van:
            dagen[gebied] = pd.Timestamp(herkomst.peildatum)
    return dagen


def _prove_region(
    blokken: Sequence[Blok], cellen: Cellen, verborgen: Bools, van_regio: Bools, melden: Callable[[str], None]
) -> Vondst:
    """Widen everything hidden in a region; `verborgen` grows where that is needed."""
    vondst = Vondst(len(cellen.sleutels))
    for blok in blokken:
        vondst.programmas += hide_groups(blok, verborgen, cellen.prijs)
    melden(f"{blokken[0].regio}: {int((verborgen & van_regio).sum())} verborgen om kleine groepen")
    for keer in range(KEREN):
        search(blokken, verborgen, cellen.waarde, cellen.jaar, vondst)
        nauw = vondst.narrow(np.flatnonzero(verborgen & van_regio))
        melden(
            f"{blokken[0].regio} {keer}: {int((verborgen & van_regio).sum())} verborgen, {len(nauw)} nauw, "
            f"{vondst.programmas} programma's, {len(vondst.verschil)} werelden"
        )
        if not len(nauw):
            return vondst
        for nummer, blok in enumerate(blokken):
            eigen = nauw[(cellen.jaar[nauw] == blok.jaar) | (nummer == 0) & (cellen.jaar[nauw] < blok.jaar)]
            if len(eigen):
                _hide_more(blok, cellen, verborgen, eigen, vondst, keer)
    return vondst


def _hide_more(blok: Blok, cellen: Cellen, verborgen: Bools, nauw: Ints, vondst: Vondst, keer: int) -> None:
    """Hide the cheapest shown cells that must move for some of the narrow ones, no two of one table at a time."""
    toeval = np.random.default_rng((blok.jaar, keer))
    keuze = Keuze(blok, verborgen, cellen.prijs)
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
