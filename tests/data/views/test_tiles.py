"""What a tile shows of a subject that is told over three schooljaren."""

from __future__ import annotations

import pytest

from data.cells.cells import TOTAAL
from data.cells.tableplan import Tafel
from data.cells.tafels import Tafels
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN
from data.views.tiles import tile_of
from tests.data.klein_beeld import LEVERING, beeld, cel, cijfer

JAAR, VENSTER = "2023-2024", "2022-2025"


def told_over_three(jongeren: float | None, samen: float | None) -> Beeld:
    """Absoluut verzuim of one gemeente: its jongeren of a schooljaar and its cases of three; None is hidden."""
    live = beeld(
        {"GM1": "R"},
        [
            cijfer(cel("absoluut_verzuim", eenheid, "GM1", periode), w, LEVERING, "gepubliceerd" if w else "onderdrukt")
            for eenheid, periode, w in ((JONGEREN, JAAR, jongeren), (WERKPROCESSEN, VENSTER, samen))
        ],
    )
    live.tafels = Tafels({"R": {Tafel("absoluut_verzuim", TOTAAL, WERKPROCESSEN, "gemeente"): "venster"}})
    return live


@pytest.mark.parametrize(
    ("jongeren", "samen", "getoond"),
    [(None, 21.0, VENSTER), (12.0, 21.0, JAAR), (None, None, JAAR), (12.0, None, JAAR)],
)
def test_three_years_stand_only_where_they_show_what_the_schooljaar_hides(
    jongeren: float | None, samen: float | None, getoond: str
) -> None:
    tegel = tile_of(told_over_three(jongeren, samen), INDICATOREN["absoluut_verzuim"], "GM1", JAAR)
    assert (tegel.venster or tegel.cijfer).sleutel.schooljaar == getoond
    assert (tegel.venster or tegel.cijfer).waarde == (samen if getoond == VENSTER else jongeren)
