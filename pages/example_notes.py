"""What must be said of example figures in a piece beside those of a report: which repeat one, and which are hidden."""

from __future__ import annotations

from dataclasses import replace

from components.pieces.piece import Stuk
from components.words.sources import hidden_beside_report, repeats_line
from data.publication.readmodel import Beeld
from data.views.made_equal import made_equal_to
from data.views.tiles import printed_in_report


def with_notes(beeld: Beeld, stuk: Stuk) -> Stuk:
    """The same piece, with those notes where they hold."""
    if not stuk.voorbeeld:
        return stuk
    cijfers = [beeld.van_soort(cel, "voorbeeld") for cel in stuk.cellen]
    noot = repeats_line(ind for ind in (made_equal_to(beeld, cijfer) for cijfer in cijfers) if ind)
    gedrukt = [v for c in cijfers if not c.is_bekend and (v := printed_in_report(beeld, c))]
    over = hidden_beside_report(gedrukt[0]) if gedrukt else ""
    return replace(stuk, noten=(*stuk.noten, *filter(None, (noot, over)))) if noot or over else stuk
