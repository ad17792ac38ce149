"""A spark line: the shape of the years at a glance, without axes. A picture with words, that needs no script.

Its one grey has 3:1 against white and against the dark background, because a picture cannot see the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from components.words.figure_text import spoken_figure
from data.publication.figures import Cijfer
from data.reports.dutch import enumerate_in_words

KLEUR = "#76828d"
_BREED, _HOOG, _RAND = 120, 44, 6
MINSTENS = 3


def sparkline(reeks: Sequence[Cijfer], *, gekozen: str, breuken: Sequence[str] = ()) -> Component | None:
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
    return html.Img(
        src=f"data:image/svg+xml,{quote(_draw(reeks, gekozen, sneden))}",
        alt=f"{soort}Lijntje van {eerste} tot {laatste}.{gesneden}",
        className="vonk",
        width=str(_BREED),
        height=str(_HOOG),
    )


def _draw(reeks: Sequence[Cijfer], gekozen: str, sneden: Sequence[int]) -> str:
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
    breuklijnen = "".join(
        f'<path d="M{x} 0V{_HOOG}" stroke="{KLEUR}" stroke-dasharray="2 3"/>'
        for x in (round(_RAND + (i - 0.5) * stap, 1) for i in sneden)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_BREED} {_HOOG}" fill="{KLEUR}">'
        f'<path d="{_path(punten, sneden)}" fill="none" stroke="{KLEUR}" stroke-width="2"{streep}/>{stippen}'
        f"{breuklijnen}</svg>"
    )


def _path(punten: Sequence[tuple[float, float] | None], sneden: Sequence[int]) -> str:
    """A line that breaks off where a year has no value or is counted in another way."""
    stukken, aan = [], False
    for i, punt in enumerate(punten):
        if punt:
            stukken.append(f"{'L' if aan and i not in sneden else 'M'}{punt[0]} {punt[1]}")
        aan = punt is not None
    return "".join(stukken)
