"""The switch between teleenheden: the same subject counted in another way is another number."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.choosers import Keuze, chooser
from components.labels import TELEENHEDEN
from components.words import capital

UITLEG = (
    "Eén jongere kan meer meldingen of werkprocessen hebben. In jongeren telt iedereen één keer. Het zijn dus "
    "verschillende getallen over hetzelfde."
)


def unit_switch(urls: Mapping[str, str], gekozen: str) -> Component | None:
    """A row of links, one per teleenheid that there is a figure in; None when there is nothing to choose.

    urls: the same view counted in each teleenheid (`werkprocessen`, `jongeren`, `meldingen`), in order.
    """
    if len(urls) < 2:
        return None
    keuzes = [Keuze(capital(TELEENHEDEN[eenheid]), url, eenheid == gekozen) for eenheid, url in urls.items()]
    return chooser("Wat tellen we?", keuzes, meer=html.Div(html.P(UITLEG, className="zacht klein")))
