"""The published figure as a value: what a report says, how certain that is, and what it hangs together with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from data.cells.cells import CelSleutel

Zekerheid = Literal["zeker", "afgeleid", "onzeker"]
Soort = Literal["meting", "norm", "doel", "feit"]
Volledig = Literal["ja", "nee", "overlap", ""]
Nauwkeurigheid = Literal["", "ongeveer", "ruim", "minder_dan"]
Richting = Literal["stijging", "daling", "gelijk"]


@dataclass(frozen=True, slots=True)
class Verslagbron:
    """A report that figures were taken from. `gebied` is what it is about, `jaar` when it appeared (None: not said)."""

    sleutel: str
    titel: str
    uitgever: str
    jaar: int | None
    soort: str
    gebied: str
    schooljaren: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class Telwijze:
    """Which werkprocessen a computed count must take to be comparable; an empty set restricts nothing."""

    moment: str
    soorten: frozenset[str]
    subsoorten: frozenset[str]
    afhandelingen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Berekening:
    """How a percentage follows from two counts: 100 x teller / noemer, or what is left of 100% when `rest`."""

    teller: str
    noemer: str
    rest: bool


@dataclass(frozen=True, slots=True)
class Publicatiecijfer:
    """One published figure.

    waarde: None when the report has a dash there (status `nvt`); printed with so many `decimalen`. indicator_bron,
    uitsplitsing_bron: the report's own words. peildatum: as precise as the report says (`2024-09`), or empty.
    soort: a `meting` is a count or percentage about a schooljaar; a `norm` or `doel` is no measurement; a `feit` is how
    things are organised. sleutel: the cell of the registry that means the same, None when there is none. voorkeur: the
    one to show when several tell the same cell. telwijze: set when a computed count must agree with it exactly and it
    counts werkprocessen. feit: what is told, the same for every figure that tells it. geheel, verdeling, volledig: the
    figure is a part of the fact `geheel`, in that breakdown, which holds all parts, or parts that may overlap.
    """

    nummer: int
    bron: str
    sectie: str
    gebied: str
    schooljaar: str
    peildatum: str
    soort: Soort
    indicator_bron: str
    uitsplitsing_bron: str
    waarde: float | None
    decimalen: int
    eenheid: str
    nauwkeurigheid: Nauwkeurigheid
    zekerheid: Zekerheid
    status: str
    toelichting: str
    sleutel: CelSleutel | None
    voorkeur: bool
    afstembaar: bool
    telwijze: Telwijze | None
    feit: str
    geheel: str
    verdeling: str
    volledig: Volledig
    berekening: Berekening | None

    @property
    def toonbaar(self) -> bool:
        """Whether its value may be shown: an uncertain reading never is."""
        return self.waarde is not None and self.zekerheid != "onzeker"

    @property
    def is_percentage(self) -> bool:
        """Whether it is a percentage, 0 to 100, rather than a count."""
        return self.eenheid == "%"

    @property
    def wat(self) -> str:
        """What it is, in the report's words."""
        return f"{self.indicator_bron} ({self.uitsplitsing_bron})" if self.uitsplitsing_bron else self.indicator_bron

    @property
    def indicator(self) -> str:
        """The registry key, or empty when no indicator means the same."""
        return self.sleutel.indicator if self.sleutel else ""

    @property
    def teleenheid(self) -> str:
        """What is counted, or empty when no indicator means the same."""
        return self.sleutel.teleenheid if self.sleutel else ""

    @property
    def uitsplitsing(self) -> str:
        """The breakdown in terms of the registry, or empty."""
        return self.sleutel.uitsplitsing if self.sleutel else ""

    @property
    def categorie(self) -> str:
        """The category in terms of the registry, or empty."""
        return self.sleutel.categorie if self.sleutel else ""


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What a report says in words about a change: the fact `feit` of the gebieden, from one schooljaar to another."""

    nummer: int
    bron: str
    sectie: str
    gebieden: tuple[str, ...]
    feit: str
    van: str
    naar: str
    richting: Richting
    tekst: str


def mogelijke_aantallen(
    percentage: float, noemer: int, *, decimalen: int = 1, rest: bool = False
) -> tuple[int, int] | None:
    """Return the smallest and largest count that a printed percentage of `noemer` can stand for.

    percentage: 0 to 100, printed with so many decimalen; any way of rounding is allowed for. rest: the count is what is
    left (99,1% goes to school: 17 of 1.884 do not). None when no whole number fits.
    """
    printed, half = Decimal(str(percentage)), Decimal(1).scaleb(-decimalen) / 2
    low, high = printed - half, printed + half
    if rest:
        low, high = 100 - high, 100 - low
    first = max(0, math.ceil(low * noemer / 100))
    last = min(noemer, math.floor(high * noemer / 100))
    return (first, last) if first <= last else None
