"""Bands from one whole on the left to its parts on the right, each part a row of the same height.

A band that is hidden is dashed and always as thick, whatever is hidden: the thickness of the others is shared out among
those that are shown, so that nothing follows from the size of any.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.svg.inline import InlineDrawing, Sheet

# In units of the drawing, which is stretched over its box: a row is so high, and a hidden band so thick.
RIJ = 20.0
_BREED = 100.0
_VERBORGEN = 4.0
_STAM = 5.0
# The widest band leaves this part of its row free.
_VRIJ = 0.15


def flow(waarden: Sequence[float | None]) -> InlineDrawing:
    """One band per part, from the top down; None for one that is hidden, 0 for one that does not occur."""
    hoogte = RIJ * len(waarden)
    links, rechts = thickness(waarden, hoogte)
    blad = Sheet()
    boven = 0.0
    for i, waarde in enumerate(waarden):
        if waarde == 0:
            continue
        soort = "stroom verborgen" if waarde is None else "stroom"
        midden = RIJ * (i + 0.5)
        blad.add("path", d=_band(boven, links[i], midden, rechts[i]), class_=soort, vector_effect="non-scaling-stroke")
        boven += links[i]
    if boven:
        blad.add("rect", x=0.0, y=0.0, width=_STAM, height=boven, class_="stam")
    binnen = Sheet()
    binnen.add(
        "svg", blad.markup, width="100%", height="100%", viewBox=f"0 0 {_BREED:.0f} {hoogte:.0f}",
        preserveAspectRatio="none",
    )  # fmt: skip
    return InlineDrawing(binnen.markup, height=None, klasse="stroombeeld")


def thickness(waarden: Sequence[float | None], hoogte: float) -> tuple[list[float], list[float]]:
    """How thick each band is where it begins and where it ends."""
    getoond = [waarde for waarde in waarden if waarde]
    vrij = hoogte - _VERBORGEN * sum(waarde is None for waarde in waarden)
    per = vrij / sum(getoond) if getoond else 0.0
    eind = RIJ * (1 - _VRIJ) / max(getoond) if getoond else 0.0
    links = [_VERBORGEN if waarde is None else waarde * per for waarde in waarden]
    rechts = [_VERBORGEN if waarde is None else waarde * eind for waarde in waarden]
    return links, rechts


def _band(boven: float, links: float, midden: float, rechts: float) -> str:
    """A band with round shoulders: from its place in the whole to the middle of its row."""
    a, b = boven, boven + links
    c, d = midden - rechts / 2, midden + rechts / 2
    half = (_STAM + _BREED) / 2
    punten = (_STAM, a, half, a, half, c, _BREED, c, _BREED, d, half, d, half, b, _STAM, b)
    x = [f"{punt:.1f}".rstrip("0").rstrip(".") for punt in punten]
    return (
        f"M{x[0]} {x[1]}C{x[2]} {x[3]} {x[4]} {x[5]} {x[6]} {x[7]}"
        f"L{x[8]} {x[9]}C{x[10]} {x[11]} {x[12]} {x[13]} {x[14]} {x[15]}Z"
    )
