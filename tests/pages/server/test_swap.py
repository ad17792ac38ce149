"""Another publication is put in place while people are looking: no request fails, none waits, and none goes back.

Real gunicorn workers, real publications, the same replacement of a link as the ETL does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from sqlalchemy import create_engine, update

from data.publication.schema_publiek import publicatie as publicatie_tabel
from tests.pages import publicatie
from tests.pages.server.requests import PAGE, QUESTION

ROOT = Path(__file__).parents[3]
PUBLICATIONS = 4
ROUNDS = 30
VISITORS = 4
_SHOWN = re.compile(r"gepubliceerd op (\d) september 2024")
PATIENCE = 120


class Live:
    """Which publication is live, by number: `done` is surely in place, `begun` may be."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.done, self.begun = folder, 0, 0
        source = publicatie.build(folder).rename(folder / "bron.duckdb")
        for number in range(1, PUBLICATIONS + 1):
            shutil.copy(source, self._file(number))
            engine = create_engine(f"duckdb:///{self._file(number)}")
            with engine.begin() as connection:
                day = datetime(2024, 9, number, 12)  # noqa: DTZ001 - the column holds no zone
                connection.execute(update(publicatie_tabel).values(publicatie_id=f"nr-{number}", gepubliceerd_op=day))
            engine.dispose()
        self.swap()

    def _file(self, number: int) -> Path:
        return self.folder / f"publiek-{number}.duckdb"

    def swap(self) -> None:
        """Put the next one in place, and clear away the one before the last."""
        self.begun += 1
        (self.folder / "nieuw").symlink_to(self._file(self.begun).name)
        (self.folder / "nieuw").replace(self.folder / "publiek.duckdb")
        self.done = self.begun
        self._file(self.done - 2).unlink(missing_ok=True)


class Seen(NamedTuple):
    """What one request got, and the last publication that can have been live when the answer came."""

    status: int
    shown: int
    last: int


@pytest.fixture
def live(tmp_path: Path) -> Live:
    return Live(tmp_path)


@pytest.fixture
def address(live: Live) -> Iterator[tuple[str, int]]:
    """Where two workers serve the site. The socket listens before they start, so the first request just waits."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        place = listening.getsockname()
        environment = {**os.environ, "LEERRECHT_DATA": str(live.folder), "WEB_CONCURRENCY": "2", "LOG_LEVEL": "warning"}
        command = ["-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"fd://{listening.fileno()}", "app:server"]
        server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, pass_fds=[listening.fileno()])
    try:
        with urlopen(f"http://127.0.0.1:{place[1]}/gereed", timeout=PATIENCE):
            yield place
    finally:
        server.terminate()
        server.wait(PATIENCE)


def ask(connection: HTTPConnection, round_: int) -> tuple[int, int]:
    """Status, and the number of the publication in the answer: a page, a page as an answer to Dash, or readiness."""
    if round_ % 3 == 0:
        connection.request("GET", "/gemeente/aadorp?schooljaar=2022-2023")
    elif round_ % 3 == 1:
        connection.request("GET", "/gereed")
    else:
        values = {"pathname": "/toelichting", "search": ""}
        places = [each | {"value": values[each["property"]]} for each in PAGE["inputs"]]
        body = json.dumps(PAGE | {"inputs": places})
        connection.request("POST", QUESTION, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    text = response.read().decode()
    number = re.search(r'"nr-(\d)"', text) or _SHOWN.search(text)
    return response.status, int(number[1]) if number else 0


def visit(address: tuple[str, int], live: Live, visitor: int) -> list[Seen]:
    """One visitor, who keeps the connection. The first one is also the one who publishes."""
    connection = HTTPConnection(*address, timeout=PATIENCE)
    seen = []
    for round_ in range(ROUNDS):
        if visitor == 0 and round_ in (7, 15, 22):
            live.swap()
        status, shown = ask(connection, round_ + visitor)
        seen.append(Seen(status, shown, live.begun))
    connection.close()
    return seen


def wait_for_the_last(address: tuple[str, int]) -> None:
    """Ask until this connection's worker shows the last publication; it reads it when first asked after the swap."""
    connection = HTTPConnection(*address, timeout=PATIENCE)
    for _ in range(PATIENCE * 20):
        if ask(connection, 1)[1] == PUBLICATIONS:
            break
        time.sleep(0.05)
    assert {ask(connection, round_) for round_ in range(3)} == {(200, PUBLICATIONS)}
    connection.close()


def test_swap_under_load_fails_no_request_and_nobody_goes_back(live: Live, address: tuple[str, int]) -> None:
    with ThreadPoolExecutor(VISITORS) as pool:
        visits = list(pool.map(lambda visitor: visit(address, live, visitor), range(VISITORS)))
    seen = [each for one in visits for each in one]
    assert len(seen) == VISITORS * ROUNDS and live.done == PUBLICATIONS
    assert {each.status for each in seen} == {200}
    assert not [each for each in seen if not 1 <= each.shown <= each.last]
    for visits_of_one in visits:  # a connection stays with one worker
        shown = [each.shown for each in visits_of_one]
        assert shown == sorted(shown)
    for _ in range(2 * VISITORS):  # connections go to either worker
        wait_for_the_last(address)
