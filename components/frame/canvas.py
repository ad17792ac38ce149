"""What all charts share: a bare canvas without gimmicks, in Dutch, that needs no mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from components.frame.palette import DOORZICHTIG, RAND, RASTER

# A still picture: nothing to hover, drag or zoom by accident on a phone, and no button that sends it anywhere.
CONFIG: Any = {"displayModeBar": False, "staticPlot": True, "responsive": True, "locale": "nl"}
LETTER = 13
_AS = {"automargin": True, "zeroline": False, "showline": False, "gridcolor": RASTER, "linecolor": RAND}


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
