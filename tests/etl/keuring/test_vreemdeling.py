"""The stranger finds in files what the attack finds in cells."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from data.cells.cells import CelSleutel
from data.cells.hierarchie import hierarchy
from data.cells.tafels import Tafels
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.aanval.openbaar import Openbaar, registry_definitions, registry_ratios
from etl.aanval.vonnis import examine
from tests.etl.aanval.hulp import JAAR, TWEE, cases, publish, totals
from tests.etl.keuring import vreemdeling
from tests.etl.keuring.vreemdeling import read_files, with_reports

KOLOMMEN = (*CelSleutel._fields, "waarde", "status", "bron", "peildatum")
VERSLAG = ("gebied", "schooljaar", "onderdeel", "waarde", "eenheid", "indicator")


def write_files(openbaar: Openbaar, map_: Path, verslag: tuple[tuple[str, ...], ...] = ()) -> Path:
    """The files of `exporteer`, from what is public."""
    rijen = [(*cel, f"{n:g}", "gepubliceerd", "levering", "2024-09-01") for cel, n in openbaar.getoond.items()]
    rijen += [(*cel, "", "onderdrukt", "levering", "2024-09-01") for cel in sorted(openbaar.onderdrukt)]
    for naam, kolommen, inhoud in (("cijfers.csv", KOLOMMEN, rijen), ("verslagcijfers.csv", VERSLAG, verslag)):
        with (map_ / naam).open("w", encoding="utf-8", newline="") as uit:
            csv.writer(uit).writerows([kolommen, *inhoud])
    (map_ / "hierarchie.json").write_text(json.dumps(hierarchy(TWEE, Tafels({}))), encoding="utf-8")
    return map_


def leak() -> Openbaar:
    """A gemeente of three that its region gives away."""
    return publish([*cases(30, "vsv"), *cases(3, "vsv", "GM2")], lambda c: c.gebied == "GM2", alleen=totals("vsv"))


def test_he_reads_the_definitions_from_the_files(tmp_path: Path) -> None:
    gelezen = read_files(write_files(leak(), tmp_path))
    assert gelezen.definities == registry_definitions()
    assert gelezen.verhoudingen == registry_ratios()
    assert gelezen.getoond == leak().getoond
    assert gelezen.onderdrukt == leak().onderdrukt
    assert gelezen.delen_van == TWEE


def test_he_finds_in_files_what_is_there(tmp_path: Path) -> None:
    uitkomst = examine(read_files(write_files(leak(), tmp_path)))
    assert uitkomst.intervallen[CelSleutel("vsv", WERKPROCESSEN, "GM2", JAAR)] == (3, 3)


@pytest.mark.parametrize(("aantal", "status"), [(3, 1), (14, 1), (0, 0)])
def test_his_exit_status_says_whether_he_found_anything(
    aantal: int, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Zero: nothing is hidden, nothing comes out. Fourteen: a hidden cell is exact, large or not."""
    rijen = [*cases(30, "vsv"), *cases(aantal, "vsv", "GM2")]
    openbaar = publish(rijen, lambda c: c.gebied == "GM2" and aantal > 0, alleen=totals("vsv"))
    monkeypatch.setattr(sys, "argv", ["vreemdeling", str(write_files(openbaar, tmp_path))])
    assert vreemdeling.main() == status
    gezegd = capsys.readouterr().out
    assert "GM2" not in gezegd
    assert ("te nauw: niets" in gezegd) == (status == 0)


def test_he_believes_a_report_until_it_contradicts(tmp_path: Path) -> None:
    openbaar = publish(
        [*cases(30, "vsv"), *cases(14, "vsv", "GM2")], lambda c: c.gebied in ("GM1", "GM2"), alleen=totals("vsv")
    )
    verslag = (("GM1", JAAR, "", "30", WERKPROCESSEN, "vsv"), ("GM2", JAAR, "", "99", JONGEREN, "vsv"))
    gelezen = with_reports(read_files(write_files(openbaar, tmp_path, verslag)), tmp_path)
    assert gelezen.kennis == {CelSleutel("vsv", WERKPROCESSEN, "GM1", JAAR): 30.0}
    assert examine(gelezen).intervallen[CelSleutel("vsv", WERKPROCESSEN, "GM2", JAAR)] == (14, 14)
    assert examine(replace(gelezen, kennis={})).veilig
