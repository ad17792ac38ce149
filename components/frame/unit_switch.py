"""The switch between teleenheden: the same subject counted in another way is another number."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.frame.choosers import Keuze, chooser
from components.words.labels import TELEENHEDEN
from components.words.nouns import capital

UITLEG = (
    "Eén jongere kan meer meldingen of zaken hebben. In jongeren telt iedereen één keer; wie verhuisde, "
    "telt in elke gemeente. Het zijn dus "
    "verschillende getallen over hetzelfde."
)


STANDAARD = "Standaard"
UITLEG_STANDAARD = " Bij ‘standaard’ heeft elk onderwerp de telling die daarvoor het meest wordt gebruikt."


def unit_switch(urls: Mapping[str, str], gekozen: str, vraag: str = "Wat tellen we?") -> Component | None:
    """A row of links, one per teleenheid that there is a figure in; None when there is nothing to choose.

    urls: the same view counted in each teleenheid (`werkprocessen`, `jongeren`, `meldingen`), in order; an empty name
    leaves each subject its usual one. vraag: what the row is called; two on a page have two names.
    """
    if len(urls) < 2:
        return None
    namen = {"": STANDAARD, **TELEENHEDEN}
    keuzes = [Keuze(capital(namen[eenheid]), url, eenheid == gekozen) for eenheid, url in urls.items()]
    uitleg = f"{UITLEG}{UITLEG_STANDAARD if '' in urls else ''}"
    meer = html.Details([html.Summary("Wat is het verschil?"), html.P(uitleg, className="zacht")])
    return chooser(vraag, keuzes, meer=meer)
