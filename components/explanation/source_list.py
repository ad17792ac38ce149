"""The sources of a publication, and what kind each is."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.badges import voorbeeld_badge
from components.words.labels import SOORT_BRON
from data.publication.figures import Bron


def source_list(bronnen: Sequence[Bron]) -> Component:
    """Each source with its publisher, year and remark."""
    if not bronnen:
        return html.P("Er zijn nog geen cijfers, dus ook geen bronnen.")
    return html.Ul([html.Li(_source(bron)) for bron in bronnen])


def _source(bron: Bron) -> list[Component | str | None]:
    jaar = f", {bron.jaar}" if bron.jaar else ""
    merk: list[Component | str] = [voorbeeld_badge(), " "] if bron.soort == "voorbeeld" else []
    soort = SOORT_BRON.get(bron.soort, bron.soort).lower()
    return [*merk, html.Strong(bron.titel), f" ({bron.uitgever}{jaar}; {soort}). {bron.toelichting}"]
