"""Where reports contradict themselves or each other, told at the source and beside the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.reports.broncontrole import REGELS
from data.reports.contradictions import Tegenspraak
from data.reports.dutch import counted
from data.reports.published_figures import Publicatiecijfer

VRAAG_DE_MAKER = "Wij kunnen niet zien welk getal goed is. Dat weet alleen de maker van het verslag."
HOEFT_NIET = " Dit hoeft geen fout te zijn."


def contradiction_list(gevonden: Sequence[Tegenspraak], titels: Mapping[str, str]) -> Component:
    """Every finding with the rule it breaks and where each figure stands. titels: of the reports, by key."""
    return html.Ul([html.Li(_finding(tegenspraak, titels)) for tegenspraak in gevonden], className="tegenspraken")


def _finding(gevonden: Tegenspraak, titels: Mapping[str, str]) -> list[Component | str]:
    slot = HOEFT_NIET if gevonden.bevinding.ernst == "let_op" else ""
    plekken = dict.fromkeys((titels.get(c.bron, c.bron), c.sectie) for c in gevonden.cijfers)
    waar = "; ".join(f"{titel}, {sectie}" if sectie else titel for titel, sectie in plekken)
    return [
        html.P([html.Strong(f"{REGELS[gevonden.bevinding.regel]}. "), f"{gevonden.bevinding.tekst}{slot}"]),
        html.P(f"Staat in: {waar}.", className="zacht klein"),
    ]


def contradiction_note(gevonden: Sequence[Tegenspraak], titels: Mapping[str, str]) -> Component | None:
    """The same beside the figures concerned, folded under one line; None when nothing was found."""
    if not gevonden:
        return None
    aantal = counted(len(gevonden), "tegenspraak", "tegenspraken")
    kop = f"Let op: over deze cijfers vonden we {aantal} in de bron"
    return html.Details(
        [html.Summary(kop), contradiction_list(gevonden, titels), html.P(VRAAG_DE_MAKER)], className="let-op"
    )


def certainty_sentence(cijfers: Sequence[Publicatiecijfer]) -> str:
    """How many figures of a report are certain, and what happens to the others."""
    aantal = {z: sum(c.zekerheid == z for c in cijfers) for z in ("zeker", "afgeleid", "onzeker")}
    delen = [f"{_figures(len(cijfers))} overgenomen: {aantal['zeker']} zeker"]
    delen += [f"{aantal['afgeleid']} afgeleid (bijvoorbeeld omdat een kop ontbreekt)"] if aantal["afgeleid"] else []
    delen += (
        [f"{aantal['onzeker']} onzeker ({'dat' if aantal['onzeker'] == 1 else 'die'} tonen we niet in grafieken)"]
        if aantal["onzeker"]
        else []
    )
    return ", ".join(delen) + "."


def _figures(aantal: int) -> str:
    return "1 cijfer is" if aantal == 1 else f"{aantal} cijfers zijn"
