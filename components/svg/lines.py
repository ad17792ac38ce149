"""Lines of several places over the schooljaren on one sheet, each named at its end and told apart by its dashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.svg.drawing import LETTER, Tekening, text_width
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal

HOOG = 340
# No line is known by its colour alone. The first is the one the reader came for.
STREPEN = ("", "8 4", "2 4", "10 4 2 4", "14 5", "1 5")
_VOET, _KOP = 30, 16


@dataclass(frozen=True, slots=True)
class Lijnregel:
    """One line. waarden: None where there is none; sneden: the places before which it is cut. eigen: the first."""

    naam: str
    waarden: Sequence[float | None]
    teksten: Sequence[str]
    sneden: Sequence[int]
    eigen: bool = False


def lines(
    regels: Sequence[Lijnregel], jaren: Sequence[str], breed: float, *, voorbeeld: bool, teken: str = ""
) -> Tekening:
    """The lines with their axis. On a narrow sheet the names stand under it, with the dashes of their lines."""
    smal = breed < 480
    onder = HOOG + (22 * len(regels) if smal else 0)
    blad = Tekening(breed, onder)
    waarden = [w for regel in regels for w in regel.waarden if w is not None]
    hoog = teken == "%" and bool(waarden) and min(waarden) > 50
    y = Schaal(*spread(waarden, vanaf_nul=not hoog, procent=teken == "%"), HOOG - _VOET, _KOP)
    ticks = y.ticks(4)
    teksten = [f"{format_decimal(tick, decimals(ticks))}{teken}" for tick in ticks]
    links = max(map(text_width, teksten)) + 8
    rechts = 14.0 if smal else max(text_width(r.naam, LETTER * 1.2 if r.eigen else LETTER) for r in regels) + 20
    half = min(40.0, (breed - links - rechts) / max(1, len(jaren)) / 2)
    x = Schaal(0, max(1, len(jaren) - 1), links + half, breed - rechts - (half if smal else 8))
    for tick, tekst in zip(ticks, teksten, strict=True):
        blad.line(links, y(tick), breed - rechts, y(tick), rol="rand" if tick == 0 else "raster")
        blad.text(links - 6, y(tick) + 4, tekst, rol="zacht", text_anchor="end", font_size=12)
    for i, jaar in enumerate(jaren):
        blad.text(x(i), HOOG - 8, f"’{jaar[2:4]}-’{jaar[7:9]}", rol="zacht", text_anchor="middle", font_size=12)
    for snede in sorted({s for regel in regels for s in regel.sneden}):
        blad.line(x(snede - 0.5), _KOP, x(snede - 0.5), y.begin, rol="rand", dik=1.5, streep="2 3")
    for n, regel in reversed(list(enumerate(regels))):
        _line(blad, regel, x, y, STREPEN[n % len(STREPEN)], voorbeeld=voorbeeld)
    _names(blad, regels, x, y, smal=smal)
    return blad


def _line(blad: Tekening, regel: Lijnregel, x: Schaal, y: Schaal, streep: str, *, voorbeeld: bool) -> None:
    rol = "eigen" if regel.eigen else "rest"
    for (i, een), (j, ander) in pairwise(enumerate(regel.waarden)):
        if een is not None and ander is not None and j not in regel.sneden:
            blad.path([(x(i), y(een)), (x(j), y(ander))], rol=rol, dik=3 if regel.eigen else 2, streep=streep)
    for i, waarde in enumerate(regel.waarden):
        if waarde is not None:
            blad.dot(x(i), y(waarde), rol=rol, straal=4.5 if regel.eigen else 3.5, open_=voorbeeld)


def _names(blad: Tekening, regels: Sequence[Lijnregel], x: Schaal, y: Schaal, *, smal: bool) -> None:
    """What each line is: at its end, no two over each other, or in a list below; and the values of the first."""
    eigen = regels[0]
    bekend = [i for i, w in enumerate(eigen.waarden) if w is not None]
    for i in dict.fromkeys([*bekend[:1], *bekend[-1:]]):
        blad.text(x(i), y(eigen.waarden[i] or 0) - 11, eigen.teksten[i], vet=True, rand=True, text_anchor="middle")
    if smal:
        for n, regel in enumerate(regels):
            basis = HOOG + 16 + 22 * n
            rol = "eigen" if regel.eigen else "rest"
            blad.line(0, basis - 4, 34, basis - 4, rol=rol, dik=3 if regel.eigen else 2, streep=STREPEN[n % 6])
            blad.text(44, basis, regel.naam, vet=regel.eigen)
        return
    einden = []
    for regel in regels:
        laatste = [i for i, w in enumerate(regel.waarden) if w is not None]
        if laatste:
            einden.append((y(regel.waarden[laatste[-1]] or 0), regel))
    vorige = -99.0
    for plek, regel in sorted(einden, key=lambda einde: einde[0]):
        vorige = max(plek, vorige + 16)
        blad.text(x.eind + 14, vorige + 4, regel.naam, vet=regel.eigen, rand=True)
