"""The gemeente's own words with a tile or chart: signed, dated, and never to be taken for ours."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.frame.safe_html import from_safe_html
from components.words.notation import format_day
from data.publication.figures import Gebied
from data.publication.toelichtingen import Toelichting

VERZONNEN = "Deze tekst is een voorbeeld. De gemeente heeft hem niet geschreven."


def gemeente_text(toelichting: Toelichting | None, gebied: Gebied, onderwerp: str = "") -> Component | None:
    """The text under its own heading (h3); onderwerp: the title of what it is about. None when there is no text."""
    if toelichting is None:
        return None
    kop = f"Toelichting van de gemeente {gebied.naam}" + (f" bij ‘{onderwerp}’" if onderwerp else "")
    return html.Aside(
        [
            html.Div([html.H3(kop), voorbeeld_badge() if toelichting.voorbeeld else None], className="tegel-kop"),
            html.P(html.Strong(VERZONNEN)) if toelichting.voorbeeld else None,
            html.Div(from_safe_html(toelichting.html)),
            html.P(
                f"{toelichting.naam}, {toelichting.functie}, {format_day(toelichting.datum)}", className="ondertekening"
            ),
        ],
        className=f"eigen-woorden{' is-voorbeeld' if toelichting.voorbeeld else ''}",
        **attrs(aria_label=kop),
    )
