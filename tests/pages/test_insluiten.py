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
    gevonden = re.findall(r'href="(/insluiten/[^"#]+)#overnemen"', site.get("/gemeente/aadorp").text)
    assert gevonden and all(site.get(unescape(adres)).status_code == 200 for adres in gevonden)


@pytest.mark.parametrize(
    "pagina",
    ["/", "/gemeente/aadorp", "/verzuim", "/verzuim?gemeente=aadorp", "/vergelijken?gemeente=aadorp", "/verkennen"],
)
def test_what_can_be_taken_along_can_be_had_and_shown_elsewhere(site: FlaskClient, pagina: str) -> None:
    """Each file and each frame that a page names is there; a frame says the same as the file beside it."""
    for groep in re.findall(r'<div[^>]*class="meenemen.*?</div>', site.get(pagina).text, re.DOTALL)[:5]:
        adressen = [unescape(adres) for adres in re.findall(r'href="(/(?:download|insluiten)/[^"#]+)', groep)]
        assert all(site.get(adres).status_code == 200 for adres in adressen), adressen
        for kader in (adres for adres in adressen if adres.startswith("/insluiten/beeld/")):
            antwoord = site.get(kader)
            (titel,) = re.findall(r'aria-label="Downloaden en delen: ([^"]+)"', groep)
            assert f'<h1 class="ingesloten alleen-voorlezen">{titel}</h1>' in antwoord.text
            assert "frame-ancestors *" in antwoord.headers["Content-Security-Policy"]
            assert "Set-Cookie" not in antwoord.headers and "X-Frame-Options" not in antwoord.headers


def test_a_region_and_a_comparison_have_a_frame_too(site: FlaskClient) -> None:
    (regio,) = re.findall(r'href="(/insluiten/beeld/[^"#]+regio=[^"#&]+)', site.get("/verzuim").text)[:1]
    slug = regio.partition("regio=")[2]
    assert site.get(f"/insluiten/{slug}").text.count("<h3") > 1
    assert site.get(f"/insluiten/tegel/{slug}?indicator=absoluut_verzuim").status_code == 200
    for url in (f"/?regio={slug}", "/vergelijken?gemeente=aadorp", f"/insluiten/{slug}"):
        kader = site.get("/oembed", query_string={"url": url, "maxwidth": "-5"}).get_json()
        (adres,) = re.findall(r'<iframe src="http://localhost([^"]+)"', kader["html"])
        assert kader["width"] > 0 and site.get(unescape(adres)).status_code == 200
    for niet in ("vergelijken?indicator=bestaat-niet", "onderverdeling?gemeente=aadorp&uitsplitsing=x", "atlantis"):
        assert site.get(f"/insluiten/beeld/{niet}").status_code == 404


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
