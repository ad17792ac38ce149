"""/vergelijken and its files on the artificial publication: one URL per view, no hidden and no mixed figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publication.readmodel import Beeld
from pages.comparison_pieces import piece_of
from pages.comparison_query import BEELDEN, MET, read_question
from pages.routes import NotFound, Route, resolve


@pytest.fixture(scope="module")
def _server() -> FlaskClient:
    return create_app().server.test_client()


@pytest.fixture
def site(_server: FlaskClient, proef: Beeld) -> Iterator[FlaskClient]:
    """The site on the artificial publication."""
    with _server as client:
        yield client


def rows(site: FlaskClient, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(url).text.lstrip("\ufeff"))))


@pytest.mark.parametrize(
    "url",
    [
        "/vergelijken?gemeente=aadorp&indicator=absoluut_verzuim&eenheid=jongeren&maat=per_1000&schooljaar=2021-2022"
        "&met=regio&beeld=rangorde",
        "/vergelijken?regio=anderland&indicator=verlof&eenheid=werkprocessen&schooljaar=2022-2023&met=regio&beeld=veelvoud",
        "/vergelijken?gemeente=aadorp&indicator=verlof&eenheid=jongeren&schooljaar=2021-2022&met=keuze&kies=beedorp,eedorp"
        "&beeld=tabel&bron=voorbeeld",
        "/vergelijken?gemeente=eedorp&indicator=afgehandeld&eenheid=jongeren&schooljaar=2022-2023&met=eerder&terug=2"
        "&deel=afhandelingsgroep",
    ],
)
def test_a_view_has_one_url_that_gives_it_again(proef: Beeld, url: str) -> None:
    pad, _, zoek = url.partition("?")
    route = resolve(proef, pad, zoek)
    assert isinstance(route, Route) and route.url == url


def test_without_choices_there_is_a_view(proef: Beeld) -> None:
    route = resolve(proef, "/vergelijken", "gemeente=aadorp")
    assert isinstance(route, Route) and route.vraag
    assert (route.vraag.indicator.key, route.vraag.schooljaar) == ("schoolgaand", "2022-2023")  # the report's year


@pytest.mark.parametrize(
    ("zoek", "zegt"),
    [
        ("gemeente=atlantis", "gemeente"),
        ("gemeente=proefregio", "gemeente"),
        ("regio=nergens", "regio"),
        ("indicator=geluk", "onderwerp"),
        ("met=iedereen", "vergelijken"),
        ("beeld=taart", "beeld"),
        ("maat=kilo", "maat"),
        ("bron=geheim", "bron"),
        ("terug=0", "jaren"),
        ("terug=99", "jaren"),
        ("schooljaar=1999-2000", "schooljaar"),
        ("indicator=verlof&eenheid=meldingen", "teleenheid"),
        ("indicator=afgehandeld&deel=kleur:rood", "onderdeel"),
    ],
)
def test_what_does_not_exist_is_not_found_and_says_what(proef: Beeld, zoek: str, zegt: str) -> None:
    gevonden = resolve(proef, "/vergelijken", zoek)
    assert isinstance(gevonden, NotFound) and zegt in gevonden.reden.lower()


@pytest.mark.parametrize("met", MET)
@pytest.mark.parametrize("beeld", BEELDEN)
@pytest.mark.parametrize("gemeente", ["aadorp", "beedorp", "eedorp"])
def test_every_view_shows_only_its_own_kind_of_source(
    site: FlaskClient, proef: Beeld, met: str, beeld: str, gemeente: str
) -> None:
    url = f"/vergelijken?gemeente={gemeente}&indicator=absoluut_verzuim&met={met}&beeld={beeld}&kies=aadorp,efdorp"
    html = site.get(url).text
    assert "<h1" in html and 'style="' not in html
    vraag = read_question(proef, {"gemeente": gemeente, "indicator": "absoluut_verzuim", "met": met, "beeld": beeld})
    assert not isinstance(vraag, str)
    stuk = piece_of(proef, vraag)
    assert len({rij["bronsoort"] for rij in stuk.regels} - {""}) <= 1
    for rij in stuk.regels:
        if rij["gebiedsnaam"] == "Beedorp" and rij["bronsoort"] != "verslag":  # hides its absoluut verzuim
            assert not rij["waarde"] and not rij.get("vergelijkwaarde")


def test_a_hidden_gemeente_stands_last_in_the_table(site: FlaskClient) -> None:
    html = site.get("/vergelijken?gemeente=aadorp&indicator=absoluut_verzuim&beeld=tabel&schooljaar=2021-2022").text
    tabel = html[html.index("<table") : html.index("</table")]
    assert tabel.index("Beedorp") > tabel.index("Aadorp") and "afgeschermd" in tabel
    assert tabel.rindex("<tr") < tabel.index("Ceedorp")  # nothing known comes after hidden, both by name


def test_an_example_is_marked_on_the_page_and_in_the_file(site: FlaskClient) -> None:
    vraag = "gemeente=aadorp&indicator=halt"
    assert "VOORBEELD" in site.get(f"/vergelijken?{vraag}").text
    antwoord = site.get(f"/download/vergelijken.csv?{vraag}")
    rijen = rows(site, f"/download/vergelijken.csv?{vraag}")
    assert rijen and {rij["voorbeeld"] for rij in rijen if rij["bron"]} == {"ja"}
    assert all(rij["titel"] and rij["definitie"] and rij["pagina"] for rij in rijen)
    assert "voorbeeld-" in antwoord.headers["Content-Disposition"]
    svg = site.get(f"/download/vergelijken.svg?{vraag}")
    assert svg.mimetype == "image/svg+xml" and "VOORBEELD" in svg.text


def test_files_hold_all_that_is_published_and_nothing_hidden(site: FlaskClient, proef: Beeld) -> None:
    rijen = rows(site, "/download/cijfers.csv")
    assert len([rij for rij in rijen if rij["status"] != "onbekend"]) == len(proef.alle_berekend()) < len(rijen)
    assert all((rij["waarde"] == "") == (rij["status"] != "gepubliceerd") for rij in rijen)
    verslag = rows(site, "/download/verslagcijfers.csv")
    assert len(verslag) == len(proef.alle_verslagcijfers())
    assert not any(rij["waarde"] for rij in verslag if rij["zekerheid"] == "onzeker")
    leden = site.get("/download/hierarchie.json").get_json()["gebied"]
    assert leden == {"R1": ["GM9001", "GM9002", "GM9003", "GM9004"], "R2": ["GM9011", "GM9012"]}


@pytest.mark.parametrize(
    "weg", ["vergelijken.csv?gemeente=atlantis", "ontwikkeling.svg?gemeente=atlantis", "onderverdeling.csv", "x.csv"]
)
def test_a_file_of_nothing_is_not_found(site: FlaskClient, weg: str) -> None:
    assert site.get(f"/download/{weg}").status_code == 404


@pytest.mark.parametrize("url", ["/bronnenbrug", "/data"])
def test_the_other_pages_show(site: FlaskClient, url: str) -> None:
    antwoord = site.get(url)
    assert antwoord.status_code == 200 and antwoord.text.count("<h1") == 1 and ' style="' not in antwoord.text


def test_of_counts_is_said_first_that_the_judgement_is_about_rates(site: FlaskClient) -> None:
    # the largest gemeente has the most: only per jongere does that mean anything
    zoek = "gemeente=aadorp&indicator=verlof&eenheid=jongeren&schooljaar=2022-2023&met=regio&beeld=rangorde"
    aantal, per = (site.get(f"/vergelijken?{zoek}&maat={maat}").text for maat in ("aantal", "per_1000"))
    maten, oordeel = "gaat daarom over het aantal per 1.000 jongeren", "de rest van de regio Proefregio"
    assert maten in aantal and aantal.index(maten) < aantal.index(oordeel)
    assert maten not in per and oordeel in per
    assert "Raken de streepjes elkaar" in per and "Raken de streepjes elkaar" not in aantal
