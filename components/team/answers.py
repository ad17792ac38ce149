"""The answer to a signal: the form, and what was answered before."""

from __future__ import annotations

from collections.abc import Mapping

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.team.frame import hidden
from components.words.notation import format_day
from data.publication.csv_lines import csv_lines
from data.team.antwoorden import LANGSTE_NOTITIE, OORZAKEN, Antwoord


def answer_form(pad: str, naam: str, nummer: int, velden: Mapping[str, str]) -> Component:
    """A folded form under a signal. naam: of the signal. velden: what says which signal it is."""
    oorzaak, notitie = f"oorzaak-{nummer}", f"notitie-{nummer}"
    opties = [{"label": label, "value": code} for code, label in OORZAKEN.items()]
    uitleg = "Schrijf geen namen, nummers of datums van jongeren op. Uw naam komt bij het antwoord te staan."
    formulier = html.Form(
        [
            *(hidden(veld, waarde) for veld, waarde in velden.items()),
            dbc.Label("Oorzaak", html_for=oorzaak),
            dbc.Select(id=oorzaak, name="oorzaak", options=opties, value="onbekend"),
            dbc.Label("Notitie", html_for=notitie),
            dbc.Input(id=notitie, name="notitie", type="text", maxLength=LANGSTE_NOTITIE, autocomplete="off"),
            html.P(uitleg, className="zacht"),
            html.Button("Bewaar antwoord", type="submit", className="knop"),
        ],
        action=pad,
        method="post",
        className="paneel",
        **attrs(aria_label=f"Antwoord op het signaal {naam}"),
    )
    return html.Details(
        [html.Summary(["Beantwoord dit signaal", html.Span(f": {naam}", className="alleen-voorlezen")]), formulier]
    )


def said(antwoord: Antwoord) -> str:
    """Who saw it, when, and what it was."""
    wie = f"Gezien door {antwoord.door} op {format_day(antwoord.op.date())}."
    return f"{wie} Oorzaak: {OORZAKEN[antwoord.oorzaak]}. {antwoord.notitie}".strip()


def reopen_form(pad: str, naam: str, velden: Mapping[str, str]) -> Component:
    """The button that lets a signal come back."""
    knop = html.Button(
        "Zet terug in de lijst", type="submit", className="knop-tekst", **attrs(aria_label=f"Zet terug: {naam}")
    )
    return html.Form([*(hidden(veld, waarde) for veld, waarde in velden.items()), knop], action=pad, method="post")


def proposal(jaar: str, indicator: str, gebieden: Mapping[str, str]) -> Component:
    """A proposed trendbreuk as lines for the register. gebieden: name per code."""
    regels = csv_lines(
        [f"{code.lower()}-{indicator}-{jaar[:4]}", indicator, code, jaar, f"Anders geregistreerd in {naam}", "", "", ""]
        for code, naam in gebieden.items()
    )
    return html.Div(
        [
            html.P(
                f"Voorstel: een trendbreuk vanaf {jaar}. Past uw beheerder het register aan (trendbreuken.csv), dan "
                "begint de vergelijking daar opnieuw. Vul de uitleg en de bron nog in:"
            ),
            html.Pre("".join(regels).replace("\r\n", "\n")),
        ]
    )
