"""The command: what it tells a person, what it tells a machine, and what it says of a file it cannot read."""

import json
import shutil
from pathlib import Path

import pytest

from data.reports import published
from etl.__main__ import main


def test_the_report_names_each_finding_and_where_its_figures_stand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["broncontrole"]) == 0
    out, told = capsys.readouterr()
    assert out == ""
    assert "Een percentage volgt niet uit zijn aantallen: 2" in told
    assert "staat er ruim 95%. Uit de aantallen (27 en 3.931) volgt 99,3%." in told
    assert "Jaarverslag leerplicht en doorstroompunt 2022-2023, Gemeenten Hengelo en Borne; Begrippenlijst: 16" in told
    assert told.rstrip().endswith("Vraag dat aan de maker van het verslag.")


def test_a_machine_gets_the_same_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["broncontrole", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["bevindingen"]
    assert len(found) == 17
    said = next(b for b in found if b["regel"] == "richting" and b["gebied"] == "GM0164")
    assert said["uitspraak"] and sum(c["waarde"] for c in said["cijfers"]) == 819 + 604


def test_clean_figures_are_said_to_be_clean_and_unreadable_ones_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("gemeenten.csv", "regios.csv"):
        shutil.copy(published.BRONNEN.parent / "referentie" / name, tmp_path)
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    own = tmp_path / "bronnen"
    own.mkdir()
    for name in ("bronnen.csv", "cijfers.csv", "uitspraken.csv"):
        lines = (published.BRONNEN / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (own / name).write_text("".join(lines[:6] if name != "uitspraken.csv" else lines[:1]), encoding="utf-8")
    assert main(["broncontrole"]) == 0
    assert "geen tegenstrijdige cijfers" in capsys.readouterr().err
    (own / "cijfers.csv").unlink()
    published._alle_cijfers.cache_clear()
    assert main(["broncontrole"]) != 0
    assert "bestand cijfers.csv: is niet te lezen" in capsys.readouterr().err
