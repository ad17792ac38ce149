"""The head of a page: where one can go from here, and a field to find one's own gemeente. All of it works as HTML."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.choosers import Keuze
from components.svg.inline import InlineDrawing, Sheet

KIES = "Kies uw gemeente"


def head_choices(links: Sequence[Keuze], gemeenten: Sequence[str] = (), naast: str = "") -> list[Component]:
    """The menu, and the field. On a phone both are behind a button, at a desk they are there.

    links: the pages of the menu, about the place that is looked at. gemeenten: the names to choose from.
    naast: those put beside, as the address names them: who chooses another gemeente keeps them.
    """
    menu = html.Details(
        [
            html.Summary("Menu"),
            html.Nav(html.Ul([html.Li(_link(keuze)) for keuze in links]), **attrs(aria_label="Hoofdmenu")),
        ],
        className="knopmenu menu",
    )
    return [menu, _finder(gemeenten, naast)] if gemeenten else [menu]


def _link(keuze: Keuze) -> Component:
    return html.A(keuze.naam, href=keuze.url, **(attrs(aria_current="page") if keuze.gekozen else {}))


def _finder(gemeenten: Sequence[str], naast: str) -> Component:
    """A field that offers the names while one types; what is typed goes to the page of that gemeente."""
    blad = Sheet()
    blad.add("circle", cx=8, cy=8, r=5.5, class_="glas")
    blad.add("path", d="m12.5 12.5 5 5", class_="glas")
    knop = [
        InlineDrawing(blad.markup, height=20, width=20, klasse="loep"),
        html.Span(KIES, className="alleen-voorlezen"),
    ]
    formulier = html.Form(
        [
            html.Label(KIES, htmlFor="kies-gemeente", className="alleen-voorlezen"),
            html.Datalist([html.Option(value=naam) for naam in gemeenten], id="gemeentenlijst"),
            dbc.Input(name="gemeente", id="kies-gemeente", list="gemeentenlijst", placeholder=KIES, required=True),
            dbc.Input(type="hidden", name="naast", value=naast) if naast else None,
            html.Button("Ga", type="submit", className="knop"),
        ],
        action="/",
        method="get",
        role="search",
    )
    return html.Details([html.Summary(knop), formulier], className="knopmenu kies")
