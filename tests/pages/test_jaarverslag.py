"""The jaarverslag as a page: found, whole, and with every figure as the files of the site give it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from components.annual.model import Alinea, Jaarverslag, Opsomming
from data.publication.readmodel import Beeld
from data.publication.readmodel import beeld as read_live
from data.views.report_chapters import HOOFDSTUKKEN
from pages.report_content import content
from tests.paginas import Node, read_html
from tests.verslagcijfers import Gepubliceerd, Regel, is_told, published, rows_of, wrong_figures

WETTELIJK = {deel.sleutel for deel in HOOFDSTUKKEN if deel.wettelijk}


@pytest.fixture
def live(published_data: Path, proef: Beeld, monkeypatch: pytest.MonkeyPatch) -> Beeld:
    """The example, live instead of the small publication."""
    monkeypatch.setenv("LEERRECHT_DATA", str(published_data))
    return read_live()


@pytest.fixture
def client(live: Beeld) -> FlaskClient:
    """A visitor of the site."""
    from app import create_app

    return create_app().server.test_client()


@pytest.fixture
def gegeven(live: Beeld) -> Gepubliceerd:
    """What the files of the site give."""
    return published(live)


def reports(live: Beeld) -> list[Jaarverslag]:
    """The report of each gemeente and region, of the schooljaar it opens with."""
    return [content(live, plek, live.voorkeursjaar(plek.code)) for plek in (*live.gemeenten(), *live.regios())]


def words(tekst: str) -> str:
    return " ".join(tekst.split())


def tables_in(pagina: Node) -> list[list[Regel]]:
    """Heads and rows of the numbered tables of a page."""
    tabellen = [kader.all("table")[0] for kader in pagina.with_class("verslagtabel")]
    return [[tuple(words(cel.text) for cel in rij.all("th", "td")) for rij in t.all("tr")] for t in tabellen]


def test_every_figure_on_the_page_is_that_of_the_files(live: Beeld, client: FlaskClient, gegeven: Gepubliceerd) -> None:
    fout: list[str] = []
    geteld = 0
    for verslag in reports(live):
        pagina = read_html(client.get(verslag.adres).get_data(as_text=True))
        tabellen = tables_in(pagina)
        assert tabellen == [[tuple(map(words, rij)) for rij in tabel] for tabel in rows_of(verslag)]
        fout += wrong_figures(verslag, tabellen, gegeven)
        geteld += sum(vak.cel is not None for tabel in verslag.tables() for rij in tabel.rijen for vak in rij.vakken)
        for tegel, gezien in zip(verslag.blad.tegels, pagina.with_class("verslagtegels")[0].all("li"), strict=True):
            cijfer = words(gezien.with_class("cijfer")[0].text)
            if tegel.cel and not is_told(cijfer, gegeven.get(tegel.cel, ())):
                fout.append(f"{verslag.adres} tegel {tegel.sleutel}: {cijfer}")
    assert fout == [] and geteld > 1000


def test_a_changed_figure_is_seen(live: Beeld, gegeven: Gepubliceerd) -> None:
    verslag = reports(live)[0]
    tabellen = rows_of(verslag)
    plek = next(
        i for i, t in enumerate(verslag.tables()) if t.rijen[0].vakken[0].cel and not t.rijen[0].vakken[0].zonder
    )
    assert not list(wrong_figures(verslag, tabellen, gegeven))
    hoofd, _, *rest = tabellen[plek][1]
    tabellen[plek][1] = (hoofd, "123.456", *rest)
    assert len(list(wrong_figures(verslag, tabellen, gegeven))) == 1


def test_what_the_law_asks_has_a_heading_and_an_answer(live: Beeld) -> None:
    for verslag in reports(live):
        per_sleutel = {hoofdstuk.sleutel: hoofdstuk for hoofdstuk in verslag.hoofdstukken}
        assert per_sleutel.keys() >= WETTELIJK
        assert all(per_sleutel[sleutel].zinnen for sleutel in WETTELIJK)


def test_numbers_count_through_and_keys_are_used_once(live: Beeld) -> None:
    for verslag in reports(live):
        assert [t.nummer for t in verslag.tables()] == list(range(1, len(verslag.tables()) + 1))
        assert [f.nummer for f in verslag.figures()] == list(range(1, len(verslag.figures()) + 1))
        sleutels = [tabel.sleutel for tabel in verslag.tables()]
        sleutels += [figuur.sleutel for figuur in verslag.figures()]
        sleutels += [hoofdstuk.sleutel for hoofdstuk in verslag.hoofdstukken]
        assert len(sleutels) == len(set(sleutels))


def test_a_region_has_a_chapter_for_each_gemeente(live: Beeld) -> None:
    for regio in live.regios():
        verslag = content(live, regio, live.voorkeursjaar(regio.code))
        gemeenten = [gemeente.naam for gemeente in live.gemeenten(regio.code)]
        assert [hoofdstuk.titel for hoofdstuk in verslag.hoofdstukken[len(HOOFDSTUKKEN) :]] == gemeenten


def test_pictures_say_what_the_site_says_and_an_example_is_marked(live: Beeld) -> None:
    for verslag in reports(live):
        for figuur in verslag.figures():
            assert figuur.titel in figuur.alt and len(figuur.alt) > len(figuur.titel) + 20
            assert figuur.alt.startswith("Voorbeeld, verzonnen.") == figuur.voorbeeld
        teksten = [b.tekst for b in verslag.blocks() if isinstance(b, Alinea)]
        teksten += [regel for b in verslag.blocks() if isinstance(b, Opsomming) for regel in b.regels]
        assert not [tekst for tekst in teksten if re.search(r"None|\bnan\b|\{|Component|_", tekst)]


@pytest.mark.parametrize("pad", ["/jaarverslag/bestaat-niet/2022-2023", "/jaarverslag/hattem/1999-2000"])
def test_what_does_not_exist_gives_the_choices(client: FlaskClient, pad: str) -> None:
    antwoord = client.get(pad)
    assert antwoord.status_code == 404
    assert "/jaarverslag/hattem" in antwoord.get_data(as_text=True)


def test_a_name_as_people_write_it_leads_to_the_report(client: FlaskClient) -> None:
    antwoord = client.get("/jaarverslag/Hattem")
    assert antwoord.status_code == 308 and antwoord.headers["Location"].endswith("/jaarverslag/hattem/2022-2023")


def test_the_code_leads_to_the_page(client: FlaskClient) -> None:
    antwoord = client.get("/jaarverslag/hattem/2022-2023/qr.svg")
    assert antwoord.status_code == 200 and antwoord.mimetype == "image/svg+xml"
    assert client.get("/jaarverslag/hattem/1999-2000/qr.svg").status_code == 404


def test_every_report_is_listed_and_linked(live: Beeld, client: FlaskClient) -> None:
    lijst = client.get("/jaarverslagen").get_data(as_text=True)
    for plek in (*live.gemeenten(), *live.regios()):
        for jaar in live.schooljaren(plek.code):
            assert f'href="/jaarverslag/{plek.slug}/{jaar}"' in lijst
    assert 'href="/jaarverslag/hattem/2022-2023"' in client.get("/gemeente/hattem").get_data(as_text=True)
