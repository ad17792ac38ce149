"""How gunicorn serves the site: HOST, PORT, WEB_CONCURRENCY (workers) and LOG_LEVEL come from the environment.

Logs are one JSON object per line. They hold no address of a visitor, no browser and no query string: whoever keeps the
logs should not thereby keep who looked at which gemeente.
"""

import errno
import json
import logging
import os
import re
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import Client

_QUERY = re.compile(r"\?\S*")
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
    """A log record as one JSON object; an access record gives its parts instead of a sentence."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"tijd": moment, "niveau": record.levelname.lower(), "logger": record.name}
        if record.name == "gunicorn.access" and isinstance(record.args, Mapping):
            line |= self._request(record.args)
        else:
            line["melding"] = _QUERY.sub("", record.getMessage())
        if record.exc_info:
            line["fout"] = _QUERY.sub("", self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)

    def _request(self, atoms: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "methode": atoms["m"],
            "pad": atoms["U"],
            "status": int(atoms["s"]),
            "bytes": atoms["B"],
            "ms": atoms["M"],
        }


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonFormatter}},
    "handlers": {
        "uit": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"},
        "fout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"},
    },
    "root": {"level": _LEVEL, "handlers": ["fout"]},
    "loggers": {
        "gunicorn.error": {"level": _LEVEL, "handlers": ["fout"], "propagate": False},
        "gunicorn.access": {"level": _LEVEL, "handlers": ["uit"], "propagate": False},
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
                    raise SystemExit(
                        f"Poort {port} is al in gebruik. Kies een andere: make run PORT={port + 10}"
                    ) from None
                raise


def post_worker_init(worker: Any) -> None:
    """Ask for the home page once before visitors do: Dash registers its files at the first request.

    Without this the first visitors of a worker, if they come at the same time, get an error on script files.
    """
    with Client(worker.wsgi).get("/") as response:
        level = logging.INFO if response.status_code == 200 else logging.ERROR
        worker.log.log(level, "De eerste pagina gaf status %s; deze worker neemt bezoek aan", response.status_code)
