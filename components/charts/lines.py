"""A line over the schooljaren: every point named with its value, cut where years may not be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from components.charts.canvas import canvas
from components.charts.palette import EIGEN, RAND, VLAK

# With more years than this, their names no longer fit beside each other on a phone.
NAAST_ELKAAR = 5


@dataclass(frozen=True, slots=True)
class Punt:
    """One schooljaar. waarde is None when there is none to show; tekst then says why, else how much it is."""

    schooljaar: str
    waarde: float | None
    tekst: str
    voorlopig: bool = False
    gekozen: bool = False


@dataclass(frozen=True, slots=True)
class Breuk:
    """Where a line is cut: before this schooljaar, because of `naam`."""

    schooljaar: str
    naam: str


def line_chart(
    punten: Sequence[Punt],
    *,
    voorbeeld: bool,
    breuken: Sequence[Breuk] = (),
    percentage: bool = False,
    lijn: tuple[float, str] | None = None,
) -> go.Figure:
    """The points in the order of their years. lijn: a value to hold them against, and its name."""
    bekend = [punt.waarde for punt in punten if punt.waarde is not None] + ([lijn[0]] if lijn else [])
    onder, boven = _range(bekend, percentage)
    stukken = _pieces(len(punten), [_index(punten, breuk.schooljaar) for breuk in breuken])
    sneden = [(_index(punten, breuk.schooljaar) - 0.5, breuk.naam) for breuk in breuken]
    return canvas(
        [*(_line(punten, stuk, voorbeeld) for stuk in stukken), _reasons(punten, onder)],
        xaxis={
            "tickvals": list(range(len(punten))),
            "ticktext": [_year(punt, len(punten)) for punt in punten],
            "tickangle": 0 if len(punten) <= NAAST_ELKAAR else -90,
            "range": [-0.5, len(punten) - 0.5],
            "showgrid": False,
        },
        yaxis={"range": [onder, boven], "nticks": 5, "ticksuffix": "%" if percentage else ""},
        margin={"l": 8, "r": 24, "t": 28, "b": 8},
        shapes=[*(_break_line(x) for x, _ in sneden), *([_level(lijn[0])] if lijn else [])],
        annotations=[*(_break_name(x, naam) for x, naam in sneden), *([_level_name(*lijn)] if lijn else [])],
    )


def _index(punten: Sequence[Punt], schooljaar: str) -> int:
    return next((i for i, punt in enumerate(punten) if punt.schooljaar >= schooljaar), 0)


def _pieces(aantal: int, sneden: Sequence[int]) -> list[range]:
    grenzen = sorted({0, aantal, *(snede for snede in sneden if 0 < snede < aantal)})
    return [range(van, tot) for van, tot in pairwise(grenzen)]


def _range(waarden: Sequence[float], percentage: bool) -> tuple[float, float]:
    """Counts start at zero; a high percentage gets the stretch it lies in, named by the axis."""
    if not waarden or not max(waarden):
        return 0.0, 1.0
    if percentage and min(waarden) > 50:
        marge = max(max(waarden) - min(waarden), 0.4) * 0.5
        return min(waarden) - marge, min(100.0, max(waarden) + marge)
    return 0.0, max(waarden) * 1.2


def _year(punt: Punt, aantal: int) -> str:
    return punt.schooljaar.replace("-", "-<br>") if aantal <= NAAST_ELKAAR else punt.schooljaar


def _line(punten: Sequence[Punt], stuk: range, voorbeeld: bool) -> dict[str, Any]:
    deel = [punten[i] for i in stuk]
    open_punten = [voorbeeld or punt.voorlopig for punt in deel]
    return {
        "type": "scatter",
        "name": "(voorbeeld)" if voorbeeld else "",
        "mode": "lines+markers+text",
        "x": list(stuk),
        "y": [punt.waarde for punt in deel],
        "text": [punt.tekst if punt.waarde is not None else "" for punt in deel],
        "textposition": "top center",
        "textfont": {"weight": ["bold" if punt.gekozen else "normal" for punt in deel]},
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": EIGEN, "width": 2.5, "dash": "dash" if voorbeeld else "solid"},
        "marker": {
            "opacity": 1,
            "size": [13 if punt.gekozen else 9 for punt in deel],
            "symbol": "diamond" if voorbeeld else "circle",
            "color": [VLAK if is_open else EIGEN for is_open in open_punten],
            "line": {"color": EIGEN, "width": 2},
        },
    }


def _reasons(punten: Sequence[Punt], onder: float) -> dict[str, Any]:
    """Why a year has no point, written where the point would have been."""
    zonder = [(i, punt) for i, punt in enumerate(punten) if punt.waarde is None]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [i for i, _ in zonder],
        "y": [onder] * len(zonder),
        "text": [punt.tekst for _, punt in zonder],
        "textposition": "top center",
        "textfont": {"style": "italic"},
        "cliponaxis": False,
    }


def _break_line(x: float) -> dict[str, Any]:
    streep = {"color": RAND, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": streep}


def _level(waarde: float) -> dict[str, Any]:
    streep = {"color": RAND, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": waarde, "y1": waarde, "line": streep}


def _level_name(waarde: float, naam: str) -> dict[str, Any]:
    return {"x": 0, "xref": "paper", "xanchor": "left", "y": waarde, "yanchor": "bottom", "text": naam} | {
        "showarrow": False
    }


def _break_name(x: float, naam: str) -> dict[str, Any]:
    return {"x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "text": naam, "showarrow": False}
