"""The ways on from a gemeente page: each theme as a card with its largest parts."""

from __future__ import annotations

from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.pieces.theme_card import theme_card
from components.pieces.years_piece import goal_name
from components.words.figure_text import figure_text
from components.words.parts_words import parts_subject
from components.words.told_where import told_where
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.reports.targets import target
from data.views.coarser import coarser_chart
from data.views.parts import STAPPEN, Onderverdeling, split
from data.views.theme_choice import theme_year
from data.views.themes import THEMAPAGINAS, Grafiekplan
from pages.chart_pieces import parts_asked
from pages.choices import theme_route
from pages.routes import Route
from pages.told_links import link_in


@dataclass(frozen=True, slots=True)
class _Kaart:
    """A card. eerst: the key of the indicator whose parts it draws where it can.

    hoofdstuk: where on the page of the theme it leads; empty for the top.
    """

    titel: str
    thema: str
    eerst: str
    hoofdstuk: str = ""


_KAARTEN = (
    _Kaart("Verzuim", "verzuim", "relatief_verzuim"),
    _Kaart("Hoe zaken aflopen", "verzuim", "afgehandeld", "afloop"),
    _Kaart("Vrijstellingen", "vrijstellingen", "vrijstellingen_verleend"),
    _Kaart("Doorstroompunt", "doorstroompunt", "nieuwe_vsv"),
)
# Who looks for one article looks for its number.
_NAAR_ARTIKEL = "naar artikel (zoals 5 onder a)"
# So many totals as fit in a card.
_TOTALEN = 3


def theme_cards(beeld: Beeld, route: Route) -> Component | None:
    """The cards of the themes of which anything is told here in any schooljaar."""
    los = route.met(bron="")
    kaarten = [_card(beeld, los, kaart) for kaart in _KAARTEN]
    gevuld = [html.Li(kaart) for kaart in kaarten if kaart is not None]
    return html.Ul(gevuld, className="themas") if gevuld else None


def _card(beeld: Beeld, route: Route, kaart: _Kaart) -> Component | None:
    plannen = [plan for plan in _plans(kaart) if plan.kern and plan.vorm == "delen"]
    plannen.sort(key=lambda plan: plan.indicator.key != kaart.eerst)
    gemaakt = {plan: split(beeld, parts_asked(route, plan), route.schooljaar) for plan in plannen}
    delen = next((d for d in gemaakt.values() if d and _is_drawn(d)), None)
    if kaart.hoofdstuk and delen is None:
        return None  # the card of its theme leads there too
    elders = _goals(beeld, route, kaart.thema) + ([] if delen else _elsewhere(beeld, route, plannen))
    cijfers = [] if delen else _totals(beeld, route, kaart.thema)
    plek, thema = route.plaats.code, THEMAPAGINAS[kaart.thema]
    if not (delen or cijfers or elders or theme_year(beeld, thema, plek)):
        return None
    anker = f"#{kaart.hoofdstuk}" if kaart.hoofdstuk else ""
    url = f"{theme_route(route, kaart.thema).url}{anker}"
    return theme_card(kaart.titel, url, delen, route.schooljaar, cijfers=cijfers, elders=elders)


def _totals(beeld: Beeld, route: Route, thema: str) -> list[Cijfer]:
    """What is known of a theme as a whole, from one kind of source: the first that tells anything."""
    inds = [ind for ind in INDICATOREN.values() if ind.thema == thema or ind in THEMAPAGINAS[thema].tegels]
    gekozen = [beeld.keuze(ind, route.plaats.code, route.schooljaar) for ind in inds]
    bekend = [cijfer for cijfer in gekozen if cijfer.is_bekend]
    return [c for c in bekend if c.soort == bekend[0].soort][:_TOTALEN]


def _goals(beeld: Beeld, route: Route, thema: str) -> list[Component]:
    """The last real percentage of a theme for which there is a goal, beside it."""
    regels: list[Component] = []
    code = route.plaats.code
    for ind in THEMAPAGINAS[thema].tegels:
        doel = target(ind)
        alle = [beeld.keuze(ind, code, jaar) for jaar in beeld.schooljaren(code)] if doel else []
        echt = [cijfer for cijfer in alle if cijfer.is_bekend and not cijfer.is_voorbeeld]
        if doel and echt:
            wat = f"{ind.titel}, {echt[-1].sleutel.schooljaar}: {figure_text(echt[-1])}"
            regels.append(html.Span(f"{wat} ({goal_name(doel)})"))
    return regels


def _plans(kaart: _Kaart) -> list[Grafiekplan]:
    """A chapter that has a card of its own is not drawn on the card of its theme."""
    eigen = {k.hoofdstuk for k in _KAARTEN if k.thema == kaart.thema and k.hoofdstuk}
    hoofdstukken = THEMAPAGINAS[kaart.thema].hoofdstukken
    gekozen = [h for h in hoofdstukken if (h.sleutel == kaart.hoofdstuk if kaart.hoofdstuk else h.sleutel not in eigen)]
    return [plan for hoofdstuk in gekozen for plan in hoofdstuk.grafieken]


def _is_drawn(delen: Onderverdeling) -> bool:
    """Whether its parts count the same thing, and any of them is shown."""
    return delen.uitsplitsing != STAPPEN and any(deel.waarde for deel in delen.delen)


def _elsewhere(beeld: Beeld, route: Route, plannen: list[Grafiekplan]) -> list[Component]:
    """What is told elsewhere or over more years instead, a line for each."""
    link = link_in(beeld, route.naast)
    regels: list[Component] = []
    for plan in plannen:
        if grover := coarser_chart(beeld, plan, route.plaats.code, route.schooljaar):
            naam = parts_subject(plan.indicator, plan.uitsplitsing, plan.binnen)
            naam = f"{plan.indicator.titel} {_NAAR_ARTIKEL}" if plan.uitsplitsing == "artikel" else naam
            regels.append(html.Span([f"{naam}: ", *told_where(grover, link), "."]))
    return regels
