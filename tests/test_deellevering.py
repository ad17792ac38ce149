"""Whatever part of a region was delivered, every page answers as always and says what is not known."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from data.publication.readmodel import beeld
from data.referentie.gebieden import LAND, gebieden
from data.reports import published
from etl.__main__ import main
from etl.publicatie.bestanden import begin_file, finish_file, make_live
from etl.publicatie.bouwen import Inhoud, write_file
from etl.publicatie.rijen import gebied_rows
from tests.deellevering import EIGEN, Deel, addresses, draw, publish, publish_and_ask
from tests.etl.keuring.toneel import write_reference

KLEINST = Deel(
    gemeenten=("GM9001",), schooljaren=("2023-2024",), soorten=("vsv",), standen=(), verslagen=False, eigen=True
)


def words(bestand: Path) -> str:
    """All that stands in an exported file, also in one that is not text."""
    if bestand.suffix == ".parquet":
        return repr(duckdb.read_parquet(str(bestand)).fetchall())
    if bestand.suffix == ".xlsx":
        boek = load_workbook(bestand, read_only=True)
        return repr([list(blad.values) for blad in boek.worksheets])
    return bestand.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app().server.test_client()


@pytest.mark.parametrize(
    "deel", [KLEINST, draw(1, eigen=True), draw(2, eigen=True), draw(3, eigen=False)], ids=lambda d: f"zaad {d.zaad}"
)
def test_every_address_answers(deel: Deel, client: FlaskClient, tmp_path: Path) -> None:
    assert publish_and_ask(deel, client, tmp_path, 40) == []


def test_a_gemeente_that_delivered_nothing_has_no_figure_and_no_source(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row without a source is what nobody delivered, not a figure of a source that is called nothing."""
    publish(KLEINST, tmp_path, monkeypatch)
    live = beeld()
    zonder = [c for c in live.alle_berekend() if c.sleutel.gebied in set(EIGEN.zaken) - {"GM9001"}]
    assert zonder
    assert {(c.status, c.waarde, c.bron) for c in zonder} == {("onbekend", None, None)}
    assert [bron.soort for bron in live.bronnen()] == ["levering"]
    assert len(live.schooljaren("GM9001")) == 1
    leeg, regio = (client.get(adres).text for adres in ("/gemeente/plaats-9002", "/?regio=proefstreek-01"))
    assert leeg.count("niets bekend. Dat is iets anders dan nul.</p>") == 1
    assert "Alle onderwerpen in een tabel" not in leeg and "Geen bron noemt dit cijfer voor dit schooljaar" not in leeg
    assert "Er is niets aangeleverd van Plaats 9002 en Plaats 9003." in regio
    assert "(voorbeeld)" not in leeg + regio
    assert live.voorkeursjaar("GM9001") == live.schooljaren("GM9001")[0]


def test_a_region_of_its_own_hears_of_no_other(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No source, definition, trendbreuk or name of a region that is shipped with the site."""
    vreemd = {g.naam for g in gebieden().gemeenten} | {r.naam for r in gebieden().alle_regios if r.code != LAND}
    vreemd |= {woord for bron in published.bronnen() for woord in (bron.titel, bron.uitgever)}
    publish(KLEINST, tmp_path, monkeypatch)
    gelezen = {adres: client.get(adres).text for adres in addresses(client, beeld())}
    assert "/bronnenbrug" in gelezen
    patroon = re.compile(r"\b(" + "|".join(map(re.escape, vreemd)) + r")\b")
    assert {
        adres: sorted(set(patroon.findall(tekst))) for adres, tekst in gelezen.items() if patroon.search(tekst)
    } == {}
    assert main(["controle"]) == 0
    assert main(["exporteer", "--uit", str(tmp_path / "uit")]) == 0
    bestanden = list((tmp_path / "uit").iterdir())
    assert {".parquet", ".xlsx", ".csv"} <= {bestand.suffix for bestand in bestanden}
    assert not [bestand.name for bestand in bestanden if patroon.search(words(bestand))]


def test_a_publication_without_any_figure_says_so_once_on_every_page(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reference(EIGEN, tmp_path / "referentie")
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path / "referentie"))
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    half = begin_file("leeg")
    rijen = gebied_rows(gebieden())
    op = datetime(2025, 9, 1, 12)  # noqa: DTZ001 - the column holds no zone
    inhoud = Inhoud(
        "leeg", op, "0" * 64, voorbeeld=False, bewijs={}, gebieden=rijen, bronnen=[], cijfers=[], verslagcijfers=[]
    )
    write_file(half, inhoud)
    make_live(finish_file(half))
    gelezen = {adres: client.get(adres) for adres in addresses(client, beeld())}
    assert {adres: a.status_code for adres, a in gelezen.items() if a.status_code != 200} == {}
    for adres in ("/", "/gemeente/plaats-9001", "/verzuim?regio=proefstreek-01", "/vergelijken"):
        assert gelezen[adres].text.count("zijn nog geen cijfers gepubliceerd.</p>") == 1
    assert client.get("/download/vergelijken.csv").status_code == 404
    assert client.get("/download/onderwerpen.csv?gemeente=plaats-9001").status_code == 404
