"""One line of JSON per request and per fault, with a number that is also in the answer.

What is written is what our own site knows: method, address of a page that exists, status, duration. Never who asked,
never a query, never the message of an error: a message repeats values, and a value may be about a person.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
import traceback
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from pages.server.metrics import count_request

LOGGER = logging.getLogger("leerrecht")
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
NUMBER = "X-Request-Id"
"""The header with the number of a request."""


class JsonFormatter(logging.Formatter):
    """A record as one JSON object: the event is the message, `extra={"velden": {...}}` gives the rest."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`. Of an error: its kind and where it came from, not its message."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"tijd": moment, "niveau": record.levelname.lower(), "gebeurtenis": record.getMessage()}
        if has_request_context():
            line["verzoek"] = g.get("verzoek", "")
        line |= getattr(record, "velden", {})
        if record.exc_info and record.exc_info[1]:
            line |= describe(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def describe(error: BaseException) -> dict[str, Any]:
    """The kind of an error and the places it went through (`guard.py:71 check`), without what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    return {"fout": type(error).__name__, "plaats": places[-8:]}


def add(server: Flask) -> None:
    """Number and log the requests of this server, and log its faults instead of letting Flask write them out."""
    _configure()

    def begin() -> None:
        g.verzoek = number(request.headers.get(NUMBER, ""))
        g.begin = time.perf_counter()

    def finish(response: Response) -> Response:
        if "begin" not in g:  # refused before it was a request of ours
            begin()
        response.headers[NUMBER] = g.verzoek
        path = request.path if response.status_code < 400 else _kind_of_path()
        write(request.method, path, response.status_code, g.begin, response.content_length, g.verzoek)
        return response

    # First of all: a request that a later step refuses has a number too.
    server.before_request_funcs.setdefault(None, []).insert(0, begin)
    server.after_request(finish)
    server.log_exception = _log_fault  # type: ignore[method-assign]


def number(given: str) -> str:
    """The number of a request: what a proxy gave it when that is one, else a new one."""
    return given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def write(method: str, path: str, status: int, begin: float, length: int | None, verzoek: str) -> None:
    """The line of one request, which is counted too. `begin`: when it came, by time.perf_counter."""
    count_request(path, status, time.perf_counter() - begin)
    if LOGGER.isEnabledFor(logging.INFO):
        fields = {
            "verzoek": verzoek,
            "methode": method if method in _METHODS else "anders",
            "pad": path,
            "status": status,
            "ms": round((time.perf_counter() - begin) * 1000, 1),
            "bytes": length,
        }
        LOGGER.info("verzoek", extra={"velden": fields})


_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def _kind_of_path() -> str:
    """An address that does not exist can hold anything, a name included; only its first known part is kept."""
    known = ("/_dash-update-component", "/gemeente/", "/insluiten/", "/jaarverslag/", "/download/", "/assets/", "/api/")
    return next((start for start in known if request.path.startswith(start)), "onbekend")


def _log_fault(exc_info: Any) -> None:
    LOGGER.error("fout bij een verzoek", exc_info=exc_info)


def _configure() -> None:
    """Our own lines go to standard output as they are; Dash would print its own beside them."""
    LOGGER.setLevel(os.environ.get("LOG_LEVEL", "info").upper())
    LOGGER.propagate = False
    if not LOGGER.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        LOGGER.addHandler(handler)
    logging.getLogger("dash.dash").handlers.clear()
