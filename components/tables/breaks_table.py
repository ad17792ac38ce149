"""What may not be compared: breaks in series, regions' own definitions, and three ways of counting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from data.referentie.definities import Definitie, Telwijzen
from data.referentie.trendbreuken import Trendbreuk
from data.registry.indicators import REGIOWOORDEN

GEEN_BREUKEN = "Er is geen moment bekend waarop de manier van tellen hier is veranderd."
GEEN_DEFINITIES = (
    "Van de regio’s op deze site is niet vastgelegd wat zij onder elk woord meetellen. Vergelijk daarom niet met "
    "cijfers van een andere regio zonder dat eerst na te vragen."
)


def breaks_table(breuken: Sequence[Trendbreuk], namen: Mapping[str, str]) -> Component:
    """Every trendbreuk: from when, where, and why."""
    if not breuken:
        return html.P(GEEN_BREUKEN)
    rijen = [
        Rij(breuk.titel, (Cel(namen.get(breuk.gebied, breuk.gebied)), Cel(breuk.vanaf_schooljaar), Cel(breuk.uitleg)))
        for breuk in breuken
    ]
    koppen = ["Trendbreuk", "Waar", "Vanaf", "Waarom"]
    bijschrift = "Trendbreuken: cijfers van voor en na dit schooljaar kunt u niet vergelijken"
    return data_table(bijschrift, koppen, rijen, getallen=False)


def definitions_by_region(definities: Sequence[Definitie], namen: Mapping[str, str]) -> Component:
    """What each region counts under the same word."""
    if not definities:
        return html.P(GEEN_DEFINITIES)
    rijen = [
        Rij(
            REGIOWOORDEN[definitie.onderwerp],
            (
                Cel(namen.get(definitie.gebied, definitie.gebied)),
                Cel(definitie.periode),
                Cel(f"{definitie.definitie} {definitie.let_op}".strip()),
            ),
        )
        for definitie in definities
    ]
    koppen = ["Woord", "Waar", "Wanneer", "Wat telt mee"]
    return data_table("Hetzelfde woord, een andere telling: wat elke regio meetelt", koppen, rijen, getallen=False)


def ways_of_counting(telwijzen: Sequence[Telwijzen]) -> Component:
    """The own system, DUO and the statutory count side by side: why their numbers differ."""
    rijen = [Rij(t.punt, tuple(map(Cel, (t.volgsysteem, t.duo, t.wettelijk, t.gevolg)))) for t in telwijzen]
    koppen = ["Punt", "Volgsysteem (JVS)", "DUO", "Wettelijke telling", "Gevolg"]
    return data_table("Waarom DUO een ander getal geeft", koppen, rijen, getallen=False)
