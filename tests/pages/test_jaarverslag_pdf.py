"""The jaarverslag as PDF: PDF/UA-1 by a checker and by its structure, the figures of the files, made once."""

from __future__ import annotations

import io
import threading
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from flask.testing import FlaskClient

from components.annual.model import Jaarverslag
from components.annual.pdf_form import pdf
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from pages import kept_files, report_files
from pages.report_content import content
from pages.routes import Route
from tests.verslagcijfers import is_told, published

ADRES = "https://voorbeeld.nl/jaarverslag"


@pytest.fixture
def live(published_data: Path, proef: Beeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, live instead of the small publication; what is made of it is kept in a folder of its own."""
    for naam in ("publiek.duckdb", "publicaties"):
        (tmp_path / naam).symlink_to(published_data / naam)
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    return read_live()


@pytest.fixture
def client(live: Beeld) -> FlaskClient:
    """A visitor of the site."""
    from app import create_app

    return create_app().server.test_client()


def made(verslag: Jaarverslag) -> bytes:
    return pdf(verslag, ADRES, report_files.code_of(ADRES))


def bare(tekst: str) -> str:
    """A text without its blanks, with each letter by itself: how words are broken over lines says nothing."""
    return "".join(unicodedata.normalize("NFKC", tekst).split())


def tags(knoop: Any, uit: list[tuple[str, Any]]) -> None:
    """Each element of the structure tree with its kind, in reading order."""
    knoop = knoop.get_object() if isinstance(knoop, pypdf.generic.PdfObject) else knoop
    if isinstance(knoop, list):
        for deel in knoop:
            tags(deel, uit)
    elif isinstance(knoop, pypdf.generic.DictionaryObject):
        if "/S" in knoop:
            uit.append((str(knoop["/S"]), knoop))
        tags(knoop.get("/K"), uit)


def test_every_report_has_no_finding_and_every_figure_of_the_files(live: Beeld) -> None:
    gegeven = published(live)
    for plek in (*live.gemeenten(), *live.regios()):
        verslag = content(live, plek, live.voorkeursjaar(plek.code))
        inhoud = made(verslag)
        assert page.validate_pdf_bytes(inhoud, profile="ua1").failures == []
        tekst = bare("".join(blad.extract_text() for blad in pypdf.PdfReader(io.BytesIO(inhoud)).pages))
        for tabel in verslag.tables():
            plaats = tekst.index(bare(f"Tabel {tabel.nummer}. {tabel.titel}"))
            for rij in (r for r in tabel.rijen if any(vak.cel for vak in r.vakken)):
                uit = bare(" ".join((rij.hoofd, *(vak.tekst for vak in rij.vakken))))
                plaats = tekst.index(uit, plaats) + len(uit)
                assert all(is_told(vak.tekst, gegeven.get(vak.cel, ())) for vak in rij.vakken if vak.cel)


def test_the_structure_says_what_is_what(live: Beeld) -> None:
    verslag = content(live, next(iter(live.gemeenten())), "2022-2023")
    lezer = pypdf.PdfReader(io.BytesIO(made(verslag)))
    wortel: Any = lezer.root_object
    assert wortel["/Lang"] == "nl-NL" and lezer.metadata and lezer.metadata.title == verslag.titel
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    boven = [item for item in lezer.outline if not isinstance(item, list)]
    assert [item.title for item in boven] == [f"{h.nummer}. {h.titel}" for h in verslag.hoofdstukken]
    uit: list[tuple[str, Any]] = []
    tags(wortel["/StructTreeRoot"], uit)
    aantal = Counter(soort for soort, _ in uit)
    assert aantal["/Table"] == len(verslag.tables()) and aantal["/TH"] == sum(len(t.koppen) for t in verslag.tables())
    alts = [str(knoop.get("/Alt", "")) for soort, knoop in uit if soort == "/Figure"]
    assert {figuur.alt for figuur in verslag.figures()} < set(alts) and all(alts)
    koppen = [knoop for soort, knoop in uit if soort == "/TH"]
    assert all(any(a.get_object().get("/Scope") for a in knoop["/A"]) for knoop in koppen)


def test_a_finding_is_seen(live: Beeld) -> None:
    schrijver = pypdf.PdfWriter(clone_from=io.BytesIO(made(content(live, live.gemeenten()[0], "2022-2023"))))
    del schrijver.root_object["/Lang"]
    uit = io.BytesIO()
    schrijver.write(uit)
    assert page.validate_pdf_bytes(uit.getvalue(), profile="ua1").failures


def test_the_same_content_gives_the_same_bytes(live: Beeld) -> None:
    een, ander = (content(live, live.gemeenten()[0], "2022-2023") for _ in range(2))
    assert made(een) == made(ander)


def test_many_visitors_make_it_once(client: FlaskClient, live: Beeld, monkeypatch: pytest.MonkeyPatch) -> None:
    client.application.config[kept_files.SAMEN] = True
    gemaakt: list[str] = []

    def count(beeld: Beeld, route: Route, adres: str) -> bytes:
        gemaakt.append(adres)
        return b"%PDF " + bytes(100)

    monkeypatch.setattr(report_files, "FORMS", {"pdf": count})
    antwoorden: list[tuple[int, bytes]] = []

    def ask() -> None:
        antwoord = client.application.test_client().get("/jaarverslag/hattem/2022-2023.pdf")
        antwoorden.append((antwoord.status_code, antwoord.get_data()))

    bezoekers = [threading.Thread(target=ask) for _ in range(20)]
    for bezoeker in bezoekers:
        bezoeker.start()
    for bezoeker in bezoekers:
        bezoeker.join()
    assert len(gemaakt) == 1 and antwoorden == [(200, b"%PDF " + bytes(100))] * 20


def test_it_is_sent_as_a_file_under_its_name(client: FlaskClient) -> None:
    antwoord = client.get("/jaarverslag/hattem/2022-2023.pdf")
    assert antwoord.status_code == 200 and antwoord.headers["Content-Type"] == "application/pdf"
    assert 'filename="jaarverslag-leerplicht-hattem-2022-2023.pdf"' in antwoord.headers["Content-Disposition"]
    assert client.get("/jaarverslag/hattem/1999-2000.pdf").status_code == 404
    assert ".pdf" in client.get("/jaarverslag/hattem/2022-2023").get_data(as_text=True)


@pytest.mark.parametrize("plaats", ["hattem/2022-2023", "ijssel-vecht/2023-2024"])
def test_what_goes_on_the_table_is_one_page(client: FlaskClient, plaats: str) -> None:
    gelezen = pypdf.PdfReader(io.BytesIO(client.get(f"/jaarverslag/{plaats}.pdf").get_data()))
    assert "Figuur 1." in gelezen.pages[0].extract_text()
    assert gelezen.pages[1].extract_text().startswith("Inhoud")
