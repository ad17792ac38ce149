"""Every figure that reports publish about a place and schooljaar, under the report's own words, section by section."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.notation import NVT, format_decimal
from components.tables import Cel, Rij, data_table
from data.figures import Bron, Verslagcijfer

ONZEKER = "onzeker: niet getoond"


def report_tables(cijfers: Sequence[Verslagcijfer]) -> list[Component]:
    """Per report a heading and per section a table, in the report's own order."""
    bronnen = dict.fromkeys(cijfer.bron for cijfer in cijfers)
    return [_report(bron, [cijfer for cijfer in cijfers if cijfer.bron == bron]) for bron in bronnen]


def _report(bron: Bron, cijfers: Sequence[Verslagcijfer]) -> Component:
    secties = dict.fromkeys(cijfer.sectie for cijfer in cijfers)
    tabellen = [_section(sectie, [c for c in cijfers if c.sectie == sectie]) for sectie in secties]
    herkomst = f"{bron.uitgever}{f', {bron.jaar}' if bron.jaar else ''}. {bron.toelichting}".strip()
    return html.Section([html.H3(bron.titel), html.P(herkomst, className="zacht klein"), *tabellen], className="paneel")


def _section(sectie: str, cijfers: Sequence[Verslagcijfer]) -> Component:
    return data_table(
        sectie or "Zonder kop", ["Cijfer", "Waarde", "Zekerheid"], [_row(cijfer) for cijfer in cijfers], getallen=False
    )


def _row(cijfer: Verslagcijfer) -> Rij:
    naam = f"{cijfer.titel}: {cijfer.onderdeel}" if cijfer.onderdeel else cijfer.titel
    toelichting = html.Span(cijfer.toelichting, className="zacht") if cijfer.toelichting else None
    zekerheid = [html.Span(f"{cijfer.zekerheid}. " if toelichting else cijfer.zekerheid), toelichting]
    return Rij(naam, (_value(cijfer), Cel(zekerheid)))


def _value(cijfer: Verslagcijfer) -> Cel:
    """The figure as the report prints it; one that is uncertain keeps its place and loses its value."""
    if cijfer.status == "onzeker" or cijfer.zekerheid == "onzeker":
        return Cel(ONZEKER, zonder=True)
    if cijfer.waarde is None:
        return Cel(f"{NVT} (niet van toepassing)" if cijfer.status == "nvt" else "geen waarde", zonder=True)
    return Cel(print_value(cijfer.waarde, cijfer.eenheid))


def print_value(waarde: float, eenheid: str) -> str:
    """A value with as many decimals as it has and its unit: `12,5% (ongeveer)`, `1.234 jongeren`."""
    decimalen = len(repr(waarde).partition(".")[2].rstrip("0")) if waarde != int(waarde) else 0
    getal = format_decimal(waarde, decimalen)
    return f"{getal}{eenheid}" if eenheid.startswith("%") else f"{getal} {eenheid}".strip()
