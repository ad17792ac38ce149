"""The pictures of the workbench as they live: the values, names and limits of the still ones, with words at each mark.

Plain mappings, the form in which a figure travels. What leads somewhere has the address in its customdata.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from components.frame.canvas import bare_layout
from components.frame.palette import EIGEN, RAND, RASTER, REST, VLAK
from components.pieces.explore_lines import line_text
from components.pieces.side_by_side import axis_sign, funnel_parts
from components.words.explore_words import subject
from components.words.notation import format_count, format_interval
from components.words.side_by_side_words import interval_text, value_text, why_not
from data.statistics.statistics import Interval
from data.views.explore import Jaren, Lijn, Tegenover
from data.views.side_by_side import Naast, Plaats

Figuur = dict[str, Any]
Links = Mapping[str, str]
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_MERK = ("circle", "square", "diamond", "triangle-up", "cross", "x")


def _figure(sporen: Sequence[Mapping[str, Any]], x: Mapping[str, Any], y: Mapping[str, Any], **meer: Any) -> Figuur:
    layout = bare_layout()
    layout["xaxis"] |= x
    layout["yaxis"] |= y
    layout |= {"hovermode": "closest", "dragmode": "zoom", "margin": {"l": 8, "r": 16, "t": 12, "b": 8}, **meer}
    layout["hoverlabel"] = {"bgcolor": VLAK, "bordercolor": RAND}
    return {"data": [{"type": "scatter", "hoverinfo": "text", **spoor} for spoor in sporen], "layout": layout}


def _axis(maat: str) -> dict[str, Any]:
    teken = "%" if maat == "procent" else ""
    return {"nticks": 5, "ticksuffix": teken, "rangemode": "normal" if teken else "tozero"}


def lines_figure(jaren: Jaren, links: Links) -> Figuur:
    """The lines; each can be switched off in the legend."""
    namen = [f"’{jaar[2:4]}-’{jaar[7:9]}" for jaar in jaren.jaren]
    sneden = sorted({snede for lijn in jaren.lijnen for snede in lijn.sneden})
    lijn = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": {"color": RAND, "width": 1.5, "dash": "dot"}}
    return _figure(
        [
            _trace(jaren, lijn, n, links)
            for n, lijn in enumerate(jaren.lijnen)
            if any(w is not None for w in lijn.waarden)
        ],
        {"tickvals": list(range(len(namen))), "ticktext": namen, "range": [-0.3, len(namen) - 0.7], "showgrid": False},
        _axis(jaren.maat),
        showlegend=True,
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0},
        shapes=[{**lijn, "x0": snede - 0.5, "x1": snede - 0.5} for snede in sneden],
    )


def _trace(jaren: Jaren, lijn: Lijn, n: int, links: Links) -> dict[str, Any]:
    """One line; at a cut it has a hole, so that no stroke runs over it."""
    x: list[float] = []
    y: list[float | None] = []
    tekst: list[str] = []
    for i, waarde in enumerate(lijn.waarden):
        if i in lijn.sneden:
            x, y, tekst = [*x, i - 0.5], [*y, None], [*tekst, ""]
        rand = f" ({format_interval(r)})" if (r := lijn.intervallen[i]) else ""
        x, y = [*x, float(i)], [*y, waarde]
        tekst.append(f"{lijn.naam}, {jaren.jaren[i]}: {line_text(jaren, lijn, i)}{rand}")
    kleur = EIGEN if n == 0 else REST
    return {
        "name": lijn.naam,
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "text": tekst,
        "customdata": [links.get(lijn.gebied.code, "") if lijn.gebied else ""] * len(x),
        "line": {"color": kleur, "width": 3 if n == 0 else 2, "dash": _DASHES[n % 6]},
        "marker": {"size": 9 if n == 0 else 7, "color": kleur, "symbol": _MERK[n % 6]},
    }


def places_figure(naast: Naast, links: Links, *, staven: bool) -> Figuur:
    """The gemeenten from high to low with their intervals, as points or as bars; those without a value say why."""
    rijen = (*naast.geordend, *naast.zonder_waarde)
    eigen = naast.sleutel.gebied
    kleuren = [EIGEN if rij.gebied.code == eigen else REST for rij in naast.geordend]
    spoor: dict[str, Any] = {
        "x": [rij.waarde for rij in naast.geordend],
        "y": [rij.gebied.naam for rij in naast.geordend],
        "text": [_words(naast, rij) for rij in naast.geordend],
        "customdata": [links.get(rij.gebied.code, "") for rij in naast.geordend],
        "marker": {"size": 11, "color": kleuren},
        "error_x": _errors([(rij.waarde or 0.0, rij.interval) for rij in naast.geordend]),
        "mode": "markers",
    }
    if staven:
        spoor = {**spoor, "type": "bar", "orientation": "h", "textposition": "none", "marker": {"color": kleuren}}
        del spoor["mode"]
    onder = min((rij.waarde or 0.0 for rij in naast.geordend), default=0.0)
    hoog = naast.maat == "procent" and onder > 50 and not staven
    namen = [rij.gebied.naam for rij in reversed(rijen)]
    return _figure(
        [spoor],
        {"rangemode": "normal" if hoog else "tozero", "nticks": 5, "ticksuffix": axis_sign(naast)},
        {"categoryorder": "array", "categoryarray": namen, "range": [-0.6, len(namen) - 0.4], "showgrid": False},
        bargap=0.4,
        **_words_and_line(naast),
    )


def _words_and_line(naast: Naast) -> dict[str, Any]:
    """Why somebody has no mark, and the line of all together."""
    layout: dict[str, Any] = {
        "annotations": [
            {
                "xref": "paper",
                "x": 0.01,
                "y": rij.gebied.naam,
                "text": why_not(rij),
                "showarrow": False,
                "xanchor": "left",
            }
            for rij in naast.zonder_waarde
        ]
    }
    if naast.waarde_samen is not None:
        streep = {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": RAND, "width": 1.5, "dash": "dot"},
        }
        layout["shapes"] = [{**streep, "x0": naast.waarde_samen, "x1": naast.waarde_samen}]
    return layout


def _errors(waarden: Sequence[tuple[float, Interval | None]]) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [rand.hoog - waarde if rand else 0 for waarde, rand in waarden],
        "arrayminus": [waarde - rand.laag if rand else 0 for waarde, rand in waarden],
        "color": RAND,
        "thickness": 2,
        "width": 5,
    }


def _words(naast: Naast, plaats: Plaats) -> str:
    tekst = value_text(plaats.waarde or 0.0, naast.maat, naast.decimalen)
    return f"{plaats.gebied.naam}: {tekst} {interval_text(plaats)}".strip()


def funnel_figure(naast: Naast, links: Links) -> Figuur:
    """The points between the limits of chance."""
    stippen, grenzen, gemiddelde = funnel_parts(naast)
    codes = {rij.gebied.naam: rij for rij in naast.geordend}
    x = [grens.n for grens in grenzen]
    streep = {"mode": "lines", "hoverinfo": "skip", "x": x}
    lijnen = [
        {**streep, "y": [getattr(g, veld) for g in grenzen], "line": {"color": RAND, "width": 1.5, "dash": dash}}
        for veld, dash in (("laag_95", "dot"), ("hoog_95", "dot"), ("laag_998", "solid"), ("hoog_998", "solid"))
    ]
    midden = {**streep, "y": [gemiddelde] * len(x), "line": {"color": RASTER, "width": 2}}
    punten = {
        "mode": "markers+text",
        "x": [stip.n for stip in stippen],
        "y": [stip.waarde for stip in stippen],
        "text": [stip.naam if stip.eigen or stip.opvallend else "" for stip in stippen],
        "textposition": "top center",
        "hovertext": [f"{_words(naast, codes[s.naam])}, {format_count(s.n)} jongeren" for s in stippen],
        "customdata": [links.get(codes[stip.naam].gebied.code, "") for stip in stippen],
        "marker": {"size": 11, "color": [EIGEN if stip.eigen else REST for stip in stippen]},
    }
    hoogste = max([*(s.waarde for s in stippen), *(g.hoog_95 for g in grenzen)])
    laagste = min([*(s.waarde for s in stippen), *(g.laag_95 for g in grenzen)])
    vanaf = 0.0 if laagste < 50 else laagste - (hoogste - laagste) * 0.1
    return _figure(
        [midden, *lijnen, punten],
        {"rangemode": "tozero", "title": {"text": "aantal jongeren in de gemeente", "font": {"size": 12}}, "nticks": 5},
        {"range": [vanaf, hoogste * 1.1 if laagste < 50 else 100.0], "ticksuffix": axis_sign(naast), "nticks": 5},
    )


def _title(naast: Naast) -> dict[str, Any]:
    """The name of an axis over two lines, so that it fits on a phone."""
    wat, komma, maat = subject(naast).partition(", ")
    return {"text": f"{wat}{komma.strip()}<br>{maat}" if maat else wat, "font": {"size": 12}}


def pairs_figure(tegenover: Tegenover, eigen: Collection[str], links: Links) -> Figuur:
    """The gemeenten at their two values, the chosen ones named."""
    punten = tegenover.compleet
    x, y = tegenover.x, tegenover.y
    spoor = {
        "mode": "markers+text",
        "x": [p.x.waarde for p in punten],
        "y": [p.y.waarde for p in punten],
        "text": [p.gebied.naam if p.gebied.code in eigen else "" for p in punten],
        "textposition": "top center",
        "hovertext": [f"{_words(x, p.x)}<br>{subject(y)}: {_words(y, p.y).partition(': ')[2]}" for p in punten],
        "customdata": [links.get(p.gebied.code, "") for p in punten],
        "marker": {"size": 11, "color": [EIGEN if p.gebied.code in eigen else REST for p in punten]},
    }
    return _figure(
        [spoor],
        {**_axis(x.maat), "title": _title(x)},
        {**_axis(y.maat), "title": _title(y)},
    )
