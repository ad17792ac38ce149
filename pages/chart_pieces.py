"""What the gemeente page and the theme pages show as pieces to take along: years, parts, all topics, report figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from components.pieces.parts_piece import parts_piece, parts_years_piece
from components.pieces.piece import Stuk
from components.pieces.window_piece import window_piece
from components.pieces.years_piece import years_piece
from components.tables.figure_rows import KOLOMMEN, figure_row
from data.cells.cells import TOTAAL
from data.opendata.kolommen import NAMEN
from data.opendata.schrijven import plain
from data.opendata.tabel import report_items, rows
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import JONGEREN, Indicator
from data.views.coarser import coarser
from data.views.comparison import Vergelijking, compare
from data.views.development import follow
from data.views.list_order import arrange
from data.views.overview import topics
from data.views.parts import Vraag, split, split_years
from data.views.themes import THEMAPAGINAS, Grafiekplan
from data.views.wider_areas import elsewhere
from pages.example_notes import with_notes
from pages.routes import NotFound, Route, resolve

Rows = tuple[str, Sequence[str], Iterator[dict[str, str]]]


def years_piece_of(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Stuk, str] | None:
    """One indicator over the years."""
    route = _route(beeld, vraag)
    if route is None:
        return None
    stuk = years_of(beeld, route, route.indicator)
    return (stuk, route.url) if stuk.regels else None


def years_of(beeld: Beeld, route: Route, ind: Indicator) -> Stuk:
    """One indicator over the years, as the view asks for it."""
    gebied, jaar = route.plaats, route.schooljaar
    soort = route.bron or beeld.soort_voor(ind, gebied.code, jaar)
    verloop = follow(beeld, ind, gebied.code, jaar, soort, route.teleenheid)
    vensters = beeld.vensters(ind, gebied.code, route.bron)
    grover = coarser(beeld, ind, TOTAAL, gebied.code, jaar) if vensters else None
    is_told = any(c.is_bekend for c in verloop.cijfers if c.sleutel.schooljaar == jaar)
    gevraagd = route.bron or route.teleenheid == JONGEREN
    in_plaats = grover and not is_told and not gevraagd and any(c.is_bekend for c in vensters)
    if vensters and (not verloop.cijfers or in_plaats):
        return with_notes(beeld, window_piece(vensters, gebied, jaar, grover.volgt_na if grover else ""))
    return with_notes(beeld, years_piece(verloop, gebied, jaar, elsewhere(beeld, verloop, gebied.code, jaar)))


def compared_in(beeld: Beeld, route: Route, soort: str) -> Vergelijking:
    """The gemeenten of the region of a view beside each other, in its measure and order. soort: the kind of source."""
    plaats, jaar = route.plaats, route.schooljaar
    gevonden = compare(beeld, route.indicator, plaats, jaar, soort, route.teleenheid, route.maat)
    return replace(gevonden, naast=arrange(beeld, gevonden.naast, route.volgorde or "waarde"))


def parts_piece_of(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Stuk, str] | None:
    """One indicator and schooljaar in its parts."""
    route = _route(beeld, vraag)
    delen = split(beeld, _parts_asked(route, vraag), route.schooljaar) if route else None
    return (parts_piece(delen, route.plaats), route.url) if route and delen else None


def parts_years_piece_of(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Stuk, str] | None:
    """One indicator in its parts, over the years."""
    route = _route(beeld, vraag)
    verloop = split_years(beeld, _parts_asked(route, vraag), route.schooljaar) if route else None
    return (parts_years_piece(verloop, route.plaats), route.url) if route and verloop else None


def parts_asked(route: Route, plan: Grafiekplan) -> Vraag:
    """The parts that a chart shows in a view."""
    soorten = (route.bron,) if route.bron else SOORTEN_BRON
    return Vraag(plan.indicator, route.plaats.code, plan.uitsplitsing, plan.binnen, soorten, route.teleenheid)


def _parts_asked(route: Route, vraag: Mapping[str, str]) -> Vraag:
    uitsplitsing, binnen = vraag.get("uitsplitsing", ""), vraag.get("binnen", "")
    return parts_asked(route, Grafiekplan(route.indicator, "delen", uitsplitsing, binnen))


def topics_rows_of(beeld: Beeld, vraag: Mapping[str, str]) -> Rows | None:
    """Every topic of one gemeente and schooljaar."""
    route = _route(beeld, vraag)
    if route is None:
        return None
    gebied = route.plaats
    per_thema = topics(beeld, gebied.code, route.schooljaar).values()
    cijfers = (c for onderwerpen in per_thema for onderwerp in onderwerpen for c in onderwerp.cijfers)
    naam = f"{gebied.slug}-{route.schooljaar}-alle-onderwerpen"
    return naam, KOLOMMEN, (figure_row(cijfer, gebied) for cijfer in cijfers)


def reports_rows_of(beeld: Beeld, vraag: Mapping[str, str]) -> Rows | None:
    """Every figure that reports give of one gemeente and schooljaar."""
    route = _route(beeld, vraag)
    if route is None:
        return None
    eigen = tuple(
        item
        for item in report_items(beeld)
        if (item.gebied, item.get("schooljaar")) == (route.plaats.code, route.schooljaar)
    )
    rijen = ({naam: plain(waarde) for naam, waarde in rij.items()} for rij in rows(beeld, eigen))
    return f"{route.plaats.slug}-{route.schooljaar}-jaarverslag", NAMEN, rijen


def _route(beeld: Beeld, vraag: Mapping[str, str]) -> Route | None:
    """The view that the file belongs to: a theme when one is named, else a gemeente or the overview of a region."""
    pagina, gemeente = vraag.get("pagina", ""), vraag.get("gemeente", "")
    pad = f"/gemeente/{gemeente}" if gemeente or not vraag.get("regio") else "/"
    pad = f"/{pagina}" if pagina in THEMAPAGINAS else pad
    route = resolve(beeld, pad, vraag)
    return None if isinstance(route, NotFound) or route.leeg else route


def file_query(route: Route, **meer: str) -> str:
    """The query of a file that belongs to a view."""
    keuzes = {
        "pagina": route.pagina if route.pagina in THEMAPAGINAS else "",
        "gemeente" if route.plaats.soort == "gemeente" else "regio": route.plaats.slug,
        "schooljaar": route.schooljaar,
        "indicator": route.indicator.key,
        "bron": route.bron,
        "teleenheid": route.teleenheid,
        **meer,
    }
    return urlencode({naam: waarde for naam, waarde in keuzes.items() if waarde})
