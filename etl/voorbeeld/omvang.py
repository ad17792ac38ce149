"""How large everything is: what a gemeente would have by nature, and where rows go when another number is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.voorbeeld.aannames import JAARFACTOR, SCHOOLJAREN, SPREIDING_PER_JAAR
from etl.voorbeeld.cellen import SOORTEN, Aantallen, Celkolommen, Verwachting, aanname
from etl.voorbeeld.standen import Stand
from etl.voorbeeld.toewijzing import Toegewezen

_MEESTE_GROEI = 3.0
_TRAAGHEID = 3.0

Standen = Mapping[tuple[str, str], Stand]


def expected(code: str, standen: Standen, zaad: int) -> Verwachting:
    """Expected werkprocessen of a gemeente per (soort, schooljaar of start), soort by soort."""
    rng = np.random.default_rng([zaad, 11, int(code[2:])])
    spreiding = np.array([aanname(soort).spreiding for soort in SOORTEN])
    eigen = np.exp(rng.normal(0, 1, len(SOORTEN)) * spreiding)
    per_jaar = np.exp(rng.normal(0, SPREIDING_PER_JAAR, (len(SOORTEN), len(SCHOOLJAREN))))
    per_1000 = np.array([aanname(soort).per_1000 for soort in SOORTEN])
    jongeren = np.array([standen[code, jaar].jongeren for jaar in SCHOOLJAREN])
    verwacht: Verwachting = np.outer(per_1000 * eigen, jongeren * np.array(JAARFACTOR) / 1000) * per_jaar
    return verwacht.ravel()


def per_cell(cellen: Celkolommen, verwacht: Verwachting) -> Verwachting:
    """Expected werkprocessen per cell."""
    result: Verwachting = cellen.aandeel * verwacht[cellen.combinatie]
    return result


def learn(cellen: Celkolommen, verwacht: Verwachting, vast: Toegewezen) -> Verwachting:
    """Let the schooljaren without published figures resemble the ones that are wholly fixed by them, soort by soort.

    Else a gemeente that reported 3 cases would have 70 in the next schooljaar. `_TRAAGHEID` cases are added on both
    sides, so that a ratio of small numbers says little.
    """
    aantal = len(verwacht)
    vrij = np.bincount(cellen.combinatie, ~vast.bepaald, minlength=aantal) > 0
    geteld = np.bincount(cellen.combinatie, vast.aantal, minlength=aantal)
    per_soort = (len(SOORTEN), len(SCHOOLJAREN))
    gepubliceerd = np.where(vrij, 0.0, geteld).reshape(per_soort).sum(axis=1)
    gedacht = np.where(vrij, 0.0, verwacht).reshape(per_soort).sum(axis=1)
    factor = (gepubliceerd + _TRAAGHEID) / (gedacht + _TRAAGHEID)
    result: Verwachting = verwacht * np.where(vrij, np.repeat(factor, len(SCHOOLJAREN)), 1.0)
    return result


@dataclass(frozen=True)
class Ruimte:
    """Where rows are free, per gemeente (first axis) and (soort, schooljaar).

    natuurlijk: expected rows that no published figure fixes. open: whether no figure says anything about this soort and
    schooljaar.
    """

    natuurlijk: Verwachting
    open: np.ndarray[tuple[int, int], np.dtype[np.bool_]]


def free_room(
    cellen: Celkolommen, codes: list[str], verwacht: Mapping[str, Verwachting], vast: Mapping[str, Toegewezen]
) -> Ruimte:
    """Return the room that the published figures leave."""
    combinaties = len(SOORTEN) * len(SCHOOLJAREN)
    natuurlijk = np.empty((len(codes), combinaties))
    open_ = np.ones((len(codes), combinaties), dtype=bool)
    for n, code in enumerate(codes):
        natuurlijk[n] = verwacht[code]
        if code in vast:
            bepaald = vast[code].bepaald
            vrij = np.where(bepaald, 0.0, cellen.aandeel)
            natuurlijk[n] = verwacht[code] * np.bincount(cellen.combinatie, vrij, minlength=combinaties)
            open_[n, np.unique(cellen.combinatie[bepaald])] = False
    return Ruimte(natuurlijk, open_)


def share_out(ruimte: Ruimte, rijen: int, rng: np.random.Generator) -> Aantallen:
    """Deal `rijen` free rows out per gemeente and (soort, schooljaar).

    Up to the natural number everything shrinks alike. Beyond it, the extra rows go where no published figure speaks,
    and only so far to the soorten that are bounded by how many children there are.
    """
    gewicht = ruimte.natuurlijk.copy()
    over = rijen - gewicht.sum()
    if over > 0 and ruimte.open.any():
        groeit = np.repeat([aanname(soort).groeit for soort in SOORTEN], len(SCHOOLJAREN))
        mag, beperkt = ruimte.open & groeit, ruimte.open & ~groeit
        basis = gewicht[ruimte.open].sum()
        factor = 1 + over / basis
        rem = min(factor, _MEESTE_GROEI) if mag.any() else factor
        gewicht[beperkt] *= rem
        if mag.any():
            gewicht[mag] *= 1 + (over - (rem - 1) * ruimte.natuurlijk[beperkt].sum()) / ruimte.natuurlijk[mag].sum()
    kansen = gewicht.ravel() / gewicht.sum()
    return rng.multinomial(rijen, kansen).reshape(gewicht.shape)
