"""What came on a day: schooljaren, kind of edition, and how much is shown otherwise.

A line for each region; where its gemeenten differ, a line for those of which the same is said.
"""

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
    """The lines, those of which the same is said together. link: the page of a gebied in a schooljaar."""
    groepen: dict[tuple[str, str, bool], list[Nieuws]] = {}
    for nieuws in regels:
        regio = nieuws.gebied.regio or nieuws.gebied.code
        groepen.setdefault((regio, news_text(nieuws), nieuws.voorbeeld), []).append(nieuws)
    return html.Ul([html.Li(_line(groep, link)) for groep in groepen.values()], className="nieuws")


def _line(groep: Sequence[Nieuws], link: Callable[[Gebied, str], str]) -> list[Component | str]:
    eerste = groep[0]
    merk: list[Component | str] = [" ", voorbeeld_badge()] if eerste.voorbeeld else []
    if eerste.hele_regio and len(groep) == 1 + eerste.hele_regio:
        alle = f" en de gemeente {groep[1].gebied.naam}" if len(groep) == 2 else f" en alle {len(groep) - 1} gemeenten"
        return [_name(eerste, link), f"{alle}: {news_text(eerste)}", *merk]
    namen: list[Component | str] = []
    for plek, nieuws in enumerate(groep):
        tussen = "" if plek == 0 else " en " if plek == len(groep) - 1 else ", "
        namen += [tussen, _name(nieuws, link)] if tussen else [_name(nieuws, link)]
    return [*namen, f": {news_text(eerste)}", *merk]


def _name(nieuws: Nieuws, link: Callable[[Gebied, str], str]) -> Component:
    return html.A(nieuws.gebied.naam, href=link(nieuws.gebied, nieuws.jaren[-1]))


def news_text(nieuws: Nieuws) -> str:
    """`2020-2021 tot en met 2024-2025, voor het eerst`; `2022-2023, definitieve cijfers: 3 cijfers zijn anders`."""
    eerste, laatste, uitgave = nieuws.jaren[0], nieuws.jaren[-1], nieuws.uitgave
    jaren = eerste if eerste == laatste else f"{eerste} tot en met {laatste}"
    if uitgave.vorige is None:
        return f"{jaren}, voor het eerst."
    soort = _UITGAVE.get(uitgave.soort, f"uitgave {uitgave.nummer}")
    anders = counted(nieuws.gewijzigd, "cijfer is", "cijfers zijn") if nieuws.gewijzigd else "geen cijfer is"
    return f"{jaren}, {soort}: {anders} anders dan op {format_day(uitgave.vorige.date())}."
