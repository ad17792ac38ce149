"""The one door to disclosure control."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.cells import CelSleutel, Relatie, Telling, VorigeCel
from etl.bescherming.getuige import BREEDTE
from etl.bescherming.invoer import check_input
from etl.bescherming.kiezer import Stand, choose, start
from etl.bescherming.onveilig import add_rests, find_unsafe
from etl.bescherming.stelsel import build_stelsel
from etl.bescherming.verbeteren import improve

GOEDKOOP = 0.1
"""Share of its weight that a cell costs when it was hidden last time too, so that patterns stay stable."""


@dataclass(frozen=True)
class Statistiek:
    """Figures about one protection; none is a count of children."""

    cellen: int
    onderdrukt: int
    primair: int
    secundair: int
    lps: int
    seconden: float
    blokken: int
    blokken_uit_geheugen: int
    smalste: int


@dataclass(frozen=True)
class Bescherming:
    """What must be hidden, and the tables that prove it is enough.

    `getuigen`: each a whole-number table that agrees with all that is public, as its differences from the true one.
    `vervallen`: (cell of the table that dropped a level, reason in Dutch).
    """

    primair: frozenset[CelSleutel]
    secundair: frozenset[CelSleutel]
    getuigen: tuple[Mapping[CelSleutel, int], ...]
    vervallen: tuple[tuple[CelSleutel, str], ...]
    statistiek: Statistiek

    @property
    def onderdrukt(self) -> frozenset[CelSleutel]:
        """All that is hidden; outside the ETL nobody may be able to tell the two kinds apart."""
        return self.primair | self.secundair


def protect(
    tellingen: Mapping[CelSleutel, Telling],
    relaties: Sequence[Relatie],
    *,
    kennis: Mapping[CelSleutel, int] | None = None,
    vorige: Mapping[CelSleutel, VorigeCel] | None = None,
    geheugen: Path | None = None,
    voortgang: Callable[[int, int], None] | None = None,
    tijdslimiet: float | None = None,
) -> Bescherming:
    """Choose what to hide. Raises OngeldigeInvoer when the set contradicts itself."""
    begin = time.monotonic()
    bekend, eerder = kennis or {}, vorige or {}
    check_input(tellingen, relaties, bekend)
    onveilig = find_unsafe(tellingen, relaties)
    ruim, regels = add_rests(tellingen, relaties, onveilig.resten)
    stelsel = build_stelsel(ruim, regels)
    eerst = onveilig.primair | {s for s, cel in eerder.items() if cel.status == "onderdrukt" and s in tellingen}
    eis = {*onveilig.eis, *(s for s in ruim if s not in tellingen)}
    prijs = np.array([ruim[s].gewicht for s in stelsel.sleutels])
    nummer = stelsel.nummer
    stand = start(
        stelsel,
        [nummer[s] for s in sorted(eerst)],
        [nummer[s] for s in sorted(eis)],
        [nummer[s] for s in sorted(bekend) if s in nummer],
        prijs,
    )
    choose(stand)
    improve(stand, [nummer[s] for s in sorted(eerst)])
    return _result(stand, onveilig.primair, time.monotonic() - begin)


def _result(stand: Stand, primair: frozenset[CelSleutel], seconden: float) -> Bescherming:
    sleutels = stand.stelsel.sleutels
    onderdrukt = frozenset(sleutels[i] for i in np.flatnonzero(stand.onderdrukt))
    breedte = (stand.bereik.op + stand.bereik.neer)[stand.eis]
    statistiek = Statistiek(
        cellen=int(stand.stelsel.zichtbaar.sum()),
        onderdrukt=len(onderdrukt),
        primair=len(primair),
        secundair=len(onderdrukt - primair),
        lps=stand.lps,
        seconden=seconden,
        blokken=1,
        blokken_uit_geheugen=0,
        smalste=int(breedte.min(initial=BREEDTE)),
    )
    getuigen = tuple(
        {sleutels[c]: v for c, v in zip(g.cellen.tolist(), g.verschil.tolist(), strict=True)} for g in stand.bereik.getuigen
    )
    return Bescherming(primair, onderdrukt - primair, getuigen, (), statistiek)
