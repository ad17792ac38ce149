"""Trouble with the machine is named in Dutch with a way out that costs nothing, and leaves everything as it was."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from sqlalchemy.exc import OperationalError

from data.publication.databases import datamap, intern_pad
from etl.__main__ import main
from etl.publicatie import bestanden
from etl.storingen import in_dutch
from tests.etl.inname.hulp import delivery, query, row
from tests.etl.publicatie.vulling import fill

KWAAD = ("haal het bestand weg", "verwijder", "gooi", "wis ")


def etl(*args: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *args], capture_output=True, text=True, env={**os.environ, **omgeving}
    )


@pytest.fixture
def export(tmp_path: Path) -> Path:
    bestand = tmp_path / "export.csv"
    bestand.write_text(delivery(*(row(nummer, persoon=f"p{nummer}") for nummer in range(30))))
    return bestand


@pytest.fixture
def geladen(export: Path) -> Path:
    """The data folder after one delivery."""
    assert main(["laden", str(export), "--peildatum", "2025-09-01"]) == 0
    return datamap()


def told(capsys: pytest.CaptureFixture[str]) -> str:
    verteld = capsys.readouterr().err
    assert "Wat u kunt doen:" in verteld
    assert "Traceback" not in verteld and "niet had mogen gebeuren" not in verteld
    assert not [woord for woord in KWAAD if woord in verteld.lower()]
    return verteld


# --- the database --------------------------------------------------------------------------------------------------
def cut(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:6000])


def turn_over(pad: Path) -> None:
    inhoud = bytearray(pad.read_bytes())
    inhoud[4096:8192] = bytes(255 - byte for byte in inhoud[4096:8192])
    pad.write_bytes(inhoud)


def turn_over_later(pad: Path) -> None:
    """Every block of rows, not the head of the file: it opens, and cannot be read."""
    inhoud = bytearray(pad.read_bytes())
    inhoud[12288:] = bytes(255 - byte for byte in inhoud[12288:])
    pad.write_bytes(inhoud)


def be_a_folder(pad: Path) -> None:
    pad.unlink()
    pad.mkdir()


def be_sqlite(pad: Path) -> None:
    pad.write_bytes(b"SQLite format 3\0" + bytes(4096))


def be_another(pad: Path) -> None:
    pad.unlink()
    duckdb.connect(str(pad)).execute("CREATE TABLE iets(a INTEGER)").close()


def lead_nowhere(pad: Path) -> None:
    pad.unlink()
    pad.symlink_to("/nergens/intern.duckdb")


@pytest.mark.parametrize(
    ("spoil", "zin"),
    [
        (cut, "beschadigd"),
        (turn_over, "beschadigd"),
        (turn_over_later, "beschadigd"),
        (be_a_folder, "is geen bestand"),
        (be_sqlite, "een ander soort bestand"),
        (be_another, "geen database van dit programma"),
        (lead_nowhere, "verwijst naar een bestand dat er niet is"),
        (lambda pad: pad.write_bytes(b""), "is leeg: 0 bytes"),
        (lambda pad: pad.write_text("a;b\n1;2\n"), "een ander soort bestand"),
    ],
)
def test_a_database_that_is_none_is_never_called_busy(
    geladen: Path,
    export: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    zin: str,
) -> None:
    spoil(intern_pad())
    for opdracht in (["leveringen"], ["laden", str(export), "--peildatum", "2025-09-02"]):
        capsys.readouterr()
        assert main(opdracht) == 1
        verteld = told(capsys)
        assert zin in verteld and "bezig" not in verteld
        assert "reservekopie" in verteld


def test_a_damaged_log_of_a_killed_command_is_told(geladen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = (
        "import duckdb, os, signal, sys; c = duckdb.connect(sys.argv[1]); "
        'c.execute("PRAGMA disable_checkpoint_on_shutdown; '
        "INSERT INTO dekking SELECT 1, 'GM0148', '2024-2025' FROM range(500)\"); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, str(intern_pad())])
    wal = intern_pad().with_name("intern.duckdb.wal")
    inhoud = bytearray(wal.read_bytes())
    inhoud[len(inhoud) // 2] ^= 255
    wal.write_bytes(inhoud)
    capsys.readouterr()
    assert main(["leveringen"]) == 1
    assert "intern.duckdb.wal" in told(capsys)


def test_a_database_that_is_gone_is_not_made_anew_when_something_was_published(
    own_data_folder: Path, capsys: pytest.CaptureFixture[str], export: Path
) -> None:
    fill()
    assert main(["publiceren"]) == 0
    intern_pad().unlink()
    for opdracht in (["laden", str(export)], ["publiceren"], ["leveringen"]):
        capsys.readouterr()
        assert main(opdracht) == 1
        assert "er is hier wel gepubliceerd" in told(capsys)
        assert not intern_pad().exists()


# --- the disk ------------------------------------------------------------------------------------------------------
def limited(bytes_: int, *args: str) -> subprocess.CompletedProcess[str]:
    """A command that may write no file larger than this: what a full disk does, on every machine and for root too."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *args],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_)),
    )


@pytest.mark.parametrize("bytes_", [100, 200_000, 1_000_000, 1_500_000])
def test_no_room_for_a_delivery_leaves_what_was_there(geladen: Path, tmp_path: Path, bytes_: int) -> None:
    groot = tmp_path / "groot.csv"
    groot.write_text(delivery(*(row(f"g{nummer}", persoon=f"p{nummer}") for nummer in range(20_000))))
    klaar = limited(bytes_, "laden", str(groot), "--peildatum", "2025-09-02", "--json")
    assert klaar.returncode == 1, klaar.stderr
    assert "werd groter dan het op deze computer mag zijn" in klaar.stderr and "Traceback" not in klaar.stderr
    assert json.loads(klaar.stdout)["status"] == 1
    assert query("SELECT count(*) FROM levering") == [(1,)]
    assert main(["laden", str(groot), "--peildatum", "2025-09-02"]) == 0
    assert query("SELECT count(*) FROM werkproces") == [(20_030,)]
    assert not [pad for pad in (geladen / "werk").rglob("*") if pad.is_file()]


def test_no_room_for_a_publication_leaves_the_live_one(own_data_folder: Path) -> None:
    fill()
    assert main(["publiceren"]) == 0
    live = bestanden.live_file()
    fill(aantal=950, zaad=2, levering_id=2)
    klaar = limited(600_000, "publiceren")
    assert klaar.returncode == 1, klaar.stderr
    assert "werd groter" in klaar.stderr
    assert bestanden.live_file() == live
    assert main(["publiceren"]) == 0
    assert bestanden.live_file() != live
    assert not list(bestanden.folder().glob("*half*"))


@pytest.mark.parametrize(
    ("oorzaak", "zin"),
    [
        (
            OSError(28, "No space left on device", "/gegevens/werk/kopie"),
            "schijf is vol: er kon niet worden geschreven in de map /gegevens/werk",
        ),
        (OSError(30, "Read-only file system", "/gegevens/.intern"), "alleen-lezen"),
        (
            PermissionError(13, "Permission denied", "/gegevens/sleutel"),
            "Dit account mag niet bij een bestand in de map /gegevens",
        ),
        (OSError(5, "Input/output error"), "De schijf geeft fouten"),
        (MemoryError(), "te weinig geheugen"),
        (
            duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block"),
            "te weinig geheugen voor dit werk",
        ),
        (
            duckdb.OutOfMemoryException("failed to offload data block (max_temp_directory_size, temp_directory)"),
            "op de schijf is geen ruimte",
        ),
        (
            duckdb.IOException('Could not write file "/g/intern.duckdb": No space left on device'),
            "schijf is vol: er kon niet worden geschreven in de map /g",
        ),
    ],
)
def test_the_words_of_the_system_become_ours(oorzaak: Exception, zin: str) -> None:
    """Also when it is wrapped by who met it first."""
    wrapped = RuntimeError("iets anders")
    wrapped.__cause__ = oorzaak
    for fout in (oorzaak, wrapped, OperationalError("SELECT 1", {}, oorzaak)):
        gevonden = in_dutch(fout)
        assert gevonden is not None and zin in gevonden.melding and gevonden.remedie and gevonden.status == 1
    assert in_dutch(ValueError("Could not convert 'GEHEIM'")) is None


# --- the folder and its rights -------------------------------------------------------------------------------------
def without_rights(*args: str) -> subprocess.CompletedProcess[str]:
    """A command that may only do what the modes of files allow its account: root passes over those otherwise."""

    def drop() -> None:
        for recht in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; 24 is PR_CAPBSET_DROP
            ctypes.CDLL(None).prctl(24, recht, 0, 0, 0)

    return subprocess.run(
        [sys.executable, "-m", "etl", *args],
        capture_output=True,
        text=True,
        preexec_fn=drop if os.geteuid() == 0 else None,
    )


def test_a_folder_that_may_not_be_written_is_named(own_data_folder: Path, export: Path) -> None:
    own_data_folder.mkdir(mode=0o555)
    klaar = without_rights("laden", str(export))
    own_data_folder.chmod(0o755)
    assert klaar.returncode == 1, klaar.stderr
    assert f"Dit account mag niet bij een bestand in de map {own_data_folder}" in klaar.stderr
    assert "Traceback" not in klaar.stderr
    assert not list(own_data_folder.iterdir())


@pytest.mark.parametrize("naam", ["intern.duckdb", "sleutel"])
def test_a_file_of_somebody_else_is_named(geladen: Path, export: Path, naam: str) -> None:
    (geladen / naam).chmod(0)
    klaar = without_rights("laden", str(export), "--peildatum", "2025-09-05")
    (geladen / naam).chmod(0o600)
    assert klaar.returncode == 1
    assert "Dit account mag niet bij een bestand" in klaar.stderr and "bezig" not in klaar.stderr
    assert query("SELECT count(*) FROM levering") == [(1,)]


@pytest.mark.parametrize("plek", ["bestand", "bestand/eronder"])
def test_the_data_folder_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], export: Path, plek: str
) -> None:
    (tmp_path / "bestand").write_text("geen map")
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / plek))
    assert main(["laden", str(export)]) == 2
    assert "LEERRECHT_DATA wijst geen map aan" in told(capsys)
