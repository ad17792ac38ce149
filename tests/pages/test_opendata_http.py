"""Files, feeds and catalogue over HTTP: names, forms, publications that are kept, and what programs read in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import feedparser
import openpyxl
import pytest
from flask.testing import FlaskClient
from rdflib import Graph

from app import create_app
from data.opendata.bestanden import names
from data.opendata.kolommen import NAMEN
from data.opendata.tabel import Item, row
from data.publication.figures import Uitgave
from data.publication.readmodel import Beeld
from pages.feeds import atom

TOEN, LATER = datetime(2025, 3, 1, 9), datetime(2025, 10, 1, 9)  # noqa: DTZ001 - as the publication keeps them


@pytest.fixture(scope="module")
def site() -> Iterator[FlaskClient]:
    with create_app().server.test_client() as asking:
        yield asking


def test_every_file_can_be_had_under_its_name_and_is_the_same_twice(site: FlaskClient, proef: Beeld) -> None:
    for naam in names(proef):
        antwoord = site.get(f"/download/{naam}")
        assert antwoord.status_code == 200 and f'filename="{naam}"' in antwoord.headers["Content-Disposition"], naam
        deel = site.get(f"/download/{naam}", headers={"Range": "bytes=2-9"})
        assert deel.status_code == 206 and deel.data == antwoord.data[2:10]
        vast = site.get(f"/download/publicaties/{proef.publicatie.publicatie_id}/{naam}")
        assert vast.data == antwoord.data
    assert site.get("/download/publicaties/20200101T000000-n0001/cijfers.csv").status_code == 404


def test_every_form_tells_the_same_figures(site: FlaskClient) -> None:
    plat = list(csv.DictReader(io.StringIO(site.get("/download/cijfers.csv").text)))
    blad = openpyxl.load_workbook(io.BytesIO(site.get("/download/cijfers.xlsx").data), read_only=True).worksheets[0]
    rijen = [dict(zip(NAMEN, rij, strict=True)) for rij in blad.iter_rows(min_row=2, values_only=True)]
    los = json.loads(site.get("/download/cijfers.json").data)["cijfers"]
    assert len(plat) == len(rijen) == len(los)
    for a, b, c in zip(plat, rijen, los, strict=True):
        assert (a["waarde"] and float(a["waarde"])) == ("" if b["waarde"] is None else b["waarde"])
        assert b["waarde"] == c["waarde"] and a["categorie"] == c["categorie"]


def test_a_category_of_a_report_has_a_name_in_words_without_a_figure_that_is_shown(proef: Beeld) -> None:
    """Where another source is shown, or nothing: a workbook has the name of a category only."""
    rijen = [row(proef, Item(None, v)) for v in proef.alle_verslagcijfers() if v.sleutel]
    assert rijen and not [rij for rij in rijen if not rij["categorienaam"]]


def test_a_spreadsheet_finds_no_dates_and_its_own_decimals(site: FlaskClient) -> None:
    inhoud = site.get("/download/cijfers-spreadsheet.csv").data.decode("utf-8-sig")
    rijen = list(csv.DictReader(io.StringIO(inhoud), delimiter=";"))
    categorieen = {rij["categorie"] for rij in rijen}
    assert "5 tot en met 11 jaar" in categorieen and "5-11" not in categorieen
    assert "augustus (maand 08)" in categorieen
    assert not [rij for rij in rijen if "." in rij["waarde"]] and [rij for rij in rijen if "," in rij["waarde"]]
    assert site.get("/download/cijfers-spreadsheet.csv").data.startswith(b"\xef\xbb\xbf")
    assert not site.get("/download/cijfers.csv").data.startswith(b"\xef\xbb\xbf")


def test_a_choice_is_named_after_place_year_and_subject(site: FlaskClient) -> None:
    antwoord = site.get("/download/cijfers.csv?gebied=aadorp&schooljaar=2022-2023&indicator=absoluut_verzuim")
    assert 'filename="aadorp-2022-2023-absoluut-verzuim.csv"' in antwoord.headers["Content-Disposition"]
    rijen = list(csv.DictReader(io.StringIO(antwoord.text)))
    assert rijen and {(rij["gebiedsnaam"], rij["indicator"]) for rij in rijen} == {("Aadorp", "absoluut_verzuim")}
    assert site.get("/download/cijfers.csv?gebied=atlantis").status_code == 404


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize(("vorm", "naam"), [("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_the_catalogue_says_the_same_in_each_form(site: FlaskClient, vorm: str, naam: str) -> None:
    antwoord = site.get(f"/catalogus.{vorm}")
    graaf = Graph().parse(data=antwoord.data, format=naam)
    assert len(graaf) == len(Graph().parse(data=site.get("/catalogus").data, format="turtle")) > 100
    assert antwoord.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("soort", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_the_catalogue_that_is_asked_for_depends_on_who_asks(site: FlaskClient, soort: str) -> None:
    """Else a cache on the way gives the form that one asked for to who wants another."""
    antwoord = site.get("/catalogus", headers={"Accept": f'{soort};profile="x"', "Accept-Encoding": "gzip"})
    assert antwoord.mimetype == soort and antwoord.vary.as_set() == {"accept", "accept-encoding"}


def test_feeds_are_read_by_a_feed_reader_and_found_again(proef: Beeld) -> None:
    uitgaven = {
        ("GM9001", "2022-2023"): Uitgave(2, LATER, TOEN, 3, voorbij=True),
        ("GM9002", "2022-2023"): Uitgave(2, LATER, TOEN, 0, voorbij=True),
        ("GM9011", "2022-2023"): Uitgave(1, TOEN, None, 0, voorbij=True),
    }
    oud, proef.publicatie = proef.publicatie, replace(proef.publicatie, uitgaven=uitgaven)
    try:
        gebieden = [None, *proef.gemeenten()]
        feeds = {g.code if g else "": atom(proef, g, "https://voorbeeld.test", "Proefregio") for g in gebieden}
    finally:
        proef.publicatie = oud
        atom.cache_clear()
    gelezen = {code: feedparser.parse(inhoud) for code, inhoud in feeds.items()}
    assert not any(feed.bozo for feed in gelezen.values())
    assert {code: len(feed.entries) for code, feed in gelezen.items() if feed.entries} == {
        "": 2,
        "GM9001": 1,
        "GM9011": 1,
    }
    entry = gelezen["GM9001"].entries[0]
    assert "3 cijfers zijn anders dan op 1 maart 2025" in entry.summary and entry.updated == "2025-10-01T09:00:00Z"
    assert entry.id in {e.id for e in gelezen[""].entries} and entry.id.startswith("urn:uuid:")
    assert entry.link == "https://voorbeeld.test/gemeente/aadorp?schooljaar=2022-2023"


def test_a_feed_is_not_sent_again_to_who_has_it(site: FlaskClient) -> None:
    eerst = site.get("/feeds/site.atom")
    assert eerst.status_code == 200 and eerst.mimetype == "application/atom+xml"
    assert site.get("/feeds/site.atom", headers={"If-None-Match": eerst.headers["ETag"]}).status_code == 304
    assert site.get("/feeds/aadorp.atom").status_code == 200 and site.get("/feeds/atlantis.atom").status_code == 404


def test_the_files_are_what_their_descriptions_say(site: FlaskClient, tmp_path: Path) -> None:
    from csvw import CSVW
    from frictionless import Package, system

    for naam in ("cijfers.csv", "verslagcijfers.csv", "datapackage.json"):
        (tmp_path / naam).write_bytes(site.get(f"/download/{naam}").data)
    for tabel in ("cijfers", "verslagcijfers"):
        beschrijving = f"{tabel}.csv-metadata.json"
        (tmp_path / beschrijving).write_bytes(site.get(f"/download/{beschrijving}").data)
        assert CSVW(str(tmp_path / f"{tabel}.csv"), validate=True).is_valid
    with system.use_context(trusted=True):
        assert Package(str(tmp_path / "datapackage.json")).validate().valid
        vol = (tmp_path / "cijfers.csv").read_text("utf-8")
        (tmp_path / "cijfers.csv").write_text(vol.replace(",gepubliceerd,", ",bekend,", 1), "utf-8")
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid
    kolommen = [
        [
            veld["name"]
            for veld in json.loads((tmp_path / "datapackage.json").read_text())["resources"][0]["schema"]["fields"]
        ],
        [k["name"] for k in json.loads((tmp_path / "cijfers.csv-metadata.json").read_text())["tableSchema"]["columns"]],
    ]
    assert kolommen == [list(NAMEN)] * 2
