"""Every figure that reports publish about a place and schooljaar, in the report's own words and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.charts.bars import Staaf, bar_chart, height_class
from components.notation import format_decimal
from components.tables import Cel, Rij, data_table
from components.words import capital
from data.figures import Verslagcijfer
from data.report_blocks import Blok, Sectie, Verslag, is_onzeker

ONZEKER = "onzeker: niet getoond"
_NOTEN = "abcdefghijklmnopqrstuvwxyz"


def report_section(verslagen: Sequence[Verslag], namen: Mapping[str, str]) -> list[Component]:
    """Per report a heading; per section its charts and its table. namen: what each place is called."""
    return [_report(verslag, namen[verslag.gebied]) for verslag in verslagen]


def _report(verslag: Verslag, plaats: str) -> Component:
    bron = verslag.bron
    herkomst = f"Over {plaats}. {bron.uitgever}{f', {bron.jaar}' if bron.jaar else ''}. {bron.toelichting}".strip()
    return html.Article(
        [
            html.H3(bron.titel),
            html.P(herkomst, className="zacht klein"),
            html.Div(
                [part for sectie in verslag.secties for part in _section(sectie, bron.titel)], className="kolommen"
            ),
        ],
        className="verslag",
    )


def _section(sectie: Sectie, bron: str) -> list[Component]:
    kop = sectie.kop or "Zonder kop"
    grafieken = [
        _chart(f"{sectie.sleutel}-{n}", blok, kop, bron) for n, blok in enumerate(sectie.blokken) if blok.is_tekenbaar
    ]
    rest = [blok for blok in sectie.blokken if not blok.is_tekenbaar]
    return [*grafieken, html.Div(_table(kop, rest), className="paneel")] if rest else grafieken


def _chart(sleutel: str, blok: Blok, kop: str, bron: str) -> Component:
    titel = capital(blok.titel)
    staven = [Staaf(capital(c.onderdeel), _shown(c), _bar_text(c, blok.eenheid), eigen=True) for c in blok.delen]
    grafiek = Grafiek(sleutel, titel, _sentence(blok), f"Bron: {bron}, {kop}.", voorbeeld=False, niveau=4)
    return chart_frame(grafiek, bar_chart(staven, voorbeeld=False), height_class(staven), _table(titel, [blok]))


def _shown(cijfer: Verslagcijfer) -> float | None:
    return None if is_onzeker(cijfer) else cijfer.waarde


def _bar_text(cijfer: Verslagcijfer, eenheid: str) -> str:
    if is_onzeker(cijfer):
        return "onzeker"
    if cijfer.waarde is None:
        return "geen getal"
    return print_number(cijfer.waarde) + ("%" if eenheid.startswith("%") else "")


def _sentence(blok: Blok) -> str:
    bekend = [c for c in blok.delen if _shown(c) is not None]
    grootste = max(bekend, key=lambda c: c.waarde or 0)
    zinnen = [f"Het grootste getal is ‘{grootste.onderdeel}’: {print_value(grootste.waarde or 0, blok.eenheid)}."]
    if any(is_onzeker(c) for c in blok.cijfers):
        zinnen.append("Wat onzeker is, staat in de tabel, zonder getal.")
    if any(c.zekerheid == "afgeleid" for c in blok.cijfers):
        zinnen.append("Waarom een cijfer is afgeleid, staat onder de tabel.")
    return " ".join(zinnen)


def _table(bijschrift: str, blokken: Sequence[Blok]) -> Component:
    """One table; remarks that several figures share stand under it once, as notes."""
    noten = list(dict.fromkeys(c.toelichting for blok in blokken for c in blok.cijfers if c.toelichting))
    groepen = [group for blok in blokken for group in _groups(blok, noten)]
    tabel = data_table(bijschrift, ["Cijfer", "Waarde", "Zekerheid"], groepen, getallen=False)
    regels = [html.Li(f"{_note(noten, tekst)}: {tekst}") for tekst in noten]
    return html.Div([tabel, html.Ul(regels, className="noten") if regels else None])


def _groups(blok: Blok, noten: list[str]) -> list[tuple[str, list[Rij]]]:
    if len(blok.cijfers) > 1:
        return [(capital(blok.titel), [_row(c, c.onderdeel or blok.titel, noten) for c in blok.cijfers])]
    cijfer = blok.cijfers[0]
    naam = f"{blok.titel}: {cijfer.onderdeel}" if cijfer.onderdeel else blok.titel
    return [("", [_row(cijfer, naam, noten)])]


def _row(cijfer: Verslagcijfer, naam: str, noten: list[str]) -> Rij:
    zekerheid = (
        f"{cijfer.zekerheid} (noot {_note(noten, cijfer.toelichting)})" if cijfer.toelichting else cijfer.zekerheid
    )
    return Rij(capital(naam), (_value(cijfer), Cel(zekerheid)))


def _note(noten: list[str], tekst: str) -> str:
    plaats = noten.index(tekst)
    return _NOTEN[plaats] if plaats < len(_NOTEN) else str(plaats + 1)


def _value(cijfer: Verslagcijfer) -> Cel:
    """The figure as the report prints it; one that is uncertain keeps its place and loses its value."""
    if is_onzeker(cijfer):
        return Cel(ONZEKER, zonder=True)
    if cijfer.waarde is None:
        return Cel("niet van toepassing" if cijfer.status == "nvt" else "geen getal", zonder=True)
    return Cel(print_value(cijfer.waarde, cijfer.eenheid))


def print_value(waarde: float, eenheid: str) -> str:
    """A value with as many decimals as it has and its unit: `12,5% (ongeveer)`, `1.234 jongeren`."""
    getal = print_number(waarde)
    return f"{getal}{eenheid}" if eenheid.startswith("%") else f"{getal} {eenheid}".strip()


def print_number(waarde: float) -> str:
    """A number with as many decimals as its source gave it."""
    return format_decimal(waarde, len(repr(waarde).partition(".")[2]) if waarde != int(waarde) else 0)
