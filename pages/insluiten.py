"""/insluiten/...: the tiles of a gemeente or region, one of them, or a chart, alone, for a frame in another site.

Its height is told to the page around it (assets/kader.js). Opened by itself it also gives the code to take over.
"""

from __future__ import annotations

import os

from dash import html
from dash.development.base_component import Component
from markupsafe import escape

from components.frame.shell import NAAM, page, section
from components.pieces.picture_frame import picture_frame
from components.pieces.tile import known_tiles, tiles
from components.words.labels import place_name
from data.publication.readmodel import Beeld
from data.views.tiles import tile_of, tiles_of
from pages.chart_pieces import years_of
from pages.routes import Route
from pages.told_links import tile_in

HOOGTE = 600
"""How high a frame is until its height is told."""


def show(beeld: Beeld, route: Route) -> Component:
    """What is shown, and the way to the whole page: in a window of its own, because that page stands in no frame."""
    gebied, jaar = route.plaats, route.schooljaar
    verder = html.A(
        f"Alle cijfers van {gebied.naam} op {NAAM} (opent een nieuw venster)",
        href=whole_of(route).url,
        target="_blank",
        rel="noopener",
    )
    return page(
        [
            html.H1(f"{gebied.naam}, schooljaar {jaar}", className="ingesloten"),
            *_content(beeld, route),
            html.P(verder),
            how(route.url, whole_of(route).url, f"Leerplicht in {place_name(gebied)}", _others(route)),
        ],
        beeld.publicatie,
    )


def _content(beeld: Beeld, route: Route) -> list[Component]:
    gebied, jaar = route.plaats, route.schooljaar
    if route.pagina == "insluiten_tegel":
        tegel = tile_of(beeld, route.indicator, gebied.code, jaar, route.teleenheid, route.bron)
        return [tiles([tile_in(beeld, tegel, gebied)])]
    if route.pagina == "insluiten_grafiek":
        return [picture_frame(years_of(beeld, route, route.indicator), None)]
    kern = tiles_of(beeld, gebied.code, jaar, route.teleenheid)
    return [section("Kerncijfers leerplicht", [known_tiles(kern, lambda t: [tile_in(beeld, t, gebied)], gebied, jaar)])]


def own_address() -> str:
    """Return where this site stands, to be taken over; in words where that is not set."""
    return os.environ.get("LEERRECHT_URL", "").rstrip("/") or "https://(adres van deze site)"


def whole_of(route: Route) -> Route:
    """Return the page that a frame is a part of."""
    return route.met(pagina="gemeente" if route.plaats.soort == "gemeente" else "overzicht")


def how(adres: str, geheel: str, titel: str, anders: Component | None = None) -> Component:
    """The code to take over; in a frame this part is not shown. anders: what else could be taken."""
    hier = own_address()
    code = frame_code(f"{hier}{adres}", titel, f"{hier}{geheel}", hier)
    inhoud = [
        html.P("Neem deze code over. De hoogte past zich aan."),
        html.Pre(html.Code(code), className="overnemen"),
        anders,
    ]
    return section("Zo zet u dit op uw eigen site", inhoud, "overnemen")


def _others(route: Route) -> Component:
    losse = [html.A(naam, href=route.met(pagina=sleutel).url) for sleutel, naam in _ANDERE if sleutel != route.pagina]
    return html.P(["Liever iets anders? Kies ", losse[0], " of ", losse[1], "."])


_ANDERE = (
    ("insluiten", "alle tegels"),
    ("insluiten_tegel", "één tegel"),
    ("insluiten_grafiek", "een grafiek door de jaren"),
)


def frame_code(bron: str, titel: str, geheel: str, basis: str) -> str:
    """Write the HTML of a frame: the frame, a link for where it is not shown, and the script that sets its height."""
    bron, titel, geheel = escape(bron), escape(titel), escape(geheel)
    return (
        f'<iframe src="{bron}" title="{titel}" width="100%" height="{HOOGTE}" style="border:0" data-leerrecht>'
        "</iframe>\n"
        f'<p><a href="{geheel}">{titel}: alle cijfers</a></p>\n'
        f'<script src="{basis}/insluiten.js" async></script>'
    )
