"""What a page shows of the gemeenten put beside its own: the bar with them, and the field for one more."""

from __future__ import annotations

from urllib.parse import parse_qsl

from dash.development.base_component import Component

from components.pieces.beside_bar import beside_bar, beside_form
from pages.beside_query import MEESTE, in_words
from pages.routes import Route


def beside_line(route: Route) -> Component | None:
    """Who is beside, and what of the question was not understood; None without either."""
    gekozen = [(g.naam, route.met(naast=tuple(a for a in route.naast if a != g)).url) for g in route.naast]
    return beside_bar(route.plaats.naam, gekozen, [in_words(niet, route.plaats) for niet in route.niet_begrepen])


def choose_beside(route: Route) -> Component:
    """The field that puts one more beside."""
    pad, _, vraag = route.url.partition("?")
    return beside_form(pad, dict(parse_qsl(vraag)), MEESTE - len(route.naast))
