"""A long table whose heads sort it: each head is a link, and says how the table is sorted now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.tables.table import Cel, Rij
from components.words.notation import format_count

# (text, the address that sorts by it, "ascending", "descending" or nothing)
Kop = tuple[str, str, str]
_TEKEN = {"ascending": " ▲", "descending": " ▼"}


def list_table(bijschrift: str, koppen: Sequence[Kop], rijen: Sequence[Rij]) -> Component:
    """The table; the first cell of each row is its head.

    bijschrift: only read aloud, because a table that is wider than a phone would cut it off: say it above, too.
    """
    kop = [
        html.Th(_sort(tekst, url, nu), scope="col", **(attrs(aria_sort=nu) if nu else {})) for tekst, url, nu in koppen
    ]
    lijf = [html.Tr([html.Th(rij.hoofd, scope="row"), *map(_cell, rij.cellen)]) for rij in rijen]
    tabel = dbc.Table(
        [html.Caption(bijschrift, className="alleen-voorlezen"), html.Thead(html.Tr(kop)), html.Tbody(lijf)],
        className="lang",
    )
    return html.Div(
        tabel, className="tabel-kader", role="region", tabIndex=0, **attrs(aria_label=f"Tabel: {bijschrift}")
    )


def page_links(pagina: int, laatste: int, adres: Callable[[int], str]) -> Component | None:
    """The way to the page before and after this one; None when there is one page. adres: that of a page."""
    if laatste <= 1:
        return None
    delen: list[Component] = [html.Span(f"Pagina {format_count(pagina)} van {format_count(laatste)}")]
    for naam, doel in (("Vorige", pagina - 1), ("Volgende", pagina + 1)):
        if 1 <= doel <= laatste:
            delen.append(html.A(naam, href=adres(doel)))
    return html.Nav(delen, className="bladeren", **attrs(aria_label="Pagina's"))


def _cell(cel: Cel) -> Component:
    return html.Td(cel.inhoud, className="heel") if cel.getal else html.Td(cel.inhoud)


def _sort(tekst: str, url: str, nu: str) -> Component:
    teken = [html.Span(_TEKEN[nu], **attrs(aria_hidden="true"))] if nu else []
    return html.A([tekst, *teken], href=url, title=f"Sorteer op {tekst.lower()}")
