"""A form of choices that asks for a page: plain HTML, sent with GET, so that the answer has a URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component


@dataclass(frozen=True, slots=True)
class Optie:
    """One choice in a list: what is sent and what is read."""

    waarde: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Veld:
    """One list. groepen: choices under a name; an empty name is no group."""

    naam: str
    label: str
    groepen: Sequence[tuple[str, Sequence[Optie]]]
    gekozen: str


def question_form(actie: str, velden: Sequence[Veld], knop: Optie, sleutel: str) -> Component:
    """The form. knop: what the button says, and `name=value` that it sends along, or nothing.

    sleutel: another one for another view, so that a browser shows what is chosen there.
    """
    naam, _, waarde = knop.waarde.partition("=")
    return html.Form(
        [*map(_field, velden), html.Button(knop.tekst, type="submit", className="knop", **_sent(naam, waarde))],
        action=actie,
        method="get",
        className="vraag alleen-scherm",
        key=sleutel,
    )


def _sent(naam: str, waarde: str) -> dict[str, Any]:
    return {"name": naam, "value": waarde} if naam else {}


def _field(veld: Veld) -> Component:
    plek = f"vraag-{veld.naam}"
    lijst: list[Component] = []
    for naam, opties in veld.groepen:
        deel = [html.Option(o.tekst, value=o.waarde, selected=o.waarde == veld.gekozen) for o in opties]
        lijst += [html.Optgroup(deel, label=naam)] if naam else deel
    keuze = html.Select(lijst, id=plek, name=veld.naam)
    return html.Div([html.Label(veld.label, htmlFor=plek), keuze], className="veld")
