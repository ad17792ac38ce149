"""The figures of a report as its reader saw them: per report, per section, and in blocks of one subject and unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.publication.figures import Bron, Verslagcijfer
from data.publication.readmodel import Beeld

# Fewer parts than this are read faster in a table than in a picture.
MINSTE_DELEN = 3
_GEEN_DEEL = ("totaal", "waarvan")


@dataclass(frozen=True, slots=True)
class Blok:
    """Figures under one label and in one unit, in the report's order."""

    titel: str
    eenheid: str
    cijfers: tuple[Verslagcijfer, ...]

    @property
    def delen(self) -> tuple[Verslagcijfer, ...]:
        """The parts of the block: what is not a total of others nor a share of one."""
        return tuple(c for c in self.cijfers if c.onderdeel and not c.onderdeel.startswith(_GEEN_DEEL))

    @property
    def is_tekenbaar(self) -> bool:
        """Whether a chart of the parts shows more than a table: enough of them, known, and not all nothing."""
        bekend = [c.waarde for c in self.delen if c.waarde is not None and not is_onzeker(c)]
        return len(bekend) >= MINSTE_DELEN and any(bekend)


@dataclass(frozen=True, slots=True)
class Sectie:
    """A heading of a report and the blocks under it. sleutel names it on the page."""

    sleutel: str
    kop: str
    blokken: tuple[Blok, ...]


@dataclass(frozen=True, slots=True)
class Verslag:
    """What one report tells about one place and schooljaar."""

    bron: Bron
    gebied: str
    secties: tuple[Sectie, ...]


def is_onzeker(cijfer: Verslagcijfer) -> bool:
    """An uncertain figure keeps its place and is never shown as a value."""
    return "onzeker" in (cijfer.status, cijfer.zekerheid)


def reports(cijfers: Sequence[Verslagcijfer]) -> tuple[Verslag, ...]:
    """The figures per report and place, in the order in which they stand in the publication."""
    plaatsen = dict.fromkeys((c.bron, c.gebied) for c in cijfers)
    return tuple(
        Verslag(bron, gebied, _sections(n, [c for c in cijfers if (c.bron, c.gebied) == (bron, gebied)]))
        for n, (bron, gebied) in enumerate(plaatsen, start=1)
    )


def _sections(verslag: int, cijfers: Sequence[Verslagcijfer]) -> tuple[Sectie, ...]:
    koppen = dict.fromkeys(c.sectie for c in cijfers)
    return tuple(
        Sectie(f"verslag-{verslag}-{n}", kop, _blocks(c for c in cijfers if c.sectie == kop))
        for n, kop in enumerate(koppen, start=1)
    )


def _blocks(cijfers: Iterable[Verslagcijfer]) -> tuple[Blok, ...]:
    groepen = groupby(cijfers, key=lambda c: (c.titel, c.eenheid))
    return tuple(Blok(titel, eenheid, tuple(groep)) for (titel, eenheid), groep in groepen)


def around(beeld: Beeld, regio: str, jaar: str) -> tuple[Verslagcijfer, ...]:
    """What the reports on this region tell of wider areas in this schooljaar: the land, a larger region."""
    leden = {regio, *(g.code for g in beeld.gemeenten(regio))}
    eigen = {c.bron for code in leden for j in beeld.schooljaren(code) for c in beeld.verslagcijfers(code, j)}
    ruimer = set(beeld.gebieden) - {g.code for g in (*beeld.regios(), *beeld.gemeenten())}
    return tuple(c for code in sorted(ruimer) for c in beeld.verslagcijfers(code, jaar) if c.bron in eigen)
