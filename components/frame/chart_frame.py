"""The frame around every chart: title, sentence, picture, source and the same figures as a table, one key away."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.frame.canvas import CONFIG


@dataclass(frozen=True, slots=True)
class Grafiek:
    """What a chart says in words. sleutel names it on the page; zin tells what the picture shows.

    noten: what must be known of parts of the picture. heet: what reports call it.
    """

    sleutel: str
    titel: str
    zin: str
    bron: str
    voorbeeld: bool
    noten: tuple[str, ...] = ()
    heet: str = ""


def chart_frame(
    grafiek: Grafiek,
    figuur: go.Figure | None,
    hoogte: str,
    tabel: Component | None,
    slot: Component | None = None,
    *,
    tabel_open: bool = False,
) -> Component:
    """A chart with all that makes it readable without seeing it; without a figure only the words are left.

    slot: what stands under it, such as the links to take it along. tabel_open: the table is the picture.
    """
    soort = " is-voorbeeld" if grafiek.voorbeeld else ""
    ondertitel = "Voorbeeld: deze cijfers zijn verzonnen. " if grafiek.voorbeeld else ""
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.Div(
                        [html.H3(grafiek.titel), voorbeeld_badge() if grafiek.voorbeeld else None],
                        className="tegel-kop",
                    ),
                    html.P([html.Strong(ondertitel), grafiek.zin] if ondertitel else grafiek.zin),
                ],
                className="grafiek-tekst",
            ),
            _picture(grafiek, figuur, hoogte) if figuur else None,
            html.Ul([html.Li(noot) for noot in grafiek.noten], className="noten") if grafiek.noten else None,
            _table(tabel, tabel_open),
            html.P(grafiek.heet, className="zacht klein") if grafiek.heet else None,
            html.P(grafiek.bron, className="grafiek-bron") if grafiek.bron else None,
            slot,
        ],
        className=f"paneel{soort}",
        **attrs(aria_label=grafiek.titel),
    )


def _table(tabel: Component | None, is_open: bool) -> Component | None:
    return tabel if is_open or tabel is None else html.Details([html.Summary("Toon als tabel"), tabel])


def _picture(grafiek: Grafiek, figuur: go.Figure, hoogte: str) -> Component:
    """The picture itself is one image to a screen reader: its many loose texts make no sense one by one."""
    naam = f"Grafiek: {grafiek.titel}. De cijfers staan in de tabel hieronder."
    graph = dcc.Graph(id=f"grafiek-{grafiek.sleutel}", figure=figuur, config=CONFIG, responsive=True)
    return html.Div(graph, role="img", className=f"grafiek {hoogte}", **attrs(aria_label=naam))
