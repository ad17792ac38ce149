"""The figures as they may be shown, and where each comes from. Values only: no database, no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from data.cells.cells import CelSleutel, Status

# More than these no report prints; what has more was computed.
_MEESTE_DECIMALEN = 2


@dataclass(frozen=True, slots=True)
class Bron:
    """Where a figure comes from. soort: `verslag` (a published report), `levering` (own export) or `voorbeeld`."""

    sleutel: str
    titel: str
    uitgever: str
    soort: str
    jaar: int | None = None
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Gebied:
    """A gemeente, regio or land, as it stands in the publication."""

    code: str
    naam: str
    slug: str
    soort: str
    regio: str | None = None
    tegel: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One figure as it may be shown.

    waarde is None unless status is `gepubliceerd`; a percentage is 0-100. noemer: what a percentage is a part of, when
    that is known. decimalen: those its source printed it with, None where that is not told. naam_in_bron: what a report
    calls it, in its own words. in_verslag: no example of it is given, because a report tells it.
    """

    sleutel: CelSleutel
    waarde: float | None
    status: Status
    bron: Bron | None
    peildatum: date | None = None
    voorlopig: bool = False
    zekerheid: str = "zeker"
    toelichting: str = ""
    noemer: float | None = None
    sectie: str = ""
    decimalen: int | None = None
    naam_in_bron: str = ""
    in_verslag: bool = False

    @property
    def gedrukte_decimalen(self) -> int:
        """The decimals a percentage is printed with: one for a computed one, of a report as it printed it."""
        if self.decimalen is not None:
            return self.decimalen
        gedrukt = len(repr(float(self.waarde or 0.0)).partition(".")[2])
        return gedrukt if self.is_verslag and gedrukt <= _MEESTE_DECIMALEN else 1

    @property
    def soort(self) -> str:
        """The kind of source: `verslag`, `levering`, `voorbeeld`, or empty when there is no source."""
        return self.bron.soort if self.bron else ""

    @property
    def is_voorbeeld(self) -> bool:
        """True when the figure stems from the example export and describes no real gemeente."""
        return self.soort == "voorbeeld"

    @property
    def is_verslag(self) -> bool:
        """True when a report published exactly this figure."""
        return self.soort == "verslag"

    @property
    def is_bekend(self) -> bool:
        """True when there is a value to show."""
        return self.waarde is not None


@dataclass(frozen=True, slots=True)
class Deel:
    """The "x van n" of a figure, in jongeren. laag and hoog differ when a rounded percentage fits several counts."""

    laag: int
    hoog: int
    n: int


@dataclass(frozen=True, slots=True)
class Verslagcijfer:
    """A figure from a report under the report's own label, whether or not an indicator means the same.

    sleutel: the cell that it is, where an indicator means the same; voorkeur: it is the one shown for that cell.
    """

    titel: str
    onderdeel: str
    gebied: str
    schooljaar: str
    waarde: float | None
    eenheid: str
    status: str
    zekerheid: str
    toelichting: str
    sectie: str
    bron: Bron
    indicator: str | None
    decimalen: int | None = None
    sleutel: CelSleutel | None = None
    voorkeur: bool = False


@dataclass(frozen=True, slots=True)
class Uitgave:
    """Which edition of the counts of a gebied and schooljaar is told.

    sinds: when it was published first; vorige: when the one before it was. gewijzigd: how many figures are shown with
    another value than in that one. voorbij: whether the schooljaar was over on the peildatum. niet_vernieuwd_sinds:
    after which day deliveries changed nothing of it, or too little to tell; None where it was told anew.
    """

    nummer: int
    sinds: datetime
    vorige: datetime | None
    gewijzigd: int
    voorbij: bool
    niet_vernieuwd_sinds: date | None = None

    @property
    def soort(self) -> str:
        """`voorlopig`, `definitief`, or empty for what came after that."""
        if self.nummer == 1 or not self.voorbij:
            return "voorlopig"
        return "definitief" if self.nummer == 2 else ""


@dataclass(frozen=True, slots=True)
class Publicatie:
    """Which publication is being read. uitgaven: per gebied and schooljaar which edition of its counts it tells."""

    publicatie_id: str
    gepubliceerd_op: datetime
    voorbeeld: bool
    bewijs: dict[str, object] = field(default_factory=dict)
    uitgaven: Mapping[tuple[str, str], Uitgave] = field(default_factory=dict)


@lru_cache(maxsize=16_384)
def onbekend(sleutel: CelSleutel, *, in_verslag: bool = False) -> Cijfer:
    """The figure that nobody delivered or published; in_verslag: a report tells it in another form.

    A page asks this of the same cells hundreds of times.
    """
    return Cijfer(sleutel, None, "onbekend", None, in_verslag=in_verslag)
