"""A tile of a subject that is not told for this schooljaar here: the sum over a venster, or where it is told."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.badges import badges
from components.figure_text import figure_text
from components.sources import source_line
from components.told_where import WAAROM, Link, period_name, told_where
from components.words import words_for
from data.coarser import Grover
from data.figures import Cijfer


def coarser_tile(grover: Grover, vensters: Sequence[Cijfer], link: Link) -> Component:
    """No change, no place in the region, no line of years: of three schooljaren together none of these can be said.

    vensters: the figure of the venster, or nothing.
    """
    cijfer = next(iter(vensters), None)
    soort = " is-voorbeeld" if cijfer and cijfer.is_voorbeeld else ""
    kop = html.Div([html.H3(grover.indicator.titel), badges(cijfer) if cijfer else None], className="tegel-kop")
    inhoud = _figure(grover, cijfer) if cijfer else [html.P(told_where(grover, link), className="cijfer-zonder")]
    return html.Article([kop, html.P(grover.indicator.betekenis, className="wat"), *inhoud], className=f"tegel{soort}")


def _figure(grover: Grover, cijfer: Cijfer) -> list[Component]:
    begrip = words_for(grover.indicator, cijfer.sleutel.teleenheid)
    wat = begrip.enkelvoud if cijfer.waarde == 1 else begrip.meervoud
    waarde = html.P([html.Span(figure_text(cijfer), className="cijfer"), html.Span(wat, className="eenheid")])
    return [
        html.Div(
            [waarde if cijfer.is_bekend else html.P(figure_text(cijfer), className="cijfer-zonder")],
            className="tegel-waarde",
        ),
        html.P(period_name(cijfer.sleutel.schooljaar), className="zin"),
        html.Div([html.P(WAAROM), html.P(source_line(cijfer))], className="tegel-voet"),
    ]
