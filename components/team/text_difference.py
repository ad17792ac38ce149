"""The difference between two texts, by words: what came is inserted, what went is struck out, and both can be heard."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dash import html
from dash.development.base_component import Component

_WOORDEN = re.compile(r"\s+|[^\s]+")
GELIJK = "Er is geen verschil."


def difference(oud: str, nieuw: str) -> Component:
    """Show what changed from one text to the other."""
    if oud == nieuw:
        return html.P(GELIJK)
    toen, nu = _WOORDEN.findall(oud), _WOORDEN.findall(nieuw)
    delen: list[Component | str] = []
    for soort, a, b, c, d in SequenceMatcher(None, toen, nu, autojunk=False).get_opcodes():
        if soort == "equal":
            delen.append("".join(toen[a:b]))
            continue
        if weg := "".join(toen[a:b]):
            delen.append(html.Del([_heard("weg: "), weg, _heard(" einde. ")]))
        if erbij := "".join(nu[c:d]):
            delen.append(html.Ins([_heard("erbij: "), erbij, _heard(" einde. ")]))
    return html.Div(delen, className="verschil")


def _heard(tekst: str) -> Component:
    return html.Span(tekst, className="alleen-voorlezen")
