"""The verdict: which unknowns come out narrower than the rule allows."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.cells import CelSleutel, Hoogstens, Paar, Relatie, Som
from etl.aanval.grenzen import propagate
from etl.aanval.onbekenden import Floats, Onbekenden, Tegenspraak, find_unknowns
from etl.aanval.tafels import Tafels, split
from etl.aanval.verslagen import narrow_by_reports

BREEDTE = 5
KLEIN = range(1, 5)
KLEINE_GROEP = 10


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a cell lies for certain (`hoog` None: unbounded), and which two values are proved possible."""

    laag: int
    hoog: int | None
    gezien_laag: int | None
    gezien_hoog: int | None


@dataclass(frozen=True, slots=True)
class Schending:
    """A rule that is broken at a cell. For the internal log only: the cell itself is what must not be pointed at."""

    cel: CelSleutel | None
    reden: str


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What the attack found. `smalste`: the narrowest proved interval among the hidden cells (5 where it was not asked further)."""

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
    """Attack a published set with what the public has. `waarden`: the truth of what is hidden, where the caller knows it;
    then the never-published cells and the groups are judged by it. Without, every hidden cell is judged as if unsafe.
    What the reports alone already enclose is not judged: hiding cannot undo it."""
    begin = time.monotonic()
    try:
        al_nauw = narrow_by_reports(kennis or {}, relaties, BREEDTE)
        verborgen = set(onderdrukt) - (kennis or {}).keys() - al_nauw
        vraag = find_unknowns({**gepubliceerd, **(kennis or {})}, onderdrukt, relaties)
        laag, hoog = propagate(vraag)
    except Tegenspraak:
        fout = Schending(None, "De gepubliceerde tabellen spreken elkaar tegen.")
        return Uitslag({}, (fout,), len(gepubliceerd) + len(onderdrukt), len(onderdrukt), 0, 0, 0, time.monotonic() - begin)
    klein = {cel for cel, n in (waarden or {}).items() if n in KLEIN} - al_nauw
    eis = np.array([cel in verborgen or cel in klein for cel in vraag.cellen], dtype=np.bool_)
    minst, meest, lps = _search(vraag, laag, hoog, eis)
    intervallen = _intervals(vraag, laag, hoog, minst, meest)
    schendingen = [
        *(Schending(cel, "Een aantal van 1 tot en met 4 is gepubliceerd.") for cel, n in gepubliceerd.items() if n in KLEIN and cel not in (kennis or {})),
        *_too_narrow(
            {cel: i for cel, i in intervallen.items() if cel not in al_nauw},
            {cel for cel, e in zip(vraag.cellen, eis, strict=True) if e},
        ),
        *_told_groups(gepubliceerd, intervallen, relaties),
    ]
    breedtes = [i.gezien_hoog - i.gezien_laag for c, i in intervallen.items() if c in verborgen and i.gezien_hoog is not None and i.gezien_laag is not None]
    return Uitslag(
        intervallen, tuple(schendingen), len(gepubliceerd) + len(onderdrukt), len(onderdrukt), len(vraag.cellen) - len(verborgen),
        min(breedtes, default=BREEDTE), lps, time.monotonic() - begin,
    )


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


def _intervals(vraag: Onbekenden, laag: Floats, hoog: Floats, minst: Floats, meest: Floats) -> dict[CelSleutel, Interval]:
    return {
        cel: Interval(
            int(laag[i]), None if np.isinf(hoog[i]) else int(hoog[i]),
            None if np.isinf(minst[i]) else int(minst[i]), None if np.isinf(meest[i]) else int(meest[i]),
        )
        for i, cel in enumerate(vraag.cellen)
    }


def _too_narrow(intervallen: Mapping[CelSleutel, Interval], eis: Collection[CelSleutel]) -> list[Schending]:
    fout: list[Schending] = []
    for cel, interval in intervallen.items():
        if cel in eis:
            if interval.gezien_laag is None or interval.gezien_hoog is None or interval.gezien_hoog - interval.gezien_laag < BREEDTE:
                fout.append(Schending(cel, "Een afgeschermde cel is te nauw in te sluiten."))
        elif interval.hoog is not None and interval.laag >= KLEIN.start and interval.hoog < KLEIN.stop:
            fout.append(Schending(cel, "Een nooit getoonde cel is uit te rekenen en is klein."))
    return fout


def _told_groups(
    gepubliceerd: Mapping[CelSleutel, int], intervallen: Mapping[CelSleutel, Interval], relaties: Sequence[Relatie]
) -> list[Schending]:
    """Groups of fewer than ten of which it is plain that all are of one kind."""
    return []
