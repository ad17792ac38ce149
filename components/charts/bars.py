"""Lying bars, one per name, with their value written at the end: gemeenten or categories side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.charts.canvas import ARCERING, canvas, wrap, wrapped
from components.charts.palette import EIGEN, RAND, REST

MEESTE_RIJEN = 16
_RUIMTE_PER_REGELS = {1: 1.0, 2: 1.15, 3: 1.6}
# The own gemeente is pointed at as well as coloured. Bold names would need style attributes, which we do not allow.
AANWIJZER = "▸"
_RUIMTE = "\N{NO-BREAK SPACE}" * 2
# From this percentage on bars that start at 0 all look the same; dots on a stretch of the scale show the differences.
HOOG_PERCENTAGE = 80.0


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar. waarde is None when there is none to show; tekst then says why, else how much it is."""

    naam: str
    waarde: float | None
    tekst: str
    eigen: bool = False


def bar_chart(
    staven: Sequence[Staaf],
    *,
    voorbeeld: bool,
    lijn: float | None = None,
    lijntekst: str = "",
    percentage: bool = False,
) -> go.Figure:
    """Bars from the top down in the given order. lijn: a value to compare with, named by lijntekst."""
    bekend = [staaf.waarde for staaf in staven if staaf.waarde is not None]
    punten = percentage and bool(bekend) and min(bekend) >= HOOG_PERCENTAGE
    links, rechts = _range(bekend + ([lijn] if lijn is not None else []), punten)
    alle_eigen = all(staaf.eigen for staaf in staven)
    namen = [f"{AANWIJZER} {s.naam}" if s.eigen and not alle_eigen else s.naam for s in staven]
    erboven = 0.0 if lijn is None else 0.5
    return canvas(
        [(_dots if punten else _bars)(staven, voorbeeld), _texts(staven, links)],
        xaxis={
            "range": [links, rechts],
            "showgrid": punten,
            "showticklabels": punten,
            "nticks": 4,
            "ticksuffix": "%" if punten else "",
        },
        yaxis={
            "showgrid": punten,
            "ticklabelstandoff": 6,
            "tickvals": list(range(len(staven))),
            "ticktext": [wrap(naam) for naam in namen],
            "range": [len(staven) - 0.4, -0.6 - erboven],
        },
        bargap=0.35,
        **({} if lijn is None else _line(lijn, lijntekst, len(staven))),
    )


def height_class(staven: Sequence[Staaf]) -> str:
    """The class that makes the chart as high as its bars and the lines of their names need."""
    regels = max((len(wrapped(staaf.naam)) for staaf in staven), default=1)
    rijen = math.ceil(len(staven) * _RUIMTE_PER_REGELS.get(regels, 2.2))
    return f"rijen-{rijen}" if rijen <= MEESTE_RIJEN else "rijen-veel"


def _range(waarden: list[float], punten: bool) -> tuple[float, float]:
    """Bars start at zero and leave room for the text at their end; dots get the stretch they lie in."""
    if not waarden or not max(waarden):
        return 0.0, 1.0
    if not punten:
        return 0.0, max(waarden) * 1.25
    spreiding = max(max(waarden) - min(waarden), 0.5)
    return min(waarden) - 0.15 * spreiding, max(waarden) + 0.45 * spreiding


def _marks(staven: Sequence[Staaf], voorbeeld: bool) -> dict[str, Any]:
    """What bars and dots share: where they are and what they are called."""
    plaatsen = list(range(len(staven)))
    return {"name": "(voorbeeld)" if voorbeeld else "", "x": [s.waarde for s in staven], "y": plaatsen}


def _bars(staven: Sequence[Staaf], voorbeeld: bool) -> dict[str, Any]:
    kleuren = [EIGEN if staaf.eigen else REST for staaf in staven]
    marker: dict[str, Any] = {"color": kleuren, "line": {"color": kleuren, "width": 1.5}}
    if voorbeeld:
        marker["pattern"] = {**ARCERING, "fgcolor": kleuren}
    return {"type": "bar", "orientation": "h", "marker": marker, **_marks(staven, voorbeeld)}


def _dots(staven: Sequence[Staaf], voorbeeld: bool) -> dict[str, Any]:
    kleuren = [EIGEN if staaf.eigen else REST for staaf in staven]
    vorm = "diamond-open" if voorbeeld else "circle"
    marker = {"size": 13, "color": kleuren, "symbol": vorm, "line": {"color": kleuren, "width": 2}}
    return {"type": "scatter", "mode": "markers", "marker": marker, **_marks(staven, voorbeeld)}


def _texts(staven: Sequence[Staaf], links: float) -> dict[str, Any]:
    """The values as text of their own, not of the bars: a name without a value gets its reason in the same way."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [links if staaf.waarde is None else staaf.waarde for staaf in staven],
        "y": list(range(len(staven))),
        "text": [f"{_RUIMTE}{staaf.tekst}" for staaf in staven],
        "textposition": "middle right",
        "textfont": {
            "weight": ["bold" if staaf.eigen else "normal" for staaf in staven],
            "style": ["italic" if staaf.waarde is None else "normal" for staaf in staven],
        },
        "cliponaxis": False,
    }


def _line(lijn: float, tekst: str, aantal: int) -> dict[str, Any]:
    streep = {"color": RAND, "width": 1.5, "dash": "dot"}
    naam = {"x": lijn, "y": -0.55, "text": tekst, "showarrow": False, "yanchor": "bottom", "xanchor": "center"}
    vorm = {"type": "line", "x0": lijn, "x1": lijn, "y0": -0.5, "y1": aantal - 0.5, "line": streep, "layer": "below"}
    return {"shapes": [vorm], "annotations": [naam]}
