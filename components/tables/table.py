"""A table with a caption and proper heads, that scrolls by itself when the screen is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.words.figure_text import figure_text
from data.publication.figures import Cijfer

Inhoud = str | Component | Sequence[str | Component | None] | None


@dataclass(frozen=True, slots=True)
class Cel:
    """A cell. getal: set to the right, as figures are; zonder: there is no figure, the text says why.

    deel: how long the bar under the text is, as a part (0-1) of the longest; None for no bar.
    """

    inhoud: Inhoud
    getal: bool = False
    zonder: bool = False
    deel: float | None = None


@dataclass(frozen=True, slots=True)
class Rij:
    """A row: its head and its cells. eigen: the one the reader came for."""

    hoofd: Inhoud
    cellen: tuple[Cel, ...]
    eigen: bool = False


# Bars have one of so many lengths, because only classes may say how long one is.
STAPPEN = 50
Groepen = Sequence[tuple[str, Sequence[Rij]]]


def figure_cell(cijfer: Cijfer) -> Cel:
    """A figure as a cell, or the word for why there is none."""
    return Cel(figure_text(cijfer), getal=True, zonder=not cijfer.is_bekend)


def data_table(
    bijschrift: str, koppen: Sequence[str], rijen: Sequence[Rij] | Groepen, *, getallen: bool = True
) -> Component:
    """A table; the first head belongs to the row heads. rijen: rows, or named groups of rows.

    getallen: the columns hold figures; a column called Bron never does.
    """
    kop = [
        html.Th(tekst, scope="col", className=_class(_is_figure(tekst, i, getallen), False))
        for i, tekst in enumerate(koppen)
    ]
    tabel = dbc.Table([html.Caption(bijschrift), html.Thead(html.Tr(kop)), *_bodies(rijen, len(koppen))])
    return html.Div(
        tabel, className="tabel-kader", role="region", tabIndex=0, **attrs(aria_label=f"Tabel: {bijschrift}")
    )


def _is_figure(kop: str, plaats: int, getallen: bool) -> bool:
    return getallen and plaats > 0 and kop != "Bron"


def _bodies(rijen: Sequence[Rij] | Groepen, breedte: int) -> list[Component]:
    groepen = [("", rijen)] if not rijen or isinstance(rijen[0], Rij) else rijen
    return [
        html.Tbody([_group_head(naam, breedte), *map(_row, groep)] if naam else [_row(rij) for rij in groep])
        for naam, groep in cast(Groepen, groepen)
    ]


def _group_head(naam: str, breedte: int) -> Component:
    return html.Tr(html.Th(naam, scope="rowgroup", colSpan=breedte), className="groep")


def _row(rij: Rij) -> Component:
    hoofd = html.Th(rij.hoofd, scope="row")
    return html.Tr([hoofd, *map(_cell, rij.cellen)], className="eigen" if rij.eigen else None)


def _cell(cel: Cel) -> Component:
    if cel.deel is None:
        return html.Td(cel.inhoud, className=_class(cel.getal, cel.zonder))
    return html.Td([html.Span(cel.inhoud), _bar(cel.deel)], className="met-staaf")


def _bar(deel: float) -> Component:
    """The bar says nothing that the text above it does not, so it is no word to a screen reader."""
    lengte = f" lengte-{max(1, round(deel * STAPPEN))}" if deel > 0 else " lengte-0"
    return html.Span(className=f"staaf{lengte}", **attrs(aria_hidden="true"))


def _class(getal: bool, zonder: bool) -> Any:
    return " ".join(naam for naam, geldt in (("getal", getal), ("zonder", zonder)) if geldt) or None
