"""/: how a region stands, and the way to each gemeente."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.frame.shell import NAAM, fold, page, section, title_line
from components.pieces.answer_line import answer_line, finding_line
from components.pieces.comparison_chart import comparison_piece
from components.pieces.edition_note import edition_note
from components.pieces.folded_frame import folded_frame
from components.pieces.piece import origin
from components.pieces.place_map import place_map, square_of
from components.pieces.place_rows import place_rows, verdict_key
from components.pieces.report_section import report_section
from components.pieces.tile import known_tiles
from components.pieces.tile_map import Vak
from components.pieces.told_panel import told_panel, windows_table
from components.words.answer import answer, choose
from components.words.figure_text import figure_text
from components.words.findings import finding, finding_about, no_judgement, span_about
from components.words.labels import place_name, region_title
from components.words.list_words import list_notes
from components.words.told_where import period_name
from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import Beeld
from data.registry.vocabulary import TOTAAL
from data.views.beside import places_beside
from data.views.coarser import coarser, window_figures
from data.views.comparison import Vergelijking, kind_for_members
from data.views.development import follow
from data.views.report_blocks import around, reports
from data.views.tiles import Tegel, silent, tiles_of
from pages.beside import beside_line, choose_beside
from pages.chart_pieces import compared_in
from pages.choices import choose_bron, choose_indicator, choose_list, choose_schooljaar, same_year
from pages.example_notes import with_notes
from pages.report_content import report_link
from pages.routes import Route
from pages.take_along import compare_further
from pages.told_links import link_for_all, tile_in
from pages.years_card import years_card

WIE_VERHUISDE = "Bij jongeren telt wie verhuisde in elke gemeente mee."


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one region and schooljaar: what stands out first, then the gemeenten, then the region as a whole."""
    regio, jaar, ind = route.plaats, route.schooljaar, route.indicator
    soort = route.bron or kind_for_members(beeld, ind, regio.code, jaar)
    naast, tegels = compared_in(beeld, route, soort), tiles_of(beeld, regio.code, jaar)
    bronnen = origin([*(rij.telling.getoond for rij in naast.rijen), *(tegel.shown for tegel in tegels)])
    return page(
        [
            title_line([html.H1(regio.naam), *_others(beeld, route)], choose_schooljaar(beeld, route, regio)),
            beside_line(route),
            _answer(beeld, route, naast, tegels),
            html.Section(
                [
                    html.H2("Gemeenten", className="alleen-voorlezen"),
                    choose_indicator(beeld, route, regio),
                    *_gemeenten(beeld, route, naast),
                    choose_bron(beeld, route, regio, soort),
                    choose_beside(route),
                ],
                id="gemeenten",
                className="kerncijfers",
            ),
            section("De regio in vijf cijfers", [_tiles(beeld, route, tegels)], "kerncijfers"),
            report_link(route),
            _reports(beeld, regio, jaar),
            html.P(f"{NAAM}, {route.url} {bronnen}".strip(), className="opdruk"),
        ],
        beeld.publicatie,
    )


def _others(beeld: Beeld, route: Route) -> list[Component]:
    """The other regions of this site, behind one word."""
    links = [
        html.Li(html.A(region_title(r), href=route.naar("overzicht", r).url))
        for r in beeld.regios()
        if r != route.gebied
    ]
    nav = html.Nav(html.Ul(links), **attrs(aria_label="Andere regio"))
    return [html.Details([html.Summary("Andere regio"), nav], className="anders")] if links else []


def _answer(beeld: Beeld, route: Route, naast: Vergelijking, tegels: Sequence[Tegel]) -> Component:
    """What stands out among the gemeenten, of the topic listed under it; where nothing can be weighed, its span.

    Of a topic that is listed with no figure at all, how the region stands on what is asked first.
    """
    vondst = finding_about(naast.naast) or span_about(naast.naast)
    gekozen = None if vondst else choose(tegels)
    zin = finding_line(vondst, voorbeeld=naast.soort == "voorbeeld") if vondst else None
    zin = answer_line(answer(gekozen)) if gekozen else zin
    uitgave = edition_note(beeld.uitgave(route.plaats.code, route.schooljaar), route.schooljaar)
    return html.Div([zin, uitgave], className="aanhef")


def _tiles(beeld: Beeld, route: Route, tegels: Sequence[Tegel]) -> Component:
    regio, jaar = route.plaats, route.schooljaar
    ontbreekt = [gemeente.naam for gemeente in silent(beeld, regio.code, jaar)]
    bekend = known_tiles(tegels, lambda tegel: [tile_in(beeld, tegel, regio)], regio, jaar, ontbreekt)
    opgeteld = any(t.cijfer.is_bekend and not t.cijfer.is_verslag and t.indicator.selectie for t in tegels)
    return html.Div([bekend, html.P(WIE_VERHUISDE, className="zacht klein") if opgeteld else None])


def _reports(beeld: Beeld, regio: Gebied, jaar: str) -> Component | None:
    """What reports tell of the region as a whole, and of the wider areas they compare it with."""
    cijfers = (*beeld.verslagcijfers(regio.code, jaar), *around(beeld, regio.code, jaar))
    if not cijfers:
        return None
    namen = {code: place_name(gebied) for code, gebied in beeld.gebieden.items()}
    return fold("Uit het jaarverslag", report_section(reports(cijfers), namen), "jaarverslag")


def _gemeenten(beeld: Beeld, route: Route, naast: Vergelijking) -> list[Component | None]:
    """The list, the map beside it, and the region over the years; where it is told otherwise, that."""
    regio, ind, jaar = route.plaats, route.indicator, route.schooljaar
    if not any(rij.telling.getoond.is_bekend for rij in naast.rijen) and (anders := _coarser(beeld, route, regio)):
        return [anders]
    links = {rij.gebied.code: _url(beeld, route, rij.gebied) for rij in naast.rijen}
    stuk = with_notes(beeld, comparison_piece(naast, regio, regio))
    noten = [*list_notes(naast.naast, route.maat, route.volgorde), no_judgement(naast.naast)]
    noot = html.P(" ".join(filter(None, noten)), className="klein zacht")
    ernaast = places_beside(beeld, naast.naast, route.naast)
    naar = {**links, **{a.gebied.code: _url(beeld, route, a.gebied) for a in ernaast}}
    keuze = choose_list(naast.naast, lambda **anders: route.met(**anders).url)
    rijen = [keuze, place_rows(naast.naast, naar, ernaast), verdict_key(naast.naast), noot]
    lijst = folded_frame(stuk, "Per gemeente", finding(naast.naast), rijen, [compare_further(route)], gezegd=True)
    verloop = follow(
        beeld, ind, regio.code, jaar, route.bron or beeld.soort_voor(ind, regio.code, jaar), route.teleenheid
    )
    jaren, is_lijn = years_card(beeld, route, verloop, regio)
    return [
        html.Div([lijst, _map(naast, regio, links)], className="duo"),
        html.Div(_years_fold(jaren), className="ruim") if is_lijn else None,
    ]


def _years_fold(jaren: Component) -> Component:
    """The region over the years: one tap away on a phone, in sight at a desk."""
    return html.Details([html.Summary("Toon door de jaren"), jaren], className="kaartvouw")


def _map(naast: Vergelijking, regio: Gebied, links: dict[str, str]) -> Component:
    """Where they lie, with the same numbers and verdicts as the list: one tap away on a phone, beside it at a desk."""
    voorbeeld = naast.soort == "voorbeeld" and any(rij.telling.getoond.bron for rij in naast.rijen)
    kop = html.Div([html.H3("Waar liggen ze?"), voorbeeld_badge() if voorbeeld else None], className="tegel-kop")
    vakken = [square_of(naast.naast, rij, links[rij.gebied.code]) for rij in naast.naast.rijen]
    kaart = place_map(regio, vakken, "per 1.000" if naast.naast.maat == "per_1000" else "")
    return html.Div(
        html.Details([html.Summary("Toon als kaart"), kop, kaart], className="kaartvouw"),
        className=f"paneel{' is-voorbeeld' if voorbeeld else ''}",
    )


def _coarser(beeld: Beeld, route: Route, regio: Gebied) -> Component | None:
    """Of a subject that gemeenten do not tell per schooljaar: their figures over a venster, or where it is told."""
    ind, leden = route.indicator, beeld.gemeenten(regio.code)
    gevonden = {g.code: coarser(beeld, ind, TOTAAL, g.code, route.schooljaar) for g in leden}
    eerste = next(filter(None, gevonden.values()), None)
    if eerste is None:
        return None
    cijfers = {code: c for code, grover in gevonden.items() if grover for c in window_figures(beeld, grover)}
    links = {g.code: _url(beeld, route, g) for g in leden}
    titel = f"{ind.titel} per gemeente"
    if cijfers:
        wat = windows_table([(g, cijfers[g.code]) for g in leden if g.code in cijfers], links)
        titel = f"{ind.titel}, {period_name(next(iter(cijfers.values())).sleutel.schooljaar)}"
    else:
        wat = told_panel(eerste, link_for_all(beeld, regio), titel)
    vakken = [_told_square(g, cijfers.get(g.code), links[g.code]) for g in leden]
    kaart = html.Div([html.H3(titel if cijfers else "Gemeenten"), place_map(regio, vakken)], className="paneel")
    return html.Div([kaart, wat], className="naast-elkaar")


def _told_square(gemeente: Gebied, cijfer: Cijfer | None, url: str) -> Vak:
    """What the map says of a sum over a venster: nothing is tested of it, so it has no verdict."""
    if cijfer is None:
        return Vak(gebied=gemeente, tekst="", url=url, bekend=False)
    return Vak(
        gebied=gemeente,
        tekst=figure_text(cijfer),
        url=url,
        voorbeeld=cijfer.is_voorbeeld,
        bekend=cijfer.is_bekend,
    )


def _url(beeld: Beeld, route: Route, gemeente: Gebied) -> str:
    """The page of a gemeente, about the same schooljaar and subject."""
    return route.naar("gemeente", gemeente, same_year(beeld, route, gemeente), route.indicator).url
