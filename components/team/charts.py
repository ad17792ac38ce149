"""The charts of the team's pages: schooljaren beside each other, months over their band, how long work stays open.

They are plain mappings, the form in which a figure travels: building them as plotly objects takes longer than asking
five million rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.frame.canvas import bare_layout
from components.frame.palette import EIGEN, RAND, RASTER, REST
from data.statistics.control_charts import Punt
from data.statistics.season import Maandband

Figuur = dict[str, Any]
# Earlier years are told apart by their dashes, and by their name at the end of the line.
_DASHES = ("solid", "dash", "dot")
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Lijn:
    """One schooljaar (or group) as a line; it may be shorter than the axis is long."""

    naam: str
    waarden: Sequence[float | None]
    eigen: bool = False


def _figure(
    sporen: Sequence[Mapping[str, Any]], rechts: int, boven: int, x: Mapping[str, Any], y: Mapping[str, Any]
) -> Figuur:
    layout = bare_layout()
    layout["margin"] = {"l": 8, "r": rechts, "t": boven, "b": 8}
    layout["xaxis"] |= x
    layout["yaxis"] |= y
    return {"data": [{"type": "scatter", **spoor} for spoor in sporen], "layout": layout}


def year_chart(lijnen: Sequence[Lijn], labels: Sequence[str]) -> Figuur:
    """Lines over the months or weeks of a schooljaar, the own one on top and named at its end, as are the others."""
    stap = 1 if len(labels) <= len(MAANDEN) else 4
    figuur = _figure(
        [_line(lijn, n) for n, lijn in enumerate(lijnen)],
        84,
        12,
        {
            "tickvals": list(range(0, len(labels), stap)),
            "ticktext": list(labels)[::stap],
            "range": [-0.3, len(labels) - 0.7],
            "showgrid": False,
        },
        {"rangemode": "tozero", "nticks": 5},
    )
    hoogte = max((w for lijn in lijnen for w in lijn.waarden if w is not None), default=1.0) or 1.0
    einden = [_end(lijn) for lijn in lijnen if any(w is not None for w in lijn.waarden)]
    figuur["layout"]["annotations"] = [
        {
            "x": x,
            "y": y,
            "text": f"<b>{naam}</b>" if eigen else naam,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 8,
        }
        for x, y, naam, eigen in _spread(einden, hoogte)
    ]
    return figuur


def _line(lijn: Lijn, n: int) -> Mapping[str, Any]:
    kleur = EIGEN if lijn.eigen else REST
    punten = lijn.eigen and len(lijn.waarden) <= len(MAANDEN)
    return {
        "name": lijn.naam,
        "mode": "lines+markers" if punten else "lines",
        "x": list(range(len(lijn.waarden))),
        "y": list(lijn.waarden),
        "line": {"color": kleur, "width": 3 if lijn.eigen else 1.75, "dash": "solid" if lijn.eigen else _DASHES[n % 3]},
        "marker": {"size": 7, "color": kleur},
    }


_End = tuple[int, float, str, bool]


def _end(lijn: Lijn) -> _End:
    x, y = [(i, w) for i, w in enumerate(lijn.waarden) if w is not None][-1]
    return x, y, lijn.naam, lijn.eigen


def _spread(einden: Sequence[_End], hoogte: float) -> list[_End]:
    """Names at the ends of lines, moved apart where they would stand on each other. hoogte: the highest point."""
    uit: list[_End] = []
    for x, y, naam, eigen in sorted(einden, key=lambda einde: einde[1]):
        vorige = [v for px, v, *_ in uit if abs(px - x) < 2]
        uit.append((x, max(y, vorige[-1] + 0.075 * hoogte) if vorige else y, naam, eigen))
    return uit


def control_chart(maanden: Sequence[date], punten: Sequence[Punt], factor: float = 1.0, eenheid: str = "") -> Figuur:
    """A control chart: the values, mean and limits of each phase; a signal is a large open square, summer is small.

    factor: what the values are shown times; eenheid: what stands behind them on the axis.
    """
    stap = max(1, len(maanden) // 8)
    waarden = {
        "mode": "lines+markers",
        "x": list(range(len(punten))),
        "y": [punt.waarde * factor for punt in punten],
        "line": {"color": EIGEN, "width": 2},
        "marker": {
            "size": [13 if p.signaal else 7 if p.meegeteld else 4 for p in punten],
            "symbol": ["square-open" if p.signaal else "circle" for p in punten],
            "color": [EIGEN if p.meegeteld else REST for p in punten],
            "line": {"color": EIGEN, "width": [3 if p.signaal else 1 for p in punten]},
        },
    }
    return _figure(
        [*_limits(punten, factor), waarden],
        16,
        12,
        {
            "tickvals": list(range(0, len(maanden), stap)),
            "ticktext": [f"{MAANDEN[m.month - 1]}<br>{m.year}" for m in maanden[::stap]],
            "showgrid": False,
        },
        {"rangemode": "tozero", "nticks": 5, "ticksuffix": eenheid},
    )


def season_chart(maanden: Sequence[date], aantallen: Sequence[int], banden: Sequence[Maandband | None]) -> Figuur:
    """Counts per month over the band in which they were to be expected; outside it a large open square.

    banden: of the last months, the last one of the last month.
    """
    van = len(maanden) - len(banden)
    gekend = [(van + i, band) for i, band in enumerate(banden) if band]
    buiten = {i for i, band in gekend if not band.laag <= aantallen[i] <= band.hoog}
    x, rand = [i for i, _ in gekend], {"color": RAND, "width": 1.5, "dash": "dash"}
    sporen: list[Mapping[str, Any]] = [
        {"mode": "lines", "x": x, "y": [band.laag for _, band in gekend], "line": rand},
        {
            "mode": "lines",
            "x": x,
            "y": [band.hoog for _, band in gekend],
            "line": rand,
            "fill": "tonexty",
            "fillcolor": RASTER,
        },
        {
            "mode": "lines",
            "x": x,
            "y": [band.verwacht for _, band in gekend],
            "line": {"color": RAND, "width": 1.5},
        },
        {
            "mode": "lines+markers",
            "x": list(range(len(maanden))),
            "y": list(aantallen),
            "line": {"color": EIGEN, "width": 2},
            "marker": {
                "size": [13 if i in buiten else 7 for i in range(len(maanden))],
                "symbol": ["square-open" if i in buiten else "circle" for i in range(len(maanden))],
                "color": EIGEN,
                "line": {"color": EIGEN, "width": [3 if i in buiten else 1 for i in range(len(maanden))]},
            },
        },
    ]
    stap = max(1, len(maanden) // 4)
    assen = {
        "tickvals": list(range(0, len(maanden), stap)),
        "ticktext": [f"{MAANDEN[m.month - 1]}<br>{m.year}" for m in maanden[::stap]],
        "showgrid": False,
    }
    return _figure(sporen, 16, 12, assen, {"rangemode": "tozero", "nticks": 5})


def _limits(punten: Sequence[Punt], factor: float) -> list[Mapping[str, Any]]:
    """Mean and limits, one line each per phase."""
    sporen: list[Mapping[str, Any]] = []
    for fase in sorted({punt.fase for punt in punten}):
        deel = [i for i, punt in enumerate(punten) if punt.fase == fase]
        for veld, dash in (("midden", "solid"), ("laag", "dash"), ("hoog", "dash")):
            y = [_scaled(getattr(punten[i], veld), factor) for i in deel]
            sporen.append({"mode": "lines", "x": deel, "y": y, "line": {"color": RAND, "width": 1.5, "dash": dash}})
    return sporen


def _scaled(waarde: float | None, factor: float) -> float | None:
    return None if waarde is None else max(0.0, waarde) * factor


def survival_chart(dagen: Sequence[int], deel_open: Sequence[float], termijn: int | None) -> Figuur:
    """The share still open (0-1) after so many days, as steps; the team's own term as a line."""
    kromme = {
        "mode": "lines",
        "x": [0, *dagen],
        "y": [100.0, *(100 * deel for deel in deel_open)],
        "line": {"color": EIGEN, "width": 2.5, "shape": "hv"},
    }
    titel = {"text": "dagen na de start"}
    figuur = _figure(
        [kromme],
        16,
        28,
        {"title": titel, "rangemode": "tozero", "nticks": 6},
        {"range": [0, 101], "ticksuffix": "%", "nticks": 5},
    )
    if termijn is not None:
        lijn = {"type": "line", "x0": termijn, "x1": termijn, "y0": 0, "y1": 1, "yref": "paper"}
        figuur["layout"]["shapes"] = [{**lijn, "line": {"color": RAND, "width": 1.5, "dash": "dot"}}]
        figuur["layout"]["annotations"] = [
            {"x": termijn, "y": 1, "yref": "paper", "yanchor": "bottom", "text": "termijn", "showarrow": False}
        ]
    return figuur
