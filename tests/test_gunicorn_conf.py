"""Gunicorn's own lines have the form of the site's, and hold no query string."""

import json
import logging
import logging.config
import runpy
from pathlib import Path

import pytest

CONF = runpy.run_path(str(Path(__file__).parent.parent / "gunicorn.conf.py"))


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
