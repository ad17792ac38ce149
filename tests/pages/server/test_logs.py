"""The log holds what our own site knows and a number to find a request by; nothing that a visitor or error brought."""

from __future__ import annotations

import json
import logging

import pytest
from flask.testing import FlaskClient

from pages.server.logs import LOGGER, JsonFormatter


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that are logged from now on, as they would be written."""
    seen: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(JsonFormatter().format(record))

    monkeypatch.setattr(LOGGER, "handlers", [Keep()])
    return seen


def test_request_gets_a_number_and_a_line(client: FlaskClient, lines: list[str]) -> None:
    answer = client.get("/gemeente/aa?schooljaar=2022-2023&wie=Jansen", headers={"User-Agent": "Browser-van-Jansen"})
    line = json.loads(lines[-1])
    assert line["verzoek"] == answer.headers["X-Request-Id"]
    assert (line["methode"], line["pad"], line["status"]) == ("GET", "/gemeente/aa", 200)
    assert line["ms"] >= 0 and line["bytes"] > 0
    assert "Jansen" not in "".join(lines) and "127.0.0.1" not in "".join(lines)


def test_number_of_a_proxy_is_kept_when_it_is_one(client: FlaskClient, lines: list[str]) -> None:
    assert client.get("/gezond", headers={"X-Request-Id": "abc-12345"}).headers["X-Request-Id"] == "abc-12345"
    for bad in ("kort", "x" * 65, "a b c d e f g", 'x"}{"niveau', "aaaaaaaa\tb"):
        assert client.get("/gezond", headers={"X-Request-Id": bad}).headers["X-Request-Id"] != bad
    assert all(json.loads(line) for line in lines)


def test_address_that_does_not_exist_is_not_written_down(client: FlaskClient, lines: list[str]) -> None:
    client.get("/gemeente/jan-jansen-2010-05-01")
    client.get("/jan-jansen")
    client.open("/", method="JANSEN")
    assert [json.loads(line)["pad"] for line in lines[:2]] == ["/gemeente/", "onbekend"]
    assert "jansen" not in "".join(lines).lower()


def test_refused_request_says_why_and_not_what(client: FlaskClient, lines: list[str]) -> None:
    client.post("/_dash-update-component", json={"output": "jan-jansen"})
    refused = next(json.loads(line) for line in lines if "geweigerd" in line)
    assert refused["reden"] == "De vraag hoort bij geen onderdeel van deze site."
    assert "jansen" not in "".join(lines)


def test_error_is_its_kind_and_place() -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError("2010-05-01")
    record = logging.LogRecord("leerrecht", logging.ERROR, "", 0, "fout", None, caught._excinfo)
    text = JsonFormatter().format(record)
    assert json.loads(text)["fout"] == "KeyError"
    (place,) = json.loads(text)["plaats"]
    assert place.startswith("test_logs.py:") and place.endswith(" test_error_is_its_kind_and_place")
    assert "2010" not in text.replace(json.loads(text)["tijd"], "")
