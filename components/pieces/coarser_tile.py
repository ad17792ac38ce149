"""A tile of a subject that is not told for this schooljaar here: the sum over a venster, or where it is told."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.badges import badges
from components.pieces.tile import more_of, title_of
from components.words.figure_text import figure_text
from components.words.nouns import words_for
from components.words.sources import source_line
from components.words.told_where import WAAROM, Link, not_in_it, period_name, told_where
from data.publication.figures import Cijfer
from data.views.coarser import Grover


def coarser_tile(grover: Grover, venster: Cijfer | None, link: Link, meer: str = "") -> Component:
    """No change, no place in the region, no line of years: of three schooljaren together none of these can be said.

    venster: the sum over three schooljaren, if it is told here. meer: the URL of the same subject over the years.
    """
    ind = grover.indicator
    soort = " is-voorbeeld" if venster and venster.is_voorbeeld else ""
    kop = html.Div([html.H3(title_of(ind)), badges(venster) if venster else None], className="tegel-kop")
    inhoud = _figure(grover, venster) if venster else [html.P(told_where(grover, link), className="cijfer-zonder")]
    verder = html.P(more_of(ind, meer)) if venster and meer else None
    return html.Article(
        [kop, html.P(ind.betekenis, className="wat"), *inhoud, verder],
        className=f"tegel{soort}",
    )


def _figure(grover: Grover, cijfer: Cijfer) -> list[Component]:
    begrip = words_for(grover.indicator, cijfer.sleutel.teleenheid)
    wat = begrip.enkelvoud if cijfer.waarde == 1 else begrip.meervoud
    waarde = html.P([html.Span(figure_text(cijfer), className="cijfer"), html.Span(wat, className="eenheid")])
    return [
        html.Div(
            [waarde if cijfer.is_bekend else html.P(figure_text(cijfer), className="cijfer-zonder")],
            className="tegel-waarde",
        ),
        html.P(f"{period_name(cijfer.sleutel.schooljaar)}.", className="zin"),
        *(html.P(zin, className="zin") for zin in not_in_it(cijfer, grover.jaar, grover.volgt_na)),
        html.Div([html.P(WAAROM), html.P(source_line(cijfer))], className="tegel-voet"),
    ]
