"""The way from a subject that is not told here to the chart where it is: a theme page, at the chapter of that chart."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from components.pieces.coarser_tile import coarser_tile
from components.pieces.tile import tile
from components.words.parts_words import parts_subject
from components.words.told_where import Link, told_where
from data.cells.tafels import Vindplaats
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.views.beside import places_beside
from data.views.coarser import Grover, chapter_of, coarser_chart
from data.views.themes import Grafiekplan
from data.views.tiles import Tegel
from pages.routes import Route


def link_in(beeld: Beeld, naast: tuple[Gebied, ...] = ()) -> Link:
    """Give the links of a publication. The schooljaar stays the one looked at where it can.

    naast: the gemeenten put beside.
    """
    van = Route("overzicht", naast=naast)

    def link(grover: Grover, plek: Vindplaats) -> str:
        thema, hoofdstuk = chapter_of(grover.indicator, grover.uitsplitsing, grover.binnen)
        return f"{van.naar(thema, beeld.gebieden[plek.gebied], _year(grover, plek)).url}#{hoofdstuk}"

    return link


def tile_in(beeld: Beeld, tegel: Tegel, gebied: Gebied, meer: str = "", naast: tuple[Gebied, ...] = ()) -> Component:
    """A tile; where its subject has no figure of this schooljaar but is told otherwise, that. meer: as of `tile`.

    naast: the gemeenten put beside.
    """
    if tegel.grover and (tegel.venster or not tegel.cijfer.bron):
        return coarser_tile(tegel.grover, tegel.venster, link_in(beeld, naast), meer)
    ernaast = places_beside(beeld, tegel.naast, naast) if tegel.naast else ()
    return tile(tegel, gebied, beeld.regio_van(gebied), meer, ernaast)


def link_for_all(beeld: Beeld, regio: Gebied) -> Link:
    """Give the same where all gemeenten of a region are looked at: theirs stand beside each other on its page."""
    naar_plek = link_in(beeld)

    def link(grover: Grover, plek: Vindplaats) -> str:
        if plek.gebied == regio.code:
            return naar_plek(grover, plek)
        return Route("overzicht", regio, _year(grover, plek), grover.indicator).url

    return link


def _year(grover: Grover, plek: Vindplaats) -> str:
    """The schooljaar looked at, where the periode holds it; else its last."""
    jaren = schooljaar.jaren_van(plek.periode)
    return grover.jaar if grover.jaar in jaren else jaren[-1]


def told_elsewhere(beeld: Beeld, route: Route, plannen: Iterable[Grafiekplan]) -> Component | None:
    """A line for each chart that is not here because its table is told elsewhere or over more years."""
    link, regels = link_in(beeld, route.naast), []
    for plan in plannen:
        if grover := coarser_chart(beeld, plan, route.plaats.code, route.schooljaar):
            naam = parts_subject(plan.indicator, plan.uitsplitsing, plan.binnen)
            regels.append(html.Li([f"{naam}: ", *told_where(grover, link), "."]))
    return html.Ul(regels) if regels else None
