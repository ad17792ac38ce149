"""How gunicorn serves the site: HOST, PORT, WEB_CONCURRENCY (workers) and LOG_LEVEL come from the environment.

Requests and their faults are logged by the site itself (pages/server/logs.py), which knows which addresses exist;
gunicorn's access log, with whatever a visitor typed in it, is off. What it says of itself is JSON too, one object per
line. It imports nothing of the site: the first process only minds the workers, and should stay small.
"""

import errno
import json
import logging
import os
import re
import socket
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import Client

_LEVEL = os.environ.get("LOG_LEVEL", "info").upper()

bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"]
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
preload_app = False  # DuckDB must not be opened before the fork
timeout = 60
graceful_timeout = 30
keepalive = 75  # longer than a proxy keeps a connection, so that the proxy is the one to close it
umask = 0o027
control_socket_disable = True
proc_name = "leerrecht"


class JsonFormatter(logging.Formatter):
    """A record as one JSON object, without the query strings that gunicorn writes when a request fails."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"tijd": moment, "niveau": record.levelname.lower(), "gebeurtenis": record.getMessage()}
        if record.exc_info:
            line["fout"] = self.formatException(record.exc_info)
        return json.dumps({key: re.sub(r"\?\S*", "", text) for key, text in line.items()}, ensure_ascii=False)


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
                raise


def post_worker_init(worker: Any) -> None:
    """Ask for the home page once before visitors do: Dash registers its files at the first request.

    Without this the first visitors of a worker, if they come at the same time, get an error on script files.
    """
    with Client(worker.wsgi).get("/") as response:
        level = logging.INFO if response.status_code < 500 else logging.ERROR  # the team is sent to its login
        worker.log.log(level, "De eerste pagina gaf status %s; deze worker neemt bezoek aan", response.status_code)
