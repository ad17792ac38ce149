"""The frame around every page of the team's site: menu, who is logged in, and what kind of figures these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs

NAAM = "Leerrecht in Beeld, team"
_MENU = (
    ("Dit schooljaar", "/team"),
    ("Signalen", "/team/signalen"),
    ("Doorlooptijd", "/team/doorlooptijd"),
    ("Wettelijke telling", "/team/telling"),
)
_INSTELLINGEN = ("Instellingen", "/team/instellingen")
_LEVERINGEN = ("Leveringen", "/team/leveringen")
_VERSLAGEN = ("Jaarverslag", "/team/verslagen")


@dataclass(frozen=True, slots=True)
class Kader:
    """Who looks: name, what they may see in words, the token of their forms, and which parts of the menu are theirs.

    keuze: the filters as a query; the pages with figures keep them when one goes from one to the other. redacteur: may
    write a jaarverslag.
    """

    naam: str
    team: str
    formulier: str
    beheerder: bool
    heeft_team: bool
    lokaal: bool
    keuze: str = ""
    redacteur: bool = False


def frame(kader: Kader, hier: str, inhoud: Sequence[Component | str | None]) -> Component:
    """A whole page. hier: the path of the page, marked in the menu."""
    return html.Div(
        [
            html.A("Naar de inhoud", href="#inhoud", className="spring"),
            html.Header(_head(kader, hier)),
            html.Main(dbc.Container([deel for deel in inhoud if deel is not None]), id="inhoud", tabIndex=-1),
            html.Footer(dbc.Container(_foot(kader)), className="voet"),
        ]
    )


def _head(kader: Kader, hier: str) -> list[Component | None]:
    balk = html.Div(dbc.Container([_brand(), _menu(kader, hier), _who(kader)]), className="kop")
    return [balk, _local_banner() if kader.lokaal else None]


def _brand() -> Component:
    icoon = html.Img(src="/assets/icoon.svg", alt="", width="28", height="28")
    return html.A([icoon, html.Span(NAAM)], href="/team", className="merk")


def _menu(kader: Kader, hier: str) -> Component:
    achter = f"?{kader.keuze}" if kader.keuze else ""
    punten = [*((naam, url, achter) for naam, url in _MENU), (*_INSTELLINGEN, "")] if kader.heeft_team else []
    punten += [(*_VERSLAGEN, "")] if kader.redacteur else []
    punten += [(*_LEVERINGEN, "")] if kader.beheerder else []
    links = [html.Li(html.A(naam, href=url + keuze, **_current(url == hier))) for naam, url, keuze in punten]
    return html.Nav(html.Ul(links), **attrs(aria_label="Hoofdmenu"))


def _current(hier: bool) -> dict[str, Any]:
    return attrs(aria_current="page") if hier else {}


def _who(kader: Kader) -> Component:
    knop = html.Button("Uitloggen", type="submit", className="knop-tekst")
    return html.Form(
        [html.Span(f"{kader.naam}, {kader.team}"), hidden("formulier", kader.formulier), knop],
        action="/uitloggen",
        method="post",
        className="wie",
    )


def hidden(naam: str, waarde: str) -> Component:
    """A field of a form that is sent along unseen."""
    return dbc.Input(type="hidden", name=naam, value=waarde)


def _local_banner() -> Component:
    tekst: list[Component | str] = [
        html.Strong("Lokaal account: "),
        "gebruik geen echte gegevens.",
    ]
    return html.Div(dbc.Container(html.P(tekst)), className="banner", role="note", **attrs(aria_label="Lokaal account"))


def example_banner() -> Component:
    """Says before anything else that these figures are invented."""
    tekst = html.P(html.Strong("Voorbeeld: deze cijfers zijn verzonnen."))
    return html.Div(tekst, className="banner", role="note", **attrs(aria_label="Over deze cijfers"))


def _foot(kader: Kader) -> list[Component]:
    knop = html.Button("Log overal uit", type="submit", className="knop-tekst")
    overal: list[Component | str] = [
        hidden("formulier", kader.formulier),
        hidden("overal", "ja"),
        knop,
        " op elk apparaat waar u ingelogd bent.",
    ]
    return [
        html.P(
            "Deze pagina's zijn voor wie aan het jaarverslag schrijft. De cijfers zijn die van de openbare site. "
            "Inloggen en teksten worden vastgelegd."
            if kader.redacteur and not kader.heeft_team and not kader.beheerder
            else "Deze pagina's zijn alleen voor uw team. De cijfers zijn niet afgeschermd: deel ze niet. "
            "Er staan geen namen of geboortedatums in. Inloggen, lijsten, downloads, leveringen en teksten worden "
            "vastgelegd."
        ),
        html.Form(overal, action="/uitloggen", method="post"),
    ]
