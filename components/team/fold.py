"""A part of a page that is folded away behind its heading: what stands in it is no stop for the keyboard until then."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component


def fold(kop: str, inhoud: Sequence[Component | str | None], *, is_open: bool = False, niveau: int = 2) -> Component:
    """The part. niveau: of the heading, 2 or 3."""
    titel = html.H2(kop) if niveau == 2 else html.H3(kop)
    return html.Details(
        [html.Summary(titel), *(deel for deel in inhoud if deel is not None)], open=is_open, className="vouw"
    )
