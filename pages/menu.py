"""The head of each page: its links keep the place and the schooljaar that are looked at."""

from __future__ import annotations

from urllib.parse import urlencode

from dash.development.base_component import Component

from components.frame.choosers import Keuze
from components.frame.menu import head_choices
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.pages import PAGINAS, PublicPage
from data.views.themes import THEMAPAGINAS
from pages.beside_query import MEESTE
from pages.routes import NotFound, Route


def head_of(beeld: Beeld, route: Route | NotFound) -> list[Component]:
    """The links about the same place and schooljaar, and the field to choose another gemeente."""
    plek = route.gebied
    van = route if isinstance(route, Route) else Route("overzicht")
    if van.vraag:
        van = van.met(naast=van.vraag.kies[:MEESTE], maat=van.vraag.maat, volgorde=van.vraag.volgorde)
    if isinstance(route, Route) and route.vraag:
        plek = route.vraag.gemeente or route.vraag.regio
    jaar = "" if isinstance(route, NotFound) else route.vraag.schooljaar if route.vraag else route.schooljaar
    pagina = route.pagina if isinstance(route, Route) else ""
    links = [
        Keuze(p.naam, _url(beeld, van, p, plek, jaar), p.sleutel == pagina or (p.pad == "/" and pagina == "gemeente"))
        for p in PAGINAS
        if p.in_menu
    ]
    return head_choices(links, [gemeente.naam for gemeente in beeld.gemeenten()], ",".join(g.slug for g in van.naast))


def _url(beeld: Beeld, van: Route, pagina: PublicPage, plek: Gebied | None, jaar: str) -> str:
    """The page about this place; the schooljaar is kept where the place has it too."""
    if plek is None:
        return pagina.pad
    if pagina.sleutel == "overzicht":
        plek = beeld.regio_van(plek)
    schooljaar = jaar if jaar in beeld.schooljaren(plek.code) else ""
    if pagina.sleutel == "overzicht" or pagina.sleutel in THEMAPAGINAS:
        return van.naar(pagina.sleutel, plek, schooljaar).url
    vraag = {"gemeente" if plek.soort == "gemeente" else "regio": plek.slug, "schooljaar": schooljaar}
    vraag |= {"maat": van.maat or "", "volgorde": van.volgorde or ""}
    vraag |= {"met": "keuze", "kies": ",".join(g.slug for g in van.naast)} if van.naast else {}
    return f"{pagina.pad}?{urlencode({naam: waarde for naam, waarde in vraag.items() if waarde}, safe=',')}"
