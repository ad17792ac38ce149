"""Pages of a publication on a database server are those of the file, whatever alphabet the server has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publication import server as leesmodule
from data.publication.readmodel import beeld
from etl.publicatie.overzetten import bring
from pages import views
from tests.databaseserver import LEZER, Databaseserver
from tests.etl.publicatie.serverproef import make, name_of


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make(tmp_path_factory.mktemp("publicaties") / "p", 3)


ALFABETTEN = {
    "C": "LOCALE 'C'",
    "en_US": "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'",
    "nl_NL": "LOCALE_PROVIDER icu ICU_LOCALE 'nl-NL' LOCALE 'C'",
}


def all_pages(client: FlaskClient) -> dict[str, bytes]:
    """Every page that search engines are told of and the files with all figures, without what is random."""
    files = ("/download/cijfers.csv", "/download/verslagcijfers.csv", "/download/hierarchie.json")
    random = rb'nonce[-="][^"\' ]+|"end_id": "[^"]+"'  # the end_id that Dash draws anew for each request
    return {each: re.sub(random, b"", client.get(each).data) for each in (*views.site().urls(), *files)}


def test_pages_are_the_same_whatever_alphabet_the_server_has(
    databaseserver: Databaseserver, bestanden: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leesmodule, "_FRESH", 0.0)
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    (tmp_path / "publiek.duckdb").symlink_to(bestanden[2])
    with create_app().server.test_client() as client:
        uit_bestand = all_pages(client)
    assert len(uit_bestand) > 20 and all(uit_bestand.values())
    for naam, alfabet in ALFABETTEN.items():
        database = databaseserver.new_database(alfabet)
        bring(databaseserver.url(database), bestanden[2])
        monkeypatch.setenv("DATABASE_URL", databaseserver.url(database, LEZER))
        assert beeld().publicatie.publicatie_id == name_of(3)
        with create_app().server.test_client() as client:
            anders = {adres for adres, tekst in all_pages(client).items() if tekst != uit_bestand[adres]}
        assert anders == set(), naam
        monkeypatch.delenv("DATABASE_URL")
