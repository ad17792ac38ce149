"""The chapters of the jaarverslag of artikel 25: declared once, the same in HTML, PDF and Word.

Each says what a raad wants to know there, what the law asks, which indicators it opens with, and its charts. A chapter
is never left out: of what nobody has a figure it says so, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from data.cells.cells import TOTAAL
from data.registry.indicators import INDICATOREN, Indicator
from data.views.parts import SOORTEN_VERZUIM, STAPPEN
from data.views.themes import Grafiekplan, Vorm

Vast = Literal[
    "", "vergelijking", "verslagen", "trendbreuken", "andere_bronnen", "definities", "bronnen", "afscherming"
]
"""What a chapter holds that follows from more than its own indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslagdeel:
    """A chapter.

    vraag: what it answers. wettelijk: what artikel 25 asks of it, empty where the law asks nothing. opening: the
    indicators of its first sentences. vast: what it holds besides charts.
    """

    sleutel: str
    titel: str
    vraag: str
    wettelijk: str = ""
    opening: tuple[Indicator, ...] = ()
    grafieken: tuple[Grafiekplan, ...] = ()
    vast: Vast = ""


def _of(*sleutels: str) -> tuple[Indicator, ...]:
    return tuple(INDICATOREN[sleutel] for sleutel in sleutels)


def _plan(sleutel: str, vorm: Vorm = "jaren", uitsplitsing: str = TOTAAL, binnen: str = "") -> Grafiekplan:
    return Grafiekplan(INDICATOREN[sleutel], vorm, uitsplitsing, binnen)


def _parts(sleutel: str, *uitsplitsingen: str) -> tuple[Grafiekplan, ...]:
    return tuple(_plan(sleutel, "delen", uitsplitsing) for uitsplitsing in uitsplitsingen)


def _endings(*soorten: str) -> tuple[Grafiekplan, ...]:
    return tuple(_plan("afgehandeld", "delen", "soort_afhandeling", soort) for soort in soorten)


HOOFDSTUKKEN: tuple[Verslagdeel, ...] = (
    Verslagdeel(
        sleutel="jongeren",
        titel="Om welke jongeren gaat het?",
        vraag="Hoeveel jongeren vallen onder de Leerplichtwet?",
        opening=_of("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen"),
        grafieken=tuple(map(_plan, ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen"))),
    ),
    Verslagdeel(
        sleutel="niet-ingeschreven",
        titel="Niet ingeschreven op een school",
        vraag="Hoeveel jongeren stonden niet op een school, en wat is er met die meldingen gedaan?",
        wettelijk="hoeveel jongeren niet op een school stonden (absoluut verzuim), en hoe dat is behandeld",
        opening=_of("schoolgaand", "absoluut_verzuim"),
        grafieken=(
            *_parts("absoluut_verzuim", STAPPEN),
            _plan("absoluut_verzuim"),
            _plan("schoolgaand"),
            *_endings("absoluut_verzuim"),
        ),
    ),
    Verslagdeel(
        sleutel="verzuim",
        titel="Verzuim van wie wel op een school staat",
        vraag="Hoeveel verzuim is er gemeld, en van welke soort?",
        wettelijk="hoeveel jongeren wel op een school stonden en zonder geldige reden wegbleven (relatief verzuim)",
        opening=_of("relatief_verzuim", "verzuimmeldingen"),
        grafieken=(
            *_parts("verzuim_totaal", SOORTEN_VERZUIM),
            _plan("relatief_verzuim"),
            *_parts("relatief_verzuim", "subsoort", "onderwijssoort"),
            _plan("verzuimmeldingen"),
            *_parts("verzuimmeldingen", "soort_verzuim"),
        ),
    ),
    Verslagdeel(
        sleutel="afloop",
        titel="Hoe zaken afliepen",
        vraag="Wat deed leerplicht met de meldingen, en hoe liep dat af?",
        wettelijk="hoe het verzuim is behandeld",
        opening=_of("werkprocessen", "afgehandeld"),
        grafieken=(
            _plan("afgehandeld"),
            *_endings("relatief_verzuim"),
            *_parts("afgehandeld", "afhandelingsgroep", "soort"),
        ),
    ),
    Verslagdeel(
        sleutel="vrijstellingen-en-verlof",
        titel="Vrijstellingen en verlof",
        vraag="Hoeveel jongeren hoefden niet naar school, en op welke grond?",
        wettelijk="hoeveel vrijstellingen van de leerplicht er waren, naar artikel van de wet",
        opening=_of("vrijstellingen_verleend", "vrijstellingen_lopend", "verlof"),
        grafieken=(
            *_parts("vrijstellingen_verleend", "artikel"),
            _plan("vrijstellingen_verleend"),
            *_parts("vrijstellingen_lopend", "artikel"),
            _plan("vrijstellingen_lopend"),
            *_parts("vrijstellingen_verslag", "artikel"),
            _plan("verlof"),
            *_endings("verlof"),
        ),
    ),
    Verslagdeel(
        sleutel="handhaving",
        titel="Handhaving: processen-verbaal en Halt",
        vraag="Hoe vaak is opgetreden tegen ouders of jongeren?",
        wettelijk="hoe de wet is gehandhaafd, ook met een proces-verbaal",
        opening=_of("processen_verbaal", "halt"),
        grafieken=(
            _plan("processen_verbaal"),
            *_parts("processen_verbaal", "soort_verzuim"),
            _plan("halt"),
        ),
    ),
    Verslagdeel(
        sleutel="doorstroompunt",
        titel="Jongeren van 18 jaar en ouder, en het doorstroompunt",
        vraag="Hoeveel jongeren stoppen met school zonder diploma, en hoe gaat het daarna met hen?",
        opening=_of("nieuwe_vsv", "vsv_percentage", "verzuim_18plus"),
        grafieken=(
            _plan("vsv_percentage"),
            _plan("nieuwe_vsv"),
            _plan("vsv"),
            *_endings("vsv"),
            _plan("verzuim_18plus"),
            *_endings("verzuim_18plus"),
        ),
    ),
    Verslagdeel(
        sleutel="preventie",
        titel="Preventie en thuiszitters",
        vraag="Wat deed leerplicht om verzuim te voorkomen?",
        opening=_of("preventie", "thuiszitters"),
        grafieken=(
            _plan("preventie"),
            *_endings("preventie"),
            _plan("preventie_incidenten"),
            _plan("thuiszitters"),
            _plan("mdo_besproken"),
        ),
    ),
    Verslagdeel(
        sleutel="vergelijking",
        titel="Naast de andere gemeenten van de regio",
        vraag="Wat is echt anders dan bij de buren, en wat kan toeval zijn?",
        vast="vergelijking",
    ),
    Verslagdeel(
        sleutel="verslagen",
        titel="Wat jaarverslagen noemen",
        vraag="Welke cijfers staan er in jaarverslagen die al openbaar zijn?",
        vast="verslagen",
    ),
    Verslagdeel(
        sleutel="trendbreuken",
        titel="Wat u niet met eerdere jaren kunt vergelijken",
        vraag="Vanaf wanneer is er anders geteld?",
        vast="trendbreuken",
    ),
    Verslagdeel(
        sleutel="andere-bronnen",
        titel="Waarom andere bronnen iets anders zeggen",
        vraag="Waarom geeft DUO een ander getal dan de gemeente?",
        vast="andere_bronnen",
    ),
    Verslagdeel(sleutel="definities", titel="Wat er is geteld", vraag="Wat betekenen de woorden?", vast="definities"),
    Verslagdeel(
        sleutel="bronnen",
        titel="Bronnen",
        vraag="Waar komen de cijfers vandaan?",
        vast="bronnen",
    ),
    Verslagdeel(
        sleutel="afscherming",
        titel="Hoe jongeren zijn beschermd",
        vraag="Waarom staat er soms geen getal?",
        vast="afscherming",
    ),
)
"""In the order of the report."""

VERGELEKEN: tuple[Indicator, ...] = _of("absoluut_verzuim", "schoolgaand", "relatief_verzuim", "processen_verbaal")
"""What is laid beside the other gemeenten."""

HOOFDSTUK: Mapping[str, Verslagdeel] = MappingProxyType({deel.sleutel: deel for deel in HOOFDSTUKKEN})
"""Each chapter by its key."""
