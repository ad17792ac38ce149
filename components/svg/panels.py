"""Small multiples: the same line for each gemeente, in panels with one and the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.svg.drawing import Tekening, text_width
from components.svg.ranking import ReferenceLine
from components.svg.scales import ALLES, Schaal, decimals
from components.words.notation import format_decimal

_HOOG, _TUSSEN = 132, 16
# How much room the name of a schooljaar needs under the axis.
_JAARBREEDTE = 72
_SMALST = 150


@dataclass(frozen=True, slots=True)
class _Waardenas:
    """What the panels share: the values at the bottom and the top, and the sign behind the numbers."""

    van: float
    tot: float
    teken: str


@dataclass(frozen=True, slots=True)
class Paneel:
    """One gemeente. waarden: None where there is none; teksten: each value as text.

    sneden: the places of the years from which a line starts anew, because they may not be compared with those before.
    """

    naam: str
    waarden: Sequence[float | None]
    teksten: Sequence[str]
    sneden: Sequence[int] = ()
    eigen: bool = False


def panels(  # noqa: PLR0913, one argument per thing that all panels share
    panelen: Sequence[Paneel],
    jaren: Sequence[str],
    hoogste: float,
    breed: float,
    *,
    voorbeeld: bool,
    laagste: float = 0.0,
    groot: bool = False,
    lijn: ReferenceLine | None = None,
    teken: str = "",
) -> Tekening:
    """The panels in rows, from left to right. groot: one below the other, with every value named.

    lijn: what all are held against, such as a goal. teken: what stands behind the numbers of the axis, as `%`.
    """
    smalst = max([_SMALST, *(text_width(paneel.naam) + _TUSSEN for paneel in panelen)])
    kolommen = 1 if groot else max(1, min(4, int((breed + _TUSSEN) // (smalst + _TUSSEN))))
    vet = not all(paneel.eigen for paneel in panelen)
    vak = (breed - _TUSSEN * (kolommen - 1)) / kolommen
    rijen = -(-len(panelen) // kolommen)
    blad = Tekening(breed, rijen * (_HOOG + _TUSSEN))
    top = (hoogste or 1.0) * (1.12 if laagste == 0 else 1.0)
    as_ = _Waardenas(laagste, min(top, ALLES) if teken == "%" else top, teken)
    for i, paneel in enumerate(panelen):
        deel = _panel(paneel, jaren, as_, vak, lijn, voorbeeld=voorbeeld, groot=groot, vet=vet)
        blad.place(deel, (i % kolommen) * (vak + _TUSSEN), (i // kolommen) * (_HOOG + _TUSSEN))
    return blad


def _panel(  # noqa: PLR0913, what one panel shares with all others
    paneel: Paneel,
    jaren: Sequence[str],
    as_: _Waardenas,
    breed: float,
    lijn: ReferenceLine | None,
    *,
    voorbeeld: bool,
    groot: bool,
    vet: bool,
) -> Tekening:
    blad = Tekening(breed, _HOOG)
    rol = "eigen" if paneel.eigen else "rest"
    y = Schaal(as_.van, as_.tot, _HOOG - 24, 36)
    ticks = _ticks(y)
    teksten = [f"{format_decimal(tick, decimals(ticks))}{as_.teken}" for tick in ticks]
    links = max(text_width(tekst, 11) for tekst in teksten) + 6
    x = Schaal(0, max(1, len(jaren) - 1), links + 12, breed - 12)
    blad.text(0, 13, paneel.naam, vet=vet and paneel.eigen)
    for tick, tekst in zip(ticks, teksten, strict=True):
        blad.line(links, y(tick), breed, y(tick), rol="raster")
        blad.text(links - 4, y(tick) + 4, tekst, rol="zacht", text_anchor="end", font_size=11)
    blad.line(links, y.begin, breed, y.begin, rol="rand")
    for i in _named(len(jaren), breed, groot=groot):
        plek = {"start": links, "end": breed}.get(_anchor(i, len(jaren)), x(i))
        blad.text(plek, _HOOG - 8, jaren[i], rol="zacht", text_anchor=_anchor(i, len(jaren)), font_size=11)
    if lijn:
        blad.line(0, y(lijn.waarde), breed, y(lijn.waarde), rol="zacht", dik=1.5, streep="6 4")
        blad.text(breed / 2, y(lijn.waarde) - 5, lijn.naam, rol="zacht", rand=True, text_anchor="middle", font_size=12)
    for snede in paneel.sneden:
        blad.line(x(snede - 0.5), 22, x(snede - 0.5), y.begin, rol="rand", dik=1.5, streep="2 3")
    _line(blad, paneel, x, y, rol, voorbeeld=voorbeeld, groot=groot)
    return blad


def _ticks(y: Schaal) -> list[float]:
    """The lowest and the highest round value: few, because the points say their values themselves."""
    ticks = y.ticks(2)
    return [ticks[0], ticks[-1]] if len(ticks) > 1 else ticks or [y.van]


def _line(blad: Tekening, paneel: Paneel, x: Schaal, y: Schaal, rol: str, *, voorbeeld: bool, groot: bool) -> None:
    punten = [None if w is None else (x(i), y(w)) for i, w in enumerate(paneel.waarden)]
    for i, (een, ander) in enumerate(pairwise(punten)):
        if een and ander and i + 1 not in paneel.sneden:
            blad.path([een, ander], rol=rol, dik=2.5, streep="5 3" if voorbeeld else "")
    bekend = [i for i, punt in enumerate(punten) if punt]
    for i in bekend:
        px, py = punten[i] or (0.0, 0.0)
        blad.dot(px, py, rol=rol, straal=4, open_=voorbeeld)
    for i in _told(bekend, paneel, blad.breed, groot=groot):
        px, py = punten[i] or (0.0, 0.0)
        anker = _anchor(i, len(punten))
        blad.text(
            px + {"start": -8, "end": 8}.get(anker, 0),
            py - 9,
            paneel.teksten[i],
            rand=True,
            text_anchor=anker,
            font_size=12,
        )
    _reasons(blad, paneel, x, y, bekend, groot=groot)
    if not bekend:
        blad.text(x.begin, (y.begin + y.eind) / 2, _why(paneel), rol="zacht", font_style="italic", font_size=12)


def _reasons(blad: Tekening, paneel: Paneel, x: Schaal, y: Schaal, bekend: Sequence[int], *, groot: bool) -> None:
    """Why a year among others has no point, where the point would have been, if there is room for the word."""
    if not groot or not bekend or blad.breed < _JAARBREEDTE * len(paneel.waarden):
        return
    for i, tekst in enumerate(paneel.teksten):
        if i not in bekend and tekst:
            anker = _anchor(i, len(paneel.teksten))
            blad.text(x(i), y.begin - 8, tekst, rol="zacht", text_anchor=anker, font_style="italic", font_size=11)


def _named(aantal: int, breed: float, *, groot: bool) -> list[int]:
    """The years that are named under the axis: as many as there is room for, the first and the last always."""
    stap = -(-aantal * _JAARBREEDTE // int(breed)) if groot else max(1, aantal)
    return [0, *(i for i in range(stap, aantal - stap, stap)), aantal - 1] if aantal > 1 else [0]


def _told(bekend: Sequence[int], paneel: Paneel, breed: float, *, groot: bool) -> list[int]:
    """The points whose value is written: all where they fit, else the first, the last, the highest and the lowest."""
    if groot and len(paneel.waarden) * max(map(text_width, paneel.teksten), default=0) < breed * 0.9:
        return list(bekend)
    op_waarde = sorted(bekend, key=lambda i: paneel.waarden[i] or 0.0)
    uitersten = [*op_waarde[:1], *op_waarde[-1:]] if groot else []
    return sorted({*bekend[:1], *bekend[-1:], *uitersten})


def _anchor(i: int, aantal: int) -> str:
    return "start" if i == 0 else "end" if i == aantal - 1 else "middle"


def _why(paneel: Paneel) -> str:
    return "afgeschermd" if "afgeschermd" in paneel.teksten else "geen cijfers"
