"""Which tables a region does not tell per gemeente and schooljaar, and where they are told instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.words.labels import TELEENHEDEN, UITSPLITSINGEN, region_title
from components.words.nouns import join_names
from data.cells.cells import TOTAAL
from data.cells.tableplan import Tafel
from data.publication.readmodel import Beeld
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN

_OVER: Mapping[Stap, str] = {
    "gevouwen": ", met de zeldzame artikelen samen",
    "venster": ", over drie schooljaren samen",
}


def told_elsewhere(beeld: Beeld) -> list[Component]:
    """A heading, and per region what is told where; nothing when every table is told per gemeente."""
    regios = [(regio, _places(beeld.tafels.per_regio().get(regio.code, {}))) for regio in beeld.regios()]
    lijsten = [
        html.Div([html.P(html.Strong(region_title(regio))), html.Ul([html.Li(regel) for regel in regels])])
        for regio, regels in regios
        if regels
    ]
    return [html.H3("Welke onderwerpen zijn dat?"), *lijsten] if lijsten else []


def _places(stappen: Mapping[Tafel, Stap]) -> list[str]:
    """A sentence per place, with the names of the tables that are told there."""
    per_plek: dict[str, list[str]] = defaultdict(list)
    for tafel in sorted({tafel._replace(niveau="regio") for tafel in stappen}, key=_order):
        gemeente, regio = stappen.get(tafel._replace(niveau="gemeente")), stappen.get(tafel, "niet")
        if gemeente == "venster":
            plek = "Per gemeente over drie schooljaren samen"
        elif regio == "niet" and gemeente != "jaar":
            plek = "Nergens"
        elif gemeente == "niet" or (gemeente is None and regio != "jaar"):
            plek = f"Alleen voor de hele regio{_OVER.get(regio, '')}"
        else:
            continue
        per_plek[plek].append(_name(tafel))
    return [f"{plek}: {join_names(namen)}." for plek, namen in sorted(per_plek.items())]


def _order(tafel: Tafel) -> tuple[int, str, str]:
    return list(INDICATOREN).index(tafel.indicator), tafel.uitsplitsing, tafel.teleenheid


def _name(tafel: Tafel) -> str:
    ind = INDICATOREN[tafel.indicator]
    if tafel.uitsplitsing != TOTAAL:
        return f"{ind.titel} {UITSPLITSINGEN[tafel.uitsplitsing]}"
    return f"{ind.titel} ({TELEENHEDEN[tafel.teleenheid]})" if len(ind.teleenheden) > 1 else ind.titel
