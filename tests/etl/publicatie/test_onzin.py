"""What contradicts itself is not published: status 4, the place and the rule are named, no count is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.cells import relaties
from data.cells.cells import CelSleutel, Relatie, Som, Telling
from data.publication.databases import publiek_pad
from etl.__main__ import main
from etl.meldingen import PUBLICATIE_GEWEIGERD
from etl.publicatie.kennis import Verslagkennis
from etl.tellen import Tellingen, count_cells
from etl.werelden import NietTeBewijzen
from tests.etl.publicatie.vulling import fill

JAAR = "2024-2025"
CEL = CelSleutel("relatief_verzuim", "werkprocessen", "SR-HENGELO", JAAR)
VERZINSEL = 76_543
Cellen = dict[CelSleutel, Telling]


@pytest.fixture(autouse=True)
def data_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    fill(aantal=60)
    return tmp_path


def refuse(capsys: pytest.CaptureFixture[str], rule: str) -> None:
    """The command refuses, says by which rule and where, tells no count, and nothing is live."""
    assert main(["publiceren"]) == PUBLICATIE_GEWEIGERD
    gezegd = capsys.readouterr()
    assert rule in gezegd.err
    assert "SR-HENGELO" in gezegd.err
    kaal = (gezegd.err + gezegd.out).replace(JAAR, "").replace("76_543", str(VERZINSEL))
    assert not [c for c in kaal if c.isdigit()]
    assert not publiek_pad().exists()


def counted(monkeypatch: pytest.MonkeyPatch, change: Callable[[Cellen], None]) -> None:
    def broken(*args: Any) -> Tellingen:
        tellingen = count_cells(*args)
        cellen = dict(tellingen.cellen)
        change(cellen)
        return replace(tellingen, cellen=cellen)

    monkeypatch.setattr("etl.publicatie.blijven.count_cells", broken)


def test_a_table_that_does_not_add_up(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def change(cellen: Cellen) -> None:
        cellen[CEL] = replace(cellen[CEL], waarde=VERZINSEL)

    counted(monkeypatch, change)
    refuse(capsys, "telt niet op")


def test_a_negative_count(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def change(cellen: Cellen) -> None:
        cellen[CEL] = replace(cellen[CEL], waarde=-VERZINSEL)

    counted(monkeypatch, change)
    refuse(capsys, "Negatief aantal")


def test_a_relation_to_an_unknown_cell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    echt = relaties.relate

    def more(*args: Any) -> list[Relatie]:
        vreemd = CEL._replace(uitsplitsing="subsoort", categorie="bestaat-niet")
        return [*echt(*args), Som(CEL, (vreemd,), exact=True)]

    monkeypatch.setattr("etl.publicatie.publiceren.relate", more)
    refuse(capsys, "onbekende cel")


def test_a_figure_of_a_report_that_contradicts_the_count(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def known(_cijfers: object, _cellen: Mapping[CelSleutel, Telling]) -> Verslagkennis:
        return Verslagkennis({CEL: VERZINSEL}, {}, ())

    monkeypatch.setattr("etl.publicatie.publiceren.told_by_reports", known)
    refuse(capsys, "spreekt de telling tegen")


def test_what_no_choice_protects_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise NietTeBewijzen("Er is geen veilige keuze gevonden rond relatief_verzuim van SR-HENGELO.")

    monkeypatch.setattr("etl.publicatie.publiceren.Bewijzer.expect", fail)
    refuse(capsys, "geen veilige keuze")
