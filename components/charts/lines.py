"""A line over the schooljaren: every point named with its value, cut where years may not be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    punten: Sequence[Punt], *, voorbeeld: bool, breuken: Sequence[Breuk] = (), percentage: bool = False
) -> go.Figure:
    """The points in the order of their years."""
    bekend = [punt.waarde for punt in punten if punt.waarde is not None]
    figuur = canvas()
    figuur.update_layout(margin={"l": 8, "r": 24, "t": 28, "b": 8})
    for stuk in _pieces(len(punten), [_index(punten, breuk.schooljaar) for breuk in breuken]):
        figuur.add_trace(_line(punten, stuk, voorbeeld))
    figuur.add_trace(_reasons(punten, _range(bekend, percentage)[0]))
    figuur.update_yaxes(
        range=list(_range(bekend, percentage)), nticks=5, ticksuffix="%" if percentage else "", rangemode="normal"
    )
    figuur.update_xaxes(
        tickvals=list(range(len(punten))),
        ticktext=[_year(punt, len(punten)) for punt in punten],
        tickangle=0 if len(punten) <= NAAST_ELKAAR else -90,
        range=[-0.5, len(punten) - 0.5],
        showgrid=False,
    )
    for breuk in breuken:
        _add_break(figuur, _index(punten, breuk.schooljaar) - 0.5, breuk.naam)
    return figuur


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


def _line(punten: Sequence[Punt], stuk: range, voorbeeld: bool) -> go.Scatter:
    deel = [punten[i] for i in stuk]
    open_punten = [voorbeeld or punt.voorlopig for punt in deel]
    return go.Scatter(
        name="(voorbeeld)" if voorbeeld else "",
        mode="lines+markers+text",
        x=list(stuk),
        y=[punt.waarde for punt in deel],
        text=[punt.tekst if punt.waarde is not None else "" for punt in deel],
        textposition="top center",
        textfont={"weight": ["bold" if punt.gekozen else "normal" for punt in deel]},
        connectgaps=False,
        cliponaxis=False,
        line={"color": EIGEN, "width": 2.5, "dash": "dash" if voorbeeld else "solid"},
        marker={
            "opacity": 1,
            "size": [13 if punt.gekozen else 9 for punt in deel],
            "symbol": "diamond" if voorbeeld else "circle",
            "color": [VLAK if is_open else EIGEN for is_open in open_punten],
            "line": {"color": EIGEN, "width": 2},
        },
    )


def _reasons(punten: Sequence[Punt], onder: float) -> go.Scatter:
    """Why a year has no point, written upright where the point would have been."""
    zonder = [(i, punt) for i, punt in enumerate(punten) if punt.waarde is None]
    return go.Scatter(
        mode="text",
        x=[i for i, _ in zonder],
        y=[onder] * len(zonder),
        text=[punt.tekst for _, punt in zonder],
        textposition="top center",
        textfont={"style": "italic"},
        cliponaxis=False,
    )


def _add_break(figuur: go.Figure, x: float, naam: str) -> None:
    figuur.add_vline(x=x, line={"color": RAND, "width": 1.5, "dash": "dot"})
    figuur.add_annotation(x=x, y=1, yref="paper", yanchor="bottom", text=naam, showarrow=False)
