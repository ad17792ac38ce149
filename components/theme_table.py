"""All indicators in one table by theme: werkprocessen and jongeren side by side, with their source."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.badges import voorbeeld_badge
from components.labels import THEMAS
from components.sources import name_source
from components.tables import Cel, Rij, data_table, figure_cell
from data.figures import Cijfer
from data.indicators import JONGEREN
from data.overview import Onderwerp, Topics

_LEEG = Cel("", getal=True)


def theme_table(bijschrift: str, themas: Topics) -> Component:
    """One row per indicator under the head of its theme, with its figure in each teleenheid from one kind of source."""
    groepen = [
        (naam, [_row(onderwerp) for onderwerp in themas[thema]]) for thema, naam in THEMAS.items() if thema in themas
    ]
    return data_table(bijschrift, ["Onderwerp", "Zaken", "Jongeren", "Bron"], groepen)


def _row(onderwerp: Onderwerp) -> Rij:
    ind = onderwerp.indicator
    jongeren = [c for c in onderwerp.cijfers if c.sleutel.teleenheid == JONGEREN]
    zaken = [c for c in onderwerp.cijfers if c.sleutel.teleenheid != JONGEREN]
    cellen = [figure_cell(groep[0]) if groep else _LEEG for groep in (zaken, jongeren)]
    return Rij(html.A(ind.titel, href=f"/toelichting#{ind.key}"), (*cellen, Cel(_source(onderwerp.cijfers))))


def _source(cijfers: Sequence[Cijfer]) -> list[Component | str | None]:
    bron = next((c.bron for c in cijfers if c.bron), None)
    if bron is None:
        return ["geen cijfer"]
    return [voorbeeld_badge()] if bron.soort == "voorbeeld" else [name_source(bron)]
