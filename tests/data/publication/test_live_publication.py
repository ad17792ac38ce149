"""Another publication is read once, and where asked behind the back of who is looking."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest
from sqlalchemy import Engine

from data.publication.databases import GeenPublicatieError
from data.publication.live_publication import LivePublication
from data.publication.schema_publiek import SCHEMA_VERSIE


class Reading:
    """Reads the name of the file; waits for `may_go` where told to, and fails where the file is `stuk`."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.may_go = Event()
        self.may_go.set()

    def __call__(self, engine: Engine) -> str:
        name = Path(str(engine.url.database)).name
        self.read.append(name)
        assert self.may_go.wait(60)
        if name == "stuk":
            raise OSError("kapot")
        return name


@pytest.fixture
def folder(own_data_folder: Path) -> Path:
    own_data_folder.mkdir(parents=True)
    return own_data_folder


def put(folder: Path, name: str) -> None:
    with duckdb.connect(str(folder / name)) as verbinding:
        verbinding.execute(f"CREATE OR REPLACE TABLE publicatie AS SELECT {SCHEMA_VERSIE} AS schema_versie")
    (folder / "nieuw").symlink_to(name)
    (folder / "nieuw").replace(folder / "publiek.duckdb")


def reader(live: LivePublication[str]) -> Thread:
    thread = live._reader
    assert thread is not None
    return thread


def test_nothing_published_is_said(folder: Path) -> None:
    with pytest.raises(GeenPublicatieError):
        LivePublication(Reading()).get()


def test_many_who_ask_at_once_make_one_reading(folder: Path) -> None:
    put(folder, "een")
    reading = Reading()
    reading.may_go.clear()
    live = LivePublication(reading, in_background=True)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(live.get) for _ in range(4)]
        reading.may_go.set()
        assert {each.result() for each in asked} == {"een"}
    assert reading.read == ["een"]


def test_the_old_one_is_given_until_the_new_one_is_read(folder: Path) -> None:
    put(folder, "een")
    reading = Reading()
    live = LivePublication(reading, in_background=True)
    assert live.get() == "een"
    put(folder, "twee")
    reading.may_go.clear()
    assert [live.get() for _ in range(3)] == ["een"] * 3
    thread = reader(live)
    reading.may_go.set()
    thread.join(60)
    assert live.get() == "twee" and reading.read == ["een", "twee"]


def test_without_it_who_asks_gets_the_new_one(folder: Path) -> None:
    live = LivePublication(Reading())
    for name in ("een", "twee", "een"):
        put(folder, name)
        assert live.get() == name


def test_a_new_one_that_cannot_be_read_leaves_the_old_one_and_is_tried_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, "een")
    reading = Reading()
    live = LivePublication(reading, in_background=True)
    live.get()
    put(folder, "stuk")
    for _ in range(3):
        assert live.get() == "een"
        reader(live).join(60)
    assert reading.read == ["een", "stuk"]
    assert "niet te lezen" in caplog.text and "kapot" not in caplog.text
    monkeypatch.setattr("data.publication.live_publication.time.monotonic", lambda: 1e12)
    assert live.get() == "een"
    reader(live).join(60)
    assert reading.read == ["een", "stuk", "stuk"]


# Ends while the second publication is being read, in the middle of a long question to DuckDB.
_ENDS = """
import os, sys, time
from pathlib import Path
from threading import Event
import duckdb
from data.publication.live_publication import LivePublication

busy = Event()

def read(engine):
    name = Path(str(engine.url.database)).name
    if name == "twee":
        busy.set()
        with duckdb.connect() as verbinding:
            verbinding.execute("SET enable_progress_bar = false")
            verbinding.execute("SELECT sum(hash(range)) FROM range(300000000)").fetchall()
        print("gelezen")
    return name

folder = Path(sys.argv[1])
live = LivePublication(read, in_background=True)
live.get()
(folder / "nieuw").symlink_to("twee")
(folder / "nieuw").replace(folder / "publiek.duckdb")
live.get()
busy.wait()
"""


def test_a_process_that_ends_while_it_reads_ends_well(folder: Path) -> None:
    put(folder, "twee")
    put(folder, "een")
    einde = subprocess.run([sys.executable, "-c", _ENDS, str(folder)], capture_output=True, text=True, check=False)
    assert (einde.returncode, einde.stdout, einde.stderr) == (0, "gelezen\n", "")
