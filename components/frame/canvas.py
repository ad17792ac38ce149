"""What all charts share: a bare canvas without gimmicks, in Dutch, that needs no mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import plotly.graph_objects as go

from components.frame.palette import DOORZICHTIG, RAND, RASTER, VLAK

# No button that sends it anywhere; where a finger scrolls, dragging does nothing (see with_plotly/touch.js).
CONFIG: Any = {"displayModeBar": False, "responsive": True, "locale": "nl", "doubleClick": "reset", "showTips": False}
LETTER = 13
_AS = {"automargin": True, "zeroline": False, "showline": False, "gridcolor": RASTER, "linecolor": RAND}


@cache
def _bare() -> Mapping[str, Any]:
    return dict(canvas([], {}, {}).to_plotly_json()["layout"])


def bare_layout() -> dict[str, Any]:
    """The layout of every chart of the site as plain values: objects of Plotly's are checked at each change."""
    return deepcopy(dict(_bare()))


def alive(figuur: dict[str, Any], spoor: int, teksten: Sequence[str], links: Sequence[str] = ()) -> dict[str, Any]:
    """The figure with words at each mark of one of its traces, and where a click on it leads; the others stay mute.

    links: an address for each mark, empty for one that leads nowhere.
    """
    for ander in figuur["data"]:
        ander.setdefault("hoverinfo", "skip")
    gekozen = figuur["data"][spoor]
    gekozen |= {"hoverinfo": "text", "hovertext": list(teksten)}
    if links:
        gekozen["customdata"] = list(links)
    figuur["layout"] |= {
        "hovermode": "closest",
        "dragmode": "zoom",
        "hoverlabel": {"bgcolor": VLAK, "bordercolor": RAND},
    }
    return figuur


def canvas(lagen: Sequence[dict[str, Any]], xaxis: dict[str, Any], yaxis: dict[str, Any], **layout: Any) -> go.Figure:
    """The traces on a canvas in our style, with Dutch separators.

    Everything is given at once: Plotly checks a figure each time it is changed, and that costs more than drawing it.
    """
    vast = {
        "template": "none",
        "separators": ",.",
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "paper_bgcolor": DOORZICHTIG,
        "plot_bgcolor": DOORZICHTIG,
        "font": {"size": LETTER, "family": "system-ui, sans-serif"},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": _AS | xaxis,
        "yaxis": _AS | yaxis,
    }
    return go.Figure(data=list(lagen), layout=vast | layout)
