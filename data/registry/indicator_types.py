"""What an indicator is: the fields of one entry in the registry (`data.registry.indicators`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Moment = Literal["start", "eind", "lopend"]
Herkomst = Literal["werkprocessen", "standen", "verhouding", "verslagen"]
Richting = Literal["hoger_is_beter", "lager_is_beter", "neutraal"]
Thema = Literal["jongeren", "verzuim", "afhandeling", "vrijstellingen", "doorstroompunt", "overig"]
Uitsplitsing = Literal[
    "subsoort",
    "artikel",
    "afhandelingsgroep",
    "soort",
    "soort_afhandeling",
    "onderwijssoort",
    "leeftijdsgroep",
    "maand",
]

Stap = Literal["jaar", "gevouwen", "venster", "niet"]
"""How fine a table is told: per schooljaar; per schooljaar with its rare categories in one; summed over three
schooljaren; or not at all at this level. A ladder is some of these in this order, from fine to coarse."""
STAPPEN: tuple[Stap, ...] = get_args(Stap)

WERKPROCESSEN = "werkprocessen"
JONGEREN = "jongeren"
MELDINGEN = "meldingen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectie:
    """Which werkprocessen an indicator counts.

    moment: `start` = startdatum in the schooljaar; `eind` = einddatum in it, whatever the start; `lopend` = not yet
    ended on the last day of the schooljaar, or on the peildatum if that is earlier. `None` means: no restriction.
    """

    moment: Moment
    soorten: frozenset[str] | None = None
    afhandelingen: frozenset[str] | None = None


def started(*soorten: str) -> Selectie:
    """Select the werkprocessen of these soorten (of all, when none is named) that began in the schooljaar."""
    return Selectie(moment="start", soorten=frozenset(soorten) or None)


def ended(soorten: set[str] | None, *afhandelingen: str) -> Selectie:
    """Select those that ended in the schooljaar, of these soorten and with these afhandelingen; none means all."""
    return Selectie(
        moment="eind",
        soorten=frozenset(soorten) if soorten else None,
        afhandelingen=frozenset(afhandelingen) or None,
    )


class Ladder(NamedTuple):
    """The steps of a table at both levels, fine to coarse; empty when the table does not exist."""

    uitsplitsing: str
    teleenheid: str
    stappen: tuple[Stap, ...]


class Verloopstap(NamedTuple):
    """A step on the way from a report of absence to a jongere without a school: its place, its name, what it counts."""

    plaats: int
    naam: str
    teleenheid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator, with everything that is said about it on screen and everything counting needs.

    teleenheden: in order of preference. uitsplitsingen: the tables published per gemeente (and above);
    regio_uitsplitsingen: the ones published for the region and above only, because per gemeente their cells are small.
    vaknaam: the word by which the field knows it, where that is another than the title; said beside it once.
    teller, noemer: keys of the indicators a percentage is made of; `aanvulling` means 1 - teller/noemer.
    tegel: place on the gemeente page, None = no tile. gewicht: how much a reader misses it when it is hidden.
    binnen_regio: regions do not all count the same kinds of it, so that it is compared within one region only.
    eigen_telling: regions mean different things by it, so reports on it are compared within one region only.
    onderdeel_van: keys of larger groups that its jongeren all belong to. van_wie: of whom a percentage is a part, one
    and many, where that is not jongeren. als_noemer: what others are a part of, when they are a part of this (Dutch).
    noemer_in_verslag, teller_in_verslag: keys of what a report's figure is a part of, where nothing is counted.
    andere_noemer: place among what reports divide by instead of jongeren of 5 to 18.
    verloopstap: which step it is on the way to absoluut verzuim, as a report tells it.
    regiowoord: the word for it that each region explains in its own way, as code and as readers see it.
    ladders: of tables that differ from the rule of `data.cells.tableplan.ladder`.
    """

    key: str
    titel: str
    betekenis: str
    definitie: str
    herkomst: Herkomst
    thema: Thema
    teleenheden: tuple[str, ...]
    eenheid: tuple[str, str]
    richting: Richting = "neutraal"
    selectie: Selectie | None = None
    teller: str | None = None
    noemer: str | None = None
    aanvulling: bool = False
    uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    regio_uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    tegel: int | None = None
    gewicht: float = 10.0
    optelbaar: bool = True
    leeswijzer: str = ""
    vaknaam: str = ""
    binnen_regio: bool = False
    eigen_telling: bool = False
    onderdeel_van: tuple[str, ...] = ()
    van_wie: tuple[str, str] | None = None
    als_noemer: str = ""
    noemer_in_verslag: str | None = None
    teller_in_verslag: str | None = None
    andere_noemer: int | None = None
    verloopstap: Verloopstap | None = None
    regiowoord: tuple[str, str] | None = None
    ladders: tuple[Ladder, ...] = ()

    def eenheden(self, liefst: str = "") -> tuple[str, ...]:
        """The teleenheden to look in, the asked one first where this indicator is counted in it, meldingen last.

        Unasked it is jongeren: those are what may be tested. Only reports count in meldingen, and some do so where the
        registry counts werkprocessen.
        """
        volgorde = sorted(self.teleenheden, key=lambda eenheid: (eenheid != liefst, eenheid != JONGEREN))
        return tuple(dict.fromkeys((*volgorde, MELDINGEN)))

    @property
    def is_percentage(self) -> bool:
        """True when the value is a percentage, not a count."""
        return self.eenheid[0] == "procent"
