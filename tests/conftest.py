"""What holds for every test: no test touches the real databases, and none depends on the speed of the machine."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.databaseserver import Databaseserver, running_server

ROOT = Path(__file__).parent.parent

# What publishes, loads, kills, swaps, searches for deliveries or asks every page, below this folder: minutes together.
# Who works on one of them names it; `make quick` leaves them out, with all that asks for published data.
SLOW = (
    "bench",
    "etl/aanval",
    "etl/inname",
    "etl/intern",
    "etl/keuring",
    "etl/publicatie",
    "etl/voorbeeld",
    "etl/werelden",
    "etl/test_hele_weg.py",
    "etl/test_herstel.py",
    "etl/test_inrichten.py",
    "etl/test_json.py",
    "etl/test_storingen.py",
    "etl/test_teambeeld.py",
    "etl/test_tellen.py",
    "etl/test_vergelijken.py",
    "pages/api",
    "pages/server/test_own_site.py",
    "pages/server/test_swap.py",
    "pages/server/test_on_server.py",
    "pages/team",
    "pages/test_elke_pagina.py",
    "pages/test_grover.py",
    "pages/test_opendata_http.py",
    "pages/test_pages.py",
    "pages/test_vergelijken.py",
    "pages/test_zinnen.py",
    "test_deellevering.py",
    "test_deuren.py",
    "test_gunicorn_conf.py",
    "test_opstelling.py",
    "test_wandelingen.py",
)
# What stands among those and loads nothing.
QUICK = (
    "etl/inname/test_bestandssoort.py",
    "etl/inname/test_handleiding.py",
    "etl/inname/test_kop.py",
    "etl/inname/test_profiel.py",
)


def is_slow(path: Path, fixtures: Collection[str]) -> bool:
    """Whether a test is left out by `make quick`: by where it stands, or because it needs data that is published."""
    stands_in = [names for names in (SLOW, QUICK) if any(path.is_relative_to(ROOT / "tests" / name) for name in names)]
    return "published_data" in fixtures or stands_in == [SLOW]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if is_slow(item.path, getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


hypothesis.settings.register_profile("project", deadline=None, derandomize=True)
# Other cases each time; what fails is printed with the seed that brings it back.
hypothesis.settings.register_profile("nightly", deadline=None, derandomize=False, max_examples=500, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("LEERRECHT_TESTPROFIEL", "project"))


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for both databases; without it a forgotten argument would write to the installed ones."""
    folder = tmp_path / "var"
    monkeypatch.setenv("LEERRECHT_DATA", str(folder))
    for name in ("DATABASE_URL", "LEERRECHT_PUBLIEK", "LEERRECHT_REFERENTIE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def published_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the embedded data, published as `make run` does it.

    LEERRECHT_TESTDATA names one that is published already, for who runs the same browser test again and again.
    """
    if ready := os.environ.get("LEERRECHT_TESTDATA"):
        return Path(ready).resolve()
    folder = _for_all_workers(tmp_path_factory) / "leerrecht"
    with (folder.parent / "leerrecht.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Does nothing for the worker that comes second: something is published by then.
        done = subprocess.run(
            [sys.executable, "-m", "etl", "inrichten"],
            cwd=ROOT,
            env=environment(folder),
            capture_output=True,
            text=True,
        )
    if done.returncode:
        pytest.fail(f"'python -m etl inrichten' gave status {done.returncode}:\n{done.stderr[-3000:]}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def databaseserver() -> Iterator[Databaseserver]:
    """A PostgreSQL of our own; each test makes a database in it."""
    with running_server() as server:
        yield server


def _for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run: under pytest-xdist each worker has a folder of its own in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def environment(data_folder: Path) -> dict[str, str]:
    """Ours without the settings that would lead to another database, and with one worker: that is what tests need."""
    ours = {"DATABASE_URL", "LEERRECHT_PUBLIEK", "LEERRECHT_REFERENTIE", "LOG_LEVEL"}
    kept = {k: v for k, v in os.environ.items() if k not in ours}
    return {**kept, "LEERRECHT_DATA": str(data_folder), "WEB_CONCURRENCY": "1"}
