"""The charts that cannot be shown here, each with the reason and, where there is one, the way to where it can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.words.labels import place_name
from components.words.parts_words import parts_subject
from components.words.told_where import Link, told_where
from data.cells.tafels import Vindplaats
from data.publication.figures import Gebied
from data.reports.dutch import counted
from data.views.coarser import Grover
from data.views.missing import Ontbreekt

_REDENEN: Mapping[str, str] = {
    "andere_bron": "wel bij een andere bron dan u koos",
    "alleen_regio": "alleen voor de regio",
    "verslag_regio": "alleen voor de hele regio: het jaarverslag noemt dit niet per gemeente",
    "alleen_gemeenten": "alleen per gemeente: voor de hele regio noemt geen jaarverslag dit",
    "geen_verslag": "geen jaarverslag dat wij hebben, geeft hierover een cijfer van {plaats} dat zeker genoeg is",
    "niet_geleverd": "hierover heeft {plaats} niets aangeleverd",
}


def missing_list(
    ontbreekt: Sequence[Ontbreekt], gebied: Gebied, links: Mapping[str, str], link: Link
) -> Component | None:
    """What is not here: what is told elsewhere in sight, the rest folded away; None when nothing is missing.

    links: to its URL from a reason, a schooljaar, or `reason:schooljaar`, where the region has it. link: to where a
    table is told that is told coarser.
    """
    elders = [wat for wat in ontbreekt if wat.grover and wat.grover.is_chosen]
    rest = [wat for wat in ontbreekt if wat not in elders]
    kop = f"{counted(len(rest), 'grafiek', 'grafieken')} {'is' if len(rest) == 1 else 'zijn'}"
    delen = [
        html.Ul([html.Li(_line(wat, gebied, links, link)) for wat in elders], className="elders") if elders else None,
        html.Details(
            [
                html.Summary(f"{kop} hier niet te maken: waarom?"),
                html.Ul([html.Li(_line(wat, gebied, links, link)) for wat in rest]),
            ],
            className="klein",
        )
        if rest
        else None,
    ]
    return html.Div(delen) if ontbreekt else None


def missing_line(wat: Ontbreekt, gebied: Gebied) -> list[Component | str]:
    """Say of one chart why it is not here, where nothing can be followed: on paper."""
    jaren = ", ".join(wat.jaren)
    if wat.reden == "andere_jaren":
        waar = told_where(wat.grover, _nowhere) if wat.grover else []
        einde = ["; ", *waar] if waar else []
        return [f"{_subject(wat)}: wel voor schooljaar {jaren}", *einde, "."]
    return _line(wat, gebied, {}, _nowhere)


def _nowhere(_grover: Grover, _plek: Vindplaats) -> str:
    return ""


def _subject(wat: Ontbreekt) -> str:
    return parts_subject(wat.plan.indicator, wat.plan.uitsplitsing, wat.plan.binnen)


def _line(wat: Ontbreekt, gebied: Gebied, links: Mapping[str, str], link: Link) -> list[Component | str]:
    naam = _subject(wat)
    waar = told_where(wat.grover, link) if wat.grover else []
    if wat.reden == "andere_jaren":
        jaren = _joined([html.A(jaar, href=links[jaar]) for jaar in wat.jaren])
        return [f"{naam}: wel voor schooljaar ", *jaren, *(["; ", *waar] if waar else []), "."]
    if waar:
        return [f"{naam}: ", *waar, "."]
    tekst = _REDENEN[wat.reden].format(plaats=place_name(gebied))
    if jaar := next((j for j in reversed(wat.jaren) if f"{wat.reden}:{j}" in links), ""):
        return [f"{naam}: ", html.A(f"{tekst} ({jaar})", href=links[f"{wat.reden}:{jaar}"]), "."]
    reden = html.A(tekst, href=links[wat.reden]) if wat.reden in links else tekst
    return [f"{naam}: ", reden, "."]


def _joined(delen: Sequence[Component]) -> list[Component | str]:
    """With commas, and "en" before the last."""
    uit: list[Component | str] = []
    for i, deel in enumerate(delen):
        tussen = "" if i == 0 else " en " if i == len(delen) - 1 else ", "
        uit += [tussen, deel] if tussen else [deel]
    return uit
