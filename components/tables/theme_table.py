"""All indicators in one table by theme: werkprocessen and jongeren side by side, with their source."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.badges import voorbeeld_badge
from components.tables.table import Cel, Rij, data_table, figure_cell
from components.words.figure_text import figure_text
from components.words.labels import THEMAS
from components.words.sources import name_source
from components.words.told_where import Link, told_where
from data.publication.figures import Cijfer
from data.registry.indicators import JONGEREN
from data.views.coarser import Grover
from data.views.overview import Onderwerp, Topics

_LEEG = Cel("", getal=True)
Regels = list[str | Component | None]


def theme_table(bijschrift: str, themas: Topics, link: Link) -> Component:
    """One row per indicator under the head of its theme, with its figure in each teleenheid from one kind of source.

    link: to where a table is told that is told coarser.
    """
    groepen = [
        (naam, [_row(onderwerp, link) for onderwerp in themas[thema]])
        for thema, naam in THEMAS.items()
        if thema in themas
    ]
    return data_table(bijschrift, ["Onderwerp", "Zaken", "Jongeren", "Bron"], groepen)


def _row(onderwerp: Onderwerp, link: Link) -> Rij:
    ind = onderwerp.indicator
    if onderwerp.grover:
        return _coarser_row(onderwerp, onderwerp.grover, link)
    jongeren = [c for c in onderwerp.cijfers if c.sleutel.teleenheid == JONGEREN]
    zaken = [c for c in onderwerp.cijfers if c.sleutel.teleenheid != JONGEREN]
    cellen = [figure_cell(groep[0]) if groep else _LEEG for groep in (zaken, jongeren)]
    return Rij(html.A(ind.titel, href=f"/toelichting#{ind.key}"), (*cellen, Cel(_source(onderwerp.cijfers))))


def _coarser_row(onderwerp: Onderwerp, grover: Grover, link: Link) -> Rij:
    """The sum over a venster, or where the subject is told: of cases only, and beside it that jongeren are hidden."""
    hoofd = html.A(onderwerp.indicator.titel, href=f"/toelichting#{onderwerp.indicator.key}")
    if cijfer := next(iter(onderwerp.cijfers), None):
        periode: Regels = [
            f"{cijfer.sleutel.schooljaar},",
            html.Br(),
            "drie schooljaren",
            html.Br(),
            "samen",
        ]  # fits a phone
        inhoud: Regels = [figure_text(cijfer), html.Br(), html.Small(periode)]
        cel = Cel(inhoud, getal=True, zonder=not cijfer.is_bekend)
        jongeren = [figure_cell(c) for c in onderwerp.cijfers[1:]]
        return Rij(hoofd, (cel, *(jongeren or [_LEEG]), Cel(_source(onderwerp.cijfers))))
    return Rij(hoofd, (Cel(told_where(grover, link), getal=True, zonder=True), _LEEG, Cel("")))


def _source(cijfers: Sequence[Cijfer]) -> list[Component | str | None]:
    bron = next((c.bron for c in cijfers if c.bron), None)
    if bron is None:
        return ["geen cijfer"]
    return [voorbeeld_badge()] if bron.soort == "voorbeeld" else [name_source(bron)]
