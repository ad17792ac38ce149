"""The statutory count of one gemeente and schooljaar: each line with its figures, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.referentie import schooljaar
from data.team import queries
from data.team.bevoegd import Bevoegd
from data.team.telregels import Telregel, chapters

GEEN_LEVERING = "Over deze gemeente en dit schooljaar is niets geleverd."
GEEN_STAND = "Dit aantal jongeren is over dit schooljaar niet geleverd."


@dataclass(frozen=True, slots=True)
class Geteld:
    """A line and its figures. zaken: None too where a number of jongeren was delivered as such. reden: why unknown."""

    regel: Telregel
    zaken: int | None
    jongeren: int | None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Opgave:
    """All lines of one gemeente and schooljaar. peildatum: None when nothing was delivered of its werkprocessen."""

    gemeente: str
    jaar: str
    hoofdstukken: Mapping[str, Sequence[Geteld]]
    peildatum: date | None
    voorbeeld: bool

    @property
    def voorlopig(self) -> bool:
        """Whether the schooljaar was not over when the delivery was made."""
        return self.peildatum is not None and self.peildatum < schooljaar.einde(self.jaar)


def known_years(bevoegd: Bevoegd, gemeente: str = "") -> list[str]:
    """Return the schooljaren that a delivery speaks about, of one gemeente or of all of the team, newest first."""
    codes = bevoegd.narrow([gemeente] if gemeente else [])
    return sorted({jaar for code, jaar in queries.read_dekking(bevoegd) if code in codes}, reverse=True)


def usual_year(bevoegd: Bevoegd, gemeente: str) -> str:
    """Return the newest schooljaar that was over when it was delivered, else the newest; empty when there is none."""
    dekking, jaren = queries.read_dekking(bevoegd), known_years(bevoegd, gemeente)
    heel = [jaar for jaar in jaren if dekking[gemeente, jaar][0] >= schooljaar.einde(jaar)]
    return next(iter((*heel, *jaren, *known_years(bevoegd))), "")


def read_count(bevoegd: Bevoegd, gemeente: str, jaar: str) -> Opgave:
    """Read the count of a gemeente; GeenToegangError when it is not of this Bevoegd."""
    cijfers = queries.read_telling(bevoegd, gemeente, jaar)
    peildatum, voorbeeld = queries.read_dekking(bevoegd).get((gemeente, jaar), (None, False))
    hoofdstukken = {
        titel: [_line(regel, cijfers.get(regel.vorm), peildatum is not None) for regel in regels]
        for titel, regels in chapters().items()
    }
    return Opgave(gemeente, jaar, hoofdstukken, peildatum, voorbeeld)


def _line(regel: Telregel, cijfer: tuple[int | None, int] | None, geleverd: bool) -> Geteld:
    if regel.onbekend:
        return Geteld(regel, None, None, regel.onbekend)
    if cijfer is not None:
        return Geteld(regel, *cijfer)
    if regel.stand:
        return Geteld(regel, None, None, GEEN_STAND)
    return Geteld(regel, 0, 0) if geleverd else Geteld(regel, None, None, GEEN_LEVERING)
