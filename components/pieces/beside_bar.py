"""Who is put beside the own gemeente on every page: each can be taken off, and one more be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.svg.inline import InlineDrawing, Sheet

ERNAAST = "Zet er een gemeente naast"


def beside_bar(naam: str, gekozen: Sequence[tuple[str, str]], fouten: Sequence[str]) -> Component | None:
    """The names with their line, each with the link that takes it off. gekozen: name and that link.

    naam: beside whom. fouten: sentences on what was asked and could not be.
    """
    if not gekozen and not fouten:
        return None
    items = [
        html.Li(
            [
                _line(i),
                f"{i} {ander} ",
                html.A("weg", href=url, **attrs(aria_label=f"Haal {ander} weg", data_ter_plekke="ja")),
            ]
        )
        for i, (ander, url) in enumerate(gekozen, 1)
    ]
    kop = html.P(f"Naast {naam}:")
    return html.Div(
        [
            *([kop, html.Ul(items)] if gekozen else []),
            *(html.P(fout, className="naastfout") for fout in fouten),
        ],
        className="naastbalk",
        role="group",
        **attrs(aria_label=f"Naast {naam}"),
    )


def beside_form(pad: str, keuzes: Mapping[str, str], nog: int, lijst: str = "gemeentenlijst") -> Component:
    """The field to put one more beside. pad, keuzes: the address of the view; nog: how many more fit.

    lijst: the id of the list of names that the head of the page holds. One that is full says so in place.
    """
    if nog < 1:
        return html.P("Meer dan vier gemeenten passen er niet naast. Haal er eerst een weg.", className="zacht klein")
    formulier = html.Form(
        [
            *(dbc.Input(type="hidden", name=naam, value=waarde) for naam, waarde in keuzes.items()),
            html.Label("Welke gemeente?", htmlFor="erbij"),
            dbc.Input(name="erbij", id="erbij", list=lijst, required=True),
            html.Button("Zet ernaast", type="submit", className="knop"),
        ],
        action=pad,
        method="get",
    )
    return html.Details([html.Summary(ERNAAST), formulier], className="ernaastkeuze")


def _line(plek: int) -> Component:
    blad = Sheet()
    blad.line("0", 8, "100%", 8, f"lijn naast-{plek}")
    return InlineDrawing(blad.markup, height=16, width=28, klasse="jaarlijnteken")
