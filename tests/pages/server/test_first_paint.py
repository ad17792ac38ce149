"""Every page stands whole in the first response, with its own status, title and address; and never an old one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import dash
import pytest
from dash import dcc, html
from flask import Flask
from flask.testing import FlaskClient

from pages.server.headers import source_hash
from pages.server.site import View
from tests.pages.server import example_site
from tests.pages.server.conftest import Publish
from tests.pages.server.requests import PAGE, QUESTION


def look(page: str) -> str:
    """What stands there before any script has run."""
    found = re.search(r'<div id="ssr">(.*?)</div>\n<div id="react-entry-point"', page, re.DOTALL)
    assert found
    return found[1]


def test_page_is_whole_without_scripts(client: FlaskClient) -> None:
    answer = client.get("/gemeente/bee?schooljaar=2022-2023")
    page = answer.text
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    assert '<html lang="nl">' in page
    assert "<title>Bee &amp; Zoon 2022-2023</title>" in page
    assert '<meta name="description" content="Over Bee &amp; Zoon.">' in page
    address = "http://localhost/gemeente/bee?schooljaar=2022-2023"
    assert answer.headers["Link"] == f'<{address}>; rel="canonical"'
    assert "<h1 " in look(page) and "Bee &amp; Zoon</h1>" in look(page) and "<td>1</td>" in look(page)
    assert '<option selected="" value="2022-2023">' in look(page)
    assert look(page).count("<main") == 1


def test_page_holds_room_for_its_chart_and_no_figure(client: FlaskClient) -> None:
    page = client.get("/gemeente/aa").text
    room = re.search(r'<div id="beeld" class="dash-graph (s-\w+)"></div>', look(page))
    assert room and f".{room[1]}{{height:240px}}" in page
    assert "style=" not in look(page)
    assert "bar" not in look(page)
    assert 'rel="preload" as="script" href="/statisch/plotly-basic' in page
    assert "preload" not in client.get("/").text


def test_inline_styles_and_scripts_are_in_the_policy(client: FlaskClient) -> None:
    answer = client.get("/gemeente/aa")
    policy = answer.headers["Content-Security-Policy"]
    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    scripts = re.findall(r'<script(?: id="_dash-renderer"[^>]*)?>(.*?)</script>', answer.text, re.DOTALL)
    assert len(styles) == 3 and len(scripts) >= 2
    assert all(source_hash(text) in policy for text in (*styles, *scripts))
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "address",
    [
        "/gemeente/nergens",
        "/gemeente/aa?schooljaar=1999-2000",
        "/gemeente/",
        "/nee",
        "/index.php",
        "/.env",
        "/%00",
        "/%ff",
        "/a//b",
        "/gemeente/aa/b",
        "/_dash-update-component",
        "/_pages",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_what_does_not_exist_is_not_found(client: FlaskClient, address: str) -> None:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 404
    assert "<h1>Niet gevonden</h1>" in look(answer.text)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/gemeente/aa/", "/gemeente/aa"),
        ("/gemeente/aa//", "/gemeente/aa"),
        ("/gemeente/bee/?schooljaar=2022-2023", "/gemeente/bee?schooljaar=2022-2023"),
    ],
)
def test_a_slash_too_many_leads_to_the_page(client: FlaskClient, address: str, there: str) -> None:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.full_path.rstrip("?") == there


def test_nobody_is_sent_elsewhere(client: FlaskClient) -> None:
    for address in (
        "//elders.invalid/",
        "//elders.invalid/%2f..",
        "/\\elders.invalid/",
        "///elders.invalid/gemeente/aa/",
    ):
        place = client.get(address).headers.get("Location", "/")
        assert place.startswith("http://localhost/") or re.match(r"/[^/\\]", place) or place == "/"


def test_browser_that_has_the_page_gets_it_once(client: FlaskClient) -> None:
    first = client.get("/gemeente/aa")
    again = client.get("/gemeente/aa", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert client.get("/gemeente/bee", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_head_is_like_get_without_the_page(client: FlaskClient) -> None:
    whole, head = client.get("/gemeente/aa"), client.head("/gemeente/aa")
    assert not head.data and head.status_code == 200
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_page_is_made_once_per_publication(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def place(slug: str, _year: str) -> html.P:
        made.append(slug)
        return html.P(example_site.publication())

    monkeypatch.setattr(example_site, "place", place)
    asking = example_site.application().test_client()
    publish("eerste")
    pages = [
        asking.get(address) for address in ("/gemeente/aa", "/gemeente/aa?schooljaar=2023-2024", "/gemeente/aa?x=1")
    ]
    assert made == ["aa"] and all("<p>eerste</p>" in page.text for page in pages)
    publish("tweede")
    newer = asking.get("/gemeente/aa", headers={"If-None-Match": pages[0].headers["ETag"]})
    assert made == ["aa", "aa"] and "<p>tweede</p>" in newer.text and newer.status_code == 200


def test_page_made_across_a_swap_is_made_again(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("eerste")
    times: list[int] = []

    def swaps_halfway(_slug: str, _year: str) -> html.P:
        before = example_site.publication()
        if not times:
            publish("tweede")
        times.append(1)
        return html.P(f"{before} en {example_site.publication()}")

    monkeypatch.setattr(example_site, "place", swaps_halfway)
    asking = example_site.application().test_client()
    assert "tweede en tweede" in asking.get("/gemeente/aa").text


def test_without_a_publication_there_is_a_message(
    example_server: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))
    asking = example_server.test_client()
    for address in ("/", "/gemeente/aa", "/nee"):
        answer = asking.get(address)
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "60"
        assert "Er is nog niets gepubliceerd" in answer.text and '<html lang="nl">' in answer.text
    asked = asking.post(QUESTION, json=PAGE)
    assert asked.status_code == 503 and asked.get_json()["status"] == 503
    assert asking.get("/gezond").status_code == 200
    assert asking.get("/gereed").status_code == 503


def test_ready_says_which_publication(client: FlaskClient, publish: Publish) -> None:
    assert client.get("/gereed").get_json() == {"status": "gereed", "publicatie": "eerste"}
    publish("tweede")
    assert client.get("/gereed").get_json()["publicatie"] == "tweede"


def test_component_without_html_costs_the_look_and_not_the_page(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("eerste")
    monkeypatch.setattr(example_site, "home", lambda: dcc.Markdown("**a**"))
    answer = example_site.application().test_client().get("/")
    assert answer.status_code == 200 and not look(answer.text)
    assert "DashRenderer" in answer.text


def test_layouts_of_other_pages_do_not_travel_along(client: FlaskClient) -> None:
    page = client.get("/gemeente/aa").text
    assert "validation_layout" not in page and "python_version" not in page
    assert dash.__version__ in page


def test_page_that_nothing_listens_to_is_sent_without_dash(client: FlaskClient) -> None:
    answer = client.get("/")
    assert "DashRenderer" not in answer.text and "/_dash-" not in answer.text and "<script type" not in answer.text
    # No inline script is allowed then, nor the styles that Dash and Plotly would put in the page.
    rules = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
    assert rules["script-src"] == "'self'"
    with_dash = client.get("/gemeente/aa").headers["Content-Security-Policy"]
    assert len(rules["style-src"].split()) < len(with_dash.split("style-src ")[1].split(";")[0].split())


def test_page_brings_the_first_answers_along(client: FlaskClient) -> None:
    """What Dash's scripts ask first, word for word as they would get it, and unable to end the element it stands in."""
    address = "/gemeente/bee?schooljaar=2022-2023"
    page = client.get(address).text
    place = {"pathname": "/gemeente/bee", "search": "?schooljaar=2022-2023"}
    asked = {
        "raamwerk": client.get("/_dash-layout"),
        "verbanden": client.get("/_dash-dependencies"),
        "inhoud": client.post(
            QUESTION, json=PAGE | {"inputs": [each | {"value": place[each["property"]]} for each in PAGE["inputs"]]}
        ),
    }
    for name, answer in asked.items():
        brought = re.search(rf'<script type="application/json" id="eerste-{name}"[^>]*>([^<]*)</script>', page)
        assert brought and json.loads(brought[1]) == answer.get_json(), name
    assert asked["inhoud"].get_json()["response"]["site-titel"]["data"]["title"] == "Bee & Zoon 2022-2023"
    assert f'data-vraag="{PAGE["output"]}"' in page


def test_page_that_many_ask_for_at_once_is_made_once(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("eerste")
    found, everyone, made = example_site.view, Barrier(4), list[str]()

    def view(path: str, query: Mapping[str, str]) -> View:
        everyone.wait()
        return found(path, query)

    def place(slug: str, _year: str) -> html.P:
        made.append(slug)
        return html.P(slug)

    monkeypatch.setattr(example_site, "view", view)
    monkeypatch.setattr(example_site, "place", place)
    server = example_site.application()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: server.test_client().get("/gemeente/aa").status_code, range(4)))
    assert answers == [200] * 4 and made == ["aa"]
