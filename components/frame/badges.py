"""The small words that tell at a glance what kind of figure this is."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from data.publication.figures import Cijfer

VOORBEELD_MERK = "badge-voorbeeld"


def voorbeeld_badge() -> Component:
    """The mark of an invented figure; a word, because a colour alone says nothing to who cannot see it."""
    return dbc.Badge("VOORBEELD", className=VOORBEELD_MERK)


def badges(cijfer: Cijfer) -> Component | None:
    """What must be said of a figure before it is read: invented or provisional; None when there is nothing."""
    gevonden = [voorbeeld_badge()] if cijfer.is_voorbeeld else []
    if cijfer.voorlopig:
        gevonden.append(dbc.Badge("voorlopig"))
    return html.Div(gevonden, className="badges") if gevonden else None
