"""The wide chart: lines over the schooljaren, the own one in colour with its intervals, cut where counting changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.svg.inline import InlineDrawing, Sheet, percent
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal
from data.statistics.statistics import Interval

HOOG = 260
# From so many schooljaren on not every one is named on a phone.
_VEEL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reekslijn:
    """One line. sneden: the places before which it is cut.

    soort: `eigen`, `regio`, or `naast-1` and further: how it is drawn.
    """

    naam: str
    waarden: Sequence[float | None]
    intervallen: Sequence[Interval | None]
    sneden: Sequence[int]
    soort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaargrafiek:
    """What is drawn, the own line first. gekozen: the place of the schooljaar looked at, None when it has no figure.

    sneden: where a dotted line stands for a cut of the own line. doel: a goal with its name. teken: what stands behind
    numbers. hoog: the values lie so high that the axis does not begin at zero.
    """

    jaren: Sequence[str]
    lijnen: Sequence[Reekslijn]
    gekozen: int | None
    sneden: Sequence[int]
    doel: tuple[float, str] | None
    teken: str
    hoog: bool
    schrijf: Callable[[float], str]


def year_lines(grafiek: Jaargrafiek) -> InlineDrawing:
    """Draw it. The table under it says the same in numbers."""
    blad, schaal = Sheet(), _axis(grafiek)
    n = len(grafiek.jaren)

    def x(i: float) -> str:
        return percent((i + 0.5) / n)

    if grafiek.gekozen is not None:
        blad.add("rect", x=percent(grafiek.gekozen / n), width=percent(1 / n), y=0, height=HOOG, class_="nu")
    ticks = schaal.ticks(4)
    for waarde in ticks:
        blad.line("0", schaal(waarde), "100%", schaal(waarde), "raster nul" if waarde == 0 else "raster")
        blad.text("0", schaal(waarde) + 4, f"{format_decimal(waarde, decimals(ticks))}{grafiek.teken}", "as-y", dx=-6)
    for snede in grafiek.sneden:
        blad.line(percent(snede / n), 0, percent(snede / n), HOOG, "snede")
    if grafiek.doel:
        blad.line("0", schaal(grafiek.doel[0]), "100%", schaal(grafiek.doel[0]), "doel")
        blad.text("0", schaal(grafiek.doel[0]) - 6, grafiek.doel[1], "doelnaam", dx=4)
    for i, jaar in enumerate(grafiek.jaren):
        ander = (i - (n - 1 if grafiek.gekozen is None else grafiek.gekozen)) % 2
        klasse = "as-x nu" if i == grafiek.gekozen else "as-x extra" if n >= _VEEL and ander else "as-x"
        blad.text(x(i), HOOG + 20, f"’{jaar[2:4]}-’{jaar[7:9]}", klasse)
    for lijn in reversed(grafiek.lijnen):
        _draw(blad, lijn, grafiek, schaal, x)
    _names(blad, grafiek, schaal, x)
    return InlineDrawing(blad.markup, height=HOOG, klasse="jaargrafiek")


def _axis(grafiek: Jaargrafiek) -> Schaal:
    waarden = [w for lijn in grafiek.lijnen for w in lijn.waarden if w is not None]
    randen = [r for lijn in grafiek.lijnen for r in lijn.intervallen if r]
    waarden += [grens for rand in randen for grens in (rand.laag, rand.hoog)]
    waarden += [grafiek.doel[0]] if grafiek.doel else []
    return Schaal(*spread(waarden, vanaf_nul=not grafiek.hoog, procent=grafiek.teken == "%"), float(HOOG), 12.0)


def _draw(blad: Sheet, lijn: Reekslijn, grafiek: Jaargrafiek, schaal: Schaal, x: Callable[[float], str]) -> None:
    """The intervals, the pieces between two known years that may be compared, and the points with their values."""
    for i, rand in enumerate(lijn.intervallen):
        if rand and lijn.soort == "eigen":
            boven, onder = schaal(rand.hoog), schaal(rand.laag)
            blad.add(
                "rect", x=x(i), y=boven, width=10, height=onder - boven, rx=5, class_="band", transform="translate(-5)"
            )
    for i in range(1, len(lijn.waarden)):
        vorig, nu = lijn.waarden[i - 1], lijn.waarden[i]
        if vorig is not None and nu is not None and i not in lijn.sneden:
            blad.line(x(i - 1), schaal(vorig), x(i), schaal(nu), f"lijn {lijn.soort}")
    for i, waarde in enumerate(lijn.waarden):
        if waarde is not None:
            groot = lijn.soort == "eigen" and i == grafiek.gekozen
            naam = f"{lijn.naam}, {grafiek.jaren[i]}: {grafiek.schrijf(waarde)}"
            blad.dot(x(i), schaal(waarde), 7 if groot else 4, f"punt {lijn.soort}", naam, lijn.naam)


def _names(blad: Sheet, grafiek: Jaargrafiek, schaal: Schaal, x: Callable[[float], str]) -> None:
    """What each line is, at its end, no two over each other; and the own values at the year looked at and the last."""
    eigen = grafiek.lijnen[0]
    bekend = [i for i, w in enumerate(eigen.waarden) if w is not None]
    for i in dict.fromkeys([*([grafiek.gekozen] if grafiek.gekozen in bekend else []), bekend[0], bekend[-1]]):
        waarde = eigen.waarden[i or 0]
        if waarde is not None:
            blad.text(x(i or 0), schaal(waarde) - 13, grafiek.schrijf(waarde), "waarde")
    einden = []
    for lijn in grafiek.lijnen:
        laatste = next(w for w in reversed(lijn.waarden) if w is not None)
        einden.append((schaal(laatste), lijn))
    vorige = -99.0
    for y, lijn in sorted(einden, key=lambda einde: einde[0]):
        y_vrij = max(y, vorige + 15)
        blad.text("100%", y_vrij + 4, lijn.naam, f"lijnnaam {lijn.soort}", dx=4)
        vorige = y_vrij
