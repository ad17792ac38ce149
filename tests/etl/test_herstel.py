"""A clock that went back, nothing to publish, a damaged publication, a lost key, a kill: each has its way out."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
from contextlib import redirect_stderr
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from data.team.bestand import live_bestand
from etl.__main__ import main
from etl.intern import open_intern
from etl.publicatie import bestanden, publiceren, regel
from tests.etl.inname.hulp import delivery, query, row
from tests.etl.publicatie.vulling import fill
from tests.etl.test_storingen import export, geladen, told

__all__ = ["export", "geladen"]


# --- the key -------------------------------------------------------------------------------------------------------
def test_a_key_that_is_gone_is_not_made_anew(geladen: Path, export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sleutel = (geladen / "sleutel").read_bytes()
    (geladen / "sleutel").unlink()
    for opdracht in (["laden", str(export), "--peildatum", "2025-09-05"], ["publiceren"]):
        capsys.readouterr()
        assert main(opdracht) == 1
        assert "sleutel voor pseudoniemen is er niet" in told(capsys)
        assert not (geladen / "sleutel").exists()
    (geladen / "sleutel").write_bytes(sleutel)
    assert main(["laden", str(export), "--peildatum", "2025-09-05"]) == 0


@pytest.mark.parametrize(
    ("inhoud", "status"), [(b"", 1), (b"  \n", 1), (b"0123456789", 1), (b"0123456789abcdef0123", 2)]
)
def test_a_key_that_was_cut_short_is_refused(
    geladen: Path, export: Path, capsys: pytest.CaptureFixture[str], inhoud: bytes, status: int
) -> None:
    (geladen / "sleutel").write_bytes(inhoud)
    capsys.readouterr()
    assert main(["laden", str(export), "--peildatum", "2025-09-05"]) == status
    verteld = told(capsys)
    assert "0123456789" not in verteld
    assert query("SELECT count(*) FROM levering") == [(1,)]


def test_who_lost_the_key_keeps_the_database_and_loads_again(
    geladen: Path, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (geladen / "sleutel").unlink()
    assert main(["intrekken", "1", "--reden", "sleutel kwijt"]) == 0
    assert main(["laden", str(export), "--peildatum", "2025-09-01"]) == 0
    assert "andere sleutel" in capsys.readouterr().err
    assert query("SELECT count(*), count(DISTINCT persoon) FROM actief") == [(30, 30)]
    assert query("SELECT count(DISTINCT persoon) FROM werkproces") == [(60,)]


# --- the clock, and nothing to publish -----------------------------------------------------------------------------
class Klok(datetime):
    """A clock that somebody sets."""

    jaar = 2099

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        return datetime(cls.jaar, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def drie_keer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with three publications, each made when the clock had gone back, and what was said each time."""
    folder, gezegd = tmp_path_factory.mktemp("drie_keer") / "var", []
    with pytest.MonkeyPatch.context() as even:
        even.setenv("LEERRECHT_DATA", str(folder))
        for module in (publiceren, regel):
            even.setattr(module, "datetime", Klok)
        for levering, (jaar, aantal) in enumerate(((2099, 60), (2026, 300), (1999, 1500)), 1):
            even.setattr(Klok, "jaar", jaar)
            fill(aantal=aantal, zaad=levering, levering_id=levering)
            with redirect_stderr(io.StringIO()) as uit:
                assert main(["publiceren", "--nog-een-uitgave"]) == 0
            gezegd.append(uit.getvalue())
    return folder, gezegd


@pytest.fixture
def gemaakt(drie_keer: tuple[Path, list[str]], own_data_folder: Path) -> list[Path]:
    """The three publications, in a data folder of this test."""
    shutil.copytree(drie_keer[0], own_data_folder, symlinks=True)
    return bestanden.kept_files()


def test_publications_follow_each_other_whatever_the_clock_says(
    drie_keer: tuple[Path, list[str]], gemaakt: list[Path]
) -> None:
    assert ["Let op: volgens de klok" in gezegd for gezegd in drie_keer[1]] == [False, True, True]
    assert [pad.stem.split("-")[1][:4] for pad in gemaakt] == ["2099", "2026", "1999"]
    assert bestanden.live_file() == gemaakt[2]
    assert main(["terugdraaien"]) == 0
    assert bestanden.live_file() == gemaakt[1]
    assert main(["terugdraaien"]) == 0
    assert bestanden.live_file() == gemaakt[0]
    assert main(["terugdraaien"]) == 4
    with open_intern() as verbinding:
        rijen = verbinding.exec_driver_sql("SELECT publicatie_id FROM publicatie_log ORDER BY nummer").scalars().all()
    assert [f"publiek-{naam}" for naam in rijen] == [pad.stem for pad in gemaakt]


def test_nothing_to_publish(geladen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["intrekken", "1"]) == 0
    capsys.readouterr()
    assert main(["publiceren"]) == 4
    assert "er telt geen enkele levering mee" in told(capsys)
    assert bestanden.live_file() is None


def test_a_damaged_publication_is_replaced_and_passed_over(
    gemaakt: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for pad in gemaakt[1:]:
        pad.write_bytes(pad.read_bytes()[:20_000])
    capsys.readouterr()
    assert main(["controle", "--json"]) == 1
    assert "beschadigd" in json.loads(capsys.readouterr().out)["fout"]
    assert main(["publiceren"]) == 0
    assert "Ze wordt vervangen" in capsys.readouterr().err
    assert main(["controle"]) == 0
    assert main(["terugdraaien"]) == 0
    assert capsys.readouterr().err.count("Overgeslagen") == 2
    assert bestanden.live_file() == gemaakt[0]


def test_a_clock_before_the_last_delivery_or_publication_is_told_when_loading(
    own_data_folder: Path, export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=400)
    fill()
    assert main(["publiceren"]) == 0
    capsys.readouterr()
    assert main(["laden", str(export), "--peildatum", "2025-09-02"]) == 0
    assert "klok" not in capsys.readouterr().err
    for tabel, kolom, wat in (
        ("levering", "ontvangen_op", "geladen"),
        ("publicatie_log", "voorgenomen_op", "gepubliceerd"),
    ):
        with open_intern(schrijven=True) as verbinding:
            toen = verbinding.exec_driver_sql(f"SELECT max({kolom}) FROM {tabel}").scalar_one()  # noqa: S608 - ours
            verbinding.exec_driver_sql(f"UPDATE {tabel} SET {kolom} = $1", (later,))  # noqa: S608 - our own names
            verbinding.commit()
        assert main(["laden", str(export), "--peildatum", "2025-09-02"]) == 0
        verteld = capsys.readouterr().err
        assert (
            f"vroeger dan toen er voor het laatst is {wat} ({later.replace(tzinfo=UTC).astimezone():%d-%m-%Y}"
            in verteld
        )
        assert verteld.count("Let op: volgens de klok") == 1
        with open_intern(schrijven=True) as verbinding:
            verbinding.exec_driver_sql(f"UPDATE {tabel} SET {kolom} = $1", (toen,))  # noqa: S608 - our own names
            verbinding.commit()


@pytest.mark.parametrize("plek", [0, 4096, 12288])
def test_a_damaged_snapshot_of_the_team_is_made_again(geladen: Path, plek: int) -> None:
    toen = Path(live_bestand())
    inhoud = bytearray(toen.read_bytes())
    inhoud[plek:] = bytes(255 - byte for byte in inhoud[plek:])
    toen.write_bytes(inhoud)
    assert main(["teambeeld"]) == 0
    nu = Path(live_bestand())
    assert nu != toen and not toen.exists()
    with duckdb.connect(str(nu), read_only=True) as verbinding:
        assert verbinding.execute("SELECT count(*) FROM werkproces").fetchall() == [(30,)]
    assert main(["teambeeld"]) == 0
    assert Path(live_bestand()) == nu


# --- what a kill left ----------------------------------------------------------------------------------------------
KILLED = """
import os, signal, sys
from etl.intern import teambeeld
from etl.__main__ import main
teambeeld.refresh_now = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(["laden", sys.argv[1], "--peildatum", "2025-09-02"])
"""


@pytest.mark.parametrize("daarna", ["laden", "publiceren", "teambeeld", "intrekken"])
def test_the_next_command_shows_the_team_what_a_killed_one_loaded(geladen: Path, tmp_path: Path, daarna: str) -> None:
    nieuw = tmp_path / "nieuw.csv"
    nieuw.write_text(delivery(*(row(f"n{nummer}", persoon=f"p{nummer}") for nummer in range(40))))
    toen = live_bestand()
    klaar = subprocess.run([sys.executable, "-c", KILLED, str(nieuw)], capture_output=True, text=True)
    assert klaar.returncode == -signal.SIGKILL, klaar.stderr
    assert live_bestand() == toen
    opdracht = {"laden": ["laden", str(nieuw), "--peildatum", "2025-09-02"], "intrekken": ["intrekken", "1"]}
    assert main(opdracht.get(daarna, [daarna])) == 0
    with duckdb.connect(live_bestand(), read_only=True) as verbinding:
        assert verbinding.execute("SELECT count(*) FROM werkproces").fetchall() == [(40,)]
        assert verbinding.execute("SELECT max(levering_id) FROM levering").fetchall() == [(2,)]


def test_half_files_of_killed_commands_are_cleared(geladen: Path) -> None:
    (geladen / "werk" / "lezer-99").mkdir(parents=True)
    (geladen / "werk" / "lezer-99" / "rest").write_text("een rij")
    (geladen / ".intern-99.duckdb").write_bytes(b"half")
    (geladen / ".sleutel-99").write_text("half")
    (geladen / "publicaties").mkdir(exist_ok=True)
    (geladen / "publicaties" / "publiek-x.duckdb.half").write_bytes(b"half")
    (geladen / ".publiek.duckdb.99").symlink_to("publicaties/nergens")
    fill(levering_id=7)
    assert main(["publiceren"]) == 0
    over = {pad.name for pad in geladen.rglob("*") if not pad.is_dir()}
    assert not over & {"rest", ".intern-99.duckdb", ".sleutel-99", "publiek-x.duckdb.half", ".publiek.duckdb.99"}
