"""What ended was open before or started, and what did not end is open after: anyone can reckon with that.

So where what was open before is shown, no more can have ended of a soort than that and what started of it. Nothing is
said of what was open before the first schooljaar: cases that began earlier end in it too.
"""

from __future__ import annotations

import pytest

from data.cells.cells import HULP, CelSleutel, Hoogstens, Relatie, Som, cells_of
from data.cells.relaties import relate
from data.cells.stromen import counted
from data.registry.indicators import WERKPROCESSEN

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
def test_of_the_first_schooljaar_nothing_is_said_of_what_was_open_before_it(gebied: str) -> None:
    alle = relations({g: [EERSTE, TWEEDE] for g in (REGIO, *GEMEENTEN)})
    (gestart,) = [r for r in flow(alle, gebied, EERSTE) if verlof(gebied, EERSTE) in cells_of(r)]
    assert isinstance(gestart, Hoogstens) and gestart.klein == verlof(gebied, EERSTE)
    later = [r for r in flow(alle, gebied, TWEEDE) if verlof(gebied, TWEEDE) in cells_of(r)]
    assert [len(r.delen) for r in later if isinstance(r, Som) and r.exact] == [2]
    assert {c.schooljaar for c in cells_of(later[0])} == {EERSTE, TWEEDE}


def test_nor_of_a_region_or_gemeente_that_began_later() -> None:
    alle = relations({REGIO: [TWEEDE], GEMEENTEN[0]: [EERSTE, TWEEDE], GEMEENTEN[1]: [TWEEDE]})
    for gebied in (REGIO, GEMEENTEN[1]):
        (gevonden,) = [r for r in flow(alle, gebied, TWEEDE) if verlof(gebied, TWEEDE) in cells_of(r)]
        assert isinstance(gevonden, Hoogstens)


@pytest.mark.parametrize("gebied", [REGIO, *GEMEENTEN])
def test_what_ended_hangs_together_with_what_started(gebied: str) -> None:
    """From verlof that started one gets to afgehandeld by relations within the gebied."""
    alle = relations({g: [EERSTE] for g in (REGIO, *GEMEENTEN)})
    bereikt, nieuw = set[CelSleutel](), {verlof(gebied, EERSTE)}
    while nieuw:
        bereikt |= nieuw
        nieuw = {c for r in alle if bereikt & set(cells_of(r)) for c in cells_of(r) if c.gebied == gebied} - bereikt
    assert CelSleutel("afgehandeld", WERKPROCESSEN, gebied, EERSTE) in bereikt
