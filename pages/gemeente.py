"""/gemeente/<slug>: how one gemeente stands, in one schooljaar."""

from __future__ import annotations

from collections.abc import Sequence

import dash
from dash import html
from dash.development.base_component import Component

from components.breakdown_chart import breakdown_chart
from components.comparison_chart import comparison_chart
from components.contradiction_list import contradiction_note
from components.development_chart import development_chart
from components.labels import THEMAS, region_title, with_article
from components.report_section import report_section
from components.shell import NAAM, breadcrumbs, page, section
from components.theme_table import theme_table
from components.tile import tile, tiles
from data.comparison import compare
from data.contradictions import contradictions
from data.development import Onderverdeling, Verloop, follow, split
from data.figures import Gebied
from data.indicators import Thema
from data.overview import Onderwerp, topics
from data.readmodel import Beeld, Tegel, beeld
from data.report_blocks import reports
from pages.choices import choose_bron, choose_gemeente, choose_indicator, choose_schooljaar
from pages.finding import page_for
from pages.gemeente_extras import own_words, own_words_of_tiles
from pages.routes import Route
from pages.take_along import compare_further, take_parts, take_table, take_years


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
    gebied, jaar = route.plaats, route.schooljaar
    regio = beeld.regio_van(gebied)
    themas = topics(beeld, gebied.code, jaar)
    tabel = html.Div(
        [theme_table(f"{gebied.naam}, {jaar}", themas), take_table(route, "onderwerpen")], className="paneel"
    )
    return page(
        [
            _head(beeld, route, gebied, regio),
            _own_words(beeld, gebied, jaar),
            section(
                "Kerncijfers",
                [_tiles(route, regio, beeld.tegels(gebied.code, jaar)), *own_words_of_tiles(beeld, gebied, jaar)],
            ),
            _more_tiles(beeld, route, regio),
            section("Door de jaren heen en naast elkaar", _charts(beeld, route, gebied, regio), "ontwikkeling"),
            _reports(beeld, route, gebied),
            *(_theme(beeld, route, thema, themas[thema]) for thema in THEMAS if thema in themas),
            section("Alle onderwerpen in een tabel", [tabel], "alle-onderwerpen"),
        ],
        beeld.publicatie,
    )


def _own_words(beeld: Beeld, gebied: Gebied, jaar: str) -> Component | None:
    tekst = own_words(beeld, gebied, jaar)
    return section("In eigen woorden", [tekst], "eigen-woorden") if tekst else None


def _head(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> Component:
    kruimels = [(region_title(regio), Route("overzicht", regio).url), (gebied.naam, "")]
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


def _tiles(route: Route, regio: Gebied, tegels: Sequence[Tegel]) -> Component:
    def url(tegel: Tegel) -> str:
        return f"{route.met(indicator=tegel.indicator, bron='').url}#ontwikkeling"

    return tiles([tile(tegel, route.plaats, regio, url(tegel)) for tegel in tegels])


def _more_tiles(beeld: Beeld, route: Route, regio: Gebied) -> Component | None:
    tegels = beeld.tegels_uit_verslagen(route.plaats.code, route.schooljaar)
    return section("Meer cijfers uit het jaarverslag", [_tiles(route, regio, tegels)]) if tegels else None


def _charts(beeld: Beeld, route: Route, gebied: Gebied, regio: Gebied) -> list[Component | None]:
    ind, jaar = route.indicator, route.schooljaar
    soort = route.bron or beeld.soort_voor(ind, gebied.code, jaar)
    verloop: Verloop = follow(beeld, ind, gebied.code, jaar, soort)
    naast = compare(beeld, ind, gebied, jaar, soort)
    return [
        choose_indicator(beeld, route, gebied),
        choose_bron(beeld, route, gebied, soort),
        html.P(ind.definitie, className="zacht"),
        html.Div(
            [
                development_chart(verloop, gebied, jaar, take_years(route, verloop)),
                comparison_chart(naast, gebied, regio, compare_further(route)),
            ],
            className="naast-elkaar",
        ),
    ]


def _theme(beeld: Beeld, route: Route, thema: Thema, onderwerpen: Sequence[Onderwerp]) -> Component | None:
    """The parts of the theme's indicators; a theme without parts has nothing to draw here."""
    gevonden = [
        split(beeld, onderwerp.indicator, route.plaats.code, route.schooljaar, uitsplitsing)
        for onderwerp in onderwerpen
        for uitsplitsing in onderwerp.indicator.uitsplitsingen
    ]
    delen: list[Onderverdeling] = [deel for deel in gevonden if deel]
    grafieken = [breakdown_chart(deel, route.plaats, take_parts(route, deel)) for deel in delen]
    return section(THEMAS[thema], [html.Div(grafieken, className="naast-elkaar")], thema) if grafieken else None


def _reports(beeld: Beeld, route: Route, gebied: Gebied) -> Component:
    cijfers, jaar = beeld.verslagcijfers(gebied.code, route.schooljaar), route.schooljaar
    if not cijfers:
        geen = f"Over {gebied.naam} in schooljaar {jaar} hebben we geen cijfers uit een jaarverslag."
        return section("Uit het jaarverslag", [html.P(geen)], "jaarverslag")
    uitleg = (
        "Dit zijn alle cijfers die jaarverslagen over deze gemeente en dit schooljaar noemen, met hun eigen woorden. "
        "Een cijfer dat onzeker is, tonen we niet; er staat bij waarom."
    )
    titels = {bron.sleutel: bron.titel for bron in beeld.bronnen()}
    tegenspraak = contradiction_note(
        [t for t in contradictions() if (gebied.code, jaar) in {(c.gebied, c.schooljaar) for c in t.cijfers}], titels
    )
    inhoud = report_section(reports(cijfers), {gebied.code: gebied.naam})
    return section(
        "Uit het jaarverslag", [html.P(uitleg), tegenspraak, *inhoud, take_table(route, "jaarverslag")], "jaarverslag"
    )
