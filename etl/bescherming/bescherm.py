"""The one door to disclosure control."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.cells import CelSleutel, Relatie, Som, Telling, VorigeCel
from etl.bescherming import geheugen as bewaard
from etl.bescherming.elders import known_anyway
from etl.bescherming.getuige import BREEDTE
from etl.bescherming.invoer import NietTeBeschermen, check_input, name_of
from etl.bescherming.onveilig import add_differences, find_unsafe
from etl.bescherming.oplossen import Oplossing, is_proof
from etl.bescherming.prijs import by_size
from etl.bescherming.stand import Opgave
from etl.bescherming.stelsel import Bools, Ints, build_stelsel
from etl.bescherming.verdelen import Werk, blocks, regions, solve_all
from etl.bescherming.vorige import remember_previous

GOEDKOOP = 0.1
"""Share of its weight that a cell costs when it was hidden last time too, so that patterns stay stable."""

RUIM = 10
"""A cell that was hidden before may only be shown again from this count on."""


@dataclass(frozen=True)
class Statistiek:
    """Figures about one protection; none is a count of children. `smalste`: the narrowest proved interval."""

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
    `vervallen`: (a cell of the table that dropped a level, why, in Dutch).
    """

    primair: frozenset[CelSleutel]
    secundair: frozenset[CelSleutel]
    getuigen: tuple[Mapping[CelSleutel, int], ...]
    vervallen: tuple[tuple[CelSleutel, str], ...]
    statistiek: Statistiek
    onderdrukt: frozenset[CelSleutel]


@dataclass(frozen=True)
class _Vraag:
    """The whole set, with the keys of its cells by number, and which gebied adds up to which."""

    sleutels: tuple[CelSleutel, ...]
    opgave: Opgave
    ouder: dict[str, str]
    eigen: Bools


def protect(  # noqa: PLR0913, each is a separate thing the caller may know
    tellingen: Mapping[CelSleutel, Telling],
    relaties: Sequence[Relatie],
    *,
    kennis: Mapping[CelSleutel, int] | None = None,
    vorige: Mapping[CelSleutel, VorigeCel] | None = None,
    geheugen: Path | None = None,
    voortgang: Callable[[int, int], None] | None = None,
    tijdslimiet: float | None = None,
    processen: int | None = None,
) -> Bescherming:
    """Choose what of a set to hide, so that every hidden cell can lie at least BREEDTE apart, and prove it.

    kennis: exact figures that everyone has already. vorige: what was published of these cells before. geheugen:
    folder of blocks
    solved before (as secret as the internal database). voortgang: hears (cells done, cells in all). tijdslimiet:
    seconds
    after which whole tables are hidden instead of the best cells. processen: at most this many at a time.

    Raises OngeldigeInvoer when the set contradicts itself, NietTeBeschermen when no choice protects it.
    """
    begin = time.monotonic()
    tot = time.time() + tijdslimiet if tijdslimiet is not None else np.inf
    check_input(tellingen, relaties, kennis or {})
    primair = find_unsafe(tellingen, relaties).primair
    vraag = _ask(tellingen, relaties, kennis or {}, vorige or {})
    cellen = blocks(vraag.opgave)
    opgaven = [vraag.opgave.part(blok) for blok in cellen]
    oplossingen = [bewaard.recall(geheugen, opgave) if geheugen else None for opgave in opgaven]
    nieuw = [i for i, oplossing in enumerate(oplossingen) if oplossing is None]
    werken = [Werk(opgaven[i], regions([vraag.sleutels[c].gebied for c in cellen[i]], vraag.ouder)) for i in nieuw]
    melden = _counter(voortgang, sum(w.opgave.stelsel.cells + sum(map(len, w.delen)) for w in werken))
    for i, oplossing in zip(
        nieuw, solve_all(werken, processen or min(2, os.cpu_count() or 1), tot, melden), strict=True
    ):
        _demand_proof(vraag, cellen[i], opgaven[i], oplossing)
        oplossingen[i] = oplossing
        if geheugen:
            bewaard.remember(geheugen, opgaven[i], oplossing)
    gevonden = [(c, o) for c, o in zip(cellen, oplossingen, strict=True) if o is not None]
    return _result(vraag, primair, gevonden, len(nieuw), time.monotonic() - begin)


def _ask(
    tellingen: Mapping[CelSleutel, Telling],
    relaties: Sequence[Relatie],
    kennis: Mapping[CelSleutel, int],
    vorige: Mapping[CelSleutel, VorigeCel],
) -> _Vraag:
    """Number everything and say what is asked of each cell."""
    onveilig = find_unsafe(tellingen, relaties)
    nu, regels = add_differences(tellingen, relaties, onveilig.verschillen)
    verleden = remember_previous(tellingen, relaties, vorige)
    alles = {**nu, **verleden.tellingen}
    sleutels = tuple(sorted(alles))
    eerder = {
        s for s, cel in vorige.items() if cel.status == "onderdrukt" and s in tellingen and tellingen[s].zichtbaar
    }
    anders = {s for s in eerder if vorige[s].waarde not in (None, tellingen[s].waarde) and tellingen[s].waarde >= RUIM}
    stelsel = build_stelsel(sleutels, alles, [*regels, *verleden.relaties])
    opgave = Opgave(
        stelsel,
        onderdrukt=_mask(sleutels, onveilig.primair | eerder),
        eis=_mask(sleutels, onveilig.eis | (nu.keys() - tellingen.keys()) | verleden.eis),
        vast=_mask(sleutels, kennis.keys() | verleden.vast),
        rand=np.zeros(len(sleutels), dtype=np.bool_),
        prijs=stelsel.gewicht * by_size(stelsel.waarde) * np.where(_mask(sleutels, eerder), GOEDKOOP, 1.0),
        blijft=_mask(sleutels, onveilig.primair | (eerder - anders)),
        tabellen=(
            _numbers([(s.gebied, s.schooljaar, s.indicator, s.uitsplitsing) for s in sleutels]),
            _numbers([(s.gebied, s.schooljaar, s.indicator) for s in sleutels]),
            _numbers([(s.gebied, s.schooljaar) for s in sleutels]),
        ),
    )
    ouder = {
        deel.gebied: relatie.totaal.gebied
        for relatie in relaties
        if isinstance(relatie, Som)
        for deel in relatie.delen
        if deel.gebied != relatie.totaal.gebied
    }
    return _Vraag(sleutels, opgave, ouder, _mask(sleutels, tellingen.keys()))


def _demand_proof(vraag: _Vraag, cellen: Ints, opgave: Opgave, oplossing: Oplossing) -> None:
    """Nothing leaves here unproved."""
    if not is_proof(opgave, oplossing):
        for cel in oplossing.onhoudbaar.tolist():
            if not known_anyway(opgave, cel):
                raise NietTeBeschermen(
                    f"Er is geen veilige keuze gevonden rond {name_of(vraag.sleutels[cellen[cel]])}."
                )
        raise NietTeBeschermen("Het bewijs van de afscherming klopt niet. Meld dit als fout in het programma.")


def _result(
    vraag: _Vraag, primair: frozenset[CelSleutel], gevonden: list[tuple[Ints, Oplossing]], nieuw: int, seconden: float
) -> Bescherming:
    sleutels = vraag.sleutels
    onderdrukt = frozenset(sleutels[c] for cellen, o in gevonden for c in cellen[o.onderdrukt].tolist())
    getuigen = tuple(
        {sleutels[c]: v for c, v in zip(cellen[g.cellen].tolist(), g.verschil.tolist(), strict=True) if vraag.eigen[c]}
        for cellen, o in gevonden
        for g in o.getuigen
    )
    vervallen = [
        *(
            (sleutels[c], "Deze tabel kon niet met minder worden beschermd.")
            for cellen, o in gevonden
            for c in cellen[o.vervallen].tolist()
        ),
        *(
            (sleutels[c], "Dit volgt al uit gepubliceerde verslagen.")
            for cellen, o in gevonden
            for c in cellen[o.onhoudbaar].tolist()
        ),
    ]
    statistiek = Statistiek(
        cellen=int((vraag.opgave.stelsel.zichtbaar & vraag.eigen).sum()),
        onderdrukt=len(onderdrukt),
        primair=len(primair),
        secundair=len(onderdrukt - primair),
        lps=sum(o.lps for _, o in gevonden),
        seconden=seconden,
        blokken=len(gevonden),
        blokken_uit_geheugen=len(gevonden) - nieuw,
        smalste=BREEDTE,
    )
    return Bescherming(primair, onderdrukt - primair, getuigen, tuple(vervallen), statistiek, onderdrukt)


def _mask(sleutels: Sequence[CelSleutel], keuze: object) -> Bools:
    return np.array([sleutel in keuze for sleutel in sleutels], dtype=np.bool_)  # type: ignore[operator]


def _numbers(namen: Sequence[tuple[str, ...]]) -> Ints:
    nummer: dict[tuple[str, ...], int] = {}
    return np.array([nummer.setdefault(naam, len(nummer)) for naam in namen], dtype=np.int64)


def _counter(voortgang: Callable[[int, int], None] | None, totaal: int) -> Callable[[int], None]:
    gedaan = 0

    def count(cellen: int) -> None:
        nonlocal gedaan
        gedaan += cellen
        if voortgang:
            voortgang(gedaan, totaal)

    return count
