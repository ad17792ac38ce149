"""The page for a URL that leads nowhere: what does not exist, and what does."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.choosers import Keuze, chooser
from components.frame.shell import page


def not_found(reden: str, keuzes: Sequence[tuple[str, Sequence[Keuze]]]) -> Component:
    """The reason and, per named group, the choices that do exist."""
    return page(
        [
            html.Div(
                [
                    html.H1("Niet gevonden"),
                    html.P(reden, className="inleiding"),
                    html.P("Klopt het adres niet, of is de link oud? Kies hieronder wat u wilt zien."),
                ],
                className="aanhef",
            ),
            *(chooser(naam, lijst, ter_plekke=False) for naam, lijst in keuzes if lijst),
        ]
    )
