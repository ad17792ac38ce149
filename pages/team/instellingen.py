"""`/team/instellingen`: the terms, the fte and the norm that a team sets for itself."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from components.frame.attributes import attrs
from components.team.frame import NAAM, frame, hidden
from components.words.notation import format_decimal
from data.referentie.gebieden import gebieden
from data.team import abonnementen, instellingen
from data.team.abonnementen import OngeldigAdresError
from data.team.instellingen import Instellingen, OngeldigeInstellingError
from data.team.termijnen import WERKSOORTEN, Werksoort, initial_term
from pages.team import logboek, views
from pages.team.beeld import today
from pages.team.config import Config, read_smtp
from pages.team.render import TeamPages
from pages.team.toegang import Bezoeker, bezoeker, check_form

PAD = "/team/instellingen"


def add(server: Flask, pages: TeamPages, _config: Config) -> None:
    """Add the page and its form."""

    def show() -> Response:
        bewaard = "De instellingen zijn bewaard." if "bewaard" in request.args else ""
        return pages.plain(f"Instellingen - {NAAM}", _page(bewaard))

    def save() -> Response | WerkzeugResponse:
        check_form()
        wie, gebied = bezoeker(), request.form.get("gebied", "")
        try:
            nieuw = instellingen.parse(request.form)
        except OngeldigeInstellingError as fout:
            return pages.plain(f"Instellingen - {NAAM}", _page("", str(fout)), 400)
        anders = instellingen.differences(instellingen.read(wie.bevoegd, gebied), nieuw)
        instellingen.write(wie.bevoegd, gebied, nieuw)
        uitkomst = "bewaard" if anders else "ongewijzigd"
        logboek.write_down("instelling", wie.sessie.wie, gebied=gebied, uitkomst=uitkomst, **anders)
        return redirect(f"{PAD}?bewaard=ja", 303)

    def message() -> Response | WerkzeugResponse:
        check_form()
        sessie = bezoeker().sessie
        try:
            if "stop" in request.form:
                abonnementen.unsubscribe(sessie.sub)
            else:
                abonnementen.subscribe(
                    sessie.sub, request.form.get("adres", ""), sessie.rollen, today(), naam=sessie.wie
                )
        except OngeldigAdresError as fout:
            return pages.plain(f"Instellingen - {NAAM}", _page("", str(fout)), 400)
        logboek.write_down("instelling", sessie.wie, bericht="uit" if "stop" in request.form else "aan")
        return redirect(f"{PAD}?bewaard=ja", 303)

    server.add_url_rule(f"{PAD}/bericht", "bericht_bewaren", message, methods=["POST"])
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
            _message_form(wie) if formulieren else None,
        ],
    )


def _message_form(wie: Bezoeker) -> Component:
    """Who wants a message each Monday says so here; without a mail server that is told instead."""
    kop = html.H2("Bericht op maandag")
    if read_smtp() is None:
        tekst = "Deze site kan geen e-mail versturen: er is geen mailserver ingesteld. Vraag het uw beheerder."
        return html.Div([kop, html.P(tekst)], className="paneel")
    nu = abonnementen.find(wie.sessie.sub)
    uitleg = (
        "U krijgt elke maandag een e-mail met aantallen en links, zonder zaken. Wie vijf weken niet inlogt, krijgt "
        "geen bericht meer."
    )
    knop = html.Button("Bewaar", type="submit", className="knop")
    vak = dbc.Input(id="adres", name="adres", type="email", value=nu.adres if nu else "", autocomplete="email")
    delen: list[Component] = [kop, html.P(uitleg), hidden("formulier", wie.formulier)]
    aan = html.Form(
        [*delen, dbc.Label("E-mailadres", html_for="adres"), vak, knop], action=f"{PAD}/bericht", method="post"
    )
    if nu is None:
        return html.Div(aan, className="paneel")
    stop = html.Button("Stuur mij geen bericht meer", type="submit", className="knop-tekst")
    velden = [hidden("formulier", wie.formulier), hidden("stop", "ja"), stop]
    return html.Div([aan, html.Form(velden, action=f"{PAD}/bericht", method="post")], className="paneel")


def _form(gebied: str, nu: Instellingen, formulier: str) -> Component:
    naam = gebieden().naam(gebied)
    termijnen = [_term(gebied, nu, werk) for werk in WERKSOORTEN]
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
                    html.Legend("Termijn: hoeveel dagen mag een werkproces open zijn"),
                    None
                    if nu.eigen
                    else html.P("Dit zijn de termijnen waarmee elk team begint. Pas aan wat u anders afsprak."),
                    html.Div(termijnen, className="filters termijnen"),
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


def _term(gebied: str, nu: Instellingen, werk: Werksoort) -> Component:
    """One term, with its source or why the law names none."""
    veld = _field(gebied, f"termijn_{werk.sleutel}", werk.naam, str(nu.termijnen.get(werk, "")))
    begin = initial_term(werk)
    anders = begin.dagen is not None and nu.termijnen.get(werk) != begin.dagen
    grond = f"{begin.grond} Voorgesteld: {begin.dagen} dagen." if anders else begin.grond
    return html.Div([veld, html.P(grond, className="zacht klein")])


def _field(gebied: str, naam: str, label: str, waarde: str) -> Component:
    sleutel = f"{gebied}-{naam}"
    vak = dbc.Input(id=sleutel, name=naam, value=waarde, type="text", inputmode="decimal", autocomplete="off")
    return html.Div([dbc.Label(label, html_for=sleutel), vak], className="veld")
