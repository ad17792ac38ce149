"""A theme in small: what it is about here, its largest parts, and the way to all of it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.badges import voorbeeld_badge
from components.svg.inline import InlineDrawing, Sheet, percent
from components.words.figure_text import figure_text
from components.words.nouns import count_noun, words_for
from components.words.parts_words import part_label, parts_subject
from components.words.told_where import period_name
from data.publication.figures import Cijfer
from data.registry.indicators import INDICATOREN
from data.views.parts import Onderverdeling

# So many parts as fit in a card; the page of the theme has all of them.
_MEESTE = 4


def theme_card(
    kop: str,
    url: str,
    delen: Onderverdeling | None,
    jaar: str,
    *,
    cijfers: Sequence[Cijfer] = (),
    elders: Sequence[Component] = (),
) -> Component:
    """The card. delen: what is drawn, None where nothing is told in parts; cijfers: the totals that stand instead.

    elders: lines on what is told elsewhere or over more years.
    """
    voorbeeld = (delen is not None and delen.soort == "voorbeeld") or any(c.is_voorbeeld for c in cijfers)
    inhoud: list[Component | None] = []
    if delen:
        bekend = sorted((d for d in delen.delen if d.waarde), key=lambda d: -(d.waarde or 0.0))
        inhoud = [html.P(_about(delen, jaar), className="klein zacht"), _bars(delen, bekend[:_MEESTE])]
    elif cijfers:
        inhoud = [html.Ul([html.Li(_total(cijfer)) for cijfer in cijfers], className="totalen")]
    elif not elders:
        inhoud = [html.P(f"{jaar}: geen cijfer.", className="klein zacht")]
    kop_ = html.Div([html.H3(html.A(kop, href=url)), voorbeeld_badge() if voorbeeld else None], className="tegel-kop")
    rest = html.Ul([html.Li(regel) for regel in elders], className="noten") if elders else None
    return html.Article([kop_, *inhoud, rest], className=f"themakaart{' is-voorbeeld' if voorbeeld else ''}")


def _total(cijfer: Cijfer) -> list[Component]:
    return [
        html.Span(INDICATOREN[cijfer.sleutel.indicator].titel, className="naam"),
        html.Span(figure_text(cijfer), className="getal"),
    ]


def _about(delen: Onderverdeling, jaar: str) -> str:
    """What is divided, how many there are in all, and how many parts are hidden."""
    stukken = [parts_subject(delen.indicator, delen.uitsplitsing, delen.binnen)]
    if delen.totaal.waarde is not None and not delen.indicator.is_percentage:
        stukken[0] += (
            f": {count_noun(delen.totaal.waarde, words_for(delen.indicator, delen.totaal.sleutel.teleenheid))}"
        )
    if delen.periode != jaar:
        stukken.append(period_name(delen.periode))
    verborgen = sum(deel.status == "onderdrukt" for deel in delen.delen)
    if verborgen:
        stukken.append(f"{verborgen} {'groep is' if verborgen == 1 else 'groepen zijn'} afgeschermd")
    return " · ".join(stukken)


def _bars(delen: Onderverdeling, getoond: Sequence[Cijfer]) -> Component | None:
    hoogste = max((deel.waarde or 0.0 for deel in getoond), default=0.0)
    regels = [
        html.Li(
            [
                html.Span(part_label(delen, deel), className="naam"),
                _bar((deel.waarde or 0.0) / hoogste),
                html.Span(figure_text(deel), className="getal"),
            ]
        )
        for deel in getoond
    ]
    return html.Ul(regels, className="balkjes") if regels else None


def _bar(deel: float) -> InlineDrawing:
    blad = Sheet()
    blad.add("rect", x=0, y=1, width=percent(deel), height=12, rx=2, class_="balk")
    return InlineDrawing(blad.markup, height=14, klasse="balkje")
