"""The site itself through its plumbing: every address answers with its own page, and nothing sent to it is a fault."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from pages.server.logs import LOGGER
from tests.pages.server.requests import QUESTION

SETTINGS = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def app() -> Dash:
    """The public site; its callbacks are known after a first request."""
    made = create_app()
    made.server.test_client().get("/gezond")
    return made


@pytest.fixture
def site(app: Dash) -> Iterator[FlaskClient]:
    with app.server.test_client() as asking:
        yield asking


def test_every_address_is_a_whole_page(
    site: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pages.views import urls  # a page registers itself on an app that exists

    monkeypatch.setattr(LOGGER, "propagate", True)
    titles: dict[str, str] = {}
    for url in urls():
        answer = site.get(url)
        assert answer.status_code == 200
        look = re.search(r'<div id="ssr">(.*?)</div>\n<div id="react-entry-point"', answer.text, re.DOTALL)
        title = re.search(r"<title>(.+)</title>", answer.text)
        described = re.search(r'<meta name="description" content="(.{40,})">', answer.text)
        assert look and look[1].count("<h1") == 1 and title and described, url
        titles[url] = title[1]
    # A component that the first look has no HTML for is logged as an error.
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(set(titles.values())) == len(titles), "two pages with one title"


@pytest.mark.parametrize(
    "url",
    [
        "/gemeente/Aadorp",
        "/?gemeente=aadorp",
        "/?gemeente=AADORP",
        "/gemeente/AADORP?schooljaar=2022-2023",
        "/gemeente/AADORP/",
        "/gemeente/Aadorp///?schooljaar=2022-2023",
    ],
)
def test_another_way_to_write_a_gemeente_leads_to_its_page_at_once(site: FlaskClient, url: str) -> None:
    answer = site.get(url)
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/gemeente/aadorp?schooljaar=2022-2023"
    assert site.get(answer.headers["Location"]).status_code == 200


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SLUGS = st.sampled_from(["aadorp", "beedorp", "ons-deedorp", "proefregio", "anderland", "nergens"]) | TEXT
PATHS = st.builds(
    # Two slashes at the start would be another host to the client that asks; see test_first_paint.py for those.
    lambda first, rest: "/" + "/".join([first, *rest]).lstrip("/"),
    st.sampled_from(["", "gemeente", "vergelijken", "toelichting", "data", "bronnenbrug", "api", "_dash-layout"])
    | TEXT,
    st.lists(SLUGS | st.sampled_from(["..", ".", "2022-2023", "%2e%2e", "%00", "%ff"]), max_size=3),
)
VALUES = (
    st.sampled_from(["2022-2023", "2023-2024", "absoluut_verzuim", "schoolgaand", "verslag", "voorbeeld", "anderland"])
    | TEXT
)
QUERIES = st.dictionaries(
    st.sampled_from(["schooljaar", "indicator", "bron", "regio", "gemeente", "gebied", "jaar", "weergave"]) | TEXT,
    VALUES,
    max_size=4,
)


def search(query: dict[str, str]) -> str:
    return "?" + "&".join(f"{quote(name)}={quote(value)}" for name, value in query.items()) if query else ""


@given(path=PATHS, query=QUERIES, method=st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]))
@SETTINGS
def test_no_address_is_a_fault(site: FlaskClient, path: str, query: dict[str, str], method: str) -> None:
    with site.open(quote(path, safe="/%") + search(query), method=method) as answer:
        assert answer.status_code < 500
        assert b"Traceback" not in answer.data


def place(prop: str) -> st.SearchStrategy[Any]:
    """What a browser could send for a property, and what only a hostile one would."""
    if prop == "pathname":
        return PATHS | PATHS.map(quote) | TEXT
    if prop == "search":
        return QUERIES.map(search) | TEXT | st.just("?%ff=%zz&&=&?")
    return VALUES | st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.lists(VALUES, max_size=3)


def component(draw: st.DrawFn, declared: dict[str, Any]) -> Any:
    id_ = declared["id"]
    if not id_.startswith("{"):
        return {"id": id_, "property": declared["property"], "value": draw(place(declared["property"]))}
    pattern = json.loads(id_)
    many = any(part in (["ALL"], ["ALLSMALLER"]) for part in pattern.values())
    filled = {key: 0 if isinstance(part, list) else part for key, part in pattern.items()}
    one = {"id": filled, "property": declared["property"], "value": draw(place(declared["property"]))}
    return [one] if many else one


@st.composite
def questions(draw: st.DrawFn, callbacks: dict[str, Any]) -> dict[str, Any]:
    """A request with the labels that one of the callbacks declares, and anything for values."""
    name = draw(st.sampled_from(sorted(name for name, callback in callbacks.items() if "callback" in callback)))
    callback = callbacks[name]
    inputs = [component(draw, each) for each in callback["inputs"]]
    state = [component(draw, each) for each in callback["state"]]
    given_outputs = callback["output"] if isinstance(callback["output"], list | tuple) else [callback["output"]]
    outputs = [{"id": each.component_id, "property": each.component_property} for each in given_outputs]
    single = not isinstance(callback["output"], list | tuple)
    return {
        "output": name,
        "outputs": outputs[0] if single else outputs,
        "inputs": inputs,
        "state": state,
        "changedPropIds": [],
    }


@given(data=st.data())
@SETTINGS
def test_no_value_in_a_question_is_a_fault(app: Dash, site: FlaskClient, data: st.DataObject) -> None:
    answer = site.post(QUESTION, json=data.draw(questions(app.callback_map)))
    assert answer.status_code in (200, 204, 400)
    assert "Traceback" not in answer.text
