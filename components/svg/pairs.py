"""Two schooljaren beside each other: where each figure was and where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.svg.drawing import Tekening
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal

_HOOG = 50


@dataclass(frozen=True, slots=True)
class Paar:
    """One figure in two schooljaren; tekst says both and what may be concluded. None where there is no value."""

    naam: str
    toen: float | None
    nu: float | None
    tekst: str
    vet: bool = False


def pairs(paren: Sequence[Paar], jaren: tuple[str, str], breed: float, *, voorbeeld: bool, teken: str = "") -> Tekening:
    """An open dot for the first schooljaar, a full one for the second; jaren: their names."""
    blad = Tekening(breed, 30 + _HOOG * len(paren) + 26)
    procent = teken == "%"
    waarden = [w for p in paren for w in (p.toen, p.nu) if w is not None]
    x = Schaal(
        *spread(waarden, vanaf_nul=not procent or not waarden or min(waarden) <= 50, procent=procent), 14, breed - 14
    )
    onder = blad.hoog - 22
    ticks = x.ticks(4 if breed < 480 else 6)
    for tick in ticks:
        blad.line(x(tick), 26, x(tick), onder, rol="raster")
        blad.text(
            x(tick), onder + 16, f"{format_decimal(tick, decimals(ticks))}{teken}", rol="zacht", text_anchor="middle"
        )
    blad.dot(8, 10, rol="eigen", open_=True)
    blad.text(20, 15, jaren[0], rol="zacht")
    blad.dot(118, 10, rol="eigen")
    blad.text(130, 15, jaren[1], rol="zacht")
    for i, paar in enumerate(paren):
        _pair(blad, paar, 30 + i * _HOOG, x, voorbeeld=voorbeeld)
    return blad


def _pair(blad: Tekening, paar: Paar, y: float, x: Schaal, *, voorbeeld: bool) -> None:
    blad.text(0, y + 14, paar.naam, vet=paar.vet)
    blad.text(blad.breed, y + 14, paar.tekst, text_anchor="end", vet=paar.vet)
    midden = y + 32
    if paar.toen is not None and paar.nu is not None:
        blad.line(x(paar.toen), midden, x(paar.nu), midden, rol="rest", dik=3, streep="5 3" if voorbeeld else "")
    if paar.toen is not None:
        blad.dot(x(paar.toen), midden, rol="eigen", straal=6, open_=True)
    if paar.nu is not None:
        blad.dot(x(paar.nu), midden, rol="eigen", straal=4 if paar.nu == paar.toen else 6)
