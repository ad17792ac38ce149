"""How many werkprocessen of each kind, and how many jongeren, a gemeente must have for the published figures to hold.

Cells that fall under the same published figures are taken together (a *blok*): only their sum matters. The blokken of a
region are made whole numbers in one go, because some figures are about the region; then each blok is dealt out over its
cells in proportion to what is expected. The same is done for jongeren, per groep (see `personen`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from etl.voorbeeld.aannames import SCHOOLJAREN
from etl.voorbeeld.cellen import SOORTEN, Aantallen, Celkolommen, Verwachting, aanname
from etl.voorbeeld.personen import Groepen, Paren
from etl.voorbeeld.verdeling import Eis, verdeel

_MEESTE_PER_JONGERE = 12
Masker = NDArray[np.bool_]


@dataclass(frozen=True)
class Doel:
    """A published count that the example must reproduce.

    masker: the cells it counts. gemeenten: where. jongeren: counts persons instead of werkprocessen. laag, hoog: the
    counts that agree with it (a percentage leaves some room). gewicht: what it weighs when sources contradict another.
    """

    masker: Masker
    gemeenten: tuple[str, ...]
    jongeren: bool
    laag: int
    hoog: int
    gewicht: float = 1.0


@dataclass(frozen=True)
class Toegewezen:
    """What is fixed for one gemeente.

    aantal: werkprocessen per cell. bepaald: the cells that fall under a published count; nothing may be added to them.
    jongeren: per groep key (see `group_keys`) the number of persons; samen: per pair of keys how many are in both.
    """

    aantal: Aantallen
    bepaald: Masker
    sleutel: Aantallen
    jongeren: Mapping[int, int]
    samen: Mapping[tuple[int, int], int]
    apart: frozenset[tuple[int, int]]


def assign(
    cellen: Celkolommen, doelen: Sequence[Doel], verwacht: Mapping[str, Verwachting], rng: np.random.Generator
) -> dict[str, Toegewezen]:
    """Fix what the published counts fix, for the gemeenten of one region (code -> expected number per cell)."""
    aantallen = _werkprocessen(cellen, doelen, verwacht, rng)
    personen = [doel for doel in doelen if doel.jongeren]
    sleutels = {code: group_keys(cellen, [d.masker for d in personen if code in d.gemeenten]) for code in verwacht}
    jongeren, samen = _jongeren(personen, aantallen, sleutels, rng)
    bepaald = {code: _any([doel.masker for doel in doelen if code in doel.gemeenten], len(cellen)) for code in verwacht}
    return {
        code: Toegewezen(
            aantallen[code],
            bepaald[code],
            sleutels[code],
            jongeren[code],
            samen[code],
            _apart(code, personen, sleutels),
        )
        for code in verwacht
    }


def _any(maskers: Sequence[Masker], lengte: int) -> Masker:
    return np.logical_or.reduce(maskers) if maskers else np.zeros(lengte, dtype=bool)


def _signatures(maskers: Sequence[Masker], lengte: int) -> tuple[Aantallen, Aantallen]:
    """Number cells alike when they are under the same masks, 0 under none; and give an example of each number."""
    bits = np.packbits(np.array([_any(maskers, lengte), *maskers]), axis=0).T
    _, voorbeeld, nummer = np.unique(bits, axis=0, return_index=True, return_inverse=True)
    nummer = nummer.reshape(-1)
    if not _any(maskers, lengte).all():
        return nummer.astype(np.int64), voorbeeld
    return nummer.astype(np.int64) + 1, np.concatenate([[-1], voorbeeld])


# --- werkprocessen -----------------------------------------------------------------------------------------------


def _werkprocessen(
    cellen: Celkolommen, doelen: Sequence[Doel], verwacht: Mapping[str, Verwachting], rng: np.random.Generator
) -> dict[str, Aantallen]:
    """Whole numbers per gemeente and cell; 0 where no published count says anything."""
    blok: dict[str, Aantallen] = {}
    verwacht_blok: list[Verwachting] = []
    begin = 0
    for code, aantal in verwacht.items():
        nummer, voorbeeld = _signatures([d.masker for d in doelen if code in d.gemeenten], len(cellen))
        blok[code] = np.where(nummer > 0, begin + nummer - 1, -1)
        verwacht_blok.append(np.bincount(nummer, aantal, minlength=len(voorbeeld))[1:].astype(float))
        begin += len(voorbeeld) - 1
    alle = np.concatenate(verwacht_blok) if verwacht_blok else np.empty(0)
    eisen = [_demand(cellen, doel, blok, verwacht) for doel in doelen]
    gekozen = verdeel(alle, eisen, rng)
    return {code: _deal(blok[code], gekozen, verwacht[code], rng) for code in verwacht}


def _demand(cellen: Celkolommen, doel: Doel, blok: Mapping[str, Aantallen], verwacht: Mapping[str, Verwachting]) -> Eis:
    plus = np.unique(np.concatenate([blok[code][doel.masker] for code in doel.gemeenten]))
    if not doel.jongeren:
        return Eis(plus, doel.laag, doel.hoog, doel.gewicht)
    per_soort = np.array([aanname(soort).per_jongere for soort in SOORTEN])[cellen.soort[doel.masker]]
    gewicht = np.sum([verwacht[code][doel.masker] for code in doel.gemeenten], axis=0)
    per_jongere = float(np.average(per_soort, weights=gewicht)) if gewicht.sum() > 0 else 1.0
    streef = (doel.laag * per_jongere * 0.95, doel.hoog * per_jongere * 1.05)
    return Eis(plus, doel.laag, None if doel.hoog else 0, doel.gewicht, streef)


def _deal(blok: Aantallen, gekozen: Aantallen, verwacht: Verwachting, rng: np.random.Generator) -> Aantallen:
    """Deal the number of each blok out over its cells."""
    aantal = np.zeros(len(blok), dtype=np.int64)
    for nummer in np.unique(blok[blok >= 0]):
        hier = np.flatnonzero(blok == nummer)
        aantal[hier] = deal(int(gekozen[nummer]), verwacht[hier], rng)
    return aantal


def deal(totaal: int, gewichten: Verwachting, rng: np.random.Generator) -> Aantallen:
    """Deal a number out at random in proportion to weights."""
    kansen = gewichten / gewichten.sum() if gewichten.sum() > 0 else np.full(len(gewichten), 1 / len(gewichten))
    return rng.multinomial(totaal, kansen)


# --- jongeren ----------------------------------------------------------------------------------------------------


def group_keys(cellen: Celkolommen, maskers: Sequence[Masker]) -> Aantallen:
    """The groep of each cell: its soort, its start, and which published counts of jongeren it falls under."""
    handtekening, _ = _signatures(maskers, len(cellen))
    return handtekening * (len(SOORTEN) * len(SCHOOLJAREN)) + cellen.combinatie


def _jongeren(
    doelen: Sequence[Doel],
    aantallen: Mapping[str, Aantallen],
    sleutels: Mapping[str, Aantallen],
    rng: np.random.Generator,
) -> tuple[dict[str, dict[int, int]], dict[str, Paren]]:
    """The number of persons per groep that falls under a published count of jongeren, and of persons in two groepen."""
    groepen = [(code, s) for code in sleutels for s in _counted(code, doelen, aantallen, sleutels)]
    plek = {groep: n for n, groep in enumerate(groepen)}
    paren = [
        (code, een, ander)
        for code in sleutels
        for een, ander in sorted(_apart(code, doelen, sleutels))
        if een < ander and (code, een) in plek and (code, ander) in plek
    ]
    rijen = np.array([aantallen[code][sleutels[code] == s].sum() for code, s in groepen], dtype=np.int64)
    per_jongere = [aanname(SOORTEN[_soort(s)]).per_jongere for _, s in groepen]
    verwacht = np.concatenate([rijen / np.array(per_jongere), np.zeros(len(paren))])
    laag = np.concatenate([-(-rijen // _MEESTE_PER_JONGERE), np.zeros(len(paren), dtype=np.int64)])
    hoog_paar = [min(rijen[plek[code, een]], rijen[plek[code, ander]]) for code, een, ander in paren]
    hoog = np.concatenate([rijen, np.array(hoog_paar, dtype=np.int64)])
    plek_paar = {paar: len(groepen) + n for n, paar in enumerate(paren)}
    eisen = [_demand_jongeren(doel, sleutels, plek, plek_paar) for doel in doelen]
    eisen += [_at_most_all(n, groep, plek_paar) for groep, n in plek.items()]
    gekozen = verdeel(verwacht, eisen, rng, laag, hoog)
    jongeren: dict[str, dict[int, int]] = {code: {} for code in sleutels}
    samen: dict[str, Paren] = {code: {} for code in sleutels}
    for (code, s), n in plek.items():
        jongeren[code][s] = int(gekozen[n])
    for (code, een, ander), n in plek_paar.items():
        samen[code][een, ander] = int(gekozen[n])
    return jongeren, samen


def _soort(sleutel: int) -> int:
    return sleutel % (len(SOORTEN) * len(SCHOOLJAREN)) // len(SCHOOLJAREN)


def _counted(
    code: str, doelen: Sequence[Doel], aantallen: Mapping[str, Aantallen], sleutels: Mapping[str, Aantallen]
) -> list[int]:
    """The groepen under some count of jongeren that have rows."""
    onder = _any([doel.masker for doel in doelen if code in doel.gemeenten], len(sleutels[code]))
    return [int(s) for s in np.unique(sleutels[code][onder & (aantallen[code] > 0)])]


def _apart(code: str, doelen: Sequence[Doel], sleutels: Mapping[str, Aantallen]) -> frozenset[tuple[int, int]]:
    """The pairs of groepen that fall under one count of jongeren: one person in both would lower it."""
    paren: set[tuple[int, int]] = set()
    for doel in doelen:
        if code in doel.gemeenten:
            for een, ander in combinations([int(s) for s in np.unique(sleutels[code][doel.masker])], 2):
                paren |= {(een, ander), (ander, een)}
    return frozenset(paren)


Plek = Mapping[tuple[str, int], int]
PlekPaar = Mapping[tuple[str, int, int], int]


def _demand_jongeren(doel: Doel, sleutels: Mapping[str, Aantallen], plek: Plek, plek_paar: PlekPaar) -> Eis:
    """Persons in the groepen of a count, less those in two of them."""
    leden = {(code, int(s)) for code in doel.gemeenten for s in np.unique(sleutels[code][doel.masker])}
    plus = np.array(sorted(plek[groep] for groep in leden if groep in plek), dtype=np.int64)
    dubbel = tuple(n for (code, een, ander), n in plek_paar.items() if {(code, een), (code, ander)} <= leden)
    return Eis(plus, doel.laag, doel.hoog, doel.gewicht, min=dubbel)


def _at_most_all(nummer: int, groep: tuple[str, int], plek_paar: PlekPaar) -> Eis:
    """A groep shares no more persons than it has."""
    gedeeld = tuple(n for (code, een, ander), n in plek_paar.items() if code == groep[0] and groep[1] in (een, ander))
    return Eis(np.array([nummer]), 0, None, 1.0, min=gedeeld)


def groups_of(vast: Toegewezen, aantal: Aantallen, meeste: NDArray[np.float64]) -> Groepen:
    """The groepen of a gemeente once all rows are known; meeste: per schooljaar the most persons one groep may have."""
    sleutels, van_cel = np.unique(vast.sleutel, return_inverse=True)
    van_cel = van_cel.reshape(-1)
    soort = sleutels % (len(SOORTEN) * len(SCHOOLJAREN)) // len(SCHOOLJAREN)
    start = sleutels % len(SCHOOLJAREN)
    rijen = np.bincount(van_cel, aantal, minlength=len(sleutels)).astype(np.int64)
    per_jongere = np.array([aanname(naam).per_jongere for naam in SOORTEN])[soort]
    vrij = np.minimum(np.rint(rijen / per_jongere), np.rint(meeste[start]))
    jongeren = np.clip(vrij.astype(np.int64), np.minimum(1, rijen), rijen)
    plek = {int(sleutel): n for n, sleutel in enumerate(sleutels)}
    for sleutel, n in vast.jongeren.items():
        jongeren[plek[sleutel]] = n
    apart = np.zeros((len(sleutels), len(sleutels)), dtype=bool)
    for een, ander in vast.apart:
        apart[plek[een], plek[ander]] = True
    samen = {(plek[een], plek[ander]): n for (een, ander), n in vast.samen.items()}
    vrij = ~np.isin(sleutels, np.array(sorted(vast.jongeren), dtype=np.int64))
    return Groepen(van_cel, soort, start, jongeren, apart, samen, vrij)
