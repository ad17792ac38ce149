"""One indicator over the years as a card: on the pages of a gemeente, a region and a theme."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.pieces.folded_frame import folded_frame
from components.pieces.picture_frame import NAAST_ELKAAR, picture_frame
from components.pieces.years_chart import absent_words, years_chart, years_finding, years_table
from components.pieces.years_piece import goal_sentence
from components.words.list_words import no_years_measure
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.development import Verloop
from data.views.side_by_side import differs_by_region
from data.views.years_beside import Jaarlijnen, years_beside
from pages.chart_pieces import years_of
from pages.routes import Route
from pages.take_along import take_years


def years_card(
    beeld: Beeld,
    route: Route,
    verloop: Verloop,
    regio: Gebied,
    *,
    anker: str = "ontwikkeling",
    verder: Component | None = None,
) -> tuple[Component, bool]:
    """The card, and whether it has a line; where there is none, what there is in words and as a table.

    anker: where it stands on its page. verder: what stands above what to take along.
    """
    stuk, sleutels = years_of(beeld, route, verloop.indicator), [c.sleutel for c in verloop.cijfers]
    anderen = _others(beeld, route, verloop)
    lijnen = _lines(beeld, route, verloop, anderen) if sleutels else None
    getekend = [lijn.gebied for lijn in lijnen.lijnen] if lijnen else []
    weg = [g.naam for g in route.naast if g not in getekend]
    niet = absent_words(weg, aantallen=lijnen is not None and lijnen.maat == "aantal" == route.maat)
    meenemen = take_years(route, stuk, anker)
    if lijnen is None:
        slot = html.Div([niet, meenemen]) if niet else meenemen
        return picture_frame(stuk, slot, breed=NAAST_ELKAAR), stuk.teken is not None
    lang = (lijn for lijn in lijnen.lijnen if sum(w is not None for w in lijn.waarden) > 1)
    is_lijn = bool(verloop.doel) or any(lijn.eigen or lijn.gebied in route.naast for lijn in lang)
    anders = no_years_measure(route.maat, lijnen.maat) if not verloop.indicator.is_percentage else ""
    noot = html.P(anders, className="klein zacht") if anders else None
    beeld_ = [years_chart(lijnen, verloop, regio, route.schooljaar, route.naast) if is_lijn else None, niet, noot]
    kop, vondst = f"{verloop.indicator.titel} door de jaren", years_finding(lijnen, verloop)
    bekend = [cijfer for cijfer in verloop.cijfers if cijfer.is_bekend]
    if verloop.doel and bekend:
        vondst = f"{vondst} {goal_sentence(verloop.doel, bekend[-1])}"
    naast = years_table(lijnen, regio) if anderen and len(lijnen.lijnen) > 1 else None
    return folded_frame(stuk, kop, vondst, beeld_, [naast, verder, meenemen], lijnen.breuken), is_lijn


def _lines(beeld: Beeld, route: Route, verloop: Verloop, anderen: list[Gebied]) -> Jaarlijnen | None:
    """The lines in the measure of the view."""
    eerste, maat = verloop.cijfers[0].sleutel, route.maat or "per_1000"
    return years_beside(beeld, eerste, verloop.soort, route.plaats, anderen, maat)


def _others(beeld: Beeld, route: Route, verloop: Verloop) -> list[Gebied]:
    """Those put beside whose region means the same by the figure in this source."""
    regio = beeld.regio_van(route.plaats)
    anders = differs_by_region(verloop.indicator, verloop.soort)
    return [gebied for gebied in route.naast if not anders or beeld.regio_van(gebied) == regio]
