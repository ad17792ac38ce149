"""The filters of the team's pages: a form that makes a URL, so that every choice can be kept and sent on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.team.frame import hidden


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the name in the URL, what it is called, its choices (value to label) and the one chosen."""

    naam: str
    kop: str
    keuzes: Mapping[str, str]
    gekozen: str
    alles: str = "Alles"


def filter_form(pad: str, filters: Sequence[Filter], vast: Mapping[str, str]) -> Component:
    """The form. vast: names and values that stay as they are."""
    velden = [html.Div(_field(f), className="veld") for f in filters if f.keuzes]
    knoppen = html.Div(
        [html.Button("Toon", type="submit", className="knop"), html.A("Wis keuzes", href=pad)], className="knoppen"
    )
    return html.Form(
        [*(hidden(naam, waarde) for naam, waarde in vast.items() if waarde), *velden, knoppen],
        action=pad,
        method="get",
        className="filters",
        **attrs(aria_label="Kies wat u wilt zien"),
    )


def _field(f: Filter) -> list[Component]:
    opties = [{"label": f.alles, "value": "alles"}] if f.alles else []
    opties += [{"label": label, "value": waarde} for waarde, label in f.keuzes.items()]
    sleutel = f"kies-{f.naam}"
    return [
        dbc.Label(f.kop, html_for=sleutel),
        dbc.Select(id=sleutel, name=f.naam, options=opties, value=f.gekozen or (opties[0]["value"] if opties else "")),
    ]
