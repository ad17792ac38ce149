"""What ended must have started, and only what started in a covered schooljaar is counted: anyone can reckon with that.

So in the first schooljaar no more can have ended of a soort than started of it. Without that relation the exact count
of one jongere came out of the published cells of a region of two gemeenten (60 and 25 werkprocessen): 6 verlof started
(shown) and 5 toegekend (shown), hence at most 1 afgewezen (hidden), and its jongeren say at least 1.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from data import tableplan
from data.cells import CelSleutel, cells_of
from data.indicators import WERKPROCESSEN

JAAR = "2024-2025"
REGIO, GEMEENTEN = "PR01", ("GM9001", "GM9002")


def all_cells() -> set[CelSleutel]:
    """Every cell of one region and one schooljaar, as the counting gives them."""
    niveaus: dict[str, tableplan.Niveau] = {REGIO: "regio", **dict.fromkeys(GEMEENTEN, "gemeente")}
    return {
        CelSleutel(v.indicator, WERKPROCESSEN, gebied, JAAR, v.uitsplitsing, v.categorie)
        for gebied, niveau in niveaus.items()
        for v in tableplan.alle_vormen(niveau)
    }


@pytest.mark.xfail(strict=True, reason="the plan of tables does not know yet that what ended had started")
@pytest.mark.parametrize("gebied", [REGIO, *GEMEENTEN])
def test_what_ended_hangs_together_with_what_started(gebied: str) -> None:
    relaties = tableplan.relaties(all_cells(), dict.fromkeys(GEMEENTEN, REGIO), {REGIO: GEMEENTEN})
    buren: dict[CelSleutel, set[CelSleutel]] = defaultdict(set)
    for relatie in relaties:
        cellen = {cel for cel in cells_of(relatie) if cel.gebied == gebied}
        for cel in cellen:
            buren[cel] |= cellen
    bereikt, rand = set[CelSleutel](), {CelSleutel("verlof", WERKPROCESSEN, gebied, JAAR)}
    while rand:
        bereikt |= rand
        rand = {buur for cel in rand for buur in buren[cel]} - bereikt
    assert CelSleutel("afgehandeld", WERKPROCESSEN, gebied, JAAR) in bereikt
