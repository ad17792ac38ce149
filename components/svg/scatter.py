"""Two figures of the same gemeenten against each other: a point each, named where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.svg.drawing import Tekening, text_width
from components.svg.place_names import Vak, free_place
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal

_HOOG, _VOET, _KOP = 430, 62, 46


@dataclass(frozen=True, slots=True)
class Kruispunt:
    """One gemeente at its two values. eigen: one that the reader chose."""

    naam: str
    x: float
    y: float
    eigen: bool = False


@dataclass(frozen=True, slots=True)
class Maatlat:
    """An axis: what it measures, and the sign behind its numbers."""

    naam: str
    teken: str = ""


def scatter(
    punten: Sequence[Kruispunt], liggend: Maatlat, staand: Maatlat, breed: float, *, voorbeeld: bool
) -> Tekening:
    """The points, without a line through them: a line would say more than a few points can."""
    blad = Tekening(breed, _HOOG)
    y = _scale([p.y for p in punten], staand, _HOOG - _VOET, _KOP)
    yticks = y.ticks(4)
    ytekst = [f"{format_decimal(tick, decimals(yticks))}{staand.teken}" for tick in yticks]
    links = max(map(text_width, ytekst)) + 8
    x = _scale([p.x for p in punten], liggend, links + 8, breed - 12)
    for tick, tekst in zip(yticks, ytekst, strict=True):
        blad.line(links, y(tick), breed, y(tick), rol="raster")
        blad.text(links - 6, y(tick) + 4, tekst, rol="zacht", text_anchor="end", font_size=12)
    xticks = x.ticks(3 if breed < 480 else 5)
    for tick in xticks:
        blad.line(x(tick), _KOP, x(tick), y.begin, rol="raster")
        tekst = f"{format_decimal(tick, decimals(xticks))}{liggend.teken}"
        blad.text(x(tick), y.begin + 16, tekst, rol="zacht", text_anchor="middle", font_size=12)
    blad.line(links, y.begin, breed, y.begin, rol="rand")
    blad.paragraph(0, 14, f"↑ {staand.naam}", breed, rol="zacht", font_size=12)
    blad.paragraph(links, _HOOG - 26, f"→ {liggend.naam}", breed - links, rol="zacht", font_size=12)
    for punt in sorted(punten, key=lambda p: p.eigen):
        rol = "eigen" if punt.eigen else "rest"
        blad.dot(x(punt.x), y(punt.y), rol=rol, straal=6 if punt.eigen else 5, open_=voorbeeld)
    bezet: list[Vak] = [(x(p.x) - 6, y(p.y) - 6, x(p.x) + 6, y(p.y) + 6) for p in punten]
    for punt in sorted(punten, key=lambda p: not p.eigen):
        if plek := free_place(punt.naam, x(punt.x), y(punt.y), (links, breed), bezet):
            blad.text(plek.x, plek.basis, punt.naam, vet=punt.eigen, rand=True, font_size=12, text_anchor=plek.anker)
    return blad


def _scale(waarden: Sequence[float], lat: Maatlat, begin: float, eind: float) -> Schaal:
    hoog = lat.teken == "%" and min(waarden) > 50
    return Schaal(*spread(list(waarden), vanaf_nul=not hoog, procent=lat.teken == "%"), begin, eind)
