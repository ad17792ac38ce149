"""A chart of a theme as it is declared, made for a view: the same on the theme page and on the gemeente page."""

from __future__ import annotations

from dash.development.base_component import Component

from components.pieces.breakdown_chart import breakdown_chart
from components.pieces.parts_piece import parts_piece, parts_years_piece
from components.pieces.picture_frame import NAAST_ELKAAR, picture_frame
from data.publication.readmodel import Beeld
from data.views.development import follow
from data.views.part_list import list_parts
from data.views.parts import Onderverdeling, split, split_years
from data.views.themes import THEMAPAGINAS, Grafiekplan
from pages.chart_pieces import parts_asked, years_of
from pages.routes import Route
from pages.take_along import compare_further, compare_url, take_parts
from pages.years_card import years_card


def chart(beeld: Beeld, route: Route, plan: Grafiekplan) -> Component | None:
    """One chart as it is declared; None when there is nothing to make it of."""
    gebied = route.plaats
    if plan.vorm == "jaren":
        return _years(beeld, route.met(indicator=plan.indicator), plan)
    if plan.vorm == "delen":
        delen = split(beeld, parts_asked(route, plan), route.schooljaar)
        if delen is None:
            return None
        lijst = list_parts(beeld, delen, route.maat, route.volgorde)
        slot = take_parts(route, plan, parts_piece(delen, gebied), _anchor(route, plan))
        return breakdown_chart(delen, gebied, slot, lijst, _outcomes(beeld, route, delen) if plan.stroom else None)
    verloop = split_years(beeld, parts_asked(route, plan), route.schooljaar)
    if verloop is None:
        return None
    stuk = parts_years_piece(verloop, gebied)
    return picture_frame(stuk, take_parts(route, plan, stuk, _anchor(route, plan)), breed=NAAST_ELKAAR)


def _anchor(route: Route, plan: Grafiekplan) -> str:
    """The chapter of a theme page that a chart stands in; empty on another page."""
    hoofdstukken = THEMAPAGINAS[route.pagina].hoofdstukken if route.pagina in THEMAPAGINAS else ()
    return next((h.sleutel for h in hoofdstukken if plan in h.grafieken), "")


def _outcomes(beeld: Beeld, route: Route, delen: Onderverdeling) -> dict[str, str]:
    """Where each outcome leads: to the gemeenten of the region side by side, else to what its word means."""
    leden = beeld.gemeenten(beeld.regio_van(route.plaats).code)
    links = {}
    for deel in delen.delen:
        sleutel = deel.sleutel
        verteld = any(beeld.van_soort(sleutel._replace(gebied=lid.code), delen.soort).bron for lid in leden)
        links[sleutel.categorie] = (
            compare_url(
                route.met(indicator=delen.indicator),
                eenheid=sleutel.teleenheid,
                deel=f"{sleutel.uitsplitsing}:{sleutel.categorie}",
                bron=delen.soort,
            )
            if verteld and sleutel.schooljaar == route.schooljaar
            else f"/toelichting#{delen.indicator.key}"
        )
    return links


def _years(beeld: Beeld, route: Route, plan: Grafiekplan) -> Component | None:
    ind, plek = plan.indicator, route.plaats.code
    if not years_of(beeld, route, ind).regels:
        return None
    anker = _anchor(route, plan) or "ontwikkeling"
    soort = route.bron or beeld.soort_voor(ind, plek, route.schooljaar)
    verloop = follow(beeld, ind, plek, route.schooljaar, soort, route.teleenheid)
    verder = compare_further(route) if _is_comparable(beeld, route, plan) else None
    return years_card(beeld, route, verloop, beeld.regio_van(route.plaats), anker=anker, verder=verder)[0]


def _is_comparable(beeld: Beeld, route: Route, plan: Grafiekplan) -> bool:
    """Whether any gemeente of the region tells this for a schooljaar: there is nothing to compare otherwise."""
    leden = beeld.gemeenten(beeld.regio_van(route.plaats).code)
    return any(beeld.soorten_per_jaar(plan.indicator, lid.code) for lid in leden)
