"""The funnel plot: each gemeente at its size, between the limits within which chance alone can put it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.svg.drawing import Tekening, text_width
from components.svg.place_names import free_place
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_count, format_decimal


@dataclass(frozen=True, slots=True)
class Stip:
    """One gemeente. waarde: in the measure of the axis, at n jongeren."""

    naam: str
    n: float
    waarde: float
    eigen: bool = False
    opvallend: bool = False


@dataclass(frozen=True, slots=True)
class Grens:
    """The limits at one size, in the measure of the axis."""

    n: float
    laag_95: float
    hoog_95: float
    laag_998: float
    hoog_998: float


def funnel_plot(
    stippen: Sequence[Stip], grenzen: Sequence[Grens], gemiddelde: float, breed: float, *, voorbeeld: bool, teken: str
) -> Tekening:
    """The points and the limits; the axis says in how many jongeren a size is counted."""
    smal = breed < 480
    blad = Tekening(breed, 360 if smal else 420)
    hoogste = max([*(s.waarde for s in stippen), *(g.hoog_95 for g in grenzen)], default=1.0)
    laagste = min([*(s.waarde for s in stippen), *(g.laag_95 for g in grenzen)], default=0.0)
    ver = (
        [g.hoog_998 for g in grenzen if g.hoog_998 <= hoogste * 1.6] if laagste < 50 else [g.hoog_998 for g in grenzen]
    )
    procent = teken == "%"
    onderste = [laagste, *(g.laag_998 for g in grenzen)] if procent and laagste > 50 else [0.0]
    y = Schaal(
        *spread([*onderste, hoogste, *ver], vanaf_nul=laagste <= 50 or not procent, procent=procent), blad.hoog - 46, 26
    )
    x = Schaal(0, max((s.n for s in stippen), default=1.0) * 1.06, 8 + text_width("100,0%"), breed - 12)
    _axes(blad, x, y, teken, smal=smal)
    for rol, dik, streep, kies in _LIJNEN:
        punten = [(x(g.n), y(kies(g))) for g in grenzen if y.van <= kies(g) <= y.tot]
        if len(punten) > 1:
            blad.path(punten, rol=rol, dik=dik, streep=streep)
    blad.line(x.begin, y(gemiddelde), x.eind, y(gemiddelde), rol="zacht", dik=1.5)
    for stip in sorted(stippen, key=lambda s: s.eigen):
        rol = "eigen" if stip.eigen or stip.opvallend else "rest"
        blad.dot(x(stip.n), y(stip.waarde), rol=rol, straal=7 if stip.eigen else 5, open_=voorbeeld)
    _names(blad, stippen, x, y)
    return blad


_LIJNEN = (
    ("rand", 1.5, "", lambda g: g.laag_998),
    ("rand", 1.5, "", lambda g: g.hoog_998),
    ("rand", 1.5, "5 4", lambda g: g.laag_95),
    ("rand", 1.5, "5 4", lambda g: g.hoog_95),
)


def _axes(blad: Tekening, x: Schaal, y: Schaal, teken: str, *, smal: bool) -> None:
    hoog = y.ticks(5)
    for tick in hoog:
        blad.line(x.begin, y(tick), x.eind, y(tick), rol="raster")
        tekst = f"{format_decimal(tick, decimals(hoog))}{teken}"
        blad.text(x.begin - 6, y(tick) + 4, tekst, rol="zacht", text_anchor="end")
    for tick in x.ticks(3 if smal else 6):
        blad.text(x(tick), y.begin + 18, format_count(tick), rol="zacht", text_anchor="middle")
    blad.line(x.begin, y.begin, x.eind, y.begin, rol="rand")
    blad.text(x.eind, y.begin + 38, "aantal jongeren in de gemeente", rol="zacht", text_anchor="end")
    blad.text(0, 12, "stippellijn: 95% · doorgetrokken: 99,8%", rol="zacht", font_size=12)


def _names(blad: Tekening, stippen: Sequence[Stip], x: Schaal, y: Schaal) -> None:
    """Names beside their points: the own one and those that stand out first, others where there is room.

    All names with their figures stand in the table too; a picture with names over each other helps nobody.
    """
    bezet = [(x(s.n) - 6, y(s.waarde) - 6, x(s.n) + 6, y(s.waarde) + 6) for s in stippen]
    for stip in sorted(stippen, key=lambda s: (not s.eigen, not s.opvallend, -s.n)):
        if plek := free_place(stip.naam, x(stip.n), y(stip.waarde), (x.begin, blad.breed), bezet):
            blad.text(plek.x, plek.basis, stip.naam, vet=stip.eigen, rand=True, font_size=12, text_anchor=plek.anker)
