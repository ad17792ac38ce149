"""The example site under test, with a publication of its own that a test can swap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages.server import example_site

Publish = Callable[[str], None]


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Put another publication in the place of the live one, as the ETL does: a link that is replaced whole."""
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))

    def swap(name: str) -> None:
        (tmp_path / name).touch()
        (tmp_path / "nieuw").symlink_to(name)
        (tmp_path / "nieuw").replace(tmp_path / "publiek.duckdb")

    return swap


@pytest.fixture(scope="session")
def example_server() -> Flask:
    """The example site; it keeps what it made, so a test that counts on an empty cache builds its own."""
    return example_site.application()


@pytest.fixture
def client(example_server: Flask, publish: Publish) -> Iterator[FlaskClient]:
    """Asks the example site, with the publication `eerste`."""
    publish("eerste")
    with example_server.test_client() as asking:
        yield asking
