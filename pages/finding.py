"""The content of a page that exists, and of the one that says what does exist."""

from __future__ import annotations

from collections.abc import Callable

from dash.development.base_component import Component

from components.frame.choosers import Keuze
from components.frame.no_figures import no_figures
from components.frame.not_found import not_found
from components.frame.shell import NAAM
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from pages.routes import NotFound, Route

Show = Callable[[Beeld, Route], Component]


def view_page(show: Show, live: Beeld, route: Route) -> Component:
    """The page of a view that exists; one that says so when nothing at all is known there."""
    if not route.leeg:
        return show(live, route)
    plaats = route.gebied or (route.vraag and (route.vraag.gemeente or route.vraag.regio))
    return no_figures(plaats.naam if plaats else NAAM, live.publicatie)


def missing_page(live: Beeld, gevonden: NotFound) -> Component:
    """The page with the choices there are: the schooljaren of a gemeente that exists, and every gemeente."""
    groepen: list[tuple[str, list[Keuze]]] = []
    if gevonden.gebied:
        route = Route(gevonden.pagina or _page_of(gevonden.gebied), gevonden.gebied)
        jaren = reversed(live.schooljaren(gevonden.gebied.code))
        naam = f"Schooljaren van {gevonden.gebied.naam}"
        groepen.append((naam, [Keuze(jaar, route.met(schooljaar=jaar).url) for jaar in jaren]))
    for regio in live.regios():
        plekken = [("De hele regio", regio), *((g.naam, g) for g in live.gemeenten(regio.code))]
        keuzes = [Keuze(naam, Route(gevonden.pagina or _page_of(plek), plek).url) for naam, plek in plekken]
        groepen.append((f"Gemeenten in {regio.naam}", keuzes))
    return not_found(gevonden.reden, groepen)


def _page_of(gebied: Gebied) -> str:
    return "gemeente" if gebied.soort == "gemeente" else "overzicht"
