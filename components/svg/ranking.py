"""Gemeenten in order, each with its value and the interval around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.svg.drawing import Tekening, text_width
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal

SMAL = 480


@dataclass(frozen=True, slots=True)
class Regel:
    """One line. waarde is None when there is none to show; tekst then says why, else how much it is.

    laag, hoog: the interval, None when there is none. merk: what may be said of it, in a word.
    """

    naam: str
    waarde: float | None
    tekst: str
    laag: float | None = None
    hoog: float | None = None
    merk: str = ""
    eigen: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A value that all are held against, with its name."""

    waarde: float
    naam: str


def ranking(
    regels: Sequence[Regel],
    breed: float,
    *,
    lijn: ReferenceLine | None,
    voorbeeld: bool,
    teken: str = "",
    staven: bool = False,
) -> Tekening:
    """The lines from the top down in the given order.

    teken: what stands behind the numbers of the axis, as `%`. staven: a bar to each value, for parts of a whole.
    """
    smal = breed < SMAL
    hoogte, kop = (44 if smal else 28), (24 if lijn else 6)
    blad = Tekening(breed, kop + hoogte * len(regels) + 26)
    links = 0.0 if smal else max((text_width(r.naam) for r in regels), default=0) + 20
    rechts = 0.0 if smal else max((text_width(_words(r)) for r in regels), default=0) + 14
    bereik = _stretch(regels, lijn, vanaf_nul=staven, procent=teken == "%")
    schaal = Schaal(*bereik, links + (22 if smal else 8), breed - rechts - (22 if smal else 8))
    onder = blad.hoog - 22
    _axis(blad, schaal, kop, onder, teken)
    if lijn:
        x = schaal(lijn.waarde)
        blad.line(x, kop - 4, x, onder, rol="zacht", dik=1.5, streep="2 3")
        anker = "end" if x > (breed - rechts) * 0.6 else "start"
        blad.text(x, kop - 9, lijn.naam, rol="zacht", text_anchor=anker, font_size=12)
    for i, regel in enumerate(regels):
        if staven and regel.waarde is not None:
            midden = kop + i * hoogte + (32 if smal else 14)
            blad.line(
                schaal(0), midden, schaal(regel.waarde), midden, rol="rest", dik=3, streep="5 3" if voorbeeld else ""
            )
        _row(blad, regel, kop + i * hoogte, schaal, smal=smal, voorbeeld=voorbeeld)
    return blad


def _stretch(
    regels: Sequence[Regel], lijn: ReferenceLine | None, *, vanaf_nul: bool, procent: bool
) -> tuple[float, float]:
    waarden = [w for r in regels for w in (r.waarde, r.laag, r.hoog) if w is not None]
    waarden += [lijn.waarde] if lijn else []
    hoog_percentage = bool(waarden) and procent and min(waarden) > 50
    return spread(waarden, vanaf_nul=vanaf_nul or not hoog_percentage, procent=procent)


def _axis(blad: Tekening, schaal: Schaal, boven: float, onder: float, teken: str) -> None:
    ticks = schaal.ticks(4)
    for tick in ticks:
        x = schaal(tick)
        blad.line(x, boven, x, onder, rol="raster")
        blad.text(x, onder + 16, f"{format_decimal(tick, decimals(ticks))}{teken}", rol="zacht", text_anchor="middle")


def _words(regel: Regel) -> str:
    return f"{regel.tekst} {regel.merk}".strip() if regel.waarde is not None else ""


def _row(blad: Tekening, regel: Regel, y: float, schaal: Schaal, *, smal: bool, voorbeeld: bool) -> None:
    midden, basis = y + (32 if smal else 14), y + (17 if smal else 18)
    rol = "eigen" if regel.eigen else "rest"
    blad.text(0, basis, regel.naam, vet=regel.eigen, rand=True)
    if regel.waarde is None:
        blad.text(
            blad.breed if smal else schaal.begin,
            basis,
            regel.tekst,
            rol="zacht",
            font_style="italic",
            text_anchor="end" if smal else None,
        )
        return
    if regel.laag is not None and regel.hoog is not None:
        van, tot = schaal(regel.laag), schaal(regel.hoog)
        blad.line(van, midden, tot, midden, rol=rol, dik=2.5, streep="5 3" if voorbeeld else "")
        for einde in (van, tot):
            blad.line(einde, midden - 4, einde, midden + 4, rol=rol, dik=2)
    blad.dot(schaal(regel.waarde), midden, rol=rol, straal=6 if regel.eigen else 5, open_=voorbeeld)
    blad.text(blad.breed, basis, _words(regel), vet=regel.eigen, rand=True, text_anchor="end")
