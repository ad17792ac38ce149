"""How a list is shown, in one line that says what it is now and opens the other ways: each is a link."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.choosers import Keuze, chooser


def list_choices(nu: str, groepen: Sequence[tuple[str, Sequence[Keuze]]]) -> Component | None:
    """The choices in named groups behind one line. nu: what is shown now. None when there is nothing to choose."""
    gevuld = [(naam, keuzes) for naam, keuzes in groepen if len(keuzes) > 1]
    if not gevuld:
        return None
    kop = html.Summary([nu, html.Span(", wijzig", className="alleen-voorlezen")])
    return html.Details([kop, *(chooser(naam, keuzes) for naam, keuzes in gevuld)], className="lijstkeuze")
