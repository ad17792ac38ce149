"""The frame around every page: skip link, head, content, foot, and the banner that says which figures are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import VOORBEELD_MERK
from components.frame.choosers import Keuze
from components.frame.menu import head_choices
from components.words.notation import format_day
from data.publication.figures import Publicatie
from data.views.pages import PAGINAS

NAAM = "Leerrecht in Beeld"
_VOET = tuple((pagina.naam, pagina.pad) for pagina in PAGINAS if pagina.naam)
# What stands in the head until a page says about which place it is, and the id by which it is replaced.
MENU = tuple(Keuze(pagina.naam, pagina.pad) for pagina in PAGINAS if pagina.in_menu)
HEAD_CHOICES = "kopkeuzes"


def shell(content: Component) -> Component:
    """The whole of a page around its content."""
    return html.Div(
        [
            html.A("Naar de inhoud", href="#inhoud", className="spring"),
            html.Header(
                dbc.Container([_brand(), html.Div(head_choices(MENU), id=HEAD_CHOICES, className="kopkeuzes")]),
                className="kop",
            ),
            html.Main(content, id="inhoud", tabIndex=-1),
            html.Footer(dbc.Container(_foot()), className="voet"),
        ]
    )


def _brand() -> Component:
    icoon = html.Img(src="/assets/icoon.svg", alt="", width="28", height="28")
    return html.A([icoon, html.Span(NAAM)], href="/", className="merk")


def _foot() -> list[Component]:
    return [
        html.P(
            f"{NAAM} toont cijfers over leerplicht en schoolverzuim. Er staan geen persoonsgegevens op deze site. "
            "De site gebruikt geen cookies en haalt niets op bij anderen."
        ),
        html.Ul([html.Li(html.A(naam, href=url)) for naam, url in _VOET]),
    ]


def page(inhoud: Sequence[Component | None], publicatie: Publicatie | None = None) -> Component:
    """The content of one page, with the banner when some figures on it are invented."""
    delen = [part for part in inhoud if part is not None]
    if publicatie is None:
        return html.Div(dbc.Container(delen))
    datum = html.P(
        f"Deze cijfers zijn gepubliceerd op {format_day(publicatie.gepubliceerd_op)}.", className="zacht klein"
    )
    return html.Div(
        [banner() if _has_example(delen) else None, dbc.Container([*delen, html.Div(datum, className="deel")])]
    )


def _has_example(delen: Sequence[Component]) -> bool:
    return any(getattr(part, "className", "") == VOORBEELD_MERK for part in parts_of(delen))


def parts_of(node: Any) -> Iterator[Component]:
    """Every component in a tree, from the top down."""
    if isinstance(node, Component):
        yield node
        yield from parts_of(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for part in node:
            yield from parts_of(part)


def banner() -> Component:
    """Says before anything else that not all figures are real."""
    kort: list[Component | str] = [html.Strong("Let op: "), html.B("VOORBEELD"), " is verzonnen."]
    tekst = (
        "Dus niet alle cijfers op deze pagina zijn echt. Zo ziet u hoe de site werkt. "
        "Cijfers zonder dat merk komen uit jaarverslagen of uit de registratie van de regio."
    )
    return html.Div(
        dbc.Container(html.Details([html.Summary(kort), html.P(tekst)])),
        className="banner",
        role="note",
        **attrs(aria_label="Over de cijfers op deze pagina"),
    )


def breadcrumbs(kruimels: Sequence[tuple[str, str]]) -> Component:
    """Where the page stands; the last crumb is the page itself and has no link."""
    items = [
        html.Li(html.A(naam, href=url) if url else html.Span(naam, **attrs(aria_current="page")))
        for naam, url in kruimels
    ]
    return html.Nav(html.Ol(items), className="kruimels", **attrs(aria_label="Kruimelpad"))


def fold(kop: str, inhoud: Sequence[Component | None], sleutel: str = "") -> Component:
    """A part of a page behind its own heading, for who wants to know more; sleutel as of `section`."""
    extra: dict[str, Any] = {"id": sleutel} if sleutel else {}
    uitklap = html.Details([html.Summary(html.H2(kop)), *(part for part in inhoud if part is not None)])
    return html.Section(uitklap, className="uitklap", **extra)


def title_line(kop: Sequence[Component], rechts: Component | None) -> Component:
    """The name of what a page is about, and the schooljaar: they stay in sight."""
    return html.Div([html.Div(list(kop), className="titel"), rechts], className="plak")


def section(kop: str, inhoud: Sequence[Component | None], sleutel: str = "") -> Component:
    """A part of a page under its own heading; sleutel makes it a place one can link to."""
    extra: dict[str, Any] = {"id": sleutel} if sleutel else {}
    return html.Section([html.H2(kop), *(part for part in inhoud if part is not None)], className="deel", **extra)
