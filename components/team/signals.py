"""Control charts of shares and rates in words: what each is of, its signals as sentences, its points as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table
from components.words.conclusions import GRENZEN_VOORLOPIG, describe_signal
from components.words.notation import format_count, format_decimal, format_interval, format_month
from components.words.nouns import Begrip
from data.statistics.control_charts import Punt, Signaal
from data.statistics.statistics import PER_DUIZEND, Interval
from data.team.signalen import Kaart, Maat

_BEGRIP = Begrip("werkproces", "werkprocessen")
# The same mean and limits stand in line after line.
_decimal = lru_cache(maxsize=10_000)(format_decimal)
_month = lru_cache(maxsize=1_000)(format_month)


class _Woorden(NamedTuple):
    """titel: what the chart is of; kop: the head of its column; factor, eenheid: how a value is told."""

    titel: str
    kop: str
    factor: float = 1.0
    eenheid: str = ""


_MATEN: Mapping[Maat, _Woorden] = {
    "aantal": _Woorden("instroom per maand, zonder seizoen", "Werkprocessen"),
    "per_duizend": _Woorden("instroom per 1.000 jongeren, per maand", "Per 1.000 jongeren", PER_DUIZEND),
    "op_tijd": _Woorden("deel van de afhandelingen binnen de termijn, per maand", "Binnen de termijn", 100.0, "%"),
}


def title_of(kaart: Kaart) -> str:
    """What a chart is of."""
    return _MATEN[kaart.maat].titel


def factor_of(kaart: Kaart) -> float:
    """What its values are told times: 1.000 or 100, or themselves."""
    return _MATEN[kaart.maat].factor


def unit_of(kaart: Kaart) -> str:
    """What stands behind a value: a percent sign, or nothing."""
    return _MATEN[kaart.maat].eenheid


def signal_sentence(kaart: Kaart, maand: date, punt: Punt) -> str:
    """The signal of one month in a sentence, with what is usual."""
    if kaart.maat != "op_tijd":
        return describe_signal(_BEGRIP, maand, punt, per_duizend=kaart.maat == "per_duizend")
    if punt.signaal is None:
        return ""
    was = f"In {format_month(maand)} was het {_share(punt.waarde)}."
    voorlopig = f" {GRENZEN_VOORLOPIG}" if punt.voorlopig else ""
    if punt.laag is None or punt.hoog is None or punt.signaal not in (Signaal.BOVEN_GRENS, Signaal.ONDER_GRENS):
        reeks = punt.signaal.value.replace("punten", "maanden")
        return f"{was} Het is een reeks: {reeks} (gemiddeld {_share(punt.midden)}).{voorlopig}"
    woord = "meer" if punt.signaal is Signaal.BOVEN_GRENS else "minder"
    gewoon = f"{format_interval(Interval(punt.laag, punt.hoog).times(100.0))}%"
    return f"{was} Dat is {woord} dan past bij de gewone schommeling ({gewoon}).{voorlopig}"


def _share(deel: float) -> str:
    return f"{_decimal(100 * deel)}%"


def chart_sentence(kaart: Kaart) -> str:
    """The last signal of the chart, or that there is none; and whether the limits are provisional."""
    paren = zip(kaart.maanden, kaart.punten, strict=True)
    signalen = [(maand, punt) for maand, punt in paren if punt.signaal and punt.fase == kaart.laatste.fase]
    if not signalen:
        voorlopig = f" {GRENZEN_VOORLOPIG}" if kaart.laatste.voorlopig else ""
        return f"Er is geen signaal: geen maand valt buiten de grenzen, en er is geen reeks.{voorlopig}"
    aantal = "is 1 maand" if len(signalen) == 1 else f"zijn {len(signalen)} maanden"
    return f"Er {aantal} met een signaal. De laatste: {signal_sentence(kaart, *signalen[-1])}"


def ground(kaart: Kaart) -> str:
    """What the signals rest on: how many months, since when."""
    paren = zip(kaart.maanden, kaart.punten, strict=True)
    deel = [maand for maand, punt in paren if punt.fase == kaart.laatste.fase and punt.meegeteld]
    return f"Gebaseerd op {len(deel)} maanden vanaf {format_month(deel[0])}, zonder juli en augustus."


def points_table(kaart: Kaart, titel: str, link: Callable[[date, int], Component | str]) -> Component:
    """Every month, the newest first. link: a count of a month as a figure that opens its list."""
    rijen = [
        Rij(_month(kaart.maanden[i]), (Cel(_value(kaart, i, link), getal=True), *_limits(kaart, kaart.punten[i])))
        for i in reversed(range(len(kaart.maanden)))
    ]
    return data_table(titel, ["Maand", _MATEN[kaart.maat].kop, "Gemiddeld", "Grenzen", "Signaal"], rijen)


def _value(kaart: Kaart, i: int, link: Callable[[date, int], Component | str]) -> Sequence[Component | str | None]:
    """A rate with the count and the number it is of."""
    teller, noemer = kaart.delen[i]
    if kaart.maat == "aantal":
        return [link(kaart.maanden[i], teller)]
    waarde = f"{_decimal(kaart.punten[i].waarde * factor_of(kaart))}{unit_of(kaart)}"
    if kaart.maat == "per_duizend":
        return [f"{waarde} (", link(kaart.maanden[i], teller), f" van {format_count(noemer)})"]
    return [f"{waarde} ({format_count(teller)} van ", link(kaart.maanden[i], noemer), ")"]


def _limits(kaart: Kaart, punt: Punt) -> tuple[Cel, Cel, Cel]:
    factor, eenheid = factor_of(kaart), unit_of(kaart)
    grenzen = "-"
    if punt.laag is not None and punt.hoog is not None:
        grenzen = f"{_decimal(max(0.0, punt.laag) * factor)} tot {_decimal(punt.hoog * factor)}{eenheid}"
    teken = punt.signaal.value if punt.signaal else "geen signaal" if punt.meegeteld else "zomer, telt niet mee"
    return Cel(f"{_decimal(punt.midden * factor)}{eenheid}", getal=True), Cel(grenzen, getal=True), Cel(teken)
