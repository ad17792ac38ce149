"""The links under a chart of the gemeente page: take it along, or compare it further."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components.take_along import take_along
from data.development import Onderverdeling, Verloop
from pages.gemeente_pieces import file_query
from pages.routes import Route

_NAMEN = {"onderwerpen": "alle onderwerpen", "jaarverslag": "alle cijfers uit het jaarverslag"}


def take_years(route: Route, verloop: Verloop) -> Component | None:
    """The years of the chosen indicator; None when there is nothing to take."""
    if not verloop.cijfers:
        return None
    vraag, tekenbaar = file_query(route), any(cijfer.is_bekend for cijfer in verloop.cijfers)
    return take_along(
        f"{verloop.indicator.titel} per schooljaar",
        csv=f"/download/ontwikkeling.csv?{vraag}",
        svg=f"/download/ontwikkeling.svg?{vraag}" if tekenbaar else "",
        permalink=f"{route.url}#ontwikkeling",
    )


def take_parts(route: Route, delen: Onderverdeling) -> Component:
    """One indicator in its parts."""
    vraag = file_query(route.met(indicator=delen.indicator, bron=""), uitsplitsing=delen.uitsplitsing)
    tekenbaar = any(deel.is_bekend for deel in delen.delen)
    return take_along(
        f"{delen.indicator.titel}, {delen.uitsplitsing}",
        csv=f"/download/onderverdeling.csv?{vraag}",
        svg=f"/download/onderverdeling.svg?{vraag}" if tekenbaar else "",
    )


def take_table(route: Route, bestand: str) -> Component:
    """All rows of a table of the page; bestand: `onderwerpen` or `jaarverslag`."""
    return take_along(_NAMEN[bestand], csv=f"/download/{bestand}.csv?{file_query(route)}")


def compare_further(route: Route) -> Component:
    """To the page that compares in more ways: what is chance, with whom, in which measure."""
    keuzes = {
        "gemeente" if route.plaats.soort == "gemeente" else "regio": route.plaats.slug,
        "indicator": route.indicator.key,
        "schooljaar": route.schooljaar,
        "bron": route.bron,
    }
    url = f"/vergelijken?{urlencode({naam: waarde for naam, waarde in keuzes.items() if waarde})}"
    return html.P(html.A("Vergelijk verder: met andere gemeenten, per jaar en met de kans op toeval", href=url))
