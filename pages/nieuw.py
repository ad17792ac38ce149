"""/nieuw: what came with each publication, and what is shown otherwise than before."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.shell import page, section, title_line
from components.pieces.news_list import news_list
from components.words.notation import format_day
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.news import news
from pages.feeds import feed_path
from pages.routes import Route

_GEEN = "Er zijn nog geen cijfers uit een registratie gepubliceerd. Alle cijfers komen uit jaarverslagen."


def show(beeld: Beeld, _route: Route) -> Component:
    """The page: one part for each day, the last one first."""
    dagen = news(beeld)
    laatste = f"Deze cijfers zijn gepubliceerd op {format_day(beeld.publicatie.gepubliceerd_op.date())}."
    delen = [section(format_day(dag).capitalize(), [news_list(regels, _link)]) for dag, regels in dagen]
    return page(
        [
            title_line([html.H1("Wat is er nieuw?")], None),
            html.Div([html.P(laatste, className="antwoord"), html.P(_follow())], className="aanhef"),
            *(delen or [html.P(_GEEN)]),
            section("Uit jaarverslagen", [_reports(beeld)], "jaarverslagen"),
        ],
        beeld.publicatie,
    )


def _follow() -> list[Component | str]:
    return ["Zelf bericht krijgen? Volg ", html.A("de feed van deze site", href=feed_path()), " in een feedlezer."]


def _link(gebied: Gebied, jaar: str) -> str:
    return Route("gemeente" if gebied.soort == "gemeente" else "overzicht", gebied, jaar).url


def _reports(beeld: Beeld) -> Component:
    """The reports that figures come from, the last ones first."""
    verslagen = sorted((b for b in beeld.bronnen() if b.soort == "verslag"), key=lambda b: (-(b.jaar or 0), b.titel))
    regels = [html.Li(f"{bron.titel} ({bron.uitgever}{f', {bron.jaar}' if bron.jaar else ''})") for bron in verslagen]
    return html.Ul(regels) if regels else html.P("Er zijn geen jaarverslagen gebruikt.")
