"""What a page sends is answered; what is relabelled, misshapen, too large or too deep is refused, never a fault."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from pages.server import guard
from pages.server.payload import MOST_BYTES, RefusedError
from tests.pages.server import example_site, requests
from tests.pages.server.requests import ANSWER, COLLECT, COUNT, PAGE, QUESTION, Body


def ask(client: FlaskClient, body: object, content_type: str = "application/json") -> TestResponse:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(QUESTION, data=data, content_type=content_type)


def changed(body: Body, *way: Any, to: Any) -> Body:
    """The request with the value at the end of `way` replaced."""
    twin = copy.deepcopy(body)
    at: Any = twin
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = to
    return twin


@pytest.fixture(scope="module")
def callbacks() -> dict[str, Any]:
    app = example_site.build()
    app.server.test_client().get("/gezond")
    return dict(app.callback_map)


def test_what_a_page_sends_is_answered(client: FlaskClient, callbacks: dict[str, Any]) -> None:
    answers = [ask(client, body) for body in requests.every(callbacks)]
    assert [answer.status_code for answer in answers] == [200] * 6
    assert answers[0].get_json()["response"]["antwoord"]["children"] == "2023-2024 van /gemeente/aa"
    assert answers[2].get_json()["response"]["bewaard"]["data"] == 2


RELABELLED: dict[str, Body] = {
    "no such callback": changed(ANSWER, "output", to="kop.children"),
    "a callback of the browser's own": changed(ANSWER, "output", to="kop.lang"),
    "input of another id": changed(ANSWER, "inputs", 0, "id", to="kop"),
    "input of another property": changed(ANSWER, "inputs", 0, "property", to="options"),
    "input with a hash that only outputs have": changed(ANSWER, "inputs", 0, "property", to="value@1"),
    "input as a pattern": changed(ANSWER, "inputs", 0, "id", to={"soort": "knop", "plek": 1}),
    "state of another id": changed(ANSWER, "state", 0, "id", to="jaar"),
    "state of another property": changed(ANSWER, "state", 0, "property", to="href"),
    "state left out": {name: value for name, value in ANSWER.items() if name != "state"},
    "one input too many": changed(ANSWER, "inputs", to=ANSWER["inputs"] * 2),
    "no inputs": changed(ANSWER, "inputs", to=[]),
    "inputs null": changed(ANSWER, "inputs", to=None),
    "inputs in another order": changed(PAGE, "inputs", to=PAGE["inputs"][::-1]),
    "output of another id": changed(ANSWER, "outputs", "id", to="kop"),
    "output of another property": changed(ANSWER, "outputs", "property", to="className"),
    "output with a hash that is not shared": changed(ANSWER, "outputs", "property", to="children@1"),
    "outputs as a list": changed(ANSWER, "outputs", to=[ANSWER["outputs"]]),
    "outputs left out": {name: value for name, value in ANSWER.items() if name != "outputs"},
    "outputs of one where two are": changed(PAGE, "outputs", to=PAGE["outputs"][:1]),
    "another key": changed(ANSWER, "cancel", to=1),
    "another key in an input": changed(ANSWER, "inputs", 0, "type", to="x"),
    "optional where it is not": changed(ANSWER, "inputs", 0, "allow_optional", to=True),
    "changed what is no input": changed(ANSWER, "changedPropIds", to=["kop.title"]),
    "changed is null": changed(ANSWER, "changedPropIds", to=None),
    "changed holds numbers": changed(ANSWER, "changedPropIds", to=[1]),
    "pattern of another kind": changed(COLLECT, "inputs", 0, 0, "id", "soort", to="uit"),
    "pattern with another key": changed(COLLECT, "inputs", 0, 0, "id", to={"soort": "knop", "nummer": 1}),
    "pattern with a list in it": changed(COLLECT, "inputs", 0, 0, "id", "plek", to=["ALL"]),
    "pattern with truth in it": changed(COLLECT, "inputs", 0, 0, "id", "plek", to=True),
    "pattern, one component for a list": changed(COLLECT, "inputs", 0, to=COLLECT["inputs"][0][0]),
    "pattern, too many components": changed(COLLECT, "inputs", 0, to=COLLECT["inputs"][0] * 501),
    "pattern that does not match": changed(COUNT, "outputs", "id", "plek", to=2),
    "text of a browser that is a number": changed(ANSWER, "state", 0, "value", to=1),
    "text of a browser that is a structure": changed(PAGE, "inputs", 0, "value", to={"a": 1}),
    "count that is text": changed(COUNT, "inputs", 0, "value", to="2"),
    "choice that is a structure": changed(ANSWER, "inputs", 0, "value", to={"a": 1}),
    "choice of lists": changed(ANSWER, "inputs", 0, "value", to=[["a"]]),
    "a very long choice": changed(ANSWER, "inputs", 0, "value", to="a" * 2_001),
}


@pytest.mark.parametrize("name", RELABELLED)
def test_what_no_page_sends_is_refused(client: FlaskClient, name: str) -> None:
    answer = ask(client, RELABELLED[name])
    assert answer.status_code == 400
    assert answer.get_json()["titel"] == "Dit verzoek klopt niet"
    assert "Traceback" not in answer.text and ".py" not in answer.text


NO_JSON: dict[str, bytes] = {
    "nothing": b"",
    "text": b"hallo",
    "cut off": json.dumps(ANSWER).encode()[:-9],
    "another alphabet": "{}".encode("utf-16"),
    "no characters": b'{"output": "\xff\xfe"}',
    "half a character": b'{"output": "\\ud800"}',
    "half a character in a value": json.dumps(changed(ANSWER, "inputs", 0, "value", to="x"))
    .replace('"x"', '"\\udfff"')
    .encode(),
    "not a number": b'{"output": NaN}',
    "infinite": b'{"output": 1e999}',
    "a number without end": b'{"output": ' + b"9" * 5_000 + b"}",
    "a list": b"[]",
    "null": b"null",
    "truth": b"true",
    "deep lists": b"[" * 30_000,
    "deep lists that close": b"[" * 13 + b"]" * 13,
    "deep objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "a deep value": json.dumps(ANSWER).replace('"2023-2024"', "[" * 40 + "]" * 40).encode(),
    "a long name": json.dumps({"x" * 201: 1}).encode(),
    "too large": json.dumps(changed(ANSWER, "inputs", 0, "value", to="x" * MOST_BYTES)).encode(),
    "much too large": b'"' + b"x" * 2_000_000 + b'"',
}


@pytest.mark.parametrize("name", NO_JSON)
def test_what_is_no_such_json_is_refused(client: FlaskClient, name: str) -> None:
    answer = ask(client, NO_JSON[name])
    assert answer.status_code in (400, 413)
    assert set(answer.get_json()) == {"status", "titel", "reden", "verzoek"}


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_kind_of_body_is_refused(client: FlaskClient, content_type: str) -> None:
    assert ask(client, ANSWER, content_type).status_code == 400


def labels(body: Any) -> Any:
    """What a request is about, without the values in it."""
    strip = ("value", "parsedChangedPropsIds", "changedPropIds", "allow_optional")
    if isinstance(body, dict):
        return {name: labels(value) for name, value in body.items() if name not in strip}
    return [labels(each) for each in body] if isinstance(body, list) else body


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["jaar", "kop", "value"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "property", "value", "a"]), inner)
    ),
    max_leaves=8,
)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[int, bytes]:
    """One of the good requests with some places in it replaced or left out, and which one it was."""
    which = draw(st.integers(0, 5))
    body = copy.deepcopy(requests.every(MAP)[which])
    for _ in range(draw(st.integers(0, 3))):
        at: Any = body
        while True:
            steps = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not steps:
                break
            step = draw(st.sampled_from(steps))
            if isinstance(at[step], dict | list) and draw(st.booleans()):
                at = at[step]
            elif draw(st.booleans()):
                at[step] = draw(JUNK)
                break
            else:
                del at[step]
                break
    return which, json.dumps(body).encode()


MAP: dict[str, Any] = {}


@pytest.fixture(autouse=True, scope="module")
def _known_callbacks(callbacks: dict[str, Any]) -> None:
    MAP.update(callbacks)


@given(case=st.data())
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_request_is_refused_or_about_the_same(
    example_server: Flask, client: FlaskClient, case: st.DataObject
) -> None:
    which, body = case.draw(mutations())
    answer = ask(client, body)
    assert answer.status_code in (200, 204, 400)
    if answer.status_code != 400:
        good = requests.every(MAP)[which]
        assert labels(json.loads(body)) == labels(good) or _same_but_for_indexes(json.loads(body), good)


def _same_but_for_indexes(sent: Body, good: Body) -> bool:
    """A pattern may be asked about other components of the same kind, or about more or fewer of them."""
    if good["output"] not in (COLLECT["output"], COUNT["output"]):
        return False
    try:
        guard.check(json.dumps(sent).encode(), MAP)
    except RefusedError:
        return False
    flat = [each for entry in sent["inputs"] for each in (entry if isinstance(entry, list) else [entry])]
    return sent["output"] == good["output"] and all(each["id"]["soort"] == "knop" for each in flat)


@given(body=st.binary(max_size=200) | JUNK.map(lambda junk: json.dumps(junk).encode()))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_refused(client: FlaskClient, body: bytes) -> None:
    assert ask(client, body).status_code == 400
