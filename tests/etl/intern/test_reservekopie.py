"""A backup put back on an empty machine gives the same figures, and counts persons on; what is not whole is refused."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from data.publication.databases import publieke_engine
from data.publication.readmodel import read_beeld
from etl.__main__ import main
from etl.intern import open_intern
from etl.intern.sleutel import current_key
from etl.publicatie import logboek
from tests.etl.publicatie.vulling import fill


@pytest.fixture(scope="module")
def bron(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which something was published."""
    folder = tmp_path_factory.mktemp("bron") / "var"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEERRECHT_DATA", str(folder))
        fill(aantal=300)
        assert main(["publiceren"]) == 0
    (folder / "team").mkdir()
    (folder / "team" / "antwoorden.json").write_text("{}")
    (folder / "team" / "inkomend").mkdir()
    (folder / "team" / "inkomend" / "export.csv").write_text("geheim")
    return folder


@pytest.fixture
def kopie(bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The backup and its key; from here on the data folder is an empty one."""
    monkeypatch.setenv("LEERRECHT_DATA", str(bron))
    assert main(["reservekopie", "--naar", str(tmp_path / "kopie")]) == 0
    (archief,) = (tmp_path / "kopie").glob("*.tar.gz")
    (sleutel,) = (tmp_path / "kopie").glob("*.sleutel")
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "nieuw"))
    return archief, sleutel


def state() -> tuple[object, ...]:
    with open_intern() as verbinding:
        key, laatste = current_key(verbinding), logboek.last_publication(verbinding)
    beeld = read_beeld(publieke_engine())
    return key, laatste, beeld.publicatie, beeld.alle_berekend()


def test_what_is_put_back_on_an_empty_machine_is_what_there_was(
    bron: Path, kopie: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archief, sleutel = kopie
    assert main(["herstel", str(archief), "--sleutel", str(sleutel)]) == 0
    nieuw = Path(os.environ["LEERRECHT_DATA"])
    teruggezet = state()
    monkeypatch.setenv("LEERRECHT_DATA", str(bron))
    assert teruggezet == state()
    assert (nieuw / "team" / "antwoorden.json").exists() and not (nieuw / "team" / "inkomend").exists()
    assert (nieuw / "team.duckdb").exists(), "what the team sees was made anew"
    monkeypatch.setenv("LEERRECHT_DATA", str(nieuw))
    done = subprocess.run([sys.executable, "-m", "etl", "publiceren"], capture_output=True, text=True)
    assert done.returncode == 0 and "niets veranderd" in done.stderr


def test_texts_in_a_folder_of_their_own_come_along_and_newer_ones_stay(
    bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with Compose, where the public nodes read the same folder."""
    teksten = tmp_path / "teksten" / "hattem"
    teksten.mkdir(parents=True)
    (teksten / "voorwoord.md").write_text("van toen")
    (teksten / "verzuim.md").write_text("ook van toen")
    monkeypatch.setenv("LEERRECHT_TOELICHTINGEN", str(teksten.parent))
    monkeypatch.setenv("LEERRECHT_DATA", str(bron))
    assert main(["reservekopie", "--naar", str(tmp_path / "kopie")]) == 0
    (archief,), (sleutel,) = ((tmp_path / "kopie").glob(f"*.{eind}") for eind in ("tar.gz", "sleutel"))
    (teksten / "voorwoord.md").unlink()
    (teksten / "verzuim.md").write_text("van daarna")
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "nieuw"))
    assert main(["herstel", str(archief), "--sleutel", str(sleutel)]) == 0
    assert {pad.name: pad.read_text() for pad in teksten.iterdir()} == {
        "voorwoord.md": "van toen",
        "verzuim.md": "van daarna",
    }
    assert not (tmp_path / "nieuw" / "toelichtingen").exists()


def test_a_backup_and_its_key_are_for_their_owner_alone_and_not_together(kopie: tuple[Path, Path]) -> None:
    archief, sleutel = kopie
    assert {pad.stat().st_mode & 0o777 for pad in kopie} == {0o600}
    with tarfile.open(archief) as inhoud:
        namen = inhoud.getnames()
        alles = b"".join(bestand.read() for lid in inhoud if (bestand := inhoud.extractfile(lid)))
    assert "intern.duckdb" in namen and not [naam for naam in namen if "sleutel" in naam or "inkomend" in naam]
    assert sleutel.read_bytes().strip() not in alles


@pytest.mark.parametrize("kwaad", ["half", "leeg", "ander", "omgedraaid", "mist", "erbij", "staart"])
def test_a_backup_that_is_not_whole_is_refused_and_leaves_nothing(
    kopie: tuple[Path, Path], kwaad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    archief, sleutel = kopie
    inhoud = archief.read_bytes()
    midden = len(inhoud) // 2
    anders = {
        "half": inhoud[:midden],
        "staart": inhoud[:-20],
        "leeg": b"",
        "ander": b"PK\3\4" + inhoud,
        "omgedraaid": inhoud[:midden] + bytes(255 - b for b in inhoud[midden : midden + 64]) + inhoud[midden + 64 :],
    }
    archief.write_bytes(anders[kwaad] if kwaad in anders else repacked(inhoud, kwaad))
    assert main(["herstel", str(archief), "--sleutel", str(sleutel)]) == 1
    assert "geen hele reservekopie" in capsys.readouterr().err
    assert not list(Path(os.environ["LEERRECHT_DATA"]).glob("*"))


def repacked(inhoud: bytes, kwaad: str) -> bytes:
    """The same archive without the database, or with a file that is not in its list and lies elsewhere."""
    uit = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(inhoud)) as oud, tarfile.open(fileobj=uit, mode="w:gz") as nieuw:
        for lid in oud:
            if not (kwaad == "mist" and lid.name == "intern.duckdb"):
                nieuw.addfile(lid, oud.extractfile(lid))
        if kwaad == "erbij":
            nieuw.addfile(tarfile.TarInfo("../buiten"), io.BytesIO(b""))
    return uit.getvalue()


def test_a_newer_backup_is_told(kopie: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    archief, sleutel = kopie
    tekst = json.dumps({"vorm": 99}).encode()
    kop = tarfile.TarInfo("inhoud.json")
    kop.size = len(tekst)
    with tarfile.open(archief, "w:gz") as nieuw:
        nieuw.addfile(kop, io.BytesIO(tekst))
    assert main(["herstel", str(archief), "--sleutel", str(sleutel)]) == 1
    assert "nieuwere versie" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sleutel", "melding"),
    [(b"0" * 64, "een andere dan die"), (b"", "een andere dan die"), (None, "De sleutel ontbreekt")],
)
def test_another_key_is_refused_and_leaves_nothing(
    kopie: tuple[Path, Path], sleutel: bytes | None, melding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    archief, bestand = kopie
    if sleutel is not None:
        bestand.write_bytes(sleutel)
    assert main(["herstel", str(archief), *([] if sleutel is None else ["--sleutel", str(bestand)])]) == 2
    assert melding in capsys.readouterr().err
    assert not list(Path(os.environ["LEERRECHT_DATA"]).glob("*"))


def test_what_stands_there_is_not_written_over(
    bron: Path, kopie: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archief, sleutel = kopie
    monkeypatch.setenv("LEERRECHT_DATA", str(bron))
    voor = (bron / "intern.duckdb").read_bytes()
    assert main(["herstel", str(archief), "--sleutel", str(sleutel)]) == 2
    assert "staan al gegevens" in capsys.readouterr().err
    assert (bron / "intern.duckdb").read_bytes() == voor


def test_a_backup_beside_the_data_is_refused(
    bron: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(bron))
    assert main(["reservekopie", "--naar", str(bron / "kopie")]) == 2
    assert "andere schijf" in capsys.readouterr().err


def test_without_a_database_there_is_nothing_to_keep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reservekopie", "--naar", str(tmp_path / "k")]) == 1
    assert "geen interne database" in capsys.readouterr().err
