"""The verdict: which unknowns come out narrower than the rule allows."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.cells import HULP, CelSleutel, Relatie, VorigeCel
from etl.aanval.grenzen import propagate
from etl.aanval.onbekenden import Floats, Tegenspraak, find_unknowns
from etl.aanval.regels import KLEIN, KLEINE_GROEP, Schending, add_rests, must_be_wide, shown_small
from etl.aanval.vroeger import Kennis, add_earlier
from etl.aanval.zoeken import BREEDTE, search


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a cell lies for certain (`hoog` None: no bound).

    `gezien`: which two values are seen to be possible (None: no table was looked for).
    """

    laag: int
    hoog: int | None
    gezien_laag: int | None
    gezien_hoog: int | None

    @property
    def breedte(self) -> int:
        """How far apart two possible values were seen; -1 when none was."""
        return -1 if self.gezien_laag is None or self.gezien_hoog is None else self.gezien_hoog - self.gezien_laag


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What the attack found. `verborgen`: never-published unknowns.

    `smalste`: how far apart two possible values of the narrowest hidden cell were seen; 5 means 5 or more, because the
    search ends there.
    """

    intervallen: Mapping[CelSleutel, Interval]
    schendingen: tuple[Schending, ...]
    cellen: int
    onderdrukt: int
    verborgen: int
    smalste: int
    lps: int
    seconden: float

    @property
    def veilig(self) -> bool:
        """Whether nothing broke the rule."""
        return not self.schendingen


def attack(
    gepubliceerd: Mapping[CelSleutel, int],
    onderdrukt: Collection[CelSleutel],
    relaties: Sequence[Relatie],
    *,
    kennis: Mapping[CelSleutel, int] | None = None,
    waarden: Mapping[CelSleutel, int] | None = None,
    vorige: Mapping[CelSleutel, VorigeCel] | None = None,
) -> Uitslag:
    """Attack a published set with what the public has.

    kennis: exact figures from elsewhere. vorige: what was published before of the same cells. waarden: the truth of
    what is hidden, where the caller knows it. No bound is drawn in by it: what is unsafe is judged by it, and it is a
    table to start the search from. Without it every hidden cell is judged as if unsafe, and a cell never published
    only by whether it comes out at 1-4.
    """
    begin = time.monotonic()
    elders = kennis or {}
    alles = Kennis(
        {**gepubliceerd, **elders},
        frozenset(onderdrukt) - elders.keys(),
        list(relaties),
        {cel: n for cel, n in (waarden or {}).items() if cel not in elders},
    )
    vondst = _reckon(alles, vorige or {})
    fouten = [*shown_small(alles, {c: n for c, n in gepubliceerd.items() if c not in elders}), *vondst.fouten]
    if fouten:
        al_bekend = _known_without(alles, elders, vorige or {}, {fout.cel for fout in vondst.fouten if fout.cel})
        fouten = [fout for fout in fouten if fout.cel is None or fout.cel not in al_bekend]
    gezien = [vondst.intervallen[cel].breedte for cel in alles.verborgen if cel in vondst.intervallen]
    return Uitslag(
        vondst.intervallen,
        tuple(fouten),
        len(gepubliceerd) + len(onderdrukt),
        len(onderdrukt),
        len(vondst.intervallen.keys() - alles.verborgen),
        min([BREEDTE, *gezien]),
        vondst.lps,
        time.monotonic() - begin,
    )


@dataclass(frozen=True)
class _Vondst:
    intervallen: dict[CelSleutel, Interval]
    fouten: list[Schending]
    lps: int


def _reckon(
    kennis: Kennis, vorige: Mapping[CelSleutel, VorigeCel], alleen: Collection[CelSleutel] | None = None
) -> _Vondst:
    """The attack with the earlier publication; when that contradicts the one of now, some count sank.

    And it tells less.
    """
    if vorige:
        for alleen_erbij in (True, False):
            try:
                return _solve(add_earlier(kennis, vorige, alleen_erbij=alleen_erbij), alleen)
            except Tegenspraak:
                continue
    try:
        return _solve(kennis, alleen)
    except Tegenspraak:
        return _Vondst({}, [Schending(None, "De gepubliceerde tabellen spreken elkaar tegen.")], 0)


def _solve(kennis: Kennis, alleen: Collection[CelSleutel] | None) -> _Vondst:
    """`alleen`: ask after these cells only, and not after groups."""
    ruim, resten = add_rests(kennis) if alleen is None else (kennis, {})
    vraag = find_unknowns(ruim.bekend, ruim.verborgen, ruim.relaties)
    for i, cel in enumerate(vraag.cellen):
        if cel in ruim.grenzen:
            laag, hoog = ruim.grenzen[cel]
            vraag.laag[i] = max(vraag.laag[i], laag)
            vraag.hoog[i] = min(vraag.hoog[i], np.inf if hoog is None else hoog)
    onder, boven = propagate(vraag)
    wijd = must_be_wide(ruim) if alleen is None else set(alleen)
    eis = np.array([BREEDTE if cel in wijd else int(cel in resten) for cel in vraag.cellen], dtype=np.int64)
    if alleen is not None:
        eis[boven - onder < BREEDTE] = 0
    gegeven = np.array([ruim.waar.get(cel, -1) for cel in vraag.cellen], dtype=np.int64)
    tafels = search(vraag, onder, boven, eis, gegeven)
    alle = _intervals(vraag.cellen, onder, boven, tafels.minst, tafels.meest)
    eigen = {cel: interval for cel, interval in alle.items() if cel not in resten}
    return _Vondst(eigen, [*_too_narrow(eigen, wijd), *_told(alle, resten, ruim)], tafels.lps)


def _intervals(
    cellen: Sequence[CelSleutel], laag: Floats, hoog: Floats, minst: Floats, meest: Floats
) -> dict[CelSleutel, Interval]:
    return {
        cel: Interval(int(laag[i]), _whole(hoog[i]), _whole(minst[i]), _whole(meest[i])) for i, cel in enumerate(cellen)
    }


def _whole(x: float) -> int | None:
    return None if np.isinf(x) else int(x)


def _too_narrow(intervallen: Mapping[CelSleutel, Interval], wijd: Collection[CelSleutel]) -> Iterable[Schending]:
    for cel, interval in intervallen.items():
        if cel in wijd:
            if interval.breedte < BREEDTE:
                yield Schending(cel, "Een afgeschermde cel is te nauw in te sluiten.")
        elif cel.indicator != HULP and interval.laag in KLEIN and interval.hoog in KLEIN:
            yield Schending(cel, "Een nooit getoonde cel is uit te rekenen en is klein.")


def _told(
    intervallen: Mapping[CelSleutel, Interval], resten: Mapping[CelSleutel, CelSleutel], kennis: Kennis
) -> Iterable[Schending]:
    """Small groups of which it is certain that all are of one kind."""
    for rest, totaal in resten.items():
        interval, groep = intervallen[rest], intervallen[totaal]
        klein = groep.hoog is not None and groep.laag > 0 and groep.hoog < KLEINE_GROEP
        nooit_anders = interval.hoog == 0 or interval.gezien_hoog in (None, 0)
        if nooit_anders and (klein or totaal in kennis.waar):
            yield Schending(totaal, "Van een kleine groep is af te leiden dat allen hetzelfde kenmerk hebben.")


def _known_without(
    kennis: Kennis, elders: Mapping[CelSleutel, int], vorige: Mapping[CelSleutel, VorigeCel], verdacht: set[CelSleutel]
) -> set[CelSleutel]:
    """Of the cells, those that come out as narrow without anything that is published here: hiding cannot help those."""
    if not verdacht or not (elders or vorige):
        return set()
    alles = frozenset(kennis.bekend.keys() | kennis.verborgen) - elders.keys()
    kaal = Kennis(elders, alles, kennis.relaties, {})
    gevonden = _reckon(kaal, vorige, verdacht).intervallen
    return {cel for cel in verdacht if cel in gevonden and gevonden[cel].breedte < BREEDTE}
