"""Editions as the proof sees them: worlds of several publications are chains of deliveries, one per edition.

A case is one werkproces in one gemeente over all editions: it is in some of them (`er_is`), in each of those it is
still open or has ended as it has in the last (`toen`), and who it is about does not change. Cases that are there from
some edition on can come and go in a world as persons do in one delivery: in all those editions at once. Those that were
taken out again, or were away for a while, can be others or not be there: there are no more of them than in truth. A
case that changed otherwise, or was reopened, stays as it is in every world. So cases are removed or changed no more
often than in truth, in the same gemeente and schooljaar. What a world's deliveries give is counted edition by edition,
each with what counted then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.referentie.gebieden import Gebieden
from data.registry.indicators import JONGEREN
from etl.intern.actief import Stel, create_views
from etl.tellen import Tellingen, count_cells
from etl.werelden.mogelijk import with_seen
from etl.werelden.onveilig import KLEIN, Verschil, find_unsafe
from etl.werelden.recount import number
from etl.werelden.uitgave import VAST, Uitgave, last_days, of_edition
from etl.werelden.zaken import OPEN, Bools, Zaken, read_zaken

_ZAAK = ("gemeente", "persoon", "soort", "subsoort", "startdatum")
"""By what a case is known again; a number can be given out anew."""
_ZELFDE = ("onderwijssoort", "jaar", "maand", "leeftijd_bij_start")
"""What of a case is the same in every edition, or it stays as it is."""


@dataclass(frozen=True)
class Verteld:
    """An earlier edition: the deliveries that counted, and of each cell its status."""

    leveringen: Stel
    status: Mapping[CelSleutel, str]


@dataclass(frozen=True)
class Eerder:
    """Earlier editions, counted again from the deliveries of then; frames: what counted in each."""

    verteld: tuple[Verteld, ...] = ()
    uitgaven: tuple[Uitgave, ...] = ()
    frames: tuple[Zaken, ...] = ()


NIETS = Eerder()
"""No earlier edition."""


def read_earlier(verbinding: Connection, gebieden: Gebieden, verteld: Sequence[Verteld]) -> Eerder:
    """Count earlier editions again."""
    uitgaven: list[Uitgave] = []
    frames: list[Zaken] = []
    for uitgave in verteld:
        create_views(verbinding, leveringen=uitgave.leveringen)
        geteld = count_cells(verbinding, gebieden)
        cellen = {c: replace(t, zichtbaar=c in uitgave.status) for c, t in geteld.cellen.items()}
        uitgaven = with_edition(uitgaven, replace(geteld, cellen=cellen), uitgave.leveringen)
        frames.append(read_zaken(verbinding, uitgaven[-1].tellingen))
    if verteld:
        create_views(verbinding)
    return Eerder(tuple(verteld), tuple(uitgaven), tuple(frames))


def with_edition(
    uitgaven: Sequence[Uitgave],
    tellingen: Tellingen,
    leveringen: Stel | None = None,
    sleutels: Iterable[CelSleutel] | None = None,
) -> list[Uitgave]:
    """The editions with one more behind them: what these deliveries give, by default those that count now.

    sleutels: its cells, by default those that readers may see.
    """
    if sleutels is None:
        sleutels = (c for c, t in tellingen.cellen.items() if t.zichtbaar)
    geteld, index = number(sleutels, tellingen.regio_van)
    eerste = sum(len(u.sleutels) for u in uitgaven)
    return [*uitgaven, Uitgave(leveringen, tellingen, tuple(geteld), index, eerste, last_days(tellingen))]


def read_chain(verbinding: Connection, eerder: Eerder, nu: Tellingen, kennis: Collection[CelSleutel]) -> Zaken:
    """Read what counts now, and follow each case through all editions."""
    zaken = read_zaken(verbinding, nu, kennis)
    return follow((*eerder.frames, zaken)) if eerder.frames else zaken


def follow(frames: Sequence[Zaken]) -> Zaken:
    """Every case of any edition with its course: as it is in the last edition that has it, and how it was before."""
    staten: dict[tuple[Any, ...], dict[int, int]] = {}
    for e, zaken in enumerate(frames):
        keer: Counter[tuple[Any, ...]] = Counter()
        for n, sleutel in enumerate(zip(*(zaken.rijen[naam] for naam in _ZAAK), strict=True)):
            keer[sleutel] += 1
            staten.setdefault((*sleutel, keer[sleutel]), {})[e] = n
    volgorde = sorted(staten.items(), key=lambda paar: (max(paar[1]), paar[1][max(paar[1])]))
    records = [
        {e: frames[e].records[n] | {"alleen": bool(frames[e].rijen.alleen.iat[n])} for e, n in per.items()}
        for _, per in volgorde
    ]
    laatst = [per[max(per)] for per in records]
    rijen = pd.DataFrame(laatst)
    verloop = [_course(per) for per in records]
    vrij = np.array([er_is != VAST for er_is, _ in verloop], dtype=np.bool_)

    def everywhere(van: Sequence[Bools]) -> Bools:
        return vrij & np.array([all(van[e][n] for e, n in per.items()) for _, per in volgorde], dtype=np.bool_)

    rijen["alleen"] = everywhere([z.rijen.alleen.to_numpy() for z in frames])
    rijen["er_is"] = [er_is for er_is, _ in verloop]
    rijen["toen"] = [toen for _, toen in verloop]
    deelt = rijen.persoon.duplicated(keep=False).to_numpy()
    return Zaken(
        rijen,
        {naam: everywhere([z.los[naam] for z in frames]) for naam in frames[0].los},
        deelt,
        everywhere([z.gedekt for z in frames]),
        with_seen(pd.concat([z.rijen for z in frames], ignore_index=True)),
        tuple(records),
    )


def _course(per: Mapping[int, Mapping[str, Any]]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """In which editions a case is, and in which of those before the last it had ended; VAST for one that changed."""
    laatst = per[max(per)]
    er_is = tuple(sorted(per))
    if any(staat[naam] != laatst[naam] for staat in per.values() for naam in _ZELFDE):
        return VAST, ()
    toen = []
    for e in er_is[:-1]:
        open_, zelfde = per[e]["eind"] == OPEN, per[e]["eind"] == laatst["eind"]
        if not open_ and not (zelfde and per[e]["afhandeling"] == laatst["afhandeling"]):
            return VAST, ()
        toen.append(not open_)
    return (er_is, tuple(toen)) if toen == sorted(toen) else (VAST, ())


@dataclass(frozen=True)
class Verleden:
    """What earlier editions add to a proof, as keys of `of_edition`.

    verborgen, getoond: their cells. kennis: those that reports told exactly. verschillen: small differences in
    jongeren, within an edition and between editions; those in cases come out of what is shown by themselves.
    """

    verborgen: frozenset[CelSleutel] = frozenset()
    getoond: frozenset[CelSleutel] = frozenset()
    kennis: frozenset[CelSleutel] = frozenset()
    verschillen: tuple[Verschil, ...] = ()


def look_back(eerder: Eerder, nu: Uitgave, kennis: Collection[CelSleutel]) -> Verleden:
    """What earlier editions told, to be kept in every world.

    What a report tells is known of an edition that counted the same.
    """
    verborgen: set[CelSleutel] = set()
    getoond: set[CelSleutel] = set()
    bekend: set[CelSleutel] = set()
    verschillen: list[Verschil] = []
    getoonde: dict[CelSleutel, list[tuple[CelSleutel, int]]] = {}
    for e, (uitgave, verteld) in enumerate(zip(eerder.uitgaven, eerder.verteld, strict=True)):
        for cel in uitgave.sleutels:
            (getoond if verteld.status[cel] == "gepubliceerd" else verborgen).add(of_edition(cel, e))
            straks = nu.tellingen.cellen.get(cel)
            if cel in kennis and straks and straks.waarde == uitgave.tellingen.cellen[cel].waarde:
                bekend.add(of_edition(cel, e))
        verschillen += [
            tuple((of_edition(cel, e), factor) for cel, factor in v) for v in find_unsafe(uitgave.tellingen).verschillen
        ]
    for e, uitgave in enumerate((*eerder.uitgaven, nu)):
        for cel in uitgave.sleutels:
            sleutel = of_edition(cel, e) if e < len(eerder.uitgaven) else cel
            n = uitgave.tellingen.cellen[cel].waarde
            if cel.teleenheid == JONGEREN and sleutel not in verborgen:
                eerdere = getoonde.setdefault(cel, [])
                verschillen += [((sleutel, 1), (toen, -1)) for toen, was in eerdere if abs(was - n) in KLEIN]
                eerdere.append((sleutel, n))
    return Verleden(frozenset(verborgen), frozenset(getoond), frozenset(bekend), tuple(verschillen))
