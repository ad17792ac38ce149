"""A spark line: the shape of the years at a glance, without axes. A picture with words, that needs no script.

Its one grey has 3:1 against white and against the dark background, because a picture cannot see the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from components.figure_text import spoken_figure
from data.figures import Cijfer

KLEUR = "#76828d"
_BREED, _HOOG, _RAND = 120, 44, 6
MINSTENS = 3


def sparkline(reeks: Sequence[Cijfer], *, gekozen: str) -> Component | None:
    """The years with a value, the chosen schooljaar as the large dot; None when there are too few to make a shape."""
    bekend = [i for i, cijfer in enumerate(reeks) if cijfer.is_bekend]
    if len(bekend) < MINSTENS:
        return None
    reeks = reeks[bekend[0] : bekend[-1] + 1]
    eerste, laatste = (f"{c.sleutel.schooljaar} ({spoken_figure(c)})" for c in (reeks[0], reeks[-1]))
    soort = "Voorbeeld, verzonnen. " if reeks[0].is_voorbeeld else ""
    return html.Img(
        src=f"data:image/svg+xml,{quote(_draw(reeks, gekozen))}",
        alt=f"{soort}Lijntje van {eerste} tot {laatste}.",
        className="vonk",
        width=str(_BREED),
        height=str(_HOOG),
    )


def _draw(reeks: Sequence[Cijfer], gekozen: str) -> str:
    waarden = [c.waarde for c in reeks if c.waarde is not None]
    laag, hoog = min(waarden), max(waarden)
    stap = (_BREED - 2 * _RAND) / (len(reeks) - 1)

    def place(i: int, waarde: float) -> tuple[float, float]:
        deel = (waarde - laag) / (hoog - laag) if hoog > laag else 0.5
        return round(_RAND + i * stap, 1), round(_HOOG - _RAND - deel * (_HOOG - 2 * _RAND), 1)

    punten = [None if c.waarde is None else place(i, c.waarde) for i, c in enumerate(reeks)]
    streep = ' stroke-dasharray="4 3"' if reeks[0].is_voorbeeld else ""
    stippen = "".join(
        f'<circle cx="{p[0]}" cy="{p[1]}" r="{4.5 if c.sleutel.schooljaar == gekozen else 2}"/>'
        for p, c in zip(punten, reeks, strict=True)
        if p
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREED} {_HOOG}" fill="{KLEUR}">'
        f'<path d="{_path(punten)}" fill="none" stroke="{KLEUR}" stroke-width="2"{streep}/>{stippen}</svg>'
    )


def _path(punten: Sequence[tuple[float, float] | None]) -> str:
    """A line that breaks off where a year has no value."""
    stukken, aan = [], False
    for punt in punten:
        if punt:
            stukken.append(f"{'L' if aan else 'M'}{punt[0]} {punt[1]}")
        aan = punt is not None
    return "".join(stukken)
