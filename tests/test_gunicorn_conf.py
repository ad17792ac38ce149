"""Gunicorn's own lines have the form of the site's and tell nothing of a visitor; nobody holds up the others."""

import json
import logging
import logging.config
import os
import runpy
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from unittest.mock import Mock

import pytest
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from tests.pages import publicatie

ROOT = Path(__file__).parent.parent
CONF = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
# Only to end what hangs.
PATIENCE = 120


def test_error_line_has_the_traceback_and_no_query_string(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig({**CONF["logconfig_dict"], "root": {}})
    try:
        raise ValueError("no page at /gemeente/hattem?naam=geheim")
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Error handling request %s", "/gemeente/hattem?naam=geheim")
    written = capsys.readouterr().err
    assert "/gemeente/hattem" in written
    assert "geheim" not in written
    assert "ValueError: no page at" in json.loads(written)["fout"]


def test_gunicorn_keeps_no_access_log_of_its_own() -> None:
    logging.config.dictConfig({**CONF["logconfig_dict"], "root": {}})
    access = logging.getLogger("gunicorn.access")
    assert not access.isEnabledFor(logging.INFO)
    assert not access.hasHandlers()


def test_what_is_no_request_is_told_without_who_sent_it_or_what(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig({**CONF["logconfig_dict"], "root": {}})
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=192.0.2.7: Invalid HTTP header: 'Geheim'")
    written = capsys.readouterr().err
    assert "192.0.2.7" not in written and "Geheim" not in written and "geldig HTTP" in written


@pytest.mark.parametrize(
    ("host", "said"),
    [("198.51.100.1", "kan deze computer niet luisteren"), ("::x", "kan deze computer niet luisteren")],
)
def test_a_host_that_cannot_be_is_told_in_dutch(host: str, said: str, tmp_path: Path) -> None:
    done = _gunicorn(tmp_path, HOST=host, PORT="0").wait(PATIENCE), (tmp_path / "log").read_text()
    assert done[0] and said in done[1] and "Traceback" not in done[1]


def test_every_address_of_this_machine_may_be_asked_for() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOST", "::")
        assert runpy.run_path(str(ROOT / "gunicorn.conf.py"))["bind"] == ["[::]:8050"]


_WORKER = """
import gc, logging, runpy

class Worker:
    log = logging.getLogger()

    @staticmethod
    def wsgi(environ, start_response):
        start_response("200 OK", [])
        return [b"hallo"]

runpy.run_path("gunicorn.conf.py")["post_worker_init"](Worker())
print(gc.get_freeze_count() > 0)
"""


def test_what_a_worker_starts_with_is_not_looked_through_for_garbage() -> None:
    """In a process of its own: what is frozen stays so."""
    gezegd = subprocess.run([sys.executable, "-c", _WORKER], cwd=ROOT, capture_output=True, text=True, check=True)
    assert gezegd.stdout == "True\n"


def test_who_announces_and_does_not_send_holds_up_nobody(tmp_path: Path) -> None:
    """More of them than there are threads: each is let go of, and an ordinary visitor is answered."""
    publicatie.build(tmp_path)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        place = listening.getsockname()
        server = _gunicorn(tmp_path, listening)
    try:
        _get(place, "/gezond")
        waiting = [socket.create_connection(place, PATIENCE) for _ in range(int(CONF["threads"]) + 4)]
        for number, each in enumerate(waiting):
            begin = b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            each.sendall(begin + (b"" if number % 2 else b"Content-Length: 900\r\n\r\n{"))
        assert _get(place, "/toelichting") == 200
        for each in waiting:
            assert b" 200 " not in each.recv(100)
            each.close()
    finally:
        server.terminate()
        server.wait(PATIENCE)


@pytest.mark.parametrize(("reading", "ended"), [(8, 0), (9, 9)])
def test_who_sends_nothing_has_less_time_while_others_wait(
    reading: int, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the threads may be waited for in calm; when it is more, who waited two seconds is let go of."""
    assert CONF["threads"] == 16
    monkeypatch.setattr(ThreadWorker, "murder_pending", lambda _: None)
    worker = object.__new__(CONF["PatientWorker"])
    pairs = [socket.socketpair() for _ in range(reading)]
    worker._reading = {Mock(sock=ours): time.monotonic() + 7.0 for ours, _ in pairs}
    worker.murder_pending()
    for ours, _ in pairs:
        ours.setblocking(False)

    def is_ended(ours: socket.socket) -> bool:
        try:
            return ours.recv(1) == b""
        except BlockingIOError:
            return False

    assert sum(is_ended(ours) for ours, _ in pairs) == ended
    for pair in pairs:
        for each in pair:
            each.close()


def test_an_address_that_is_too_long_is_refused_in_the_form_of_other_errors() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        object.__new__(CONF["PatientWorker"]).handle_error(None, ours, None, LimitRequestLine(9000, 8190))
        head, _, body = theirs.recv(4000).decode().partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 414 ") and "application/problem+json" in head
    assert f"Content-Length: {len(body.encode())}" in head
    assert json.loads(body)["status"] == 414 and "8.190 tekens" in json.loads(body)["detail"]


def test_a_visitor_does_not_choose_the_path_that_the_site_stands_under(tmp_path: Path) -> None:
    publicatie.build(tmp_path)
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        place = listening.getsockname()
        server = _gunicorn(tmp_path, listening)
    try:
        assert _get(place, "/toelichting", {"SCRIPT_NAME": "/toelichting"}) == _get(place, "/toelichting") == 200
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _get(place: tuple[str, int], path: str, headers: dict[str, str] | None = None) -> int:
    connection = HTTPConnection(*place, timeout=PATIENCE)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _gunicorn(folder: Path, listening: socket.socket | None = None, **settings: str) -> "subprocess.Popen[bytes]":
    """Start gunicorn with one worker; its lines go to `log` in the folder."""
    environment = {**os.environ, "LEERRECHT_DATA": str(folder), "WEB_CONCURRENCY": "1", **settings}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "app:server"]
    fds = [] if listening is None else [listening.fileno()]
    bind = [f"--bind=fd://{fd}" for fd in fds]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen([*command, *bind], cwd=ROOT, env=environment, pass_fds=fds, stdout=log, stderr=log)
