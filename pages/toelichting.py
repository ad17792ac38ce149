"""/toelichting: what figures mean, where they come from, what may not be compared, how small counts are protected."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.explanation.coarser_explained import coarser_explained
from components.explanation.definitions import definition_list
from components.explanation.protection import protection
from components.explanation.source_list import source_list
from components.explanation.told_elsewhere import told_elsewhere
from components.frame.shell import breadcrumbs, page, section
from components.tables.breaks_table import breaks_table, definitions_by_region, ways_of_counting
from components.words.labels import THEMAS
from components.words.notation import TEKENS
from data.publication.readmodel import Beeld
from data.referentie.definities import definities, telwijzen
from data.referentie.trendbreuken import register
from data.registry.indicators import INDICATOREN
from pages.routes import Route


def show(beeld: Beeld, _route: Route) -> Component:
    """The page; all of it follows from the registry and the reviewed reference files."""
    namen = {code: gebied.naam for code, gebied in beeld.gebieden.items()}
    return page(
        [
            _head(),
            section("Tekens in tabellen en grafieken", [_signs()], "tekens"),
            *(_theme(thema) for thema in THEMAS),
            section(
                "Wat u niet kunt vergelijken",
                [
                    ways_of_counting(telwijzen()),
                    definitions_by_region(definities(), namen),
                    breaks_table(register(), namen),
                ],
                "vergelijken",
            ),
            section("Hoe we jongeren beschermen", protection(beeld.publicatie.bewijs), "afscherming"),
            section(
                "Wat we per drie jaar of voor de regio tonen",
                [*coarser_explained(), *told_elsewhere(beeld)],
                "grover",
            ),
            section("Bronnen", [source_list(beeld.bronnen())], "bronnen"),
        ],
        beeld.publicatie,
    )


def _head() -> Component:
    return html.Div(
        [
            breadcrumbs([("Regio-overzicht", "/"), ("Toelichting", "")]),
            html.H1("Toelichting"),
            html.P(
                "Wat betekenen de cijfers, waar komen ze vandaan en wat mag u eruit afleiden?",
                className="inleiding zacht",
            ),
        ],
        className="aanhef",
    )


def _signs() -> Component:
    delen = [part for teken, betekenis in TEKENS for part in (html.Dt(teken), html.Dd(betekenis))]
    return html.Dl(delen, className="tekens")


def _theme(thema: str) -> Component | None:
    gekozen = [ind for ind in INDICATOREN.values() if ind.thema == thema]
    return section(THEMAS[thema], [definition_list(gekozen)], f"thema-{thema}") if gekozen else None  # type: ignore[index]
