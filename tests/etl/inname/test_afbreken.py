"""Killed at any moment, the internal database holds the whole delivery or nothing of it, and works on."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.publication.databases import datamap
from tests.etl.inname.hulp import delivery, load_text, query, row

# Loads a file and kills itself, without any chance to tidy up, just before the n-th statement reaches the database.
PROGRAM = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from etl.__main__ import main

over = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
@event.listens_for(Engine, "commit")
def tik(*_):
    global over
    over -= 1
    if over == 0:
        os.kill(os.getpid(), signal.SIGKILL)

main(["laden", sys.argv[1], "--peildatum", "2025-09-01"])
print("over", over)
"""
EERSTE = delivery(*(row(f"oud{nummer}") for nummer in range(50)))
TWEEDE = delivery(*(row(f"nieuw{nummer}") for nummer in range(3000)), row("fout", soort="x"))


def start(bestand: Path, na: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", PROGRAM, str(bestand), str(na)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements and commits one load takes."""
    folder = tmp_path_factory.mktemp("tellen")
    (folder / "b.csv").write_text(TWEEDE)
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("LEERRECHT_DATA", str(folder / "var"))
        load_text(folder, EERSTE)
        klaar = start(folder / "b.csv", 10_000)
    assert klaar.stdout.startswith("over"), klaar.stderr
    return 10_000 - int(klaar.stdout.split()[1])


@pytest.mark.parametrize("deel", [0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0])
def test_a_kill_leaves_all_or_nothing(tmp_path: Path, statements: int, deel: float) -> None:
    load_text(tmp_path, EERSTE)
    (tmp_path / "nieuw.csv").write_text(TWEEDE)
    klaar = start(tmp_path / "nieuw.csv", round(deel * statements))
    assert klaar.returncode == -signal.SIGKILL
    leveringen = query("SELECT count(*) FROM levering")
    assert query("SELECT (SELECT count(*) FROM werkproces), (SELECT count(*) FROM afgekeurd)") == (
        [(50, 0)] if leveringen == [(1,)] else [(3050, 1)]
    )
    again = load_text(tmp_path, TWEEDE, naam="nieuw.csv")
    assert again.status == ("geladen" if leveringen == [(1,)] else "al_geladen")
    assert query("SELECT count(*) FROM actief") == [(3000,)]
    assert not (datamap() / "werk").exists() or not list((datamap() / "werk").iterdir())
