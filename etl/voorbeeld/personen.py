"""Which werkprocessen belong to one jongere.

A *groep* is what the rows of one jongere in one schooljaar are taken from: gemeente, schooljaar of start, soort, and
which published counts of jongeren they fall under. Within a groep the number of jongeren is given, so those counts
hold. After that the jongeren of different groepen are recognised as one person where that changes no published count:
someone who comes back in a later schooljaar, who moved to another gemeente (in the same schooljaar too), or who has two
soorten in one schooljaar.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from etl.voorbeeld.aannames import SAMENLOOP, SCHOOLJAREN, TERUGKEER, VERHUISD, ZELFDE_SCHOOLJAAR
from etl.voorbeeld.cellen import LEEFTIJDSGROEPEN, ONDERWIJSSOORTEN, SOORTEN, Celkolommen, aanname, leeftijden
from etl.voorbeeld.datums import Dagen, Keuze, years_before

Paren = dict[tuple[int, int], int]
_NIEMAND = -1
_VOOR_HET_EERSTE = -1
_POGINGEN = 25


@dataclass(frozen=True, slots=True)
class Groepen:
    """The groepen of one gemeente.

    van_cel: groep of each cell. soort, start: of each groep. jongeren: how many persons its rows belong to, given the
    number of rows. apart: True for two groepen that fall under one published count, so that a person in both would
    change it; samen: how many persons must be in both all the same. vrij: True for a groep that no published count of
    jongeren is about.
    """

    van_cel: Keuze
    soort: Keuze
    start: Keuze
    jongeren: Keuze
    apart: NDArray[np.bool_]
    samen: Paren
    vrij: NDArray[np.bool_]


@dataclass
class Bekenden:
    """Persons seen so far: birth, the schooljaar they were last seen in, and their number."""

    geboorte: Keuze = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    laatst: Keuze = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    nummer: Keuze = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def add(self, geboorte: Keuze, laatst: int, nummer: Keuze) -> None:
        """Remember new persons."""
        self.geboorte = np.concatenate([self.geboorte, geboorte])
        self.laatst = np.concatenate([self.laatst, np.full(len(nummer), laatst)])
        self.nummer = np.concatenate([self.nummer, nummer])

    def who_moves(self, rng: np.random.Generator) -> Bekenden:
        """The few who turn up in the next gemeente of the region, in the same schooljaar or a later one."""
        weg = rng.random(len(self.nummer)) < VERHUISD
        return Bekenden(self.geboorte[weg], self.laatst[weg], self.nummer[weg])


@dataclass
class _Eenheden:
    """The jongeren of the groepen, one entry per groep and jongere, with the births that fit all their rows."""

    groep: Keuze
    vroegst: Keuze
    laatst: Keuze
    geboorte: Keuze
    nummer: Keuze


class Bevolking:
    """Gives numbers to persons, gemeente after gemeente of one region."""

    def __init__(self) -> None:
        self._volgende = 0
        self._verhuisd = Bekenden()

    def new_region(self) -> None:
        """Nobody moves between regions."""
        self._verhuisd = Bekenden()

    def before(self, cellen: Celkolommen, rijen: Keuze, start: Dagen, rng: np.random.Generator) -> tuple[Keuze, Dagen]:
        """Return person number and birth of rows that began before the first schooljaar, each of another jongere.

        They are known from then on: some come back in the first schooljaar or later, here or in the next gemeente.
        """
        grenzen = _ages()[cellen.soort[rijen], cellen.leeftijdsgroep[rijen], cellen.onderwijssoort[rijen]]
        vroegst = years_before(start, grenzen[:, 1] + 1).astype(np.int64) + 2
        geboorte = rng.integers(vroegst, years_before(start, grenzen[:, 0]).astype(np.int64))
        nummer = np.arange(self._volgende, self._volgende + len(rijen))
        self._volgende += len(rijen)
        self._verhuisd.add(geboorte, _VOOR_HET_EERSTE, nummer)
        return nummer, geboorte.astype(np.int32)

    def assign(
        self, cellen: Celkolommen, groepen: Groepen, rijen: Keuze, start: Dagen, rng: np.random.Generator
    ) -> tuple[Keuze, Dagen]:
        """Return person number and birth of each row."""
        volgorde, eenheid = _divide(cellen, groepen, rijen, rng)
        eenheden = _describe(cellen, groepen, rijen[volgorde], start[volgorde], eenheid)
        eenheden.geboorte = _draw_births(eenheden, np.arange(len(eenheden.groep)), rng)
        bekenden = self._verhuisd
        for jaar in range(len(SCHOOLJAREN)):
            self._recognise(groepen, eenheden, jaar, bekenden, rng)
        self._verhuisd = bekenden.who_moves(rng)
        nummer, geboorte = np.empty(len(rijen), dtype=np.int64), np.empty(len(rijen), dtype=np.int32)
        nummer[volgorde] = eenheden.nummer[eenheid]
        geboorte[volgorde] = eenheden.geboorte[eenheid]
        return nummer, geboorte

    def _recognise(
        self, groepen: Groepen, eenheden: _Eenheden, jaar: int, bekenden: Bekenden, rng: np.random.Generator
    ) -> None:
        """Number the jongeren of one schooljaar: some are known, some are one person, the rest is new."""
        hier = np.flatnonzero(groepen.start[eenheden.groep] == jaar)
        terug = hier[rng.random(len(hier)) < TERUGKEER]
        _move_in(groepen, eenheden, hier, bekenden, jaar, rng.spawn(1)[0])
        terug = terug[eenheden.nummer[terug] == _NIEMAND]
        _return(eenheden, terug, bekenden, jaar, rng)
        nieuw = hier[eenheden.nummer[hier] == _NIEMAND]
        eenheden.nummer[nieuw] = np.arange(self._volgende, self._volgende + len(nieuw))
        self._volgende += len(nieuw)
        opgegaan = _coincide(groepen, eenheden, hier, nieuw, rng)
        blijvend = np.setdiff1d(nieuw, opgegaan)
        bekenden.add(eenheden.geboorte[blijvend], jaar, eenheden.nummer[blijvend])


def _divide(cellen: Celkolommen, groepen: Groepen, rijen: Keuze, rng: np.random.Generator) -> tuple[Keuze, Keuze]:
    """Cut the rows of each groep, lined up by age and school, into as many pieces as it has jongeren.

    Returns the order of the rows and, in that order, the number of the piece. Cuts fall first where the age changes,
    then where the school does, then anywhere; random cuts give many jongeren one row and a few of them many.
    """
    leeftijd, onderwijs, groep = cellen.leeftijdsgroep[rijen], cellen.onderwijssoort[rijen], groepen.van_cel[rijen]
    toeval = rng.random(len(rijen))
    volgorde = np.lexsort((toeval, onderwijs, leeftijd, groep))
    groep, sleutel = groep[volgorde], rng.random(len(rijen))
    sleutel -= _changes(onderwijs[volgorde])
    sleutel -= 2 * _changes(leeftijd[volgorde])
    sleutel -= 4 * _changes(groep)
    rang = np.empty(len(rijen), dtype=np.int64)
    rang[np.lexsort((sleutel, groep))] = np.arange(len(rijen))
    rang -= np.searchsorted(groep, groep)
    return volgorde, np.cumsum(rang < groepen.jongeren[groep]) - 1


def _changes(waarden: NDArray[np.int8] | Keuze) -> NDArray[np.int64]:
    """1 where a value differs from the one before (and at the start), else 0."""
    return np.concatenate([[True], waarden[1:] != waarden[:-1]]).astype(np.int64)[: len(waarden)]


def _describe(cellen: Celkolommen, groepen: Groepen, rijen: Keuze, start: Dagen, eenheid: Keuze) -> _Eenheden:
    """The births that fit all rows of a jongere; where rows of two schools meet, those that fit the first row."""
    grenzen = _ages()[cellen.soort[rijen], cellen.leeftijdsgroep[rijen], cellen.onderwijssoort[rijen]]
    vroegst = years_before(start, grenzen[:, 1] + 1).astype(np.int64) + 2
    laatst = years_before(start, grenzen[:, 0]).astype(np.int64) - 1
    eerste = np.searchsorted(eenheid, np.arange(eenheid[-1] + 1 if len(eenheid) else 0))
    if not len(eerste):
        leeg = np.empty(0, dtype=np.int64)
        return _Eenheden(leeg, leeg, leeg, leeg, leeg)
    samen_vroegst, samen_laatst = np.maximum.reduceat(vroegst, eerste), np.minimum.reduceat(laatst, eerste)
    past = samen_vroegst <= samen_laatst
    samen_vroegst = np.where(past, samen_vroegst, vroegst[eerste])
    samen_laatst = np.where(past, samen_laatst, laatst[eerste])
    niemand = np.full(len(eerste), _NIEMAND, dtype=np.int64)
    return _Eenheden(groepen.van_cel[rijen[eerste]], samen_vroegst, samen_laatst, niemand.copy(), niemand)


def _ages() -> Keuze:
    """Youngest and oldest age per soort, leeftijdsgroep and onderwijssoort."""
    return np.array(
        [[[leeftijden(aanname(s), lft, o) for o in ONDERWIJSSOORTEN] for lft in LEEFTIJDSGROEPEN] for s in SOORTEN]
    )


def _draw_births(eenheden: _Eenheden, welke: Keuze, rng: np.random.Generator) -> Keuze:
    """A birth within the limits of each."""
    return rng.integers(eenheden.vroegst[welke], eenheden.laatst[welke] + 1)


def _move_in(
    groepen: Groepen, eenheden: _Eenheden, hier: Keuze, bekenden: Bekenden, jaar: int, rng: np.random.Generator
) -> None:
    """Give some jongeren the number of somebody who was seen in another gemeente in this very schooljaar.

    Not where a published count is about them: one of a region may be of distinct jongeren.
    """
    kan = hier[groepen.vrij[eenheden.groep[hier]]]
    vragers = kan[rng.random(len(kan)) < ZELFDE_SCHOOLJAAR]
    buren = np.flatnonzero(bekenden.laatst == jaar)
    wie, bekende = _match(eenheden, vragers, buren, bekenden.geboorte[buren], rng)
    eenheden.nummer[wie], eenheden.geboorte[wie] = bekenden.nummer[bekende], bekenden.geboorte[bekende]


def _return(eenheden: _Eenheden, terug: Keuze, bekenden: Bekenden, jaar: int, rng: np.random.Generator) -> None:
    """Give some jongeren the number of somebody from an earlier schooljaar whose birth fits."""
    vrij = np.flatnonzero(bekenden.laatst < jaar)
    wie, bekende = _match(eenheden, terug, vrij, bekenden.geboorte[vrij], rng)
    eenheden.nummer[wie] = bekenden.nummer[bekende]
    eenheden.geboorte[wie] = bekenden.geboorte[bekende]
    bekenden.laatst[bekende] = jaar


def _match(
    eenheden: _Eenheden, vragers: Keuze, kandidaten: Keuze, geboorten: Keuze, rng: np.random.Generator
) -> tuple[Keuze, Keuze]:
    """Pair each with a candidate of a fitting birth, each candidate at most once; who finds none is left out."""
    if not len(kandidaten) or not len(vragers):
        return vragers[:0], kandidaten[:0]
    volgorde = np.argsort(geboorten, kind="stable")
    plek = np.searchsorted(geboorten[volgorde], _draw_births(eenheden, vragers, rng))
    gekozen = volgorde[np.minimum(plek, len(volgorde) - 1)]
    past = (geboorten[gekozen] >= eenheden.vroegst[vragers]) & (geboorten[gekozen] <= eenheden.laatst[vragers])
    vragers, gekozen = vragers[past], gekozen[past]
    _, eerste = np.unique(gekozen, return_index=True)
    return vragers[eerste], kandidaten[gekozen[eerste]]


def _coincide(groepen: Groepen, eenheden: _Eenheden, hier: Keuze, nieuw: Keuze, rng: np.random.Generator) -> Keuze:
    """Make one person of jongeren in two groepen of a schooljaar; return who took over the number of another."""
    vrij = np.zeros(len(eenheden.groep), dtype=bool)
    vrij[hier] = True
    overneembaar = np.zeros_like(vrij)
    overneembaar[nieuw] = True
    opgegaan = [nieuw[:0]]
    for een, ander, nodig in _pairs(groepen, eenheden, hier):
        aantal = nodig
        for _ in range(_POGINGEN):
            vragers = hier[(eenheden.groep[hier] == een) & vrij[hier] & overneembaar[hier]]
            gastheren = hier[(eenheden.groep[hier] == ander) & vrij[hier]]
            vragers = rng.permutation(vragers)[:aantal]
            wie, gastheer = _match(eenheden, vragers, gastheren, eenheden.geboorte[gastheren], rng)
            eenheden.nummer[wie], eenheden.geboorte[wie] = eenheden.nummer[gastheer], eenheden.geboorte[gastheer]
            vrij[wie] = vrij[gastheer] = False
            opgegaan.append(wie)
            aantal -= len(wie)
            if aantal <= 0 or not len(vragers) or not len(gastheren):
                break
    return np.concatenate(opgegaan)


def _pairs(groepen: Groepen, eenheden: _Eenheden, hier: Keuze) -> list[tuple[int, int, int]]:
    """Which groepen share persons in this schooljaar, and how many: what must, then what is usual."""
    aanwezig = np.bincount(eenheden.groep[hier], minlength=len(groepen.soort))
    paren = [(een, ander, n) for (een, ander), n in groepen.samen.items() if aanwezig[een] and aanwezig[ander]]
    per_soort = {soort: np.flatnonzero((groepen.soort == n) & (aanwezig > 0)) for n, soort in enumerate(SOORTEN)}
    paren += [
        (int(een), int(ander), round(deel * int(aanwezig[een])))
        for soort, met, deel in SAMENLOOP
        for een, ander in product(per_soort.get(soort, ()), per_soort.get(met, ()))
        if not groepen.apart[een, ander]
    ]
    return [paar for paar in paren if paar[2] > 0]
