"""The commands: exit status, Dutch on standard error, one JSON document on standard output, and never a child."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from etl.__main__ import main
from tests.etl.inname.hulp import KOP, delivery, query, row

GOED = delivery(*(row(nummer) for nummer in range(20)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "goed.csv").write_text(GOED)
    (tmp_path / "slecht.csv").write_text(KOP.replace("soort;", "", 1) + "\nx\n")
    (tmp_path / "half.csv").write_text(GOED + row("x", persoon="GEHEIM-8", soort="GEHEIM-7", geboortedatum="GEHEIM-7"))
    return tmp_path


def test_a_report_in_dutch_on_standard_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["laden", str(folder / "half.csv"), "--peildatum", "01-09-2025"]) == 0
    uit, fout = capsys.readouterr()
    assert uit == ""
    assert "Gelezen 21, geaccepteerd 20, afgekeurd 1." in fout
    assert "1x soort: Deze soort bestaat niet." in fout
    assert "Gaat over 1 gemeente, schooljaar 2022-2023, peildatum 01-09-2025." in fout
    assert "GEHEIM" not in fout


def test_one_json_document_on_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestanden = [str(folder / naam) for naam in ("slecht.csv", "goed.csv")]
    assert main(["laden", *bestanden, "--json", "--peildatum", "2025-09-01"]) == 3
    verslag = json.loads(capsys.readouterr().out)
    assert [levering["status"] for levering in verslag["leveringen"]] == ["geweigerd", "geladen"]
    assert verslag["leveringen"][1]["geaccepteerd"] == 20
    assert query("SELECT count(*) FROM actief") == [(20,)]


def test_the_default_peildatum_is_today(folder: Path) -> None:
    assert main(["laden", str(folder / "goed.csv")]) == 0
    assert query("SELECT peildatum FROM levering") == [(date.today(),)]  # noqa: DTZ011


@pytest.mark.parametrize(
    ("opties", "fragment"),
    [
        (["laden"], "dit ontbreekt: BESTAND"),
        (["onzin"], "'onzin' bestaat niet"),
        (["laden", "GOED", "--iets"], "dit ken ik niet: --iets"),
        (["laden", "weg.csv"], "weg.csv bestaat niet"),
        (["laden", "."], "is geen bestand"),
        (["laden", "GOED", "--profiel", "onzin"], "profiel 'onzin' bestaat niet"),
        (["laden", "GOED", "--peildatum", "morgen"], "geen datum"),
        (["laden", "GOED", "--peildatum", "2999-01-01"], "toekomst"),
        (["laden", "GOED", "--schooljaren", "2020"], "--schooljaren klopt niet"),
        (["laden", "GOED", "--schooljaren", "2021-2022:2020-2021"], "loopt terug"),
        (["laden", "GOED", "--max-afgekeurd", "veel"], "geen aandeel"),
        (["laden", "GOED", "--max-afgekeurd", "101%"], "geen aandeel"),
        (["intrekken", "7"], "geen geaccepteerde levering 7"),
        (["afgekeurd", "--uit", "bestaat/niet/uit.csv"], "kan niet worden geschreven"),
    ],
)
def test_wrong_use(folder: Path, opties: list[str], fragment: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = main([str(folder / "goed.csv") if optie == "GOED" else optie for optie in opties])
    except SystemExit as einde:
        status = einde.code
    assert status == 2
    assert fragment in capsys.readouterr().err
    assert query("SELECT count(*) FROM levering") == [(0,)]


def test_the_refused_rows_as_text_as_csv_and_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["laden", str(folder / "half.csv"), "--peildatum", "2025-09-01"]) == 0
    capsys.readouterr()
    assert main(["afgekeurd"]) == 0
    tekst = capsys.readouterr().out
    assert "regel 22, kolom soort [onbekende_code]: Deze soort bestaat niet. Kies uit: absoluut_verzuim" in tekst
    assert main(["afgekeurd", "--json"]) == 0
    als_json = capsys.readouterr().out
    assert {rij["kolom"] for rij in json.loads(als_json)["afgekeurd"]} == {"soort", "geboortedatum"}
    assert main(["afgekeurd", "--uit", str(folder / "uit.csv")]) == 0
    als_csv = (folder / "uit.csv").read_text(encoding="utf-8-sig")
    kop, *regels = csv.reader(als_csv.splitlines(), delimiter=";")
    assert kop == ["levering_id", "bestand", "regel", "kolom", "regelcode", "melding", "remedie"]
    assert [regel[3] for regel in regels] == [rij["kolom"] for rij in json.loads(als_json)["afgekeurd"]]
    assert "GEHEIM" not in tekst + als_json + als_csv
    assert main(["afgekeurd", "--levering", "9"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_name_is_no_formula(folder: Path) -> None:
    bestand = folder / "=1+1.csv"
    bestand.write_text((folder / "half.csv").read_text())
    assert main(["laden", str(bestand)]) == 0
    assert main(["afgekeurd", "--uit", str(folder / "uit.csv")]) == 0
    _, *regels = csv.reader((folder / "uit.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    assert regels[0][:3] == ["1", "'=1+1.csv", "22"]


def test_listing_and_withdrawing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["laden", str(folder / "goed.csv"), str(folder / "slecht.csv"), "--peildatum", "2025-09-01"])
    assert main(["intrekken", "1", "--reden", "dubbel"]) == 0
    capsys.readouterr()
    assert main(["leveringen"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert [regel.split()[2] for regel in regels] == ["geweigerd", "ingetrokken"]
    assert main(["leveringen", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["leveringen"][1]["reden"] == "dubbel"
    assert query("SELECT count(*) FROM actief") == [(0,)]


def test_another_key_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["laden", str(folder / "goed.csv")]) == 0
    monkeypatch.setenv("LEERRECHT_SLEUTEL", "een heel andere sleutel dan eerst")
    assert main(["laden", str(folder / "half.csv")]) == 2
    monkeypatch.setenv("LEERRECHT_SLEUTEL", "kort")
    assert main(["laden", str(folder / "half.csv")]) == 2
    assert "kort" not in capsys.readouterr().err.replace("korter", "")
    assert query("SELECT count(*) FROM levering") == [(1,)]


def test_an_unforeseen_error_shows_its_place_and_no_value(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Could not convert GEHEIM-7 to DATE")

    monkeypatch.setattr("etl.inname.loading.check_rows", fail)
    assert main(["laden", str(folder / "goed.csv")]) == 1
    melding = capsys.readouterr().err
    assert "ValueError" in melding and "loading.py" in melding and "GEHEIM" not in melding
