"""What the workers of a site keep together: made once, by whichever of them is asked first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from pages.kept_files import SAMEN, kept


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Flask]:
    """Makes a worker of one site, whose workers keep things together or not."""
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))

    def make(samen: bool) -> Flask:
        app = Flask("werker")
        app.config[SAMEN] = samen
        return app

    return make


def ask(app: Flask, versie: str, naam: str, inhoud: bytes) -> bytes:
    with app.app_context():
        return kept("proef", versie, naam, lambda: inhoud)


def test_what_one_worker_made_another_sends(worker: Callable[[bool], Flask]) -> None:
    eerste, tweede = worker(True), worker(True)
    assert ask(eerste, "n1", "a.csv", b"een") == b"een"
    assert ask(tweede, "n1", "a.csv", b"twee") == b"een"


def test_another_publication_or_name_is_another_file(worker: Callable[[bool], Flask]) -> None:
    app = worker(True)
    assert [ask(app, versie, naam, inhoud) for versie, naam, inhoud in (("n1", "a", b"1"), ("n2", "a", b"2"))] == [
        b"1",
        b"2",
    ]
    assert ask(app, "n2", "b", b"3") == b"3"


def test_a_site_that_keeps_nothing_makes_it_again(worker: Callable[[bool], Flask]) -> None:
    app = worker(False)
    assert ask(app, "n1", "a.csv", b"een") == b"een"
    assert ask(app, "n1", "a.csv", b"twee") == b"twee"
