"""What the codes of the data are called on screen: kinds of source, breakdowns, categories, places, themes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from components.words.notation import TAAL
from data.publication.figures import Gebied
from data.registry import breakdowns
from data.registry.indicators import JONGEREN, MELDINGEN, WERKPROCESSEN, Thema
from data.reports.dutch import region_in_sentence

SOORT_BRON: Mapping[str, str] = {
    "verslag": "Uit jaarverslagen",
    "levering": "Uit de eigen registratie",
    "voorbeeld": "Voorbeeld (verzonnen)",
    "landelijk": "Landelijke bron",
}
THEMAS: Mapping[Thema, str] = {
    "jongeren": "Jongeren en school",
    "verzuim": "Verzuim",
    "afhandeling": "Afgeronde zaken",
    "vrijstellingen": "Vrijstellingen",
    "doorstroompunt": "Doorstroompunt",
    "overig": "Overige zaken",
}
TELEENHEDEN: Mapping[str, str] = {WERKPROCESSEN: "zaken", JONGEREN: "jongeren", MELDINGEN: "meldingen"}
# How gemeenten can be put beside each other.
VORMEN: Mapping[str, str] = {
    "rangorde": "Van hoog naar laag",
    "trechter": "Met de grootte erbij",
    "veelvoud": "Door de jaren",
    "lijnen": "Lijnen door de jaren",
    "staven": "Staven",
    "samen": "Twee onderwerpen samen",
    "tabel": "Tabel",
}
UITSPLITSINGEN: Mapping[str, str] = {key: breakdown.naam for key, breakdown in breakdowns.UITSPLITSINGEN.items()}


def category_label(uitsplitsing: str, categorie: str) -> str:
    """What a category is called; a code we have no word for is shown as it is."""
    if uitsplitsing == "maand":
        return format_date(date(2000, int(categorie), 1), "MMMM", locale=TAAL)
    gevonden = breakdowns.UITSPLITSINGEN.get(uitsplitsing)
    return gevonden.categorieen.get(categorie, categorie) if gevonden else categorie


def place_name(gebied: Gebied) -> str:
    """A gebied in a sentence: "Hattem", "de regio IJssel-Vecht"."""
    return gebied.naam if gebied.soort in ("gemeente", "land") else with_article(gebied)


def unit_after(onderwerp: str, teleenheid: str) -> str:
    """What a title counts, between brackets at its end: ` (zaken)`; empty where its subject says so already."""
    eenheid = TELEENHEDEN[teleenheid]
    return "" if eenheid in onderwerp.lower().split() else f" ({eenheid})"


def region_title(regio: Gebied) -> str:
    """The name of a region by itself: "Regio IJssel-Vecht", "Subregio Roermond"."""
    soort = regio.naam.partition(" ")[0].lower()
    return regio.naam if soort in {"subregio", "regio", "gewest"} else f"Regio {regio.naam}"


def with_article(regio: Gebied) -> str:
    """The name of a region in a sentence: "de regio IJssel-Vecht", "de subregio Roermond"."""
    return region_in_sentence(regio.naam)
