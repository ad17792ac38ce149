"""/gemeente/<slug>: how one gemeente stands, in one schooljaar."""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import html
from dash.development.base_component import Component

from components.breakdown_chart import breakdown_chart
from components.comparison_chart import comparison_chart
from components.development_chart import development_chart
from components.labels import THEMAS, with_article
from components.report_section import report_section
from components.shell import NAAM, breadcrumbs, page, section
from components.theme_table import theme_table
from components.tile import tile, tiles
from data.comparison import compare
from data.development import follow, split
from data.figures import Gebied
from data.indicators import Thema
from data.overview import Onderwerp, topics
from data.readmodel import Beeld, beeld
from data.report_blocks import reports
from pages.choices import choose_bron, choose_gemeente, choose_indicator, choose_schooljaar
from pages.finding import page_for
from pages.routes import Route


def layout(pad: str = "/gemeente/", zoek: str = "", **_: object) -> Component:
    """The page for the URL in the browser."""
    return page_for(show, pad, zoek)


def title(slug: str = "", **_: object) -> str:
    """The name in the browser's tab."""
    gebied = beeld().gebied_van_slug(slug)
    return f"{gebied.naam} - {NAAM}" if gebied else f"Niet gevonden - {NAAM}"


dash.register_page(__name__, path_template="/gemeente/<slug>", title=title, layout=layout)


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one gemeente and schooljaar."""
    gebied, jaar = _gebied(route), route.schooljaar
    regio = beeld.regio_van(gebied)
    themas = topics(beeld, gebied.code, jaar)
    return page(
        [
            _head(beeld, route, gebied, regio),
            section("Kerncijfers", [_tiles(beeld, route, gebied, regio)]),
            section("Door de jaren heen en naast elkaar", _charts(beeld, route, gebied, regio), "ontwikkeling"),
            _reports(beeld, gebied, jaar),
            *(_theme(beeld, thema, themas[thema], gebied, jaar) for thema in THEMAS if thema in themas),
            section(
                "Alle onderwerpen in een tabel",
                [html.Div(theme_table(f"{gebied.naam}, {jaar}", themas), className="paneel")],
                "alle-onderwerpen",
            ),
        ],
        beeld.publicatie,
    )


def _gebied(route: Route) -> Gebied:
    if route.gebied is None:
        raise LookupError("Deze pagina hoort bij een gemeente.")
    return route.gebied


def _head(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> Component:
    kruimels = [(f"Regio {regio.naam}", Route("overzicht", regio).url), (gebied.naam, "")]
    return html.Div(
        [
            breadcrumbs(kruimels),
            html.H1(gebied.naam),
            html.P(
                f"Leerplicht en schoolverzuim in schooljaar {route.schooljaar}, vergeleken met {with_article(regio)}.",
                className="inleiding zacht",
            ),
            choose_schooljaar(beeld, route, gebied),
            html.Details([html.Summary("Andere gemeente kiezen"), choose_gemeente(beeld, route, gebied)]),
        ],
        className="aanhef",
    )


def _tiles(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> Component:
    return tiles(
        [
            tile(tegel, gebied, regio, f"{route.met(indicator=tegel.indicator, bron='').url}#ontwikkeling")
            for tegel in beeld.tegels(gebied.code, route.schooljaar)
        ]
    )


def _charts(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> list[Component | None]:
    ind, jaar = route.indicator, route.schooljaar
    soort = route.bron or beeld.soort_voor(ind, gebied.code, jaar)
    verloop = development_chart(follow(beeld, ind, gebied.code, jaar, soort), gebied, jaar)
    naast = comparison_chart(compare(beeld, ind, gebied, jaar, soort), gebied, regio)
    return [
        choose_indicator(beeld, route, gebied),
        choose_bron(beeld, route, gebied, soort),
        html.P(ind.definitie, className="zacht"),
        html.Div([verloop, naast], className="naast-elkaar"),
    ]


def _theme(beeld: Beeld, thema: Thema, onderwerpen: Sequence[Onderwerp], gebied: Gebied, jaar: str) -> Component | None:
    """The parts of the theme's indicators; a theme without parts has nothing to draw here."""
    delen = [
        split(beeld, onderwerp.indicator, gebied.code, jaar, uitsplitsing)
        for onderwerp in onderwerpen
        for uitsplitsing in onderwerp.indicator.uitsplitsingen
    ]
    grafieken = [breakdown_chart(deel, gebied) for deel in delen if deel]
    return section(THEMAS[thema], [html.Div(grafieken, className="naast-elkaar")], thema) if grafieken else None


def _reports(beeld: Beeld, gebied: Gebied, jaar: str) -> Component:
    cijfers = beeld.verslagcijfers(gebied.code, jaar)
    uitleg = (
        "Dit zijn alle cijfers die jaarverslagen over deze gemeente en dit schooljaar noemen, met hun eigen woorden. "
        "Een cijfer dat onzeker is, tonen we niet; er staat bij waarom."
        if cijfers
        else f"Over {gebied.naam} in schooljaar {jaar} hebben we geen cijfers uit een jaarverslag."
    )
    inhoud = report_section(reports(cijfers), {gebied.code: gebied.naam})
    return section("Uit het jaarverslag", [html.P(uitleg), *inhoud], "jaarverslag")
