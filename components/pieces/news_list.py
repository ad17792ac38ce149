"""What came on a day, a line for each gebied: schooljaren, kind of edition, and how much is shown otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.badges import voorbeeld_badge
from components.words.notation import format_day
from data.publication.figures import Gebied
from data.reports.dutch import counted
from data.views.news import Nieuws

_UITGAVE = {"voorlopig": "voorlopige cijfers", "definitief": "definitieve cijfers"}


def news_list(regels: Sequence[Nieuws], link: Callable[[Gebied, str], str]) -> Component:
    """The lines. link: the page of a gebied in a schooljaar."""
    return html.Ul([html.Li(_line(nieuws, link)) for nieuws in regels], className="nieuws")


def _line(nieuws: Nieuws, link: Callable[[Gebied, str], str]) -> list[Component | str]:
    naam = html.A(nieuws.gebied.naam, href=link(nieuws.gebied, nieuws.jaren[-1]))
    merk: list[Component | str] = [" ", voorbeeld_badge()] if nieuws.voorbeeld else []
    return [naam, f": {news_text(nieuws)}", *merk]


def news_text(nieuws: Nieuws) -> str:
    """`2020-2021 tot en met 2024-2025, voor het eerst`; `2022-2023, definitieve cijfers: 3 cijfers zijn anders`."""
    eerste, laatste, uitgave = nieuws.jaren[0], nieuws.jaren[-1], nieuws.uitgave
    jaren = eerste if eerste == laatste else f"{eerste} tot en met {laatste}"
    if uitgave.vorige is None:
        return f"{jaren}, voor het eerst."
    soort = _UITGAVE.get(uitgave.soort, f"uitgave {uitgave.nummer}")
    anders = counted(nieuws.gewijzigd, "cijfer is", "cijfers zijn") if nieuws.gewijzigd else "geen cijfer is"
    return f"{jaren}, {soort}: {anders} anders dan op {format_day(uitgave.vorige.date())}."
