"""The kinds of werkproces the example can hold, and how many of each a gemeente would have on average."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from data.registry import vocabulary
from etl.voorbeeld.aannames import (
    AANNAMES,
    LEEFTIJD_PER_ONDERWIJS,
    NAAR_NIEUW_SCHOOLJAAR,
    ONBEKENDE_SOORT,
    ONDERWIJS_PER_LEEFTIJD,
    RESTGEWICHT,
    SCHOOLJAREN,
    Aanname,
    Gewichten,
)

LOOPT_NOG = -1
# Part of what ends in the last, unfinished schooljaar that did so before the peildatum.
_VOOR_DE_PEILDATUM = 0.4

SOORTEN = tuple(vocabulary.SOORTEN)
SUBSOORTEN = ("", *sorted({sub for subs in vocabulary.SUBSOORTEN.values() for sub in subs}))
AFHANDELINGEN = ("", *sorted({a for per_soort in vocabulary.AFHANDELINGEN.values() for a in per_soort}))
ONDERWIJSSOORTEN = tuple(vocabulary.ONDERWIJSSOORTEN)
LEEFTIJDSGROEPEN = tuple(vocabulary.LEEFTIJDSGROEPEN)

Codes = NDArray[np.int8]
Aantallen = NDArray[np.int64]
Verwachting = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Celkolommen:
    """One entry per kind of werkproces: columns of codes that point into the tuples above.

    start, eind: number of the schooljaar, counted from the first of the example; the schooljaar after the last is the
    one the peildatum falls in; eind is `LOOPT_NOG` without einddatum. aandeel: part of the werkprocessen of its
    (soort, start) that is expected to be of this kind; the parts of one (soort, start) add up to 1.
    """

    soort: Codes
    subsoort: Codes
    onderwijssoort: Codes
    leeftijdsgroep: Codes
    afhandeling: Codes
    start: Codes
    eind: Codes
    aandeel: Verwachting

    def __len__(self) -> int:
        return len(self.aandeel)

    @property
    def combinatie(self) -> NDArray[np.int64]:
        """Number of the (soort, start) a cell belongs to."""
        return self.soort.astype(np.int64) * len(SCHOOLJAREN) + self.start


def aanname(soort: str) -> Aanname:
    """What is assumed of a soort."""
    return AANNAMES.get(soort, ONBEKENDE_SOORT)


@lru_cache(maxsize=1)
def alle_cellen() -> Celkolommen:
    """Every kind of werkproces that is plausible at all, the same for each gemeente."""
    rijen = [rij for nummer, soort in enumerate(SOORTEN) for rij in _of_soort(nummer, soort)]
    soort, sub, onderwijs, leeftijd, uitkomst, start, eind = np.array([rij[:-1] for rij in rijen], dtype=np.int8).T
    cellen = Celkolommen(soort, sub, onderwijs, leeftijd, uitkomst, start, eind, np.array([rij[-1] for rij in rijen]))
    totaal = np.bincount(cellen.combinatie, cellen.aandeel)
    return replace(cellen, aandeel=cellen.aandeel / totaal[cellen.combinatie])


Rij = tuple[int, int, int, int, int, int, int, float]


def _of_soort(nummer: int, soort: str) -> Iterable[Rij]:
    wat = aanname(soort)
    uitkomsten = _shares(vocabulary.AFHANDELINGEN[soort], wat.afhandelingen)
    subsoorten = _shares(vocabulary.SUBSOORTEN.get(soort, ("",)), wat.subsoorten)
    wie = list(_wie(wat))
    wanneer = [w for start in range(len(SCHOOLJAREN)) for w in _wanneer(wat, start)]
    for (sub, deel_sub), (leeftijd, onderwijs, deel_wie) in product(subsoorten, wie):
        if leeftijd not in wat.alleen.get(sub, (leeftijd,)):
            continue
        vast = (nummer, SUBSOORTEN.index(sub), ONDERWIJSSOORTEN.index(onderwijs), LEEFTIJDSGROEPEN.index(leeftijd))
        for start, eind, deel_eind in wanneer:
            for uitkomst, deel_uitkomst in [("", 1.0)] if eind == LOOPT_NOG else uitkomsten:
                if uitkomst == NAAR_NIEUW_SCHOOLJAAR and eind != start:
                    continue
                deel = deel_sub * deel_wie * deel_eind * deel_uitkomst
                yield (*vast, AFHANDELINGEN.index(uitkomst), start, eind, deel)


def _shares(codes: Iterable[str], gewichten: Gewichten) -> list[tuple[str, float]]:
    ruw = {code: gewichten.get(code, RESTGEWICHT) for code in codes}
    return [(code, gewicht / sum(ruw.values())) for code, gewicht in ruw.items()]


def _wie(wat: Aanname) -> Iterable[tuple[str, str, float]]:
    """Yield (leeftijdsgroep, onderwijssoort, share); only schools that take pupils of the ages of this soort."""
    for leeftijd, deel in wat.leeftijdsgroepen.items():
        yield leeftijd, vocabulary.ONDERWIJSSOORT_ONBEKEND, deel * wat.onbekende_onderwijssoort
        for onderwijs, deel_onderwijs in ONDERWIJS_PER_LEEFTIJD[leeftijd].items():
            jongste, oudste = leeftijden(wat, leeftijd, onderwijs)
            if jongste <= oudste:
                yield leeftijd, onderwijs, deel * (1 - wat.onbekende_onderwijssoort) * deel_onderwijs


def _wanneer(wat: Aanname, start: int) -> Iterable[tuple[int, int, float]]:
    """Yield (start, eind, share). What would end after the peildatum is still open."""
    laatste = len(SCHOOLJAREN)
    open_nu = wat.open[min(laatste - 1 - start, len(wat.open) - 1)]
    later = {start + 1: wat.later}
    later |= {eind: wat.veel_later / 2 ** (eind - start - 1) for eind in range(start + 2, laatste)}
    if start + 1 == laatste:
        open_nu += wat.later * (1 - _VOOR_DE_PEILDATUM)
        later[laatste] *= _VOOR_DE_PEILDATUM
    if open_nu:
        yield start, LOOPT_NOG, open_nu
    for eind, deel in later.items():
        if deel:
            yield start, eind, deel
    yield start, start, 1.0 - open_nu - sum(later.values())


def leeftijden(wat: Aanname, leeftijdsgroep: str, onderwijssoort: str) -> tuple[int, int]:
    """The youngest and oldest age that fit soort, leeftijdsgroep and onderwijssoort; none does when first > second."""
    vanaf = vocabulary.LEEFTIJDSGROEP_VANAF
    hoger = [leeftijd - 1 for leeftijd in vanaf.values() if leeftijd > vanaf[leeftijdsgroep]]
    grenzen = [wat.leeftijd, (vanaf[leeftijdsgroep], min(hoger, default=99))]
    grenzen.append(LEEFTIJD_PER_ONDERWIJS.get(onderwijssoort, (0, 99)))
    return max(jongste for jongste, _ in grenzen), min(oudste for _, oudste in grenzen)


def mask_of(codes: Codes, namen: tuple[str, ...], hoort_erbij: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Which cells have a code whose name passes the test."""
    return np.array([hoort_erbij(naam) for naam in namen])[codes]
