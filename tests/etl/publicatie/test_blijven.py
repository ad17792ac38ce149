"""What stays as it was told: a region where readers would lose more figures than they get."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.cells.cells import CelSleutel, Telling
from data.referentie.gebieden import gebieden
from etl.intern import open_intern
from etl.intern.actief import Stel, counting_now, create_views, stay
from etl.publicatie import uitgaven
from etl.publicatie.blijven import Momenten, weigh
from etl.tellen import Herkomst, Tellingen, count_cells
from tests.etl.keuring.toneel import PEILDATUM, Toneel, deliver, late, make_rows, stage

JAAR = "2024-2025"
TIJDENS, EERST, LATER = (Herkomst(date.fromisoformat(dag), False) for dag in ("2025-03-01", "2025-09-01", "2025-11-01"))


def cel(n: int) -> CelSleutel:
    return CelSleutel("werkprocessen", "werkprocessen", f"GM{n}", JAAR)


def part(n: int) -> CelSleutel:
    return cel(n)._replace(uitsplitsing="maand", categorie="09")


def tellingen(*waarden: int) -> Tellingen:
    return Tellingen({cel(n): Telling(w) for n, w in enumerate(waarden)}, {}, frozenset(), {})


@pytest.mark.parametrize(
    ("was", "wordt", "blijft"),
    [
        ((50, 60), (50, 60), True),  # nothing shown changes
        ((50, 60), (53, 60), True),
        ((50, 60), (55, 60), False),  # five more: it can be told
        ((70, 60), (75, 61), True),  # one told anew, and one lost
        ((50, 60), (55, 67), False),  # more than a tenth off
        ((50, 60, 0, 0, 0), (57, 60, 2, 1, 0), True),  # zeros that get a case are lost
        ((50, 60, 0, 0, 0), (69, 60, 2, 1, 0), False),  # but do not hold back what grew
        ((10, 0, 0), (13, 1, 0), True),  # a tenth of what is small is nothing yet
        ((50, 60, 70), (55, 61, 80), False),
        ((8, 90), (3, 90), True),  # what is small is lost too
        ((50, 60), (45, 52), False),
    ],
)
def test_a_region_is_told_anew_when_more_can_be_than_is_lost(
    was: tuple[int, ...], wordt: tuple[int, ...], blijft: bool
) -> None:
    getoond = {cel(n): w for n, w in enumerate(was)}
    plek = {("GM0", JAAR): EERST}
    assert weigh(getoond, plek, tellingen(*wordt), {("GM0", JAAR): LATER}).blijft == blijft


def test_what_is_off_is_weighed_per_schooljaar_over_totals_alone() -> None:
    """Another schooljaar hides nothing of it, and parts, which count again what their total counts, add nothing."""
    plek = {("GM0", JAAR): EERST}
    toen = cel(1)._replace(schooljaar="2023-2024")
    nieuw = Tellingen({cel(0): Telling(56), toen: Telling(900), part(0): Telling(33)}, {}, frozenset(), {})
    assert weigh({cel(0): 50, toen: 900}, plek, nieuw, plek).ver
    assert not weigh({cel(0): 55, toen: 900, part(0): 20}, plek, nieuw, plek).ver


@pytest.mark.parametrize(
    ("toen", "straks", "wordt", "blijft"),
    [
        ({("GM0", JAAR): EERST}, {("GM0", JAAR): LATER, ("GM0", "2025-2026"): LATER}, 53, False),
        ({("GM0", JAAR): EERST, ("GM0", "2023-2024"): EERST}, {("GM0", JAAR): LATER}, 53, False),
        ({("GM0", JAAR): TIJDENS}, {("GM0", JAAR): LATER}, 50, False),  # over now, and nothing else
        ({("GM0", JAAR): TIJDENS}, {("GM0", JAAR): LATER}, 53, True),
    ],
)
def test_a_schooljaar_that_comes_goes_or_is_over_is_told(
    toen: Momenten, straks: Momenten, wordt: int, blijft: bool
) -> None:
    assert weigh({cel(0): 50}, toen, tellingen(wordt), straks).blijft == blijft


def test_what_is_not_counted_any_more_cannot_stay() -> None:
    plek = {("GM0", JAAR): EERST}
    assert not weigh({cel(0): 50, cel(7): 60}, plek, tellingen(50), plek).blijft


def test_one_region_stays_and_the_other_follows(tmp_path: Path) -> None:
    """Every cell of the one is that of before, and of the other that of now; so it is found again later."""
    toneel = Toneel({"GM9001": 60, "GM9002": 50}, {"PR01": ["GM9001"], "PR02": ["GM9002"]}, jaren=2)
    with stage(toneel, tmp_path):
        rijen = make_rows(toneel)
        deliver(toneel, rijen)
        with open_intern(schrijven=True) as verbinding:
            eerst = count_cells(verbinding, gebieden())
        deliver(toneel, [*rijen[5:], *late(toneel, {"GM9001": 9, "GM9002": 9}, 4)], 2)
        with open_intern(schrijven=True) as verbinding:
            nu = count_cells(verbinding, gebieden())
            stay(verbinding, {"PR01": [1]})
            gemengd = count_cells(verbinding, gebieden())
            uitgaven.write_edition(verbinding, "later")
            stay(verbinding, {})
            assert count_cells(verbinding, gebieden()).cellen == nu.cellen
            stel = uitgaven.deliveries_of(verbinding, "later")
            assert stel == Stel(counting_now(verbinding).leveringen, frozenset({("PR01", 1)}))
            create_views(verbinding, leveringen=stel)
            assert count_cells(verbinding, gebieden()).cellen == gemengd.cellen
    for plekken, bron in (({"GM9001", "PR01"}, eerst), ({"GM9002", "PR02"}, nu)):
        eigen = {c: t.waarde for c, t in gemengd.cellen.items() if c.gebied in plekken}
        assert eigen and eigen == {c: bron.cellen[c].waarde for c in eigen}
    assert any(nu.cellen[c].waarde != t.waarde for c, t in gemengd.cellen.items() if c.gebied == "PR01")
    assert (
        gemengd.herkomst["werkprocessen", "PR01", JAAR].peildatum
        < gemengd.herkomst["werkprocessen", "PR02", JAAR].peildatum
    )
    assert gemengd.herkomst["werkprocessen", "PR01", JAAR].peildatum > PEILDATUM
