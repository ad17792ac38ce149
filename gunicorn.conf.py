"""How gunicorn serves the site: HOST, PORT, WEB_CONCURRENCY (workers) and LOG_LEVEL come from the environment.

Requests and their faults are logged by the site itself (pages/server/logs.py), which knows which addresses exist;
gunicorn's access log, with whatever a visitor typed in it, is off. What it says of itself is JSON too, one object per
line. It imports nothing of the site: the first process only minds the workers, and should stay small.
"""

import atexit
import errno
import gc
import json
import logging
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import TConn, ThreadWorker
from werkzeug.test import Client

_LEVEL = os.environ.get("LOG_LEVEL", "info").upper()
_HOST = os.environ.get("HOST", "127.0.0.1").strip("[]")

# How long, in seconds, a visitor may take to send a request: so long for its headers, and at this many bytes a second
# for what it says that follows.
_PATIENCE, _SLOWEST = 10.0, 20_000
# When half of the threads wait for visitors who send nothing, so much shorter: then they hold up others.
_HURRY = 8.0
# An address may be as long as gunicorn can read and a proxy lets through. What is longer never reaches the site, so it
# is answered here, in the form that errors of the API have.
limit_request_line = 8190
_TOO_LONG = {
    "type": "about:blank",
    "status": 414,
    "title": "Het adres is te lang",
    "detail": f"Een adres mag hier {limit_request_line:,} tekens lang zijn. Vraag minder tegelijk.".replace(",", "."),
}


class PatientWorker(ThreadWorker):
    """Ends the reading of a request that does not come: ten that announce a body would hold up every visitor.

    Only reading ends: an answer that is being made or sent goes on. A proxy before the site that takes requests in
    whole (as nginx does) makes this superfluous; without one it is needed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._reading: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        """Read and answer one request, in a thread."""
        self._reading[conn] = time.monotonic() + _PATIENCE
        try:
            return super().handle(conn)
        finally:
            self._reading.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request whose headers are in; its body gets time by its size."""
        announced = next((value for name, value in req.headers if name == "CONTENT-LENGTH"), "0")
        if conn in self._reading and announced.isdigit():
            self._reading[conn] += int(announced) / _SLOWEST
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read; gunicorn itself does so in English HTML."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        body = json.dumps(_TOO_LONG).encode()
        head = (
            "HTTP/1.1 414 URI Too Long",
            "Content-Type: application/problem+json",
            f"Content-Length: {len(body)}",
            "Cache-Control: no-store",
            "Access-Control-Allow-Origin: *",
            "X-Content-Type-Options: nosniff",
            "Connection: close",
        )
        with suppress(OSError):
            client.sendall("\r\n".join((*head, "", "")).encode() + body)

    def murder_pending(self) -> None:
        """Close what waits too long; gunicorn calls this each second."""
        super().murder_pending()
        now = time.monotonic() + (_HURRY if len(self._reading) > threads // 2 else 0.0)
        for conn, until in list(self._reading.items()):
            if now > until:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)


bind = [f"{f'[{_HOST}]' if ':' in _HOST else _HOST}:{os.environ.get('PORT', '8050')}"]
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = PatientWorker
threads = 16  # they mostly wait; a visitor waits only when all of them do
forwarder_headers = ""  # a visitor does not choose the path that the site stands under
preload_app = False  # DuckDB must not be opened before the fork
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than a proxy keeps a connection, so that the proxy is the one to close it
umask = 0o027
control_socket_disable = True
proc_name = "leerrecht"

# Counting for Prometheus: the workers write in a folder, a process beside them adds up. The folder has to be known
# before a worker imports the library.
if os.environ.get("LEERRECHT_METINGEN"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="leerrecht-metingen-")
_beside: list[subprocess.Popen[bytes]] = []


class JsonFormatter(logging.Formatter):
    """A record as one JSON object, without what gunicorn writes of a visitor when a request fails."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"tijd": moment, "niveau": record.levelname.lower(), "gebeurtenis": record.getMessage()}
        if record.exc_info:
            line["fout"] = self.formatException(record.exc_info)
        return json.dumps({key: _without_visitor(text) for key, text in line.items()}, ensure_ascii=False)


def _without_visitor(text: str) -> str:
    """Leave out query strings; of what is no request at all, the address it came from and what was in it."""
    return (
        "Een verzoek was geen geldig HTTP"
        if text.startswith("Invalid request from ip=")
        else re.sub(r"\?\S*", "", text)
    )


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonFormatter}},
    "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "root": {"level": _LEVEL, "handlers": ["json"]},
    "loggers": {
        "gunicorn.error": {"level": _LEVEL, "handlers": ["json"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}


def on_starting(server: Any) -> None:
    """Say in Dutch that the port is taken, where gunicorn would try five times and give up in English."""
    for host, port in (address for address in server.cfg.address if isinstance(address, tuple)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    remedy = f"Kies een andere: make run PORT={port + 10}"
                    raise SystemExit(f"Poort {port} is al in gebruik. {remedy}") from None
                if error.errno in (errno.EACCES, errno.EPERM):
                    remedy = f"Poorten onder 1024 zijn voor de beheerder. Kies een andere: make run PORT={port + 8000}"
                    raise SystemExit(f"Poort {port} mag niet worden gebruikt. {remedy}") from None
                remedy = "Zet in HOST een adres van deze computer: 127.0.0.1, 0.0.0.0 (alle adressen) of ::"
                raise SystemExit(f"Op {host} kan deze computer niet luisteren. {remedy}") from None


def when_ready(server: Any) -> None:
    """Serve `/metrics` where a port for it was given."""
    if os.environ.get("LEERRECHT_METINGEN"):
        _beside.append(subprocess.Popen([sys.executable, "-m", "pages.server.metrics_server"], stdin=subprocess.PIPE))
        server.log.info("De metingen staan op %s/metrics", os.environ["LEERRECHT_METINGEN"])


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker that ended counted stays; what it showed does not."""
    if os.environ.get("LEERRECHT_METINGEN"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    """The process beside ends when the other end of its input closes."""
    for process in _beside:
        process.communicate()


def post_worker_init(worker: Any) -> None:
    """Ask for the home page once before visitors do: Dash registers its files at the first request.

    Without this the first visitors of a worker, if they come at the same time, get an error on script files. What a
    worker holds by then stays for as long as it lives: looking through all of that for garbage, again and again while
    pages are made, cost a page of the team a fifth of its time.
    """
    with Client(worker.wsgi).get("/") as response:
        level = logging.INFO if response.status_code < 500 else logging.ERROR  # the team is sent to its login
        worker.log.log(level, "De eerste pagina gaf status %s; deze worker neemt bezoek aan", response.status_code)
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # else what is left at the end is told of as leaked
