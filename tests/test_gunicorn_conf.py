"""The logs hold nothing that tells who looked, and no query string, whichever way one gets into a message."""

import json
import logging
import runpy
import sys
from pathlib import Path

CONF = runpy.run_path(str(Path(__file__).parent.parent / "gunicorn.conf.py"))
ATOMS = {
    "m": "GET", "U": "/gemeente/hattem", "s": "200", "B": 12, "M": 3,
    "q": "geheim=1", "h": "192.0.2.7", "a": "Browser", "r": "GET /gemeente/hattem?geheim=1 HTTP/1.1",
}  # fmt: skip


def line(record: logging.LogRecord) -> str:
    return str(CONF["JsonFormatter"]().format(record))


def test_access_line_says_what_was_asked_and_not_by_whom() -> None:
    text = line(logging.LogRecord("gunicorn.access", logging.INFO, "", 0, "%(r)s %(h)s", (ATOMS,), None))
    said = json.loads(text)
    assert (said["methode"], said["pad"], said["status"]) == ("GET", "/gemeente/hattem", 200)
    assert not [secret for secret in ("geheim", "192.0.2.7", "Browser") if secret in text]


def test_error_line_has_the_traceback_and_no_query_string() -> None:
    try:
        raise ValueError("bad value in /gemeente/hattem?geheim=1")
    except ValueError:
        error = sys.exc_info()
    text = line(logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "Error %s", ("/x?geheim=1",), error))
    assert "ValueError: bad value in /gemeente/hattem" in json.loads(text)["fout"]
    assert json.loads(text)["melding"] == "Error /x"
    assert "geheim" not in text
