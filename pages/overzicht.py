"""/: how a region stands, and the way to each gemeente."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.frame.badges import voorbeeld_badge
from components.frame.shell import page, section
from components.pieces.comparison_chart import comparison_piece
from components.pieces.edition_note import edition_note
from components.pieces.picture_frame import picture_frame
from components.pieces.place_rows import verdict_key
from components.pieces.region_map import region_map
from components.pieces.report_section import report_section
from components.pieces.tile import known_tiles
from components.pieces.tile_map import Vak, tile_map
from components.pieces.told_panel import told_panel, windows_table
from components.tables.comparison_table import comparison_table
from components.words.figure_text import figure_text
from components.words.labels import with_article
from components.words.told_where import period_name
from data.publication.figures import Cijfer, Gebied
from data.publication.grenzen import region_outline
from data.publication.readmodel import Beeld
from data.registry.vocabulary import TOTAAL
from data.views.coarser import coarser, window_figures
from data.views.comparison import Vergelijking, compare, kind_for_members
from data.views.report_blocks import around, reports
from data.views.tiles import silent, tiles_of
from pages.choices import choose_regio, choose_schooljaar, other_figures, same_year
from pages.example_notes import with_notes
from pages.routes import Route
from pages.take_along import compare_further
from pages.told_links import link_for_all, tile_in

WIE_VERHUISDE = "Bij jongeren telt wie verhuisde in elke gemeente mee."


def show(beeld: Beeld, route: Route) -> Component:
    """The page of one region and schooljaar."""
    regio, jaar = route.plaats, route.schooljaar
    return page(
        [
            html.Div(
                [
                    html.H1(f"Leerplicht in {with_article(regio)}"),
                    html.P(
                        f"Gaan de jongeren naar school? De cijfers van schooljaar {jaar}, per gemeente en samen.",
                        className="inleiding zacht",
                    ),
                    edition_note(beeld.uitgave(regio.code, jaar), jaar),
                    choose_regio(beeld, route),
                    choose_schooljaar(beeld, route, regio),
                ],
                className="aanhef",
            ),
            section("Kies uw gemeente", _gemeenten(beeld, route, regio), "gemeenten"),
            section("Kerncijfers van de regio", [_tiles(beeld, route, regio)]),
            _reports(beeld, regio, jaar),
        ],
        beeld.publicatie,
    )


def _tiles(beeld: Beeld, route: Route, regio: Gebied) -> Component:
    jaar = route.schooljaar
    ontbreekt = [gemeente.naam for gemeente in silent(beeld, regio.code, jaar)]
    tegels = tiles_of(beeld, regio.code, jaar)
    bekend = known_tiles(tegels, lambda tegel: [tile_in(beeld, tegel, regio)], regio, jaar, ontbreekt)
    opgeteld = any(t.cijfer.is_bekend and not t.cijfer.is_verslag and t.indicator.selectie for t in tegels)
    return html.Div([bekend, html.P(WIE_VERHUISDE, className="zacht klein") if opgeteld else None])


def _reports(beeld: Beeld, regio: Gebied, jaar: str) -> Component | None:
    """What reports tell of the region as a whole, and of the wider areas they compare it with."""
    cijfers = (*beeld.verslagcijfers(regio.code, jaar), *around(beeld, regio.code, jaar))
    if not cijfers:
        return None
    namen = {code: gebied.naam for code, gebied in beeld.gebieden.items()}
    return section("Uit het jaarverslag", report_section(reports(cijfers), namen), "jaarverslag")


def _gemeenten(beeld: Beeld, route: Route, regio: Gebied) -> list[Component | None]:
    ind, jaar = route.indicator, route.schooljaar
    soort = route.bron or kind_for_members(beeld, ind, regio.code, jaar)
    vergelijking = compare(beeld, ind, regio, jaar, soort)
    if not any(rij.cijfer.is_bekend for rij in vergelijking.rijen) and (anders := _coarser(beeld, route, regio)):
        return [anders, other_figures(beeld, route, regio, soort)]
    merk = voorbeeld_badge() if soort == "voorbeeld" else None
    titel = f"{ind.titel}, {jaar}"
    links = {rij.gebied.code: _url(beeld, route, rij.gebied) for rij in vergelijking.rijen}
    kaart = [
        html.Div([html.H3(titel), merk], className="tegel-kop"),
        _map(regio, vergelijking, links),
    ]
    return [
        html.Div(
            [
                html.Div(kaart, className="paneel"),
                html.Div(comparison_table(vergelijking, titel, links), className="paneel"),
            ],
            className="naast-elkaar",
        ),
        other_figures(beeld, route, regio, soort),
        html.Div(
            picture_frame(with_notes(beeld, comparison_piece(vergelijking, regio, regio)), compare_further(route)),
            className="ruim",
        ),
    ]


def _map(regio: Gebied, vergelijking: Vergelijking, links: Mapping[str, str]) -> Component:
    """The gemeenten as they lie: their borders where those are known, else squares."""
    if omtrek := region_outline(regio.code, links):
        return html.Div([verdict_key(vergelijking.naast), region_map(*omtrek, vergelijking.naast, links)])
    return tile_map([_square(rij.gebied, rij.cijfer, links[rij.gebied.code]) for rij in vergelijking.rijen])


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
    vakken = [_square(g, cijfers.get(g.code), links[g.code]) for g in leden]
    kaart = html.Div([html.H3(titel if cijfers else "Gemeenten"), tile_map(vakken)], className="paneel")
    return html.Div([kaart, wat], className="naast-elkaar")


def _url(beeld: Beeld, route: Route, gemeente: Gebied) -> str:
    return Route("gemeente", gemeente, same_year(beeld, route, gemeente)).url


def _square(gemeente: Gebied, cijfer: Cijfer | None, url: str) -> Vak:
    """The place of a gemeente on the map, also where it tells no figure."""
    if cijfer is None:
        return Vak(gemeente, "", url, bekend=False)
    return Vak(gemeente, figure_text(cijfer), url, cijfer.is_voorbeeld, cijfer.is_bekend)
