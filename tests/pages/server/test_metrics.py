"""What Prometheus gets: it counts over the workers, names nobody and no gemeente, and is gone with the site."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from data.levering.metingen import measures_folder
from etl.__main__ import main
from pages.server.metrics import kind_of
from pages.server.metrics_server import address
from tests.databaseserver import free_port
from tests.pages import publicatie

ROOT = Path(__file__).parents[3]
PATIENCE = 120


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, int, Path]]:
    """Two workers, the port of the site, the port of its numbers, and the folder for what is temporary."""
    publicatie.build(tmp_path)
    (tmp_path / "tmp").mkdir()
    port, numbers = free_port(), free_port()
    settings = {"LEERRECHT_DATA": tmp_path, "PORT": port, "LEERRECHT_METINGEN": numbers, "TMPDIR": tmp_path / "tmp"}
    environment = {**os.environ, **{k: str(v) for k, v in settings.items()}, "WEB_CONCURRENCY": "2"}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "app:server"]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment, "LOG_LEVEL": "warning"})
    try:
        until = time.monotonic() + PATIENCE
        while not listens(numbers) or not listens(port):
            assert time.monotonic() < until and server.poll() is None
            time.sleep(0.1)
        yield server, port, numbers, tmp_path / "tmp"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def listens(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, path: str) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return str(error.code)


def total(text: str, name: str) -> float:
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name))


def test_what_was_asked_is_counted_and_nobody_is_named(
    site: tuple[subprocess.Popen[bytes], int, int, Path],
) -> None:
    server, port, numbers, temporary = site
    before = ask(numbers, "/metrics")
    for _ in range(12):
        ask(port, "/gemeente/aadorp?schooljaar=2022-2023")
    assert ask(port, "/Jan-de-Vries?bsn=123456782") == "404"
    ask(port, "/download/cijfers.csv")
    text = ask(numbers, "/metrics")
    assert total(text, 'leerrecht_verzoeken_total{soort="gemeente"') == 12
    assert total(text, 'leerrecht_verzoeken_total{soort="download"') == 1
    assert total(text, 'leerrecht_verzoek_seconden_count{soort="gemeente"') == 12
    kept = total(text, 'leerrecht_paginageheugen_total{uitkomst="raak"}')
    assert 1 <= kept <= 11
    assert kept + total(text, 'leerrecht_paginageheugen_total{uitkomst="mis"}') >= 12
    assert total(text, "leerrecht_publicatie_afgeschermd ") == publicatie.BEWIJS["afscherming"]["onderdrukt"]  # type: ignore[index]
    assert total(text, "leerrecht_publicatie_leeftijd_seconden ") > 0
    assert not re.search(r"(?i)aadorp|jan|vries|123456782|127\.0\.0\.1|2022", before + text)
    assert list(temporary.glob("leerrecht-metingen-*"))
    os.kill(server.pid, signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while listens(numbers) or list(temporary.glob("leerrecht-metingen-*")):
        assert time.monotonic() < until, "it outlives the site"
        time.sleep(0.1)


def test_of_a_command_its_duration_and_status_are_kept_where_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "leeg"))
    assert main(["exporteer", "--uit", "Jan"]) == 1
    assert not measures_folder().exists()
    monkeypatch.setenv("LEERRECHT_METINGEN", "9400")
    assert main(["exporteer", "--uit", "Jan"]) == 1
    assert main(["Jan"]) == 2
    (file,) = measures_folder().iterdir()
    assert file.name == "exporteer.json" and '"status": 1' in file.read_text()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "pagina"),
        ("/gemeente/hattem", "gemeente"),
        ("/vergelijken", "pagina"),
        ("/_dash-update-component", "dash"),
        ("/download/", "download"),
        ("onbekend", "onbekend"),
        ("/gezond", "gezond"),
    ],
)
def test_of_an_address_only_its_kind_is_counted(path: str, kind: str) -> None:
    assert kind_of(path) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9400", ("127.0.0.1", 9400)), ("10.0.0.5:94", ("10.0.0.5", 94)), ("[::]:94", ("::", 94))],
)
def test_without_a_host_only_this_machine_can_ask(text: str, expected: tuple[str, int]) -> None:
    assert address(text) == expected
