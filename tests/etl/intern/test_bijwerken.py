"""An internal database of an older version becomes one of today, whole or not at all; one of a newer version stays."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.publication.databases import intern_pad
from etl.__main__ import main
from etl.intern import open_intern
from etl.intern.migraties import MIGRATIES, VERSIE
from tests.etl.inname.hulp import query
from tests.etl.intern.eerste_versie import GEPUBLICEERD, INTERN, make

# Does what `leveringen` does, and kills itself just before the n-th line of the upgrade.
PROGRAM = """
import os, signal, sys
from etl.__main__ import main

over = int(sys.argv[1])

def look(frame, event, _arg):
    global over
    if not frame.f_code.co_filename.endswith(("bijwerken.py", "data/publication/migrations.py", "etl/versies.py")):
        return None
    if event == "line":
        over -= 1
        if over == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return look

sys.settrace(look)
status = main(["leveringen"])
print("over", over)
sys.exit(status)
"""


@pytest.fixture
def intern(own_data_folder: Path) -> Path:
    """An internal database of the first version, from which something was published."""
    return make(own_data_folder / "intern.duckdb", INTERN, GEPUBLICEERD)


def shape(bestand: Path) -> set[tuple[Any, ...]]:
    """Every column with its type and whether it may be empty, and every key."""
    with duckdb.connect(str(bestand), read_only=True) as verbinding:
        return {
            *verbinding.execute(
                "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
            ).fetchall(),
            *verbinding.execute(
                "SELECT table_name, constraint_type, constraint_column_names::VARCHAR FROM duckdb_constraints() "
                "WHERE constraint_type <> 'NOT NULL'"
            ).fetchall(),
        }


def contents(bestand: Path) -> dict[str, int]:
    """How many rows each table of the first version has."""
    namen = ("levering", "dekking", "werkproces", "afgekeurd", "stand", "publicatie_log", "publicatie_cel")
    with duckdb.connect(str(bestand), read_only=True) as verbinding:
        return {naam: len(verbinding.table(naam).fetchall()) for naam in namen}


@pytest.mark.parametrize("published", [True, False])
def test_an_older_database_gets_the_tables_of_a_new_one(
    own_data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: bool
) -> None:
    oud = make(own_data_folder / "intern.duckdb", INTERN, *([GEPUBLICEERD] if published else []))
    with open_intern():
        pass
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "nieuw"))
    with open_intern():
        pass
    assert shape(oud) == shape(tmp_path / "nieuw" / "intern.duckdb")


def test_nothing_is_lost_and_the_old_one_is_kept(intern: Path, capsys: pytest.CaptureFixture[str]) -> None:
    voor = contents(intern)
    intern.chmod(0o600)
    assert main(["leveringen"]) == 0
    verteld = capsys.readouterr().err
    assert f"van versie 1 naar versie {VERSIE}" in verteld and "intern-versie-1.duckdb" in verteld
    kopie = intern.with_name("intern-versie-1.duckdb")
    assert contents(intern) == contents(kopie) == voor
    assert intern.stat().st_mode & 0o777 == kopie.stat().st_mode & 0o777 == 0o600
    assert query("SELECT count(*), count(DISTINCT persoon) FROM actief") == [(400, 26)]
    assert not list(intern.parent.glob(".intern.duckdb*"))
    assert main(["leveringen"]) == 0
    assert "bijgewerkt" not in capsys.readouterr().err


def test_publications_keep_the_order_in_which_they_were_made(intern: Path) -> None:
    """Their times cannot tell: the clock was set back between the two. What any of them hid is remembered as hidden."""
    assert query("SELECT publicatie_id, nummer FROM publicatie_log ORDER BY nummer") == [
        ("20260901T120000-000001", 1),
        ("20250901T120000-000001", 2),
    ]
    from data.cells.cells import CelSleutel
    from etl.publicatie.logboek import previous_cells

    cel = CelSleutel("relatief_verzuim", "werkprocessen", "GM0193", "2024-2025")
    with open_intern() as verbinding:
        eerder = previous_cells(verbinding, "levering")[cel]
        assert (eerder.status, eerder.waarde) == ("onderdrukt", None)


def test_what_a_killed_command_left_in_the_log_comes_along(intern: Path) -> None:
    """The write-ahead log beside the database holds a delivery that was committed and not yet written into it."""
    program = (
        "import duckdb, os, signal, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute(\"PRAGMA disable_checkpoint_on_shutdown; INSERT INTO dekking VALUES (1, 'GM0148', '2024-2025')\"); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    klaar = subprocess.run([sys.executable, "-c", program, str(intern)], capture_output=True, text=True)
    assert klaar.returncode == -signal.SIGKILL, klaar.stderr
    assert intern.with_name("intern.duckdb.wal").exists()
    assert query("SELECT gemeente_code FROM dekking ORDER BY 1") == [("GM0148",), ("GM0193",)]
    assert contents(intern.with_name("intern-versie-1.duckdb"))["dekking"] == 2


def test_a_newer_database_is_refused_and_stays(intern: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leveringen"]) == 0
    with duckdb.connect(str(intern)) as verbinding:
        verbinding.execute("UPDATE instelling SET waarde = $1 WHERE naam = 'versie'", [str(VERSIE + 1)])
    voor = intern.read_bytes()
    capsys.readouterr()
    for opdracht in (["leveringen", "--json"], ["publiceren"], ["laden", __file__]):
        assert main(opdracht) == 1
        verteld = capsys.readouterr()
        assert "nieuwere versie van dit programma" in verteld.err
        assert "Gebruik weer de nieuwere versie" in verteld.err
        assert "--json" not in opdracht or '"status": 1' in verteld.out
    assert intern.read_bytes() == voor


def test_an_older_database_waits_for_who_is_busy(intern: Path) -> None:
    """Somebody with the older software still has it open."""
    program = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.readline()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(intern)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ander:
        assert ander.stdout is not None and ander.stdin is not None
        assert ander.stdout.readline() == "open\n"
        klaar = subprocess.run([sys.executable, "-m", "etl", "leveringen"], capture_output=True, text=True)
        ander.stdin.write("\n")
        ander.stdin.flush()
    assert klaar.returncode == 1
    assert klaar.stderr.startswith("Fout: Een ander commando is bezig")
    assert main(["leveringen"]) == 0


def run_killed(over: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM, str(over)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many lines of ours one upgrade takes."""
    folder = tmp_path_factory.mktemp("tellen")
    make(folder / "intern.duckdb", INTERN, GEPUBLICEERD)
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_DATA", str(folder))
        klaar = run_killed(100_000)
    assert klaar.returncode == 0, klaar.stderr
    return 100_000 - int(klaar.stdout.split()[-1])


@pytest.mark.parametrize("deel", [0.1, 0.4, 0.6, 0.75, 0.85, 0.95, 1.0])
def test_a_kill_leaves_the_old_or_the_new_one(intern: Path, lines: int, deel: float) -> None:
    voor, vorm = contents(intern), shape(intern)
    klaar = run_killed(round(deel * lines))
    assert klaar.returncode == -signal.SIGKILL, klaar.stderr
    with duckdb.connect(str(intern), read_only=True) as verbinding:
        versie = verbinding.execute("SELECT waarde FROM instelling WHERE naam = 'versie'").fetchall()
    assert versie in ([], [(str(VERSIE),)])
    assert (shape(intern) == vorm) == (versie == [])
    assert contents(intern) == voor
    assert main(["leveringen"]) == 0
    assert query("SELECT waarde FROM instelling WHERE naam = 'versie'") == [(str(VERSIE),)]
    assert contents(intern) == voor
    assert [pad.name for pad in intern.parent.glob("intern*.duckdb")].count("intern-versie-1.duckdb") == 1
    assert sorted(pad.name for pad in intern.parent.iterdir() if not pad.is_dir()) == [
        ".intern.slot",
        "intern-versie-1.duckdb",
        "intern.duckdb",
    ]


def test_steps_are_numbered_one_after_another() -> None:
    assert [m.versie for m in MIGRATIES] == list(range(2, len(MIGRATIES) + 2))


def test_the_database_may_be_a_link_to_another_disk(intern: Path, tmp_path: Path) -> None:
    elders = tmp_path / "schijf" / "echt.duckdb"
    elders.parent.mkdir()
    intern.rename(elders)
    intern.symlink_to(elders)
    assert query("SELECT count(*) FROM werkproces") == [(400,)]
    assert intern.is_symlink() and intern_pad().resolve() == elders
    assert (tmp_path / "schijf" / "echt-versie-1.duckdb").exists()


def test_a_database_from_before_a_stand_gets_its_column(
    own_data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_intern():
        pass
    with duckdb.connect(str(intern_pad())) as verbinding:
        verbinding.execute("INSERT INTO stand VALUES (1, 1, 'GM0193', '2022-2023', 10, 8, 2, NULL)")
        verbinding.execute("ALTER TABLE stand DROP COLUMN kwalificatieplichtigen")
    assert main(["leveringen"]) == 0
    assert "uitgebreid met kwalificatieplichtigen" in capsys.readouterr().err
    assert query("SELECT jongeren_5_18, leerplichtigen, kwalificatieplichtigen FROM stand") == [(10, 8, None)]
    kopie = own_data_folder / f"intern-versie-{VERSIE}.duckdb"
    assert "kwalificatieplichtigen" not in {kolom for tabel, kolom, *_ in shape(kopie) if tabel == "stand"}
    assert main(["leveringen"]) == 0 and "uitgebreid" not in capsys.readouterr().err
