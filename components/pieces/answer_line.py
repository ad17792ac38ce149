"""The answer at the top of a page, with its mark where the figure is invented, and how to read the strips under it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.svg.inline import InlineDrawing, Sheet
from components.words.answer import Antwoord


def answer_line(antwoord: Antwoord) -> Component:
    """One sentence, large."""
    merk: list[Component | str] = [voorbeeld_badge(), " "] if antwoord.voorbeeld else []
    return html.P(
        [*merk, antwoord.begin, html.Strong(antwoord.groot), antwoord.rest, " ", antwoord.oordeel],
        className="antwoord",
    )


def finding_line(vondst: str, *, voorbeeld: bool) -> Component:
    """What a comparison comes to, in the place of an answer."""
    merk: list[Component | str] = [voorbeeld_badge(), " "] if voorbeeld else []
    return html.P([*merk, vondst], className="antwoord")


def strip_legend(naam: str) -> Component:
    """What the marks in the strips stand for, said once for all of them."""
    eigen, ander, lijn = Sheet(), Sheet(), Sheet()
    eigen.add("rect", x=1, y=4, width=26, height=12, rx=6, class_="band")
    eigen.dot("14", 10, 5, "stip eigen")
    ander.dot("6", 10, 3.5, "stip")
    lijn.line("4", 2, "4", 18, "regiolijn")
    marks = ((eigen, 28, f"{naam}, met marge (95%)"), (ander, 12, "andere gemeente"), (lijn, 8, "regio"))
    regels = [
        html.Li([InlineDrawing(blad.markup, height=20, width=breed, klasse="strook"), tekst])
        for blad, breed, tekst in marks
    ]
    return html.Ul(regels, className="legenda", **attrs(aria_label="Zo leest u de strepen"))
