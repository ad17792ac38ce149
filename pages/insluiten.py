"""/insluiten/<slug>: the tiles of one gemeente alone, for a frame in the gemeente's own site."""

from __future__ import annotations

import dash
from dash import html
from dash.development.base_component import Component

from components.frame.shell import NAAM, page, section
from components.pieces.tile import known_tiles
from data.publication.readmodel import Beeld
from data.views.pages import PAGINA
from data.views.tiles import tiles_of
from pages.finding import page_for
from pages.routes import Route
from pages.told_links import tile_in

_PAD = PAGINA["insluiten"].pad


def layout(pad: str = _PAD, zoek: str = "", **_: object) -> Component:
    """The page for the URL in the browser."""
    return page_for(show, pad, zoek)


dash.register_page(__name__, path_template=f"{_PAD}<slug>", title=f"Kerncijfers - {NAAM}", layout=layout)


def show(beeld: Beeld, route: Route) -> Component:
    """The tiles, and the way to the whole page: in a window of its own, because that page stands in no frame."""
    gebied, jaar = route.plaats, route.schooljaar
    kern = tiles_of(beeld, gebied.code, jaar, route.teleenheid)
    verder = html.A(
        f"Alle cijfers van {gebied.naam} op {NAAM} (opent een nieuw venster)",
        href=route.met(pagina="gemeente").url,
        target="_blank",
        rel="noopener",
    )
    return page(
        [
            html.H1(f"{gebied.naam}, schooljaar {jaar}", className="ingesloten"),
            section(
                "Kerncijfers leerplicht",
                [known_tiles(kern, lambda t: [tile_in(beeld, t, gebied)], gebied, jaar), html.P(verder)],
            ),
        ],
        beeld.publicatie,
    )
