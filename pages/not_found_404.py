"""Any URL that is no page of ours. Dash finds this page by the name of its file."""

from __future__ import annotations

import dash
from dash.development.base_component import Component

from components.frame.shell import NAAM
from data.publication.readmodel import beeld
from pages.finding import missing_page
from pages.routes import NotFound


def layout(**_: object) -> Component:
    """The page that says so, with the choices there are."""
    return missing_page(beeld(), NotFound("Deze pagina bestaat niet."))


dash.register_page(__name__, path="/404", title=f"Niet gevonden - {NAAM}", layout=layout)
