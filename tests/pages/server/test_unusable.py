"""A publication that this software cannot read: a page in plain Dutch, 503, and in the log what is wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publication.readmodel import beeld
from data.publication.schema_publiek import SCHEMA_VERSIE
from pages.server.logs import LOGGER, JsonFormatter
from tests.pages import publicatie


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """The public site on a publication that a test can spoil."""
    publicatie.build(tmp_path)
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    with create_app().server.test_client() as asking:
        yield asking


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(JsonFormatter().format(record))

    monkeypatch.setattr(LOGGER, "handlers", [Keep()])
    return seen


def spoil(bestand: Path, hoe: str) -> None:
    if hoe == "nieuwer":
        with duckdb.connect(str(bestand)) as verbinding:
            verbinding.execute("UPDATE publicatie SET schema_versie = $1", [SCHEMA_VERSIE + 1])
    else:
        bestand.write_bytes(bestand.read_bytes()[:20_000])


@pytest.mark.parametrize(("hoe", "reden"), [("nieuwer", "nieuwere versie"), ("kapot", "beschadigd")])
def test_visitors_get_a_page_and_the_log_the_reason(
    site: FlaskClient, tmp_path: Path, lines: list[str], hoe: str, reden: str
) -> None:
    spoil(tmp_path / "publiek.duckdb", hoe)
    for adres in ("/", "/gemeente/aadorp", "/data/cijfers.csv", "/sitemap.xml"):
        antwoord = site.get(adres)
        assert antwoord.status_code == 503, adres
        assert "De cijfers zijn nu niet te zien" in antwoord.text
        assert "Traceback" not in antwoord.text and "duckdb" not in antwoord.text.lower()
        assert antwoord.headers["Retry-After"] == "60"
    fouten = [json.loads(line) for line in lines if json.loads(line)["niveau"] == "error"]
    assert fouten and all(reden in fout["reden"] and fout["remedie"] for fout in fouten)
    gereed = site.get("/gereed")
    assert gereed.status_code == 503 and reden in gereed.get_json()["reden"]
    assert site.get("/gezond").status_code == 200


def test_what_is_mended_is_served_again(site: FlaskClient, tmp_path: Path) -> None:
    goed = (tmp_path / "publiek.duckdb").read_bytes()
    spoil(tmp_path / "publiek.duckdb", "kapot")
    assert site.get("/").status_code == 503
    (tmp_path / "publiek.duckdb").write_bytes(goed)
    assert site.get("/").status_code == 200
    assert beeld().publicatie.publicatie_id == "proef-1"
