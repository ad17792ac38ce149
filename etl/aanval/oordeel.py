"""The verdict: which unknowns come out narrower than the rule allows."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.cells import CelSleutel, Relatie, Som
from etl.aanval.grenzen import propagate
from etl.aanval.onbekenden import Floats, Onbekenden, Tegenspraak, find_unknowns
from etl.aanval.tafels import Tafels, split
from etl.aanval.verslagen import narrow_by_reports

BREEDTE = 5
KLEIN = range(1, 5)
KLEINE_GROEP = 10


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a cell lies for certain (`hoog` None: unbounded), and which two are proved possible."""

    laag: int
    hoog: int | None
    gezien_laag: int | None
    gezien_hoog: int | None

    @property
    def breedte(self) -> int | None:
        """How far apart two values lie that are proved possible; None when it was not asked."""
        if self.gezien_laag is None or self.gezien_hoog is None:
            return None
        return self.gezien_hoog - self.gezien_laag


@dataclass(frozen=True, slots=True)
class Schending:
    """A rule that is broken at a cell. For the internal log only: the cell itself is what must not be pointed at."""

    cel: CelSleutel | None
    reden: str


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What the attack found. `smalste`: the narrowest proved interval among the hidden cells (5: not asked further)."""

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
) -> Uitslag:
    """Attack a published set with what the public has.

    waarden: the truth of what is hidden, where the caller knows it; then the never-published cells are judged by it.
    Without, every hidden cell is judged as if unsafe. What the reports alone already enclose is not judged: hiding
    cannot undo it.
    """
    begin = time.monotonic()
    bekend = {**gepubliceerd, **(kennis or {})}
    try:
        al_nauw = narrow_by_reports(kennis or {}, relaties, BREEDTE)
        vraag = find_unknowns(bekend, onderdrukt, relaties)
        laag, hoog = propagate(vraag)
    except Tegenspraak:
        fout = Schending(None, "De gepubliceerde tabellen spreken elkaar tegen.")
        return _result(gepubliceerd, onderdrukt, {}, (fout,), 0, 0, time.monotonic() - begin)
    verteld = {*(kennis or {}), *al_nauw}
    verborgen = set(onderdrukt) - verteld
    moet_ruim = verborgen | {cel for cel, n in (waarden or {}).items() if n in KLEIN and cel not in verteld}
    eis = np.array([cel in moet_ruim for cel in vraag.cellen], dtype=np.bool_)
    minst, meest, lps = _search(vraag, laag, hoog, eis)
    intervallen = _intervals(vraag, laag, hoog, minst, meest)
    schendingen = (
        *_shown_small(gepubliceerd, kennis or {}),
        *_too_narrow({cel: i for cel, i in intervallen.items() if cel not in verteld}, moet_ruim),
        *_told_groups(bekend, intervallen, relaties, verteld),
    )
    nooit = len(vraag.cellen) - len(verborgen)
    beoordeeld = {cel: i for cel, i in intervallen.items() if cel in verborgen}
    uitslag = _result(gepubliceerd, onderdrukt, beoordeeld, schendingen, nooit, lps, time.monotonic() - begin)
    return replace(uitslag, intervallen=intervallen)


def _result(
    gepubliceerd: Collection[CelSleutel],
    onderdrukt: Collection[CelSleutel],
    beoordeeld: Mapping[CelSleutel, Interval],
    schendingen: tuple[Schending, ...],
    nooit: int,
    lps: int,
    seconden: float,
) -> Uitslag:
    breedtes = (i.breedte for i in beoordeeld.values())
    return Uitslag(
        intervallen=beoordeeld,
        schendingen=schendingen,
        cellen=len(gepubliceerd) + len(onderdrukt),
        onderdrukt=len(onderdrukt),
        verborgen=nooit,
        smalste=min((breedte for breedte in breedtes if breedte is not None), default=BREEDTE),
        lps=lps,
        seconden=seconden,
    )


def _shown_small(gepubliceerd: Mapping[CelSleutel, int], kennis: Mapping[CelSleutel, int]) -> list[Schending]:
    reden = "Een aantal van 1 tot en met 4 is gepubliceerd."
    return [Schending(cel, reden) for cel, n in gepubliceerd.items() if n in KLEIN and cel not in kennis]


def _search(vraag: Onbekenden, laag: Floats, hoog: Floats, eis: np.ndarray) -> tuple[Floats, Floats, int]:
    minst, meest, lps = np.full(len(eis), np.inf), np.full(len(eis), -np.inf), 0
    for deel in split(vraag):
        if not eis[deel.kolommen].any():
            continue
        tafels = Tafels(vraag, deel, laag, hoog)
        _widen(tafels, eis[deel.kolommen])
        minst[deel.kolommen], meest[deel.kolommen] = tafels.minst, tafels.meest
        laag[deel.kolommen] = np.maximum(laag[deel.kolommen], tafels.onder)
        hoog[deel.kolommen] = np.minimum(hoog[deel.kolommen], tafels.boven)
        lps += tafels.lps
    return minst, meest, lps


def _widen(tafels: Tafels, eis: np.ndarray) -> None:
    """First everything at once, a few times; then cell by cell; in whole numbers where that does not do."""
    kans = np.random.default_rng(0)
    n = len(eis)
    for _ in range(200):
        open_ = eis & ~(tafels.meest - tafels.minst >= BREEDTE)
        if open_.sum() < 2:
            break
        voor = int(open_.sum())
        teken = kans.choice([-1.0, 1.0], n) * (1.0 + kans.random(n))
        for richting in (1.0, -1.0):
            tafels.search(np.where(open_, richting * teken, 0.0))
        if int((eis & ~(tafels.meest - tafels.minst >= BREEDTE)).sum()) > 0.8 * voor:
            break
    for i in np.flatnonzero(eis):
        for heel in (False, True):
            if not tafels.meest[i] - tafels.minst[i] >= BREEDTE:
                tafels.extremes(int(i), heel=heel)


def _intervals(
    vraag: Onbekenden, laag: Floats, hoog: Floats, minst: Floats, meest: Floats
) -> dict[CelSleutel, Interval]:
    return {
        cel: Interval(
            int(laag[i]),
            None if np.isinf(hoog[i]) else int(hoog[i]),
            None if np.isinf(minst[i]) else int(minst[i]),
            None if np.isinf(meest[i]) else int(meest[i]),
        )
        for i, cel in enumerate(vraag.cellen)
    }


def _too_narrow(intervallen: Mapping[CelSleutel, Interval], eis: Collection[CelSleutel]) -> list[Schending]:
    fout: list[Schending] = []
    for cel, interval in intervallen.items():
        if cel in eis:
            if interval.breedte is None or interval.breedte < BREEDTE:
                fout.append(Schending(cel, "Een afgeschermde cel is te nauw in te sluiten."))
        elif interval.hoog is not None and interval.laag >= KLEIN.start and interval.hoog < KLEIN.stop:
            fout.append(Schending(cel, "Een nooit getoonde cel is uit te rekenen en is klein."))
    return fout


def _told_groups(
    bekend: Mapping[CelSleutel, int],
    intervallen: Mapping[CelSleutel, Interval],
    relaties: Sequence[Relatie],
    al_verteld: Collection[CelSleutel],
) -> list[Schending]:
    """Groups of fewer than ten of which it is plain that all are of one kind, unless the reports told so already."""

    def between(cel: CelSleutel) -> tuple[int, float]:
        if cel in bekend:
            return bekend[cel], bekend[cel]
        laag, hoog = intervallen[cel].laag, intervallen[cel].hoog
        return laag, float("inf") if hoog is None else hoog

    fout: list[Schending] = []
    for relatie in relaties:
        if not isinstance(relatie, Som) or len(relatie.delen) < 2:
            continue
        minstens, hoogstens = between(relatie.totaal)
        if minstens < 1 or hoogstens >= KLEINE_GROEP:
            continue
        for deel in relatie.delen:
            anderen = sum(between(ander)[1] for ander in relatie.delen if ander != deel)
            allemaal = anderen == 0 or between(deel)[0] >= hoogstens
            if allemaal and deel not in al_verteld and _tells_of_group(relatie.totaal, deel):
                fout.append(Schending(deel, "Van een kleine groep is te zien dat iedereen hetzelfde kenmerk heeft."))
    return fout


def _tells_of_group(totaal: CelSleutel, deel: CelSleutel) -> bool:
    """Where somebody lives or when is no property of a group; and what is never published has no name to tell."""
    return totaal[1:4] == deel[1:4] and "rest" not in {totaal.indicator, deel.indicator}
