"""A spark line: the shape of the years at a glance, cut where another way of counting began, its ends labelled."""

from __future__ import annotations

from collections.abc import Sequence

from components.svg.inline import InlineDrawing, Sheet
from components.words.figure_text import figure_text, spoken_figure
from data.publication.figures import Cijfer
from data.reports.dutch import enumerate_in_words

_BREED, _HOOG, _BOVEN, _ONDER, _RAND = 132, 56, 18, 38, 22
MINSTENS = 3


def sparkline(reeks: Sequence[Cijfer], *, gekozen: str, breuken: Sequence[str] = ()) -> InlineDrawing | None:
    """The years with a value, the chosen schooljaar as the large dot; None when there are too few to make a shape.

    breuken: the schooljaren from which the years may not be compared with those before: the line is cut there.
    """
    bekend = [i for i, cijfer in enumerate(reeks) if cijfer.is_bekend]
    if len(bekend) < MINSTENS:
        return None
    reeks = reeks[bekend[0] : bekend[-1] + 1]
    eerste, laatste = (f"{c.sleutel.schooljaar} ({spoken_figure(c)})" for c in (reeks[0], reeks[-1]))
    jaren = [cijfer.sleutel.schooljaar for cijfer in reeks]
    sneden = [i for i in range(1, len(jaren)) if any(jaren[i - 1] < breuk <= jaren[i] for breuk in breuken)]
    gesneden = f" Vanaf {enumerate_in_words(jaren[i] for i in sneden)} is anders geteld." if sneden else ""
    soort = "Voorbeeld, verzonnen. " if reeks[0].is_voorbeeld else ""
    return InlineDrawing(
        _draw(reeks, gekozen, sneden),
        height=_HOOG,
        width=_BREED,
        klasse="vonk",
        alt=f"{soort}Lijntje van {eerste} tot {laatste}.{gesneden}",
    )


def short_year(jaar: str) -> str:
    """A schooljaar on an axis, by the year it began in: `’22`."""
    return f"’{jaar[2:4]}"


def _draw(reeks: Sequence[Cijfer], gekozen: str, sneden: Sequence[int]) -> str:
    waarden = [c.waarde for c in reeks if c.waarde is not None]
    laag, hoog = min(waarden), max(waarden)
    stap = (_BREED - 2 * _RAND) / (len(reeks) - 1)

    def place(i: int, waarde: float) -> tuple[float, float]:
        deel = (waarde - laag) / (hoog - laag) if hoog > laag else 0.5
        return round(_RAND + i * stap, 1), round(_ONDER - deel * (_ONDER - _BOVEN), 1)

    punten = [None if c.waarde is None else place(i, c.waarde) for i, c in enumerate(reeks)]
    blad = Sheet()
    for i in sneden:
        x = round(_RAND + (i - 0.5) * stap, 1)
        blad.line(str(x), 4, str(x), _ONDER + 6, "snede")
    blad.add("path", d=_path(punten, sneden), class_="lijn eigen")
    for punt, c in zip(punten, reeks, strict=True):
        if punt:
            blad.dot(str(punt[0]), punt[1], 4.5 if c.sleutel.schooljaar == gekozen else 2, "punt eigen")
    for i, plaats in ((0, "midden"), (-1, "midden")):
        punt = punten[i]
        if punt:
            blad.text(str(punt[0]), punt[1] - 8, figure_text(reeks[i]), f"waarde {plaats}")
            blad.text(str(punt[0]), _HOOG - 3, short_year(reeks[i].sleutel.schooljaar), plaats)
    return blad.markup


def _path(punten: Sequence[tuple[float, float] | None], sneden: Sequence[int]) -> str:
    """A line that breaks off where a year has no value or is counted in another way."""
    stukken, aan = [], False
    for i, punt in enumerate(punten):
        if punt:
            stukken.append(f"{'L' if aan and i not in sneden else 'M'}{punt[0]} {punt[1]}")
        aan = punt is not None
    return "".join(stukken)
