"""From report to outcome: of all cases that were closed how many ended how, as bands with a link for each outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.svg.flow import flow
from components.words.figure_text import figure_text
from components.words.nouns import count_noun, words_for
from components.words.parts_words import part_label
from data.publication.figures import Cijfer
from data.views.parts import Onderverdeling

VERBORGEN = "Een band met een streepjesrand is afgeschermd. Zo’n band is altijd even dik: de dikte zegt niets."


def has_flow(delen: Onderverdeling) -> bool:
    """Whether there is a flow to draw: outcomes of cases, of which more than one is shown."""
    return bool(delen.binnen) and sum(bool(deel.waarde) for deel in delen.delen) > 1


def flow_picture(delen: Onderverdeling, op_rij: Sequence[Cijfer], links: Mapping[str, str]) -> Component:
    """The picture and its list. op_rij: the outcomes in the order shown; links: where each leads, by categorie."""
    rijen = [html.Li(_row(delen, deel, links)) for deel in op_rij]
    verborgen = any(deel.status == "onderdrukt" for deel in op_rij)
    return html.Div(
        [
            html.P(_begin(delen), className="stroombegin"),
            html.Div(
                [
                    flow([_drawn(deel) for deel in op_rij]),
                    html.Ol(rijen, **attrs(aria_label="Uitkomsten, met hoeveel zaken zo eindigden")),
                ],
                className="stroomrijen",
            ),
            html.P(VERBORGEN, className="klein zacht") if verborgen else None,
        ],
        className="stroomkader",
    )


def _drawn(deel: Cijfer) -> float | None:
    """What is hidden or unknown has a band of its own, which says nothing."""
    return deel.waarde if deel.is_bekend else None


def _begin(delen: Onderverdeling) -> list[Component | str]:
    """What is divided: the total that the source gives; else the sum of what is shown, which need not be all."""
    begrip = words_for(delen.indicator, delen.delen[0].sleutel.teleenheid)
    if delen.totaal.waarde is not None:
        return [html.Strong(count_noun(delen.totaal.waarde, begrip)), " zijn afgerond:"]
    samen = sum(deel.waarde or 0.0 for deel in delen.delen)
    return ["De uitkomsten met een getal zijn samen ", html.Strong(count_noun(samen, begrip)), ":"]


def _row(delen: Onderverdeling, deel: Cijfer, links: Mapping[str, str]) -> Component:
    soort = "getal" if deel.is_bekend else "zonder"
    inhoud = [html.Span(part_label(delen, deel), className="naam"), html.Span(figure_text(deel), className=soort)]
    url = links.get(deel.sleutel.categorie)
    return html.A(inhoud, href=url) if url else html.Span(inhoud)
