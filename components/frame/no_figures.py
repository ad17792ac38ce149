"""The page of a place of which nothing is known yet, in any schooljaar."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.shell import page
from data.publication.figures import Publicatie


def no_figures(plaats: str, publicatie: Publicatie) -> Component:
    """Say once, plainly, that there are no figures yet, and what does stand on the site."""
    return page(
        [
            html.Div(
                [
                    html.H1(plaats),
                    html.P(f"Over {plaats} zijn nog geen cijfers gepubliceerd.", className="inleiding"),
                    html.P(
                        "Dat betekent niet dat er geen verzuim is. De gemeente of regio heeft nog niets aangeleverd. "
                        "Zodra dat wel zo is, staan de cijfers op deze pagina."
                    ),
                    html.P([html.A("Lees wat de cijfers straks betekenen", href="/toelichting"), "."]),
                ],
                className="aanhef",
            )
        ],
        publicatie,
    )
