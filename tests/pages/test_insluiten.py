"""What may stand in a frame of another site, the code for it, and what programs find in the head of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient

from app import create_app

KADERS = (
    "/insluiten/aadorp",
    "/insluiten/tegel/aadorp?indicator=absoluut_verzuim",
    "/insluiten/grafiek/aadorp?indicator=absoluut_verzuim",
)


@pytest.fixture(scope="module")
def site() -> Iterator[FlaskClient]:
    with create_app().server.test_client() as asking:
        yield asking


@pytest.mark.parametrize("adres", KADERS)
def test_it_may_stand_anywhere_and_keeps_nothing_of_its_reader(site: FlaskClient, adres: str) -> None:
    antwoord = site.get(adres)
    assert antwoord.status_code == 200 and "frame-ancestors *" in antwoord.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in antwoord.headers and "Set-Cookie" not in antwoord.headers
    assert 'class="ingesloten"' in antwoord.text and "/statisch/site." in antwoord.text
    assert "<iframe" in unescape(antwoord.text) and "/insluiten.js" in antwoord.text


def test_one_tile_and_one_chart_are_about_what_was_asked(site: FlaskClient) -> None:
    alles, tegel, grafiek = (site.get(adres).text for adres in KADERS)
    assert alles.count("<h3") > tegel.count("<h3") == 1 and grafiek.count("<figure") == 1
    assert "per schooljaar" in grafiek and len(tegel) < len(alles)
    assert site.get("/insluiten/grafiek/atlantis").status_code == 404
    assert site.get("/insluiten/tegel/aadorp?indicator=bestaat-niet").status_code == 404


def test_a_chart_of_a_gemeente_leads_to_its_code(site: FlaskClient) -> None:
    gevonden = re.findall(r'href="(/insluiten/grafiek/[^"#]+)#overnemen"', site.get("/gemeente/aadorp").text)
    assert gevonden and all(site.get(unescape(adres)).status_code == 200 for adres in gevonden)


def test_oembed_gives_the_frame_of_a_page_and_of_nothing_else(site: FlaskClient) -> None:
    kader = site.get("/oembed", query_string={"url": "http://localhost/gemeente/aadorp", "maxwidth": "400"}).get_json()
    assert (kader["type"], kader["version"], kader["width"]) == ("rich", "1.0", 400)
    (adres,) = re.findall(r'<iframe src="http://localhost([^"]+)"', kader["html"])
    assert site.get(adres).status_code == 200
    for url in (
        "http://elders.test/gemeente/aadorp",
        "http://localhost/data",
        "http://localhost/gemeente/atlantis",
        "",
    ):
        assert site.get("/oembed", query_string={"url": url}).status_code == 404
    assert site.get("/oembed?url=/gemeente/aadorp&format=xml").status_code == 400


def test_the_script_for_others_can_be_had_by_others(site: FlaskClient) -> None:
    antwoord = site.get("/insluiten.js")
    assert antwoord.mimetype == "text/javascript" and antwoord.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_programs_find_feeds_frames_and_the_dataset(site: FlaskClient) -> None:
    pagina = site.get("/gemeente/aadorp").text
    for adres in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', pagina):
        assert site.get(unescape(adres)).status_code == 200, adres
    assert "/feeds/aadorp.atom" in pagina and "/feeds/site.atom" in pagina and "/oembed?url=" in pagina
    (tekst,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.get("/data").text)
    gegevens = json.loads(tekst)
    assert gegevens["@type"] == "Dataset" and len(gegevens["distribution"]) == 10 and "license" not in gegevens
    assert all(site.head(deel["contentUrl"]).status_code == 200 for deel in gegevens["distribution"][:2])
