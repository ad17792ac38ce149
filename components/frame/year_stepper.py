"""The schooljaar of a page: one back, one on, and all of them behind the one that is shown. Every step is a link."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.choosers import Keuze, choice_link


def year_stepper(keuzes: Sequence[Keuze], gekozen: str) -> Component:
    """keuzes: the schooljaren, the last one first. gekozen: the one shown, in short."""
    plek = next((i for i, keuze in enumerate(keuzes) if keuze.gekozen), None)
    vorig = keuzes[plek + 1] if plek is not None and plek + 1 < len(keuzes) else None
    volgend = keuzes[plek - 1] if plek else None
    lijst = html.Ul([html.Li(choice_link(keuze, ter_plekke=True)) for keuze in keuzes])
    jaar: list[Component | str] = [html.Span("Schooljaar ", className="alleen-voorlezen"), gekozen]
    return html.Nav(
        [
            _step(vorig, "‹", "Vorig schooljaar"),
            html.Details([html.Summary(jaar), lijst]),
            _step(volgend, "›", "Volgend schooljaar"),
        ],
        className="jaarstap",
        **attrs(aria_label="Schooljaar"),
    )


def _step(keuze: Keuze | None, teken: str, wat: str) -> Component:
    """One step; where there is none, its place stays."""
    if keuze is None:
        return html.Span(teken, className="stap geen", **attrs(aria_hidden="true"))
    naam = html.Span(f"{wat}: {keuze.naam}", className="alleen-voorlezen")
    teken_ = html.Span(teken, **attrs(aria_hidden="true"))
    return html.A([teken_, naam], href=keuze.url, className="stap", **attrs(data_ter_plekke="ja"))
