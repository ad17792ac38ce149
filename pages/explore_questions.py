"""Five questions to begin with, each a view of /verkennen of the places and subjects that this site has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from components.words.labels import place_name
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from pages.explore_query import Verkenning, read_exploration


def ready_questions(beeld: Beeld) -> Component:
    """The questions as links; a subject that this site does not have gives none."""
    return html.Ul([html.Li(html.A(tekst, href=vraag.url)) for tekst, vraag in questions(beeld)])


@lru_cache(maxsize=1)
def questions(beeld: Beeld) -> tuple[tuple[str, Verkenning], ...]:
    """Each question in words, with its view."""
    return tuple(_questions(beeld))


def _questions(beeld: Beeld) -> Iterator[tuple[str, Verkenning]]:
    regio = max(beeld.regios(), key=lambda r: len(beeld.gemeenten(r.code)))
    for tekst, gevraagd in _asked(regio, beeld.gemeenten(regio.code)):
        vraag = read_exploration(beeld, gevraagd)
        if vraag and not vraag.niet and vraag.tot:
            yield tekst, vraag


def _asked(regio: Gebied, leden: tuple[Gebied, ...]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The largest region of the site, its first gemeente and the one after it."""
    een, waar = leden[0], place_name(regio)
    twee = leden[1] if len(leden) > 1 else een
    yield (
        f"In welke gemeenten van {waar} staan minder jongeren op een school?",
        {"onderwerp": "schoolgaand", "waar": regio.slug, "vorm": "rangorde"},
    )
    yield (
        f"Hoe ging het luxe verzuim in {een.naam} en {twee.naam}, en in de rest van de regio?",
        {
            "onderwerp": "relatief_verzuim:subsoort:luxe",
            "waar": f"{een.slug},{twee.slug},rest",
            "vorm": "lijnen",
        },
    )
    yield (
        f"Is het verzuim in {een.naam} hoog, als de grootte meetelt?",
        {"onderwerp": "relatief_verzuim", "waar": een.slug, "vorm": "trechter", "eenheid": "jongeren"},
    )
    yield (
        f"Gaan verzuim en vrijstellingen samen in de gemeenten van {waar}?",
        {
            "onderwerp": "relatief_verzuim",
            "tegen": "vrijstellingen_verleend",
            "waar": regio.slug,
            "vorm": "rangorde",
            "eenheid": "jongeren",
        },
    )
    yield (
        f"Hoe ging het absoluut verzuim in elke gemeente van {waar}?",
        {"onderwerp": "absoluut_verzuim", "waar": regio.slug, "vorm": "veelvoud"},
    )
