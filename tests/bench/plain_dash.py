"""A workbench as Dash makes it by itself: a layout, dropdowns, a callback that draws with Plotly. Only to compare with.

The same figures as /verkennen: lines of gemeenten over the years. No HTML before the scripts, the whole of plotly.js.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from flask import Flask, jsonify

from data.cells.cells import CelSleutel
from data.publication.readmodel import beeld
from data.registry.indicators import INDICATOREN
from data.views.side_by_side import best_soort, follow_places


def create() -> Flask:
    """The server of it."""
    live = beeld()
    app = Dash(__name__)
    gemeenten = [{"label": g.naam, "value": g.code} for g in live.gemeenten()]
    onderwerpen = [{"label": ind.titel, "value": ind.key} for ind in INDICATOREN.values()]
    app.layout = html.Div(
        [
            html.H1("Zelf verkennen"),
            dcc.Dropdown(onderwerpen, "relatief_verzuim", id="onderwerp"),
            dcc.Dropdown(gemeenten, [g["value"] for g in gemeenten[:2]], multi=True, id="waar"),
            dcc.Graph(id="grafiek"),
        ]
    )

    @app.callback(Output("grafiek", "figure"), Input("onderwerp", "value"), Input("waar", "value"))
    def draw(onderwerp: str, waar: list[str]) -> Any:
        eenheid = INDICATOREN[onderwerp].eenheden()[0]
        gekozen = [live.gebieden[code] for code in waar]
        cel = CelSleutel(onderwerp, eenheid, waar[0], live.schooljaren(waar[0])[-1])
        veelvoud = follow_places(live, cel, best_soort(live, cel, gekozen), gekozen, "per_1000")
        lijnen = [go.Scatter(x=veelvoud.jaren, y=rij.waarden, name=rij.gebied.naam) for rij in veelvoud.rijen]
        return go.Figure(lijnen, {"title": {"text": INDICATOREN[onderwerp].titel}})

    server: Flask = app.server
    server.add_url_rule("/gereed", "gereed", lambda: jsonify(status="gereed"))
    return server
