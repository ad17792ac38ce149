"""/data: one table is chosen, seen and taken along; the examples on it run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from app import create_app
from pages.opendata_voorbeelden import examples


@pytest.fixture(scope="module")
def site() -> Iterator[FlaskClient]:
    with create_app().server.test_client() as asking:
        yield asking


@pytest.fixture(scope="module")
def adres(site: FlaskClient) -> Iterator[str]:
    """Where the site runs, for programs that ask over the network."""
    server = make_server("127.0.0.1", 0, site.application, threaded=True)
    draad = Thread(target=server.serve_forever)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    draad.join()


def test_what_is_chosen_is_shown_before_it_is_taken(site: FlaskClient) -> None:
    pagina = site.get("/data?gemeente=aadorp&indicator=absoluut_verzuim").text
    assert "Absoluut verzuim in Aadorp: de eerste" in pagina
    bestand = "/download/cijfers.csv?gebied=aadorp&amp;indicator=absoluut_verzuim"
    assert bestand in pagina
    assert site.get(bestand.replace("&amp;", "&")).status_code == 200
    assert site.get("/data?gemeente=atlantis").status_code == 404


def test_a_hidden_figure_is_named_and_not_shown(site: FlaskClient) -> None:
    pagina = site.get("/data?gemeente=beedorp&indicator=absoluut_verzuim").text
    assert "onderdrukt" in pagina


def test_what_is_not_set_is_said_in_a_line(site: FlaskClient) -> None:
    pagina = site.get("/data").text
    assert "Nog niet ingesteld zijn: de uitgever" in pagina and "De beheerder van de site stelt dat in." in pagina
    assert "Onder welke licentie" in pagina and "mag u gebruiken" not in pagina


def test_a_licence_is_named_with_its_address(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_LICENTIE", "https://creativecommons.org/publicdomain/zero/1.0/")
    pagina = site.get("/data?gemeente=aadorp").text
    assert 'mag u gebruiken onder <a href="https://creativecommons.org/publicdomain/zero/1.0/">' in pagina


_MET = {"curl": ("sh", "-c"), "Python": (sys.executable, "-c"), "R": ("Rscript", "-e")}


@pytest.mark.parametrize("taal", ["curl", "Python", "R"])
def test_the_examples_run(adres: str, taal: str) -> None:
    code = examples(adres, "aadorp")[taal]
    if not os.environ.get("CI") and not shutil.which({"curl": "curl", "R": "Rscript"}.get(taal, _MET[taal][0])):
        pytest.skip(f"{taal} is er niet")
    opdracht = [*_MET[taal], code]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False, timeout=60)
    assert klaar.returncode == 0, klaar.stderr
    assert "2022-2023" in klaar.stdout and "gepubliceerd" in klaar.stdout


def test_the_page_shows_the_examples_that_are_tested(site: FlaskClient) -> None:
    pagina = site.get("/data").text
    assert all(taal in pagina for taal in examples("", "aadorp")) and "Accept: text/csv" in pagina
