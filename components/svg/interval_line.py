"""A value with its interval on an axis that all rows share, and the dashed line that they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.svg.inline import InlineDrawing, Sheet, percent
from components.svg.scales import Schaal, decimals, spread
from components.words.notation import format_decimal
from data.statistics.statistics import Interval

_HOOG = 24
_RAND = 0.03


@dataclass(frozen=True, slots=True)
class Rijas:
    """The axis of rows: its ends, and where the dashed line stands; None without one."""

    van: float
    tot: float
    lijn: float | None

    def __call__(self, waarde: float) -> str:
        """The place of a value along the width."""
        return percent(Schaal(self.van, self.tot, _RAND, 1 - _RAND)(waarde))


def row_axis(
    waarden: Sequence[float],
    intervallen: Sequence[Interval | None],
    lijn: float | None,
    *,
    procent: bool,
) -> Rijas:
    """An axis that holds all of these. Dots have no length, so that it need not begin at zero."""
    grenzen = [grens for rand in intervallen if rand for grens in (rand.laag, rand.hoog)]
    alle = [*waarden, *grenzen, *([lijn] if lijn is not None else [])]
    return Rijas(*spread(alle, vanaf_nul=False, procent=procent), lijn)


def interval_line(as_: Rijas, waarde: float | None, rand: Interval | None, soort: str) -> InlineDrawing:
    """One row. soort: how it is coloured; without a value only the dashed line goes on."""
    blad, midden = Sheet(), _HOOG / 2
    if as_.lijn is not None:
        blad.line(as_(as_.lijn), -14, as_(as_.lijn), _HOOG + 14, "regiolijn")
    if waarde is not None:
        if rand:
            blad.line(as_(rand.laag), midden, as_(rand.hoog), midden, f"rand {soort}")
        blad.dot(as_(waarde), midden, 7 if "eigen" in soort else 5, f"punt {soort}")
    return InlineDrawing(blad.markup, height=_HOOG, klasse="rijlijn")


def axis_head(as_: Rijas, naam: str, teken: str) -> InlineDrawing:
    """The ends of the axis and the name of the line."""
    blad = Sheet()
    ticks = Schaal(as_.van, as_.tot, 0, 1).ticks(5)
    midden = None if as_.lijn is None else Schaal(as_.van, as_.tot, 0, 1)(as_.lijn)
    # On a phone the name is two thirds of the width: an end beside it would stand through it.
    vrij = 0.55 if midden is not None and 0.25 < midden <= 0.75 else 0.85
    for tick in (ticks[0], ticks[-1]):
        plaats = Schaal(as_.van, as_.tot, 0, 1)(tick)
        if midden is None or abs(plaats - midden) > vrij:
            blad.text(as_(tick), 14, f"{format_decimal(tick, decimals(ticks))}{teken}", "midden")
    if as_.lijn is not None and midden is not None:
        kant = "eind" if midden > 0.75 else "midden" if midden > 0.25 else ""
        blad.text(as_(as_.lijn), 14, naam, f"regionaam {kant}".strip())
    return InlineDrawing(blad.markup, height=20, klasse="rijlijn")
