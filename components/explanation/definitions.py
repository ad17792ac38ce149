"""The explanation of each indicator, straight from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.words.labels import TELEENHEDEN, UITSPLITSINGEN
from components.words.nouns import join_names, uncapital
from data.registry.indicators import INDICATOREN, Indicator

_HERKOMST = {
    "werkprocessen": "Geteld uit de zaken (werkprocessen) in het volgsysteem van de regio.",
    "standen": "Aangeleverd als stand op een peildatum.",
    "verhouding": "Berekend uit twee andere cijfers.",
    "verslagen": "Alleen bekend uit gepubliceerde verslagen.",
}
_RICHTING = {
    "hoger_is_beter": "Hoger is beter.",
    "lager_is_beter": "Lager is beter.",
    "neutraal": "Meer of minder is hier niet vanzelf goed of slecht.",
}


def definition_list(indicatoren: Sequence[Indicator]) -> Component:
    """One entry per indicator, each a place one can link to."""
    return html.Div([_definition(ind) for ind in indicatoren])


def _definition(ind: Indicator) -> Component:
    eenheden = join_names([TELEENHEDEN[eenheid] for eenheid in ind.teleenheden])
    delen = join_names([UITSPLITSINGEN[u] for u in ind.uitsplitsingen])
    return html.Article(
        [
            html.H3(ind.titel, id=ind.key),
            html.P(f"In het volgsysteem of in verslagen: {ind.vaknaam}.", className="zacht klein")
            if ind.vaknaam
            else None,
            html.P(ind.betekenis),
            html.P([html.Strong("Wat er staat: " if ind.herkomst == "verslagen" else "Zo tellen we: "), ind.definitie]),
            html.P(
                [
                    f"{_HERKOMST[ind.herkomst]} ",
                    f"Geteld in {eenheden}. " if not ind.is_percentage else f"{_ratio(ind)} ",
                    f"Ook {delen}. " if delen else "",
                    f"{_RICHTING[ind.richting]} {ind.leeswijzer}".strip(),
                ],
                className="zacht klein",
            ),
        ],
        className="begrip",
    )


def _ratio(ind: Indicator) -> str:
    """What a percentage is made of, in the titles of its own parts."""
    namen = [uncapital(INDICATOREN[key].titel) for key in (ind.teller, ind.noemer) if key and key in INDICATOREN]
    if len(namen) < 2:
        return ""
    return f"100% min {namen[0]} gedeeld door {namen[1]}." if ind.aanvulling else f"{namen[0]} gedeeld door {namen[1]}."
