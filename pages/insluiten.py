"""/insluiten/<slug>: the tiles of one gemeente alone, for a frame in the gemeente's own site."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.shell import NAAM, page, section
from components.pieces.tile import known_tiles
from data.publication.readmodel import Beeld
from data.views.tiles import tiles_of
from pages.routes import Route
from pages.told_links import tile_in


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
