"""What an attacker has: the published cells, how they are counted, which gemeenten make a region, and the reports.

He reads a cell as a set of werkprocessen. That follows from the definitions that `hierarchie.json` prints
(moment, soorten, afhandelingen) and from the codes of the delivery contract, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from data.cells.cells import TOTAAL, CelSleutel
from data.registry.indicators import INDICATOREN, JONGEREN
from data.registry.vocabulary import (
    AFHANDELINGEN,
    AFHANDELINGSGROEPEN,
    LEEFTIJDSGROEPEN,
    ONDERWIJSSOORTEN,
    SOORTEN,
    SUBSOORTEN,
)
from data.reports.published_figures import Publicatiecijfer
from etl.aanval.mogelijk import MogelijkeGroepen, read_possible

START, EIND, LOPEND, BEHANDELD = "start", "eind", "lopend", "behandeld"
MAANDEN = tuple(f"{maand:02d}" for maand in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7))
KENMERKEN: Mapping[str, tuple[str, ...]] = {
    "leeftijdsgroep": tuple(LEEFTIJDSGROEPEN),
    "onderwijssoort": tuple(ONDERWIJSSOORTEN),
    "maand": MAANDEN,
}
ERBIJ = "erbij"
"""Behind the gebied of a group of what came between two editions."""
_JAREN = re.compile(r"(\d{4})-(\d{4})")


class Zaak(NamedTuple):
    """The finest kind of werkproces the contract tells apart. `afhandeling` only counts of what has ended."""

    soort: str
    subsoort: str
    afhandeling: str = ""


class Groep(NamedTuple):
    """A set of werkprocessen: of one gebied, in one schooljaar or window, at a moment, of these kinds.

    kenmerk: `dimensie=waarde` of a further property (age, onderwijssoort, month), or `nieuw`/`oud`: begun in the
    schooljaar itself or before it.
    """

    gebied: str
    jaar: str
    moment: str
    zaken: frozenset[Zaak]
    kenmerk: str = ""

    @property
    def is_between(self) -> bool:
        """Whether it is what came between two editions."""
        return self.gebied.endswith(ERBIJ)


class Groei(NamedTuple):
    """That in a gemeente and schooljaar cases only came between two editions: the gebied of each of them."""

    was: str
    wordt: str
    jaar: str


VerteldeGroep = tuple[Groep, str]
"""A group and the teleenheid in which a report counts it."""


class Definitie(NamedTuple):
    """What an indicator counts, as `hierarchie.json` says it. None restricts nothing."""

    moment: str
    soorten: frozenset[str] | None
    afhandelingen: frozenset[str] | None


class Verhouding(NamedTuple):
    """A percentage: 100 times teller over noemer, or what is left of 100."""

    teller: str
    noemer: str
    aanvulling: bool


def registry_definitions() -> dict[str, Definitie]:
    """The definitions of the registry: what `hierarchie.json` prints."""
    return {
        ind.key: Definitie(ind.selectie.moment, ind.selectie.soorten, ind.selectie.afhandelingen)
        for ind in INDICATOREN.values()
        if ind.selectie
    }


def registry_ratios() -> dict[str, Verhouding]:
    """The percentages of the registry."""
    return {
        ind.key: Verhouding(ind.teller, ind.noemer, ind.aanvulling)
        for ind in INDICATOREN.values()
        if ind.herkomst == "verhouding" and ind.teller and ind.noemer
    }


@dataclass(frozen=True, kw_only=True)
class Openbaar:
    """Everything public.

    getoond: each cell with a value, percentages and standen too. onderdrukt: each cell that is hidden. delen_van:
    region (or country) -> what it is the sum of. peildata: of a (gebied, schooljaar) the day up to which it was
    known. kennis: exact values of cells from elsewhere (annual reports). groepen: the lowest and highest that reports
    leave other groups, of which there need be no cell. opgeteld: a region's jongeren are the sum of those of its
    gemeenten, not distinct persons. groei: what is known between editions (`uitgaven`). niets_eerder: nothing ran yet
    when the first schooljaar shown began; else how much did is unknown.
    """

    getoond: Mapping[CelSleutel, float]
    onderdrukt: Collection[CelSleutel]
    delen_van: Mapping[str, tuple[str, ...]]
    peildata: Mapping[tuple[str, str], date] = field(default_factory=dict)
    kennis: Mapping[CelSleutel, float] = field(default_factory=dict)
    groepen: Mapping[VerteldeGroep, tuple[int, int]] = field(default_factory=dict)
    opgeteld: bool = False
    niets_eerder: bool = False
    groei: tuple[Groei, ...] = ()
    mogelijk: MogelijkeGroepen = field(default_factory=read_possible)
    definities: Mapping[str, Definitie] = field(default_factory=registry_definitions)
    verhoudingen: Mapping[str, Verhouding] = field(default_factory=registry_ratios)

    def counts(self) -> dict[CelSleutel, int | None]:
        """Every counted cell with its value, None where it is hidden. What a report told is known."""
        gezien: dict[CelSleutel, int | None] = dict.fromkeys(
            c for c in self.onderdrukt if c.indicator in self.definities
        )
        gezien |= {
            c: round(n) for c, n in (*self.getoond.items(), *self.kennis.items()) if c.indicator in self.definities
        }
        return gezien


class PubliekCijfer(NamedTuple):
    """One row of what is public: a cell, its status, its value when it has one, and the day up to which it is known."""

    cel: CelSleutel
    status: str
    waarde: float | None
    peildatum: date | None


def read_figures(
    cijfers: Iterable[PubliekCijfer],
    delen_van: Mapping[str, tuple[str, ...]],
    *,
    opgeteld: bool = True,
    niets_eerder: bool = False,
    definities: Mapping[str, Definitie] | None = None,
    verhoudingen: Mapping[str, Verhouding] | None = None,
) -> Openbaar:
    """Everything public, from its rows. What is not among them, or unknown, is unknown to an attacker too.

    A percentage that is hidden hides nothing of its own.
    """
    verhoudingen = registry_ratios() if verhoudingen is None else verhoudingen
    getoond: dict[CelSleutel, float] = {}
    onderdrukt: set[CelSleutel] = set()
    peildata: dict[tuple[str, str], date] = {}
    for cel, status, waarde, peildatum in cijfers:
        if status == "gepubliceerd" and waarde is not None:
            getoond[cel] = waarde
        elif status == "onderdrukt" and cel.indicator not in verhoudingen:
            onderdrukt.add(cel)
        if peildatum and cel.indicator == "werkprocessen":
            peildata[cel.gebied, cel.schooljaar] = peildatum
    return Openbaar(
        getoond=getoond,
        onderdrukt=onderdrukt,
        delen_van=delen_van,
        peildata=peildata,
        opgeteld=opgeteld,
        niets_eerder=niets_eerder,
        definities=registry_definitions() if definities is None else definities,
        verhoudingen=verhoudingen,
    )


def told_groups(cijfers: Iterable[tuple[Publicatiecijfer, int, int]]) -> dict[VerteldeGroep, tuple[int, int]]:
    """The groups that figures of reports are about, with what is left of each by all of them together.

    cijfers: each with the lowest and highest that it leaves; a percentage leaves jongeren. How a figure was counted
    stands beside it in `data/bronnen`; one without that, or by how a case ended later, is no group of ours.
    """
    groepen: dict[VerteldeGroep, tuple[int, int]] = {}
    for cijfer, laag, hoog in cijfers:
        telwijze = cijfer.telwijze
        if telwijze is None or (telwijze.moment != EIND and telwijze.afhandelingen):
            continue
        zaken = frozenset(
            z
            for z in all_kinds(ended=telwijze.moment == EIND)
            if (not telwijze.soorten or z.soort in telwijze.soorten)
            and (not telwijze.subsoorten or z.subsoort in telwijze.subsoorten)
            and (not telwijze.afhandelingen or z.afhandeling in telwijze.afhandelingen)
        )
        sleutel = (
            Groep(cijfer.gebied, cijfer.schooljaar, telwijze.moment, zaken),
            JONGEREN if cijfer.is_percentage else cijfer.teleenheid,
        )
        eerder = groepen.get(sleutel, (laag, hoog))
        groepen[sleutel] = max(laag, eerder[0]), min(hoog, eerder[1])
    return groepen


class OnbekendeTabel(ValueError):
    """A published cell of which the attack cannot tell what it counts; it must learn that before it can judge."""


_SPLITST = {
    "soort": lambda z: z.soort,
    "subsoort": lambda z: z.subsoort,
    "artikel": lambda z: z.subsoort,
    "soort_afhandeling": lambda z: f"{z.soort}:{z.afhandeling}",
    "afhandelingsgroep": lambda z: AFHANDELINGSGROEPEN[z.soort, z.afhandeling],
}


class Lezer:
    """Reads cells as groups of werkprocessen.

    A category that is no code of the contract is the rest of its table: what the other categories of the same table
    do not name ("andere artikelen").
    """

    def __init__(self, definities: Mapping[str, Definitie], cellen: Iterable[CelSleutel]) -> None:
        self._definities = definities
        self._tabellen: dict[CelSleutel, set[str]] = {}
        self._gelezen: dict[tuple[str, str, str, frozenset[str]], tuple[frozenset[Zaak], str]] = {}
        for cel in cellen:
            self._tabellen.setdefault(cel._replace(teleenheid="", categorie=""), set()).add(cel.categorie)

    def read(self, cel: CelSleutel) -> Groep:
        """The group a cell counts. Raises OnbekendeTabel when its table is none the contract can make."""
        tabel = frozenset(self._tabellen[cel._replace(teleenheid="", categorie="")])
        sleutel = (cel.indicator, cel.uitsplitsing, cel.categorie, tabel)
        if sleutel not in self._gelezen:
            self._gelezen[sleutel] = self._content(cel, tabel)
        return Groep(cel.gebied, cel.schooljaar, self._definities[cel.indicator].moment, *self._gelezen[sleutel])

    def _content(self, cel: CelSleutel, tabel: frozenset[str]) -> tuple[frozenset[Zaak], str]:
        definitie = self._definities[cel.indicator]
        alle = all_kinds(ended=definitie.moment == EIND)
        gekozen = {
            z
            for z in alle
            if (definitie.soorten is None or z.soort in definitie.soorten)
            and (definitie.afhandelingen is None or z.afhandeling in definitie.afhandelingen)
        }
        if cel.uitsplitsing == TOTAAL:
            return frozenset(gekozen), ""
        if cel.uitsplitsing in KENMERKEN and definitie.moment == START and cel.categorie in KENMERKEN[cel.uitsplitsing]:
            return frozenset(gekozen), f"{cel.uitsplitsing}={cel.categorie}"
        if cel.uitsplitsing not in _SPLITST:
            raise OnbekendeTabel(f"{cel.indicator}: {cel.uitsplitsing} is geen tabel van het contract")
        code = _SPLITST[cel.uitsplitsing]
        codes = {code(z) for z in gekozen}
        if cel.categorie in codes:
            return frozenset(z for z in gekozen if code(z) == cel.categorie), ""
        if tabel - codes != {cel.categorie}:
            raise OnbekendeTabel(f"{cel.indicator}: {cel.uitsplitsing} heeft een categorie die niet te duiden is")
        if not codes - tabel:
            raise OnbekendeTabel(f"{cel.indicator}: {cel.uitsplitsing} neemt samen wat ook apart staat")
        return frozenset(z for z in gekozen if code(z) not in tabel), ""


def all_kinds(*, ended: bool) -> frozenset[Zaak]:
    """Every combination that the contract allows; with `ended` also by afhandeling."""
    return frozenset(
        Zaak(soort, subsoort, afhandeling)
        for soort in SOORTEN
        for subsoort in SUBSOORTEN.get(soort, {"": ""})
        for afhandeling in (AFHANDELINGEN[soort] if ended else {"": ""})
    )


def years_of(jaar: str) -> tuple[str, ...]:
    """The schooljaren of a window (`2020-2023` is three of them); of a schooljaar itself alone."""
    gevonden = _JAREN.fullmatch(jaar)
    if gevonden is None or int(gevonden[1]) >= int(gevonden[2]):
        raise OnbekendeTabel(f"{jaar} is geen schooljaar en geen reeks van schooljaren")
    return tuple(f"{j:04d}-{j + 1:04d}" for j in range(int(gevonden[1]), int(gevonden[2])))


def is_person_count(cel: CelSleutel) -> bool:
    """Whether a cell counts jongeren, not werkprocessen."""
    return cel.teleenheid == JONGEREN
