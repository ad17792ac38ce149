"""`/team/instellingen`: the terms, the fte and the norm that a team sets for itself."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from components.attributes import attrs
from components.notation import format_decimal
from components.team.frame import NAAM, frame, hidden
from data import vocabulary
from data.gebieden import gebieden
from data.team import instellingen
from data.team.instellingen import Instellingen, OngeldigeInstellingError
from pages.team import logboek, views
from pages.team.config import Config
from pages.team.paint import Paint
from pages.team.toegang import bezoeker, check_form

PAD = "/team/instellingen"


def add(server: Flask, paint: Paint, _config: Config) -> None:
    """Add the page and its form."""

    def show() -> Response:
        bewaard = "De instellingen zijn bewaard." if "bewaard" in request.args else ""
        return paint.plain(f"Instellingen - {NAAM}", _page(bewaard))

    def save() -> Response | WerkzeugResponse:
        check_form()
        wie, gebied = bezoeker(), request.form.get("gebied", "")
        try:
            instellingen.write(wie.bevoegd, gebied, instellingen.parse(request.form))
        except OngeldigeInstellingError as fout:
            return paint.plain(f"Instellingen - {NAAM}", _page("", str(fout)), 400)
        logboek.write_down("instelling", wie.sessie.wie, gebied=gebied)
        return redirect(f"{PAD}?bewaard=ja", 303)

    server.add_url_rule(PAD, "instellingen", show, methods=["GET"])
    server.add_url_rule(PAD, "instellingen_bewaren", save, methods=["POST"])


def _page(bewaard: str, fout: str = "") -> Component:
    wie = bezoeker()
    formulieren = [
        _form(gebied, instellingen.read(wie.bevoegd, gebied), wie.formulier) for gebied in wie.bevoegd.gebieden
    ]
    return frame(
        views.kader(wie),
        PAD,
        [
            html.H1("Instellingen van uw team"),
            html.P("Deze getallen kiest uw team zelf. Ze staan nergens op de openbare site.", className="inleiding"),
            html.Div(bewaard, role="status", className="melding") if bewaard else None,
            html.Div(fout, role="alert", className="melding fout") if fout else None,
            *(formulieren or [html.P("U heeft geen team, dus zijn er geen instellingen.")]),
        ],
    )


def _form(gebied: str, nu: Instellingen, formulier: str) -> Component:
    naam = gebieden().naam(gebied)
    termijnen = [
        _field(gebied, f"termijn_{soort}", f"{label} (dagen)", str(nu.termijnen.get(soort, "")))
        for soort, label in vocabulary.SOORTEN.items()
    ]
    druk = [
        _field(gebied, "fte", "Fte in uw team", "" if nu.fte is None else format_decimal(nu.fte, 2)),
        _field(gebied, "norm", "Norm: lopende werkprocessen per fte", "" if nu.norm is None else str(nu.norm)),
    ]
    return html.Form(
        [
            html.H2(naam),
            hidden("formulier", formulier),
            hidden("gebied", gebied),
            html.Fieldset(
                [
                    html.Legend("Termijn: hoe lang mag een werkproces open zijn"),
                    html.Div(termijnen, className="filters"),
                ]
            ),
            html.Fieldset([html.Legend("Werkdruk"), html.Div(druk, className="filters")]),
            html.P("Laat een vak leeg als uw team daar geen afspraak over heeft.", className="zacht"),
            html.Button("Bewaar", type="submit", className="knop"),
        ],
        action=PAD,
        method="post",
        className="paneel",
        **attrs(aria_label=f"Instellingen van {naam}"),
    )


def _field(gebied: str, naam: str, label: str, waarde: str) -> Component:
    sleutel = f"{gebied}-{naam}"
    vak = dbc.Input(id=sleutel, name=naam, value=waarde, type="text", inputmode="decimal", autocomplete="off")
    return html.Div([dbc.Label(label, html_for=sleutel), vak], className="veld")
