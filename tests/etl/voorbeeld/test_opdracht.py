"""The command `voorbeeld`: what it says, and what it refuses."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main


def test_it_says_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voorbeeld", "--uit", str(tmp_path), "--rijen", "3", "--zaad", "5", "--json"]) == 0
    gezegd = capsys.readouterr()
    uitkomst = json.loads(gezegd.out)
    assert uitkomst["rijen"] == uitkomst["minimum"] and uitkomst["zaad"] == 5
    assert [Path(pad).is_file() for pad in uitkomst["bestanden"]] == [True, True]
    assert "kan niet: zoveel zijn er nodig voor de gepubliceerde cijfers" in gezegd.err
    assert "geen enkele regel gaat over een echte jongere" in gezegd.err


@pytest.mark.parametrize(
    "opties",
    [[], ["--uit", "x", "--rijen", "0"], ["--uit", "x", "--zaad", "-1"], ["--uit", "x", "--gemeenten-uit", "y"]],
)
def test_wrong_use(opties: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(["voorbeeld", *opties])
    except SystemExit as einde:
        status = int(einde.code or 0)
    assert status == 2
    assert "Fout:" in capsys.readouterr().err
    assert not Path("x").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").write_text("")
    assert main(["voorbeeld", "--uit", str(tmp_path / "bestand" / "map"), "--rijen", "1"]) == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_a_reference_folder_with_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "regios.csv").write_text("code,naam\nMC01,Noord\n")
    (tmp_path / "gemeenten.csv").write_text("code,naam,regio\nGM3001,Plaats,MC99\n")
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_REFERENTIE", "")  # so that what the command sets is undone
        assert main(["voorbeeld", "--uit", str(tmp_path), "--gemeenten-uit", str(tmp_path)]) == 1
    assert "MC99" in capsys.readouterr().err
