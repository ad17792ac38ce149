"""Twenty publications go on a database server while people look: no request fails and none is of two publications.

Real gunicorn workers behind a real pgbouncer with two connections; the publications differ in their date and in every
figure that is looked at.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publication import server as leesmodule
from data.publication.databases import publieke_engine
from data.publication.readmodel import beeld
from etl.publicatie.overzetten import bring
from pages import views
from tests.databaseserver import LEZER, Databaseserver, running_pooler
from tests.etl.publicatie.serverproef import JONGEREN, make, name_of

ROOT = Path(__file__).parents[3]
AANTAL, LEZERS = 20, 8
PATIENCE = 120
_DAG = re.compile(r"gepubliceerd op (\d+) september 2024")
_JONGEREN = re.compile(r"\b4\.0(\d\d)\b")


class Gezien(NamedTuple):
    """The status of an answer, and the numbers of all publications that anything in it is of."""

    status: int
    nummers: frozenset[int]


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make(tmp_path_factory.mktemp("publicaties") / "p", AANTAL)


def ask(address: tuple[str, int], path: str) -> Gezien:
    """One request: a page with its date and figures, or a file with figures."""
    connection = HTTPConnection(*address, timeout=PATIENCE)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    if path.endswith(".csv"):
        lines = [line for line in text.splitlines() if "jongeren_5_18" in line]
        found = {int(n) - JONGEREN for line in lines for n in re.findall(r"\b40\d\d\b", line)}
        return Gezien(response.status, frozenset(found))
    return Gezien(response.status, frozenset(int(n) for n in (*_DAG.findall(text), *_JONGEREN.findall(text))))


@pytest.fixture
def address(databaseserver: Databaseserver, bestanden: list[Path]) -> Iterator[tuple[tuple[str, int], str]]:
    """Where two workers serve the site, and where to publish."""
    database = databaseserver.new_database()
    with running_pooler(databaseserver) as poort, socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        schrijf = databaseserver.url(database, port=poort)
        bring(schrijf, bestanden[0])
        lees = databaseserver.url(database, LEZER, poort)
        environment = {**os.environ, "DATABASE_URL": lees, "WEB_CONCURRENCY": "2", "LOG_LEVEL": "warning"}
        command = ["-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"fd://{listening.fileno()}", "app:server"]
        server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, pass_fds=[listening.fileno()])
        try:
            place = listening.getsockname()
            with urlopen(f"http://127.0.0.1:{place[1]}/gereed", timeout=PATIENCE):
                yield place, schrijf
        finally:
            server.terminate()
            server.wait(PATIENCE)


def test_twenty_publications_under_eight_readers(address: tuple[tuple[str, int], str], bestanden: list[Path]) -> None:
    place, schrijf = address
    klaar = Event()

    def look(lezer: int) -> list[Gezien]:
        gezien: list[Gezien] = []
        paths = ("/gemeente/eedorp", "/download/cijfers.csv", "/?regio=anderland")
        while not klaar.is_set():
            gezien.append(ask(place, paths[(len(gezien) + lezer) % len(paths)]))
        return gezien

    with ThreadPoolExecutor(LEZERS) as pool:
        lezers = [pool.submit(look, lezer) for lezer in range(LEZERS)]
        try:
            for bestand in bestanden[1:]:
                bring(schrijf, bestand)
        finally:
            klaar.set()
        gezien = [each for lezer in lezers for each in lezer.result()]
    until, last = time.monotonic() + PATIENCE, Gezien(200, frozenset({AANTAL}))
    while {ask(place, "/gemeente/eedorp") for _ in range(8)} != {last}:
        assert time.monotonic() < until, "a worker still shows an earlier one"
        time.sleep(0.2)
    assert {each.status for each in gezien} == {200}
    assert [each.nummers for each in gezien if len(each.nummers) != 1] == []
    assert len({each.nummers for each in gezien}) > 3, "several publications were seen"


ALFABETTEN = {
    "C": "LOCALE 'C'",
    "en_US": "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'",
    "nl_NL": "LOCALE_PROVIDER icu ICU_LOCALE 'nl-NL' LOCALE 'C'",
}


def all_pages(client: FlaskClient) -> dict[str, bytes]:
    """Every page that search engines are told of and the files with all figures, without what is random."""
    files = ("/download/cijfers.csv", "/download/verslagcijfers.csv", "/download/hierarchie.json")
    return {each: re.sub(rb'nonce[-="][^"\' ]+', b"", client.get(each).data) for each in (*views.site().urls(), *files)}


def test_pages_are_the_same_whatever_alphabet_the_server_has(
    databaseserver: Databaseserver, bestanden: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leesmodule, "_FRESH", 0.0)
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    (tmp_path / "publiek.duckdb").symlink_to(bestanden[2])
    with create_app().server.test_client() as client:
        uit_bestand = all_pages(client)
    assert len(uit_bestand) > 20 and all(uit_bestand.values())
    for naam, alfabet in ALFABETTEN.items():
        database = databaseserver.new_database(alfabet)
        bring(databaseserver.url(database), bestanden[2])
        monkeypatch.setenv("DATABASE_URL", databaseserver.url(database, LEZER))
        assert "server" not in str(publieke_engine().url) and beeld().publicatie.publicatie_id == name_of(3)
        with create_app().server.test_client() as client:
            anders = {adres for adres, tekst in all_pages(client).items() if tekst != uit_bestand[adres]}
        assert anders == set(), naam
        monkeypatch.delenv("DATABASE_URL")
