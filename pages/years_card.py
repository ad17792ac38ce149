"""One indicator over the years as a card: on the pages of a gemeente, a region and a theme."""

from __future__ import annotations

from dash.development.base_component import Component

from components.pieces.folded_frame import folded_frame
from components.pieces.picture_frame import NAAST_ELKAAR, picture_frame
from components.pieces.years_chart import years_chart, years_finding
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.views.development import Verloop
from data.views.years_beside import years_beside
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
    lijnen = years_beside(beeld, sleutels[0], verloop.soort, route.plaats) if sleutels else None
    meenemen = take_years(route, stuk, anker)
    if lijnen is None:
        return picture_frame(stuk, meenemen, breed=NAAST_ELKAAR), stuk.teken is not None
    is_lijn = sum(w is not None for w in lijnen.eigen.waarden) > 1
    beeld_ = [years_chart(lijnen, verloop, regio, route.schooljaar)] if is_lijn else []
    kop, vondst = f"{verloop.indicator.titel} door de jaren", years_finding(lijnen, verloop)
    return folded_frame(stuk, kop, vondst, beeld_, [verder, meenemen], lijnen.breuken), is_lijn
