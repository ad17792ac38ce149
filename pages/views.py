"""Every address as the server needs it: its status, title, description, one true URL, and how to make its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from urllib.parse import parse_qsl

from dash.development.base_component import Component
from werkzeug.datastructures import MultiDict

from components.frame.shell import HEAD_CHOICES, NAAM
from components.words.labels import place_name
from data.publication.grenzen import boundaries_state
from data.publication.readmodel import beeld
from data.publication.toelichtingen import texts_state
from data.views.pages import INGESLOTEN, PAGINA, PAGINAS
from data.views.themes import THEMAPAGINAS
from pages.beside_query import in_address
from pages.choices import theme_route
from pages.finding import Show, missing_page, view_page
from pages.head_links import head_links
from pages.insluiten import whole_of
from pages.insluiten_beeld import PAD, framed
from pages.menu import head_of
from pages.report_faults import report_faults
from pages.routes import JAARVERSLAG, NotFound, Route, resolve
from pages.server.metrics import tell_publication
from pages.server.site import Site, View

_SHOW: Mapping[str, Show] = {
    pagina.sleutel: import_module(f"pages.{pagina.bestand or pagina.sleutel}").show for pagina in PAGINAS
}


def view(pad: str, vraag: Mapping[str, str]) -> View:
    """The page at a path with a query, also when it does not exist."""
    live = beeld()
    if pad.startswith(PAD) and (los := framed(live, pad.removeprefix(PAD), vraag)):
        return los
    route = resolve(live, pad, vraag)
    if isinstance(route, NotFound):
        gemist = View(404, f"Niet gevonden - {NAAM}", route.reden, pad, lambda: missing_page(live, route))
        return gemist._replace(head=lambda: {HEAD_CHOICES: head_of(live, route)})
    titel = f"{_title(route)} - {NAAM}"
    # What was not understood is said on the page: it is another page than the one without.
    adres = route.url
    if route.niet_begrepen:
        adres = f"{adres}{'&' if '?' in adres else '?'}niet={in_address(route.niet_begrepen)}"
    gevonden = View(200, titel, _description(route), adres, lambda: view_page(_SHOW[route.pagina], live, route))
    gevonden = gevonden._replace(links=head_links(live, route))
    if route.pagina in INGESLOTEN:
        return gevonden._replace(framed=True, whole=whole_of(route).url)
    return gevonden._replace(head=lambda: {HEAD_CHOICES: head_of(live, route)})


def show(pad: str | None, zoek: str | None) -> tuple[Component, dict[str, str]]:
    """Give content and title for path and query as the browser has them; of a name given twice the first counts."""
    vraag = MultiDict(parse_qsl((zoek or "").removeprefix("?")))
    gevonden = view(pad or "/", vraag)
    return gevonden.layout(), {"title": gevonden.title}


def site() -> Site:
    """The site as the plumbing needs it."""
    return Site(
        view=view,
        publication=lambda: tell_publication(beeld().publicatie),
        urls=urls,
        texts=_beside,
        wrong_texts=lambda: report_faults(beeld()),
    )


def _beside() -> str:
    """What tells apart the states of what pages show beside the publication."""
    return texts_state() + boundaries_state()


def urls() -> Iterable[str]:
    """The addresses worth finding: the overview of each region, every gemeente, their themes, the explanation."""
    live = beeld()
    yield from (Route("overzicht", regio).url for regio in live.regios())
    yield from (Route("gemeente", g).url for g in live.gemeenten())
    plaatsen = (*live.regios(), *live.gemeenten())
    yield from (theme_route(Route("overzicht", plaats), sleutel).url for plaats in plaatsen for sleutel in THEMAPAGINAS)
    yield from (Route(JAARVERSLAG, plaats, live.voorkeursjaar(plaats.code)).url for plaats in plaatsen)
    yield from (pagina.pad for pagina in PAGINAS if pagina.omschrijving or pagina.sleutel == "vergelijken")


def _title(route: Route) -> str:
    if route.vraag:
        return f"{route.vraag.indicator.titel} vergelijken, {route.vraag.schooljaar}".rstrip(", ")
    if route.gebied is None or route.pagina == "data":
        return PAGINA[route.pagina].naam
    if route.leeg:
        return f"{route.gebied.naam}, nog geen cijfers"
    if route.pagina in THEMAPAGINAS:
        return f"{THEMAPAGINAS[route.pagina].titel} in {place_name(route.gebied)}, {route.schooljaar}"
    if route.pagina in INGESLOTEN[:2]:
        return f"{route.indicator.titel} in {route.gebied.naam}, {route.schooljaar}"
    kern = ", kerncijfers" if route.pagina == "insluiten" else ""
    begin = "Jaarverslag leerplicht " if route.pagina == JAARVERSLAG else ""
    return f"{begin}{route.gebied.naam} {route.schooljaar}{kern}"


def _description(route: Route) -> str:
    if route.vraag:
        return f"{route.vraag.indicator.titel} in gemeenten vergeleken: wat is echt anders en wat kan toeval zijn?"
    if route.gebied is None or route.pagina == "data":
        return PAGINA[route.pagina].omschrijving
    plaats = place_name(route.gebied)
    if route.leeg:
        return f"Over leerplicht en schoolverzuim in {plaats} zijn nog geen cijfers gepubliceerd."
    if route.pagina == JAARVERSLAG:
        return f"Het jaarverslag leerplicht (artikel 25) van {plaats} over schooljaar {route.schooljaar}."
    if thema_pagina := THEMAPAGINAS.get(route.pagina):
        return f"{thema_pagina.titel} in {plaats}, schooljaar {route.schooljaar}. {thema_pagina.vraag}"
    return (
        f"Leerplicht en schoolverzuim in {plaats}, schooljaar {route.schooljaar}: hoeveel jongeren gaan naar school, "
        "hoeveel verzuim is er en hoe liep het af?"
    )
