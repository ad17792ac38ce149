"""What must be said of example figures in a piece: that some of them repeat published ones about something near."""

from __future__ import annotations

from dataclasses import replace

from components.piece import Stuk
from components.sources import repeats_line
from data.gelijkgesteld import made_equal_to
from data.readmodel import Beeld


def with_notes(beeld: Beeld, stuk: Stuk) -> Stuk:
    """The same piece, with that note where it holds."""
    if not stuk.voorbeeld:
        return stuk
    gevonden = (made_equal_to(beeld, beeld.van_soort(cel, "voorbeeld")) for cel in stuk.cellen)
    noot = repeats_line(ind for ind in gevonden if ind)
    return replace(stuk, noten=(*stuk.noten, noot)) if noot else stuk
