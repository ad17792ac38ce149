"""The content of the jaarverslag, before it has a form: chapters of blocks, with the cell behind each figure.

HTML, PDF and Word are made of this and of nothing else, so they cannot say different things. A figure that stands in a
table or tile keeps the cell it comes from: by it a test finds it in the publication, and Word gives it a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from components.svg.drawing import Tekening
from data.cells.cells import CelSleutel
from data.publication.report_pictures import Plaatje

Rol = Literal["gewoon", "noot", "bron", "kop"]


@dataclass(frozen=True, slots=True)
class Tabelvak:
    """What stands in a place of a table. cel: the figure it is, None for words and for what was worked out.

    zonder: there is no figure, the text says why.
    """

    tekst: str
    cel: CelSleutel | None = None
    zonder: bool = False
    getal: bool = True


@dataclass(frozen=True, slots=True)
class Verslagrij:
    """A row with its head. eigen: the one the reader came for."""

    hoofd: str
    vakken: tuple[Tabelvak, ...]
    eigen: bool = False


@dataclass(frozen=True, slots=True)
class Verslagtabel:
    """A table with its number in the report. sleutel: names it, the same in every form and publication."""

    sleutel: str
    nummer: int
    titel: str
    koppen: tuple[str, ...]
    rijen: tuple[Verslagrij, ...]
    voorbeeld: bool = False


@dataclass(frozen=True, slots=True)
class Verslagfiguur:
    """A picture with its number. alt: the sentence that the site says of it. teken: draws it at a width."""

    sleutel: str
    nummer: int
    titel: str
    alt: str
    teken: Callable[[float], Tekening]
    voorbeeld: bool = False


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph. rol: `kop` is a heading within a chapter, `noot` and `bron` are small print."""

    tekst: str
    rol: Rol = "gewoon"


@dataclass(frozen=True, slots=True)
class Opsomming:
    """A list. inleiding: the sentence before it."""

    regels: tuple[str, ...]
    inleiding: str = ""


Blok = Alinea | Opsomming | Verslagtabel | Verslagfiguur


@dataclass(frozen=True, slots=True)
class Stukje:
    """Words within a paragraph of somebody's own text. link: where they lead, empty when nowhere."""

    tekst: str
    vet: bool = False
    schuin: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Eigenbeeld:
    """A picture of a gemeente. adres: where it is on the site; alt: what it shows."""

    adres: str
    alt: str
    plaatje: Plaatje


@dataclass(frozen=True, slots=True)
class Eigenalinea:
    """A paragraph that a gemeente wrote; its figures were filled in from the publication.

    punt: of a list. beeld: it is a picture, and has no words of its own.
    """

    stukjes: tuple[Stukje, ...]
    punt: bool = False
    beeld: Eigenbeeld | None = None


@dataclass(frozen=True, slots=True)
class Verhaal:
    """A story from practice."""

    titel: str
    alineas: tuple[Eigenalinea, ...]


@dataclass(frozen=True, slots=True)
class Hoofdstuktekst:
    """A chapter. zinnen: its generated opening, one sentence or two per subject, by the key of the subject.

    vraag: what it answers; wettelijk: what the law asks of it, as a sentence, empty where it asks nothing. eigen: what
    the gemeente itself wrote here.
    """

    sleutel: str
    nummer: int
    titel: str
    vraag: str
    wettelijk: str
    zinnen: tuple[tuple[str, str], ...]
    blokken: tuple[Blok, ...]
    eigen: tuple[Eigenalinea, ...] = ()


@dataclass(frozen=True, slots=True)
class Kerntegel:
    """A figure of the first page: large, with what stands after it, its rate beside the region's, and the verdict."""

    sleutel: str
    titel: str
    cijfer: str
    eenheid: str
    verhouding: str
    oordeel: str
    bron: str
    voorbeeld: bool
    cel: CelSleutel | None


@dataclass(frozen=True, slots=True)
class EersteBlad:
    """What fits on one A4: the answer, the figures, the gemeenten beside each other, and three sentences."""

    antwoord: str
    tegels: tuple[Kerntegel, ...]
    figuur: Verslagfiguur | None
    zinnen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarverslag:
    """The whole report. plaats: in a sentence; adres: where it stands on the site, without its host.

    voorbeeld: some of its figures are invented. voorwoord, verhalen, links: what the gemeente itself wrote.
    status: how far it is, in words; gewijzigd: the figures that read otherwise since it was vastgesteld.
    """

    gebied: str
    plaats: str
    slug: str
    jaar: str
    titel: str
    publicatie: str
    gepubliceerd: date
    adres: str
    voorbeeld: bool
    blad: EersteBlad
    hoofdstukken: tuple[Hoofdstuktekst, ...]
    voorwoord: tuple[Eigenalinea, ...] = ()
    verhalen: tuple[Verhaal, ...] = ()
    links: tuple[Eigenalinea, ...] = ()
    status: str = ""
    gewijzigd: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Blok]:
        """Give every block, in reading order, that of the first page included."""
        if self.blad.figuur:
            yield self.blad.figuur
        for hoofdstuk in self.hoofdstukken:
            yield from hoofdstuk.blokken

    def tables(self) -> tuple[Verslagtabel, ...]:
        """Give every table, in the order of their numbers."""
        return tuple(blok for blok in self.blocks() if isinstance(blok, Verslagtabel))

    def figures(self) -> tuple[Verslagfiguur, ...]:
        """Give every picture, in the order of their numbers."""
        return tuple(blok for blok in self.blocks() if isinstance(blok, Verslagfiguur))
