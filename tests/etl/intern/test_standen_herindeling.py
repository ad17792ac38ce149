"""Standen of gemeenten that merged: whole, once, or unknown; never the sum of some of the predecessors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from data.referentie.gebieden import gebieden
from etl.afstemming.recount import Hertelling
from etl.intern import open_intern
from etl.intern import schema as intern
from etl.tellen import count_cells
from tests.etl.test_teambeeld import levering

JAAR = "2020-2021"
# Nieuw began on 1 January 2022 from A, B and C; Oud was there before and took in D on 1 August 2022.
REFERENTIE = """code;naam;regio;sinds;tot;opgegaan_in
GM1001;A;R1;;2022-01-01;GM1000
GM1002;B;R1;;2022-01-01;GM1000
GM1003;C;R1;;2022-01-01;GM1000
GM1000;Nieuw;R1;2022-01-01;;
GM1011;D;R1;;2022-08-01;GM1010
GM1010;Oud;R1;;;
"""
VOOR, NA = date(2021, 9, 1), date(2023, 9, 1)
Stand = Mapping[str, int | None]


@pytest.fixture(autouse=True)
def referentie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "regios.csv").write_text("code;naam\nR1;Proef\n")
    (tmp_path / "gemeenten.csv").write_text(REFERENTIE)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))


def known(*leveringen: tuple[date, Stand]) -> dict[str, int]:
    """What counts as jongeren_5_18 per gemeente of today; checked to be the same for all who read it."""
    with open_intern(schrijven=True) as verbinding:
        for nummer, (peildatum, standen) in enumerate(leveringen, 1):
            verbinding.execute(insert(intern.levering), [levering(nummer, soort="standen", peildatum=peildatum)])
            leeg = dict.fromkeys(("leerplichtigen", "kwalificatieplichtigen", "ingeschreven"))
            rijen = [
                {
                    "levering_id": nummer,
                    "regel": n,
                    "gemeente_code": code,
                    "schooljaar": JAAR,
                    "jongeren_5_18": x,
                    **leeg,
                }
                for n, (code, x) in enumerate(standen.items(), 2)
            ]
            verbinding.execute(insert(intern.stand), rijen)
        verbinding.commit()
        getallen = verbinding.exec_driver_sql("SELECT gemeente_code, jongeren_5_18 FROM actieve_stand").all()
        gevonden = {str(code): int(x) for code, x in getallen if x is not None}
        cellen = count_cells(verbinding, gebieden()).cellen
        hertelling = Hertelling(verbinding, gebieden())
        for code in ("GM1000", "GM1010"):
            geteld = [cel.waarde for s, cel in cellen.items() if (s.indicator, s.gebied) == ("jongeren_5_18", code)]
            assert geteld == [gevonden[code]] if code in gevonden else not geteld
            assert hertelling.stand("jongeren_5_18", [code], JAAR) == gevonden.get(code)
        alles = gevonden.get("GM1000"), gevonden.get("GM1010")
        samen = None if None in alles else sum(x or 0 for x in alles)
        assert hertelling.stand("jongeren_5_18", ["GM1000", "GM1010"], JAAR) == samen
    return gevonden


ALLE = {"GM1001": 3000, "GM1002": 2000, "GM1003": 1000}


def test_all_predecessors_together_are_the_gemeente_of_today() -> None:
    assert known((VOOR, ALLE)) == {"GM1000": 6000}


def test_some_of_the_predecessors_are_not() -> None:
    assert known((VOOR, {"GM1001": 3000, "GM1002": 2000})) == {}
    assert known_again({"GM1001": 3000, "GM1002": 2000, "GM1003": None}) == {}


def known_again(standen: Stand) -> dict[str, int]:
    """A delivery more, on top of what is there."""
    with open_intern(schrijven=True) as verbinding:
        verbinding.execute(insert(intern.levering), [levering(9, soort="standen", peildatum=NA)])
        rijen = [
            {"levering_id": 9, "regel": n, "gemeente_code": code, "schooljaar": JAAR, "jongeren_5_18": x}
            for n, (code, x) in enumerate(standen.items(), 2)
        ]
        verbinding.execute(insert(intern.stand), rijen)
        verbinding.commit()
        rijen_nu = verbinding.exec_driver_sql("SELECT gemeente_code, jongeren_5_18 FROM actieve_stand").all()
        return {str(code): int(x) for code, x in rijen_nu if x is not None}


def test_the_new_code_takes_the_place_of_the_old_ones_and_is_not_added_to_them() -> None:
    assert known((VOOR, ALLE), (NA, {"GM1000": 6100})) == {"GM1000": 6100}


def test_the_order_of_loading_does_not_matter() -> None:
    assert known((NA, {"GM1000": 6100}), (VOOR, ALLE)) == {"GM1000": 6100}


def test_one_predecessor_that_is_newer_than_the_whole_makes_it_unknown() -> None:
    assert known((VOOR, {"GM1000": 6100}), (NA, {"GM1001": 3100})) == {}


def test_a_file_with_old_and_new_codes_gives_the_old_ones_their_own() -> None:
    """As CBS has it before a merger: the gemeente that took another in is then without it."""
    assert known((NA, {"GM1010": 9000, "GM1011": 500})) == {"GM1010": 9500}


def test_a_gemeente_that_took_another_in_is_whole_after_it_and_a_part_before_it() -> None:
    assert known((NA, {"GM1010": 9500})) == {"GM1010": 9500}


def test_before_it_took_another_in_its_own_figure_is_a_part() -> None:
    assert known((VOOR, {"GM1010": 9000})) == {}


def test_the_whole_beside_some_of_its_parts_is_not_divided() -> None:
    assert known((NA, {"GM1000": 6000, "GM1001": 3000})) == {}


def test_figures_of_two_predecessors_may_come_from_two_deliveries() -> None:
    assert known((VOOR, {"GM1001": 3000}), (NA, {"GM1002": 2000, "GM1003": 1000})) == {"GM1000": 6000}
