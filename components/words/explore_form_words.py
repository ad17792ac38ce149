"""The words around the choices of the workbench: what things are called, and what could not be understood."""

from __future__ import annotations

from collections.abc import Mapping

from components.words.labels import category_label
from components.words.nouns import uncapital
from data.registry.indicators import INDICATOREN
from data.views.counts import Maat

MATEN: Mapping[Maat, str] = {"per_1000": "Per 1.000 jongeren", "procent": "Percentage", "aantal": "Aantal"}
NIET: Mapping[str, str] = {
    "naam": "Een deel van de link kennen we niet.",
    "dubbel": "Een keuze staat er twee keer in: de eerste telt.",
    "onderwerp": "Het gevraagde onderwerp bestaat niet (meer).",
    "tegen": "Het gevraagde tweede onderwerp bestaat niet (meer).",
    "waar": "Een gevraagde plaats staat niet op deze site.",
    "vol": "Er passen vijf plaatsen in één beeld. De rest staat er niet bij.",
    "jaar": "Van een gevraagd schooljaar zijn hier geen cijfers.",
    "eenheid": "Zo telt dit onderwerp hier niet.",
    "maat": "De gevraagde maat bestaat niet.",
    "vorm": "Het gevraagde beeld bestaat niet.",
    "bron": "De gevraagde bron bestaat niet.",
}
WEL_BEGREPEN = "U ziet wat we wel konden begrijpen."


def subject_name(indicator: str, uitsplitsing: str, categorie: str) -> str:
    """`Relatief verzuim`, `Relatief verzuim: luxe verzuim`."""
    titel = INDICATOREN[indicator].titel
    return f"{titel}: {uncapital(category_label(uitsplitsing, categorie))}" if categorie else titel
