"""The map of a region: with its borders where those were imported, else as squares. Decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from dash.development.base_component import Component

from components.pieces.region_map import region_map
from components.pieces.tile_map import Vak, tile_map
from components.words.side_by_side_words import count_text, value_text, why_not
from components.words.verdicts import direction, row_words
from data.publication.figures import Gebied
from data.publication.grenzen import region_outline
from data.views.side_by_side import Naast, Plaats


def place_map(regio: Gebied, vakken: Sequence[Vak], eenheid: str = "") -> Component:
    """The gemeenten as they lie, each a link with its figure. eenheid: what the figures are, as `per 1.000`."""
    if omtrek := region_outline(regio.code, {vak.gebied.code for vak in vakken}):
        return region_map(*omtrek, vakken, eenheid)
    return tile_map(vakken)


def square_of(naast: Naast, rij: Plaats, url: str) -> Vak:
    """What the map says of one row of a comparison: its number in the measure of the rows, else why there is none."""
    voorbeeld = rij.telling.cijfer.is_voorbeeld
    if rij.waarde is None:
        return Vak(gebied=rij.gebied, tekst=why_not(rij), url=url, voorbeeld=voorbeeld, bekend=False)
    tekst = count_text(rij.telling) if naast.maat == "aantal" else value_text(rij.waarde, naast.maat, naast.decimalen)
    richting = direction(rij.plek) if rij.plek else None
    return Vak(
        gebied=rij.gebied, tekst=tekst, url=url, voorbeeld=voorbeeld, richting=richting, woorden=row_words(rij.plek)
    )
