"""A strip: every gemeente a dot on one line, the own one in colour with its interval, the region a dashed line."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.svg.inline import InlineDrawing, Sheet, percent
from components.svg.scales import round_step
from components.words.notation import format_count, format_decimal
from data.statistics.statistics import Interval

HOOG = 46
_MIDDEN, _STRAAL = 19, 3.5
# Dots nearer than this part of the width stand above or under each other, so far from the middle.
_NABIJ, _VERDIEPINGEN = 0.022, (0, -7, -14, 7)
_RAND = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Strook:
    """What a strip shows, all in one unit. anderen: name and value of each other gemeente that is shown.

    gemerkt: those that the reader put beside, in that order. regio: the value of the whole region, with what it is
    called. band: the 95% interval of the own value. teken: what stands behind the numbers of the axis. op_grootte:
    sizes, which lie far apart: a logarithmic axis.
    """

    eigen: float
    naam: str
    anderen: Sequence[tuple[str, float]]
    gemerkt: Sequence[tuple[str, float | None]] = ()
    regio: tuple[str, float] | None = None
    band: Interval | None = None
    teken: str = ""
    op_grootte: bool = False
    schrijf: Callable[[float], str] = format_decimal


def strip(strook: Strook) -> InlineDrawing:
    """Draw it. Who does not see it misses nothing: the words beside it say what may be concluded."""
    laag, hoog = _ends(strook)
    blad = Sheet()

    def place(waarde: float) -> float:
        if strook.op_grootte:
            deel = (math.log(waarde) - math.log(laag)) / (math.log(hoog / laag) or 1)
        else:
            deel = (waarde - laag) / ((hoog - laag) or 1)
        return _RAND + min(max(deel, 0.0), 1.0) * (1 - 2 * _RAND)

    blad.line("0", _MIDDEN, "100%", _MIDDEN, "as")
    if strook.band:
        begin, einde = place(strook.band.laag), place(strook.band.hoog)
        blad.add("rect", x=percent(begin), width=percent(einde - begin), y=_MIDDEN - 8, height=16, rx=8, class_="band")
    lijn = place(strook.regio[1]) if strook.regio else None
    if lijn is not None:
        blad.line(percent(lijn), _MIDDEN - 14, percent(lijn), _MIDDEN + 13, "regiolijn")
    for naam, waarde, op in _stacked(strook, place):
        blad.dot(percent(place(waarde)), _MIDDEN + op, _STRAAL, "stip", f"{naam}: {strook.schrijf(waarde)}", naam)
    _marks(blad, strook, place)
    blad.dot(
        percent(place(strook.eigen)),
        _MIDDEN,
        7,
        "stip eigen",
        f"{strook.naam}: {strook.schrijf(strook.eigen)}",
        strook.naam,
    )
    _scale(blad, strook, (laag, hoog), lijn)
    return InlineDrawing(blad.markup, height=HOOG, klasse="strook")


def _marks(blad: Sheet, strook: Strook, place: Callable[[float], float]) -> None:
    """Those put beside, each with its number; numbers that would cover each other stand together."""
    groepen: list[tuple[float, list[int]]] = []
    for plek, (naam, waarde) in sorted(enumerate(strook.gemerkt, 1), key=lambda paar: paar[1][1] or 0.0):
        if waarde is None:
            continue
        x = place(waarde)
        blad.dot(percent(x), _MIDDEN, 5, f"stip naast-{plek}", f"{naam}: {strook.schrijf(waarde)}", naam)
        if groepen and x - groepen[-1][0] < 2 * _NABIJ:
            groepen[-1][1].append(plek)
        else:
            groepen.append((x, [plek]))
    for x, plekken in groepen:
        blad.text(percent(x), _MIDDEN - 9, ", ".join(map(str, sorted(plekken))), "midden merk")


def _stacked(strook: Strook, place: Callable[[float], float]) -> list[tuple[str, float, int]]:
    """Name, value and height of each dot: who would cover another one stands above or under it."""
    gezet: list[tuple[str, float, int]] = []
    for naam, waarde in sorted(strook.anderen, key=lambda paar: paar[1]):
        bezet = {op for _, eerder, op in gezet if place(waarde) - place(eerder) < _NABIJ}
        op = next((plek for plek in _VERDIEPINGEN if plek not in bezet), _VERDIEPINGEN[-1])
        gezet.append((naam, waarde, op))
    return gezet


def _ends(strook: Strook) -> tuple[float, float]:
    """Round ends outside everything that is shown."""
    waarden = [strook.eigen, *(w for _, w in (*strook.anderen, *strook.gemerkt) if w is not None)]
    waarden += [strook.regio[1]] if strook.regio else []
    waarden += [strook.band.laag, strook.band.hoog] if strook.band else []
    laag, hoog = min(waarden), max(waarden)
    if strook.op_grootte:
        return max(laag, 1.0) / 1.08, max(hoog, 1.0) * 1.08
    stap = round_step((hoog - laag) / 20)
    hoogste = math.ceil(hoog / stap - 1e-9) * stap
    return math.floor(laag / stap + 1e-9) * stap, min(hoogste, 100.0) if strook.teken == "%" else hoogste


def _scale(blad: Sheet, strook: Strook, einden: tuple[float, float], lijn: float | None) -> None:
    """The ends of the axis, and the name of the line; an end makes room for that name."""
    y = HOOG - 3
    if strook.op_grootte:
        return
    decimalen = 0 if all(float(e).is_integer() for e in einden) else 1
    if lijn is None or lijn > 0.2:
        blad.text("0", y, f"{_number(einden[0], decimalen)}{strook.teken}")
    if lijn is None or lijn < 0.8:
        blad.text("100%", y, f"{_number(einden[1], decimalen)}{strook.teken}", "eind")
    if lijn is not None and strook.regio:
        plaats = "midden" if 0.08 < lijn < 0.92 else "" if lijn <= 0.08 else "eind"
        blad.text(percent(lijn), y, strook.regio[0], f"regionaam {plaats}".strip())


def _number(waarde: float, decimalen: int) -> str:
    return format_decimal(waarde, decimalen) if decimalen else format_count(round(waarde))
