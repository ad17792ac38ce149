"""The links under a chart: take it along, or compare it further."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.pieces.piece import Stuk
from components.pieces.take_along import take_along
from data.views.themes import Grafiekplan
from pages.chart_pieces import file_query
from pages.insluiten_beeld import PAD
from pages.routes import Route

_NAMEN = {"onderwerpen": "alle onderwerpen", "jaarverslag": "alle cijfers uit het jaarverslag"}


def take_years(route: Route, stuk: Stuk, anker: str = "ontwikkeling") -> Component | None:
    """The years of the chosen indicator; None when there is nothing to take. anker: where they stand on the page."""
    if not stuk.regels:
        return None
    return _take("ontwikkeling", file_query(route), stuk, f"{route.url}#{anker}")


def frame_address(bestand: str, vraag: str) -> str:
    """Return where the code is to show a chart elsewhere. bestand, vraag: name and query of its file."""
    return f"{PAD}{bestand}?{vraag}#overnemen"


def take_parts(route: Route, plan: Grafiekplan, stuk: Stuk, anker: str = "") -> Component:
    """One indicator in its parts, in one schooljaar or over the years, as `plan` says. anker: where on the page."""
    route = route.met(indicator=plan.indicator)
    bestand = "onderverdeling" if plan.vorm == "delen" else "onderverdeling-per-jaar"
    vraag = file_query(route, uitsplitsing=plan.uitsplitsing, binnen=plan.binnen)
    return _take(bestand, vraag, stuk, f"{route.url}#{anker}" if anker else "")


def _take(bestand: str, vraag: str, stuk: Stuk, permalink: str) -> Component:
    svg = f"/download/{bestand}.svg?{vraag}" if stuk.teken else ""
    kader = frame_address(bestand, vraag) if stuk.regels else ""
    return take_along(stuk.titel, csv=f"/download/{bestand}.csv?{vraag}", svg=svg, permalink=permalink, kader=kader)


def take_table(route: Route, bestand: str) -> Component:
    """All rows of a table of the page; bestand: `onderwerpen` or `jaarverslag`."""
    return take_along(_NAMEN[bestand], csv=f"/download/{bestand}.csv?{file_query(route)}")


def compare_further(route: Route) -> Component:
    """To the page that compares in more ways: what is chance, with whom, in which measure."""
    link = html.A("Vergelijk verder: met andere gemeenten, per jaar en met de kans op toeval", href=compare_url(route))
    return html.P(link, className="alleen-scherm")


def compare_url(route: Route, **anders: str) -> str:
    """The address of the same view on that page. anders: choices that a view itself does not have, such as a part."""
    keuzes = {
        "gemeente" if route.plaats.soort == "gemeente" else "regio": route.plaats.slug,
        "indicator": route.indicator.key,
        "schooljaar": route.schooljaar,
        "bron": route.bron,
        "eenheid": route.teleenheid if route.teleenheid in route.indicator.teleenheden else "",
        "maat": route.maat or "",
        "volgorde": route.volgorde or "",
    }
    keuzes |= {"met": "keuze", "kies": ",".join(g.slug for g in route.naast)} if route.naast else {}
    keuzes |= anders
    return f"/vergelijken?{urlencode({naam: waarde for naam, waarde in keuzes.items() if waarde}, safe=',:')}"
