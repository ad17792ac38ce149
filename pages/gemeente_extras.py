"""The gemeente's own words on its page: about the schooljaar, and with the tile or chart they are about."""

from __future__ import annotations

from dash.development.base_component import Component

from components.gemeente_text import gemeente_text
from data.figures import Gebied
from data.indicators import tegels
from data.readmodel import Beeld
from data.toelichtingen import find_text


def own_words(beeld: Beeld, gebied: Gebied, schooljaar: str, indicator: str = "", titel: str = "") -> Component | None:
    """The gemeente's text about the year, or about one indicator (with its title); None when it wrote none."""
    gevonden = find_text(gebied.slug, schooljaar, indicator, voorbeelden=beeld.publicatie.voorbeeld)
    return gemeente_text(gevonden, gebied, titel)


def own_words_of_tiles(beeld: Beeld, gebied: Gebied, schooljaar: str) -> list[Component | None]:
    """The gemeente's texts about the subjects of the tiles, in their order."""
    return [own_words(beeld, gebied, schooljaar, ind.key, ind.titel) for ind in tegels()]
