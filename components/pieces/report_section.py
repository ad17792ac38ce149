"""Every figure that reports publish about a place and schooljaar, in the report's own words and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from components.pieces.breakdown_chart import bars
from components.tables.table import Cel, Rij, data_table
from components.words.notation import format_decimal
from components.words.nouns import capital
from data.publication.figures import Verslagcijfer
from data.views.report_blocks import Blok, Sectie, Verslag, is_onzeker

ONZEKER = "onzeker: niet getoond"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Zekerheid:
    """How sure a figure is and why, as its source allows."""

    woord: str
    toelichting: str

    def __str__(self) -> str:
        return f"{self.woord}. {self.toelichting}".strip()


def report_section(verslagen: Sequence[Verslag], namen: Mapping[str, str]) -> list[Component]:
    """Per report a heading, per section a table with bars where a block has parts. namen: what each place is called."""
    return [_report(verslag, namen[verslag.gebied]) for verslag in verslagen]


def _report(verslag: Verslag, plaats: str) -> Component:
    bron = verslag.bron
    herkomst = f"Over {plaats}. {bron.uitgever}{f', {bron.jaar}' if bron.jaar else ''}. {bron.toelichting}".strip()
    return html.Article(
        [
            html.H3(bron.titel),
            html.P(herkomst, className="zacht klein"),
            html.Div([_section(sectie) for sectie in verslag.secties], className="kolommen"),
        ],
        className="verslag",
    )


def _section(sectie: Sectie) -> Component:
    """One table. How sure its figures are stands under it once; a figure that is an exception points at a note."""
    zekerheden = Counter(_certainty(cijfer) for blok in sectie.blokken for cijfer in blok.cijfers)
    gewoon = zekerheden.most_common(1)[0][0]
    noten = {
        zekerheid: letter for letter, zekerheid in zip(_LETTERS, [z for z in zekerheden if z != gewoon], strict=False)
    }
    groepen = [_group(blok, noten) for blok in sectie.blokken]
    begin = "Zekerheid, als er geen noot bij staat: " if noten else "Zekerheid: "
    return html.Div(
        [
            data_table(sectie.kop or "Zonder kop", ["Cijfer", "Waarde"], groepen, getallen=False),
            html.P(f"{begin}{gewoon}", className="zacht klein"),
            html.Ul([html.Li(f"{letter}: {z}") for z, letter in noten.items()], className="noten") if noten else None,
        ],
        className="paneel",
    )


def _certainty(cijfer: Verslagcijfer) -> _Zekerheid:
    return _Zekerheid(cijfer.zekerheid, cijfer.toelichting)


def _group(blok: Blok, noten: Mapping[_Zekerheid, str]) -> tuple[str, list[Rij]]:
    """The rows of a block: under a head of its own when there are several."""
    cellen = [_value(cijfer) for cijfer in blok.cijfers]
    if blok.is_tekenbaar:
        cellen = bars(cellen, [_drawn(blok, cijfer) for cijfer in blok.cijfers])
    eenheid = "" if blok.eenheid.startswith("%") else f" ({blok.eenheid})"
    alleen = len(blok.cijfers) == 1
    rijen = [
        Rij(_name(blok, cijfer, eenheid if alleen else "", noten.get(_certainty(cijfer), "")), (cel,))
        for cijfer, cel in zip(blok.cijfers, cellen, strict=True)
    ]
    return "" if alleen else f"{capital(blok.titel)}{eenheid}", rijen


def _name(blok: Blok, cijfer: Verslagcijfer, eenheid: str, noot: str) -> list[Component | str]:
    """What a row is called; a long name may be broken after a slash."""
    naam = cijfer.onderdeel or blok.titel
    if len(blok.cijfers) == 1 and cijfer.onderdeel:
        naam = f"{blok.titel}: {cijfer.onderdeel}"
    eerste, *rest = f"{capital(naam)}{eenheid}{f' (noot {noot})' if noot else ''}".split("/")
    delen: list[Component | str] = [eerste]
    for deel in rest:
        delen += ["/", html.Wbr(), deel]
    return delen


def _drawn(blok: Blok, cijfer: Verslagcijfer) -> float | None:
    """A total among its parts would make them all look small."""
    return cijfer.waarde if cijfer in blok.delen and not is_onzeker(cijfer) else None


def _value(cijfer: Verslagcijfer) -> Cel:
    tekst, is_getal = report_value(cijfer)
    return Cel(tekst, zonder=not is_getal)


def report_value(cijfer: Verslagcijfer) -> tuple[str, bool]:
    """The figure as the report prints it, and whether it is one: an uncertain one loses its value."""
    if is_onzeker(cijfer):
        return ONZEKER, False
    if cijfer.waarde is None:
        return "niet van toepassing" if cijfer.status == "nvt" else "geen getal", False
    return print_value(cijfer.waarde, cijfer.eenheid, cijfer.decimalen), True


def print_value(waarde: float, eenheid: str, decimalen: int | None = None) -> str:
    """A value with as many decimals as its source gave it: `1.234`, `12,5% (ongeveer)`; other units stand elsewhere."""
    if decimalen is None:
        decimalen = len(repr(waarde).partition(".")[2]) if waarde != int(waarde) else 0
    getal = format_decimal(waarde, decimalen)
    return f"{getal}{eenheid}" if eenheid.startswith("%") else getal
