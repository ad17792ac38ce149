"""Why some subjects are told over three schooljaren or for the region only, in plain words, for /toelichting."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.words.told_where import folded_articles
from data.registry import vocabulary

_UITLEG = (
    (
        "Waarom niet alles per gemeente en per jaar?",
        "Sommige dingen komen in een gemeente maar een paar keer per jaar voor. Dan zouden we bijna elk cijfer moeten "
        "afschermen. Daar hebt u niets aan. Daarom kiezen we per regio hoe we zo’n onderwerp wel kunnen tonen. Die "
        "keuze geldt voor alle schooljaren en voor alle gemeenten van de regio.",
    ),
    (
        "Drie schooljaren samen",
        "U ziet dan één getal over drie schooljaren, zoals 2022-2025. Het staat er pas als alle drie de schooljaren "
        "aangeleverd zijn. We vergelijken het niet met één jaar, en we zeggen niet of het hoog of laag is. Ook een "
        "tegel kan zo’n getal hebben. De drie schooljaren staan er dan onder.",
    ),
    (
        "Alleen voor de regio",
        "Een getal van de hele regio kan wel, waar dat per gemeente niet kan. Bij het onderwerp staat een link naar "
        "die pagina.",
    ),
    (
        "Jongeren",
        "In jongeren tellen we alleen een heel onderwerp, niet naar soort, leeftijd of maand. Wie verhuisde, telt in "
        "elke gemeente. Het aantal jongeren van een regio is de som van haar gemeenten.",
    ),
)


def coarser_explained() -> list[Component]:
    """Questions and answers; the last one tells which articles stand together."""
    vragen = (*_UITLEG, ("Andere artikelen", folded_articles({vocabulary.ANDERE_ARTIKELEN})))
    return [part for vraag, antwoord in vragen for part in (html.H3(vraag), html.P(antwoord))]
