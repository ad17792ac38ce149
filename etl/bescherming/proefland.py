"""Made-up regions for the benchmark and the tests: persons first, then counted like real ones.

The rates are round numbers of the order that annual reports show; nothing here is shown to anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data import tableplan, vocabulary
from data.cells import CelSleutel, Relatie, Telling
from data.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN
from data.relaties import relate
from data.stromen import counted

PER_DUIZEND: Mapping[str, float] = {
    "absoluut_verzuim": 6.0,
    "relatief_verzuim": 30.0,
    "vrijstelling": 6.0,
    "verlof": 5.0,
    "preventie": 12.0,
    "verzuim_18plus": 12.0,
    "vsv": 9.0,
    "jikp": 3.0,
    "jib": 3.0,
}
JONGSTE: Mapping[str, int] = {"vrijstelling": 4, "verzuim_18plus": 18, "vsv": 16, "jikp": 15, "jib": 18}
OUDSTE: Mapping[str, int] = {
    "absoluut_verzuim": 17,
    "relatief_verzuim": 17,
    "vrijstelling": 17,
    "verlof": 17,
    "preventie": 17,
}

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Proef:
    """One made-up set, as the publication step hands it over."""

    tellingen: dict[CelSleutel, Telling]
    relaties: list[Relatie]


@dataclass(frozen=True)
class Zaken:
    """Werkprocessen as columns. `start` and `eind` are days since the first 1 August; `eind` -1 = not ended."""

    gemeente: Ints
    persoon: Ints
    atoom: Ints
    onderwijssoort: Ints
    leeftijdsgroep: Ints
    start: Ints
    eind: Ints


def make_proef(
    regios: Mapping[str, Mapping[str, int]], jaren: int, zaad: int, *, land: bool = False, drukte: float = 1.0
) -> Proef:
    """A set for regions (code -> gemeente code -> number of young people) over a number of schooljaren.

    `drukte` multiplies every rate. `land` adds the country as the sum of the regions.
    """
    gemeenten = [code for regio in regios.values() for code in regio]
    zaken = _draw(np.array([n for regio in regios.values() for n in regio.values()]), jaren, zaad, drukte)
    return count_zaken(zaken, regios, gemeenten, jaren, land=land)


def _draw(jongeren: Ints, jaren: int, zaad: int, drukte: float) -> Zaken:
    kans = np.random.default_rng(zaad)
    atomen = sorted(tableplan.atomen())
    delen: list[Zaken] = []
    for soort, tempo in PER_DUIZEND.items():
        aantal = kans.poisson(jongeren * tempo * kans.gamma(6.0, 1 / 6.0, len(jongeren)) * drukte / 1000 * (jaren + 1))
        gemeente = np.repeat(np.arange(len(jongeren)), aantal)
        n = len(gemeente)
        keuzes = np.array([i for i, atoom in enumerate(atomen) if atoom.soort == soort and atoom.afhandeling])
        gewicht = 1.0 / (1.0 + np.arange(len(keuzes)))[np.random.default_rng(len(soort)).permutation(len(keuzes))]
        atoom = kans.choice(keuzes, n, p=gewicht / gewicht.sum())
        leeftijd = kans.integers(JONGSTE.get(soort, 5), OUDSTE.get(soort, 23) + 1, n)
        start = kans.integers(0, 365 * jaren, n)
        eind = start + np.rint(kans.exponential(900.0 if soort == "vrijstelling" else 70.0, n)).astype(np.int64)
        lopend = {(a.soort, a.subsoort): i for i, a in enumerate(atomen) if not a.afhandeling}
        open_atoom = np.array([lopend[a.soort, a.subsoort] for a in atomen])
        voorbij = eind < 365 * jaren
        delen.append(
            Zaken(
                gemeente,
                kans.integers(0, np.maximum(1, jongeren[gemeente] // 3)) + 10_000_000 * gemeente,
                np.where(voorbij, atoom, open_atoom[atoom]),
                _school(kans, leeftijd),
                np.digitize(leeftijd, [5, 12, 16, 18]),
                start,
                np.where(voorbij, eind, -10_000),
            )
        )
    return Zaken(*(np.concatenate([getattr(deel, veld) for deel in delen]) for veld in Zaken.__dataclass_fields__))


def _school(kans: np.random.Generator, leeftijd: Ints) -> Ints:
    """po, sbo, so below 12; vo, vso, pro below 17; then mostly mbo; some unknown."""
    jong = kans.choice([0, 1, 2], len(leeftijd), p=[0.85, 0.08, 0.07])
    midden = kans.choice([3, 4, 5], len(leeftijd), p=[0.86, 0.08, 0.06])
    oud = kans.choice([6, 3], len(leeftijd), p=[0.85, 0.15])
    school = np.where(leeftijd < 12, jong, np.where(leeftijd < 17, midden, oud))
    return np.where(kans.random(len(leeftijd)) < 0.04, 7, school)


def count_zaken(
    zaken: Zaken, regios: Mapping[str, Mapping[str, int]], gemeenten: Sequence[str], jaren: int, *, land: bool
) -> Proef:
    """Count every cell of the plan for every gebied, and write the relations between them."""
    regio_van = {gemeente: regio for regio, delen in regios.items() for gemeente in delen}
    delen_van: dict[str, Sequence[str]] = {regio: tuple(delen) for regio, delen in regios.items()}
    niveaus = {
        "gemeente": np.arange(len(gemeenten)),
        "regio": np.array([list(regios).index(regio_van[g]) for g in gemeenten]),
    }
    namen: dict[str, Sequence[str]] = {"gemeente": gemeenten, "regio": list(regios)}
    if land:
        delen_van["NL01"] = tuple(regios)
        niveaus["land"], namen["land"] = np.zeros(len(gemeenten), dtype=np.int64), ["NL01"]
    jaarnamen = [schooljaar_naam(2020 + j) for j in range(jaren)]
    cellen: dict[CelSleutel, int] = {}
    for niveau, plaats in niveaus.items():
        cellen.update(
            _count_level(zaken, "gemeente" if niveau == "gemeente" else "regio", plaats, namen[niveau], jaarnamen)
        )
    tellingen = {
        cel: Telling(n, cel.indicator in INDICATOREN and tableplan.in_stap(cel, "jaar"), _weight(cel, regio_van))
        for cel, n in cellen.items()
    }
    return Proef(tellingen, relate(tellingen, regio_van, delen_van))


def schooljaar_naam(begin: int) -> str:
    """`2022-2023` for 2022."""
    return f"{begin}-{begin + 1}"


def _count_level(
    zaken: Zaken, niveau: tableplan.Niveau, plaats: Ints, namen: Sequence[str], jaren: Sequence[str]
) -> Iterator[tuple[CelSleutel, int]]:
    atomen = sorted(tableplan.atomen())
    waar = plaats[zaken.gemeente]
    volgorde = np.lexsort((zaken.persoon, waar))
    waar, persoon, atoom = waar[volgorde], zaken.persoon[volgorde], zaken.atoom[volgorde]
    start, eind = zaken.start[volgorde], zaken.eind[volgorde]
    dimensies = {
        "onderwijssoort": (zaken.onderwijssoort[volgorde], list(vocabulary.ONDERWIJSSOORTEN)),
        "leeftijdsgroep": (zaken.leeftijdsgroep[volgorde], list(vocabulary.LEEFTIJDSGROEPEN)),
        "maand": (np.minimum(start % 365 // 31, 11), list(tableplan.MAANDEN)),
    }
    for j, jaar in enumerate(jaren):
        gestart, open_ = start // 365, eind < -5000
        moment = {"start": gestart == j, "eind": ~open_ & (eind // 365 == j)}
        moment["lopend"] = (gestart <= j) & (open_ | (eind // 365 > j))
        moment["behandeld"] = (gestart <= j) & (open_ | (eind // 365 >= j))
        for vorm, inhoud in counted(niveau).items():
            telt = np.isin(np.arange(len(atomen)), [i for i, a in enumerate(atomen) if a in inhoud.atomen])
            masker = moment[inhoud.moment] & telt[atoom]
            if inhoud.dimensie:
                kolom, labels = dimensies[inhoud.dimensie]
                masker = masker & (kolom == labels.index(inhoud.waarde))
            plek, wie = waar[masker], persoon[masker]
            eerste = np.concatenate(([True], wie[1:] != wie[:-1])) if len(wie) else np.empty(0, dtype=np.bool_)
            for eenheid, wie_telt in ((WERKPROCESSEN, plek), (JONGEREN, plek[eerste])):
                if vorm in counted(niveau, eenheid):
                    aantal = np.bincount(wie_telt, minlength=len(namen)).tolist()
                    for naam, n in zip(namen, aantal, strict=True):
                        yield CelSleutel(vorm.indicator, eenheid, naam, jaar, vorm.uitsplitsing, vorm.categorie), n


def _weight(cel: CelSleutel, regio_van: Mapping[str, str]) -> float:
    """The weights of publication, so that the benchmark measures what is published."""
    if cel.indicator not in INDICATOREN:
        return 1.0
    ind = INDICATOREN[cel.indicator]
    gewicht = ind.gewicht if cel.uitsplitsing == "totaal" else max(1.0, ind.gewicht / 10)
    return gewicht * (1.0 if cel.teleenheid == ind.teleenheden[0] else 0.5) * (1.0 if cel.gebied in regio_van else 3.0)
