"""Every address as the server needs it: its status, title, description, one true URL, and how to make its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from components.labels import with_article
from components.shell import NAAM
from data.figures import Gebied
from data.readmodel import Beeld, beeld
from pages import bronnenbrug, gemeente, opendata, overzicht, toegankelijkheid, toelichting, vergelijken
from pages.finding import Show, missing_page
from pages.routes import NotFound, Pagina, Route, resolve
from pages.server.site import Site, View

_SHOW: Mapping[Pagina, Show] = {
    "overzicht": overzicht.show,
    "gemeente": gemeente.show,
    "toelichting": toelichting.show,
    "vergelijken": vergelijken.show,
    "bronnenbrug": bronnenbrug.show,
    "data": opendata.show,
    "toegankelijkheid": toegankelijkheid.show,
}
# Title and description of the pages that are about no one gebied.
_ALGEMEEN: Mapping[Pagina, tuple[str, str]] = {
    "toelichting": (
        "Toelichting",
        "Wat de cijfers over leerplicht en schoolverzuim betekenen, en wat u eruit mag afleiden.",
    ),
    "bronnenbrug": (
        "Waarom getallen verschillen",
        "Waarom DUO een ander getal geeft dan de gemeente, en waar bronnen elkaar tegenspreken.",
    ),
    "data": ("Cijfers downloaden", "Alle gepubliceerde cijfers over leerplicht en schoolverzuim als open data."),
    "toegankelijkheid": (
        "Toegankelijkheid",
        "Wat is nagegaan zodat iedereen deze site kan gebruiken, wat niet, en wat u doet als iets niet lukt.",
    ),
}


def view(pad: str, vraag: Mapping[str, str]) -> View:
    """The page at a path with a query, also when it does not exist."""
    live = beeld()
    route = resolve(live, pad, vraag)
    if isinstance(route, NotFound):
        return View(404, f"Niet gevonden - {NAAM}", route.reden, pad, lambda: missing_page(live, route))
    titel = f"{_title(route)} - {NAAM}"
    return View(200, titel, _description(live, route), route.url, lambda: _SHOW[route.pagina](live, route))


def site() -> Site:
    """The site as the plumbing needs it."""
    return Site(view=view, publication=lambda: beeld().publicatie.publicatie_id, urls=urls)


def urls() -> Iterable[str]:
    """The addresses worth finding: the overview of each region, every gemeente, the explanation."""
    live = beeld()
    yield from (Route("overzicht", regio).url for regio in live.regios())
    yield from (Route("gemeente", g).url for g in live.gemeenten())
    yield from (Route(pagina).url for pagina in _ALGEMEEN)
    yield "/vergelijken"


def _title(route: Route) -> str:
    if route.vraag:
        return f"{route.vraag.indicator.titel} vergelijken, {route.vraag.schooljaar}"
    if route.gebied is None:
        return _ALGEMEEN[route.pagina][0]
    return f"{route.gebied.naam} {route.schooljaar}"


def _description(live: Beeld, route: Route) -> str:
    if route.vraag:
        return f"{route.vraag.indicator.titel} in gemeenten vergeleken: wat is echt anders en wat kan toeval zijn?"
    if route.gebied is None:
        return _ALGEMEEN[route.pagina][1]
    plaats = _place(live, route.gebied)
    return (
        f"Leerplicht en schoolverzuim in {plaats}, schooljaar {route.schooljaar}: hoeveel jongeren gaan naar school, "
        "hoeveel verzuim is er en hoe liep het af?"
    )


def _place(live: Beeld, gebied: Gebied) -> str:
    return gebied.naam if gebied.soort == "gemeente" else with_article(live.regio_van(gebied))
