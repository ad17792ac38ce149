"""Choosing is following a link: every choice has its own URL, works without scripts and with the back key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs


@dataclass(frozen=True, slots=True)
class Keuze:
    """One choice: what it is called, where it leads, and whether it is what is shown now.

    kort: the beginning of its name that is enough where there is little room; all of it is read out.
    """

    naam: str
    url: str
    gekozen: bool = False
    kort: str = ""


def chooser(naam: str, keuzes: Sequence[Keuze], *, ter_plekke: bool = True, meer: Component | None = None) -> Component:
    """A named row of choices. ter_plekke: the reader stays at this place of the page; meer: choices folded away."""
    links = html.Ul([html.Li(choice_link(keuze, ter_plekke)) for keuze in keuzes])
    return html.Nav([html.P(naam), links, meer], className="keuze", **attrs(aria_label=naam))


def tabs(naam: str, keuzes: Sequence[Keuze], meer: Component | None = None) -> Component:
    """The same as a row above what it changes. meer: choices folded away."""
    links = html.Ul([html.Li(choice_link(keuze, ter_plekke=True)) for keuze in keuzes])
    return html.Nav([links, meer], className="tabs", **attrs(aria_label=naam))


def folded(naam: str, groepen: Sequence[tuple[str, Sequence[Keuze]]], *, ter_plekke: bool = True) -> Component | None:
    """More choices behind one word, in named groups; None when there are none."""
    gevuld = [(kop, keuzes) for kop, keuzes in groepen if keuzes]
    if not gevuld:
        return None
    lijsten = [
        html.Div([html.P(kop), html.Ul([html.Li(choice_link(k, ter_plekke)) for k in keuzes])])
        for kop, keuzes in gevuld
    ]
    eerste, _, rest = naam.partition(" ")
    kop: str | list[str | Component] = [eerste, html.Span(f" {rest}", className="als-er-ruimte-is")] if rest else naam
    return html.Details([html.Summary(kop), *lijsten])


def choice_link(keuze: Keuze, ter_plekke: bool) -> Component:
    """The link of one choice, marked when it is the present one."""
    extra = attrs(data_ter_plekke="ja") if ter_plekke else {}
    extra |= attrs(aria_current="true") if keuze.gekozen else {}
    rest = keuze.naam.removeprefix(keuze.kort) if keuze.kort else ""
    delen: list[str | Component] = [keuze.kort, html.Span(rest, className="als-er-ruimte-is")]
    return html.A(delen if rest else keuze.naam, href=keuze.url, **extra)
