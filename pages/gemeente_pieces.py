"""What the gemeente page shows as pieces to take along: the years, the parts, all topics, all report figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from components.figure_rows import KOLOMMEN, figure_row
from components.gemeente_charts import breakdown_piece, development_piece
from components.open_data import VERSLAG_KOLOMMEN, report_rows
from components.piece import Stuk
from data.development import follow, split
from data.overview import topics
from data.readmodel import Beeld
from pages.routes import NotFound, Route, resolve

Rows = tuple[str, Sequence[str], Iterator[dict[str, str]]]


def development_piece_of(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Stuk, str] | None:
    """One indicator of one gemeente over the years."""
    route = _route(beeld, vraag)
    if route is None or route.gebied is None:
        return None
    soort = route.bron or beeld.soort_voor(route.indicator, route.gebied.code, route.schooljaar)
    verloop = follow(beeld, route.indicator, route.gebied.code, route.schooljaar, soort)
    return (development_piece(verloop, route.gebied), route.url) if verloop.cijfers else None


def breakdown_piece_of(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Stuk, str] | None:
    """One indicator of one gemeente and schooljaar in its parts."""
    route, uitsplitsing = _route(beeld, vraag), vraag.get("uitsplitsing", "")
    if route is None or route.gebied is None or uitsplitsing not in route.indicator.uitsplitsingen:
        return None
    delen = split(beeld, route.indicator, route.gebied.code, route.schooljaar, uitsplitsing)
    return (breakdown_piece(delen, route.gebied), route.url) if delen else None


def topics_rows_of(beeld: Beeld, vraag: Mapping[str, str]) -> Rows | None:
    """Every topic of one gemeente and schooljaar."""
    route = _route(beeld, vraag)
    if route is None or route.gebied is None:
        return None
    gebied = route.gebied
    per_thema = topics(beeld, gebied.code, route.schooljaar).values()
    cijfers = (c for onderwerpen in per_thema for onderwerp in onderwerpen for c in onderwerp.cijfers)
    naam = f"{gebied.slug}-{route.schooljaar}-alle-onderwerpen"
    return naam, KOLOMMEN, (figure_row(cijfer, gebied) for cijfer in cijfers)


def reports_rows_of(beeld: Beeld, vraag: Mapping[str, str]) -> Rows | None:
    """Every figure that reports give of one gemeente and schooljaar."""
    route = _route(beeld, vraag)
    if route is None or route.gebied is None:
        return None
    rijen = report_rows(beeld, route.gebied.code, route.schooljaar)
    return f"{route.gebied.slug}-{route.schooljaar}-jaarverslag", VERSLAG_KOLOMMEN, rijen


def _route(beeld: Beeld, vraag: Mapping[str, str]) -> Route | None:
    """The gemeente page that the file belongs to."""
    route = resolve(beeld, f"/gemeente/{vraag.get('gemeente', '')}", vraag)
    return None if isinstance(route, NotFound) else route


def file_query(route: Route, **meer: str) -> str:
    """The query of a file that belongs to a gemeente page."""
    keuzes = {
        "gemeente": route.gebied.slug if route.gebied else "",
        "schooljaar": route.schooljaar,
        "indicator": route.indicator.key,
        "bron": route.bron,
        **meer,
    }
    return urlencode({naam: waarde for naam, waarde in keuzes.items() if waarde})
