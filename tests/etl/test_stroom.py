"""What ended must have started, and only what started in a covered schooljaar is counted: anyone can reckon with that.

So in the first schooljaar no more can have ended of a soort than started of it. Without that relation the exact count
of one jongere came out of the published cells of a region of two gemeenten (60 and 25 werkprocessen): 6 verlof started
(shown) and 5 toegekend (shown), hence at most 1 afgewezen (hidden), and its jongeren say at least 1.
"""

from __future__ import annotations

import pytest

from data.cells import HULP, CelSleutel, Hoogstens, Relatie, Som, cells_of
from data.indicators import WERKPROCESSEN
from data.relaties import relate
from data.stromen import counted

EERSTE, TWEEDE = "2023-2024", "2024-2025"
REGIO, GEMEENTEN = "PR01", ("GM9001", "GM9002")


def all_cells(jaren: dict[str, list[str]]) -> set[CelSleutel]:
    """Every cell of one region in the schooljaren of each gebied, as the counting gives them."""
    return {
        CelSleutel(v.indicator, WERKPROCESSEN, gebied, jaar, v.uitsplitsing, v.categorie)
        for gebied, reeks in jaren.items()
        for v in counted("regio" if gebied == REGIO else "gemeente")
        for jaar in reeks
    }


def relations(jaren: dict[str, list[str]]) -> list[Relatie]:
    return relate(all_cells(jaren), dict.fromkeys(GEMEENTEN, REGIO), {REGIO: GEMEENTEN})


def flow(gevonden: list[Relatie], gebied: str, jaar: str) -> list[Relatie]:
    """The relations of the flow of verlof."""
    behandeld = CelSleutel(HULP, WERKPROCESSEN, gebied, jaar, "behandeld", "verlof")
    return [
        r
        for r in gevonden
        if behandeld in cells_of(r) and all(c.gebied == gebied and "verlof" in c[0] + c[5] for c in cells_of(r))
    ]


def verlof(gebied: str, jaar: str) -> CelSleutel:
    return CelSleutel("verlof", WERKPROCESSEN, gebied, jaar)


@pytest.mark.parametrize("gebied", [REGIO, *GEMEENTEN])
def test_in_the_first_schooljaar_all_that_was_dealt_with_started_in_it(gebied: str) -> None:
    alle = relations({g: [EERSTE, TWEEDE] for g in (REGIO, *GEMEENTEN)})
    (gestart,) = [r for r in flow(alle, gebied, EERSTE) if verlof(gebied, EERSTE) in cells_of(r)]
    assert isinstance(gestart, Som) and gestart.exact and gestart.delen == (verlof(gebied, EERSTE),)
    later = [r for r in flow(alle, gebied, TWEEDE) if verlof(gebied, TWEEDE) in cells_of(r)]
    assert [len(r.delen) for r in later if isinstance(r, Som)] == [2]
    assert {c.schooljaar for c in cells_of(later[0])} == {EERSTE, TWEEDE}


def test_of_a_gap_or_of_a_region_that_began_later_than_its_gemeenten_nothing_is_said_to_begin_at_zero() -> None:
    alle = relations({REGIO: [TWEEDE], GEMEENTEN[0]: [EERSTE, TWEEDE], GEMEENTEN[1]: [TWEEDE]})
    (regio,) = [r for r in flow(alle, REGIO, TWEEDE) if verlof(REGIO, TWEEDE) in cells_of(r)]
    assert isinstance(regio, Hoogstens)
    (nieuw,) = [r for r in flow(alle, GEMEENTEN[1], TWEEDE) if verlof(GEMEENTEN[1], TWEEDE) in cells_of(r)]
    assert isinstance(nieuw, Som) and len(nieuw.delen) == 1


@pytest.mark.parametrize("gebied", [REGIO, *GEMEENTEN])
def test_what_ended_hangs_together_with_what_started(gebied: str) -> None:
    """From verlof that started one gets to afgehandeld by relations within the gebied."""
    alle = relations({g: [EERSTE] for g in (REGIO, *GEMEENTEN)})
    bereikt, nieuw = set[CelSleutel](), {verlof(gebied, EERSTE)}
    while nieuw:
        bereikt |= nieuw
        nieuw = {c for r in alle if bereikt & set(cells_of(r)) for c in cells_of(r) if c.gebied == gebied} - bereikt
    assert CelSleutel("afgehandeld", WERKPROCESSEN, gebied, EERSTE) in bereikt
