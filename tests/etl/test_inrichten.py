"""The command `inrichten`: a region with reference files of its own never gets the example of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.publication.databases import datamap
from etl.__main__ import main
from etl.publicatie.bestanden import live_file
from tests.deellevering import EIGEN, Deel, publish
from tests.etl.keuring.toneel import places, write_reference


@pytest.fixture
def referentie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    map_ = tmp_path / "eigen"
    write_reference(EIGEN, map_)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(map_))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return map_


def test_an_own_region_gets_no_example_and_hears_what_to_do(
    referentie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inrichten"]) == 0
    assert live_file() is None
    assert not (datamap() / "voorbeeld").exists() and not (datamap() / "intern.duckdb").exists()
    gezegd = capsys.readouterr().err
    assert "3 gemeenten in Proefstreek 01" in gezegd
    assert all(stap in gezegd for stap in ("python -m etl laden", "python -m etl publiceren", "handleiding.md"))


def test_a_fault_in_the_own_files_is_told_before_the_site_starts(
    referentie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (referentie / "gemeenten.csv").write_text("code,naam,regio\nGM9001,Plaats,PR99\n", encoding="utf-8")
    assert main(["inrichten"]) == 2
    assert "bestand gemeenten.csv, regel 2, kolom regio" in capsys.readouterr().err


def test_what_is_live_stays_and_another_place_than_the_own_files_name_is_pointed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    klein = Deel(
        gemeenten=("GM9001",), schooljaren=("2023-2024",), soorten=("vsv",), standen=(), verslagen=False, eigen=True
    )
    publish(klein, tmp_path / "een", monkeypatch)
    live = live_file()
    capsys.readouterr()
    assert main(["inrichten"]) == 0
    assert "niet over de gemeenten van uw referentiemap" not in capsys.readouterr().err
    write_reference(places([1, 1]), tmp_path / "ander")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "ander"))
    assert main(["inrichten"]) == 0
    assert "niet over de gemeenten van uw referentiemap" in capsys.readouterr().err
    assert live_file() == live
