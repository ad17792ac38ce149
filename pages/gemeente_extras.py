"""The gemeente's own words on its page: about the schooljaar, and with the tile or chart they are about."""

from __future__ import annotations

from dash.development.base_component import Component

from components.pieces.gemeente_text import gemeente_text
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.publication.toelichtingen import find_text


def own_words(beeld: Beeld, gebied: Gebied, schooljaar: str, indicator: str = "", titel: str = "") -> Component | None:
    """The gemeente's text about the year, or about one indicator (with its title); None when it wrote none."""
    gevonden = find_text(gebied.slug, schooljaar, indicator, voorbeelden=beeld.publicatie.voorbeeld)
    return gemeente_text(gevonden, gebied, titel)
