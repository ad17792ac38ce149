"""What is sent again is what would have been made, for who asks the same of the same publication only."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pages.server.logs import LOGGER
from tests.pages.server import example_site
from tests.pages.server.conftest import Publish

PAGE = "/gemeente/aa?schooljaar=2022-2023"


class Asked(NamedTuple):
    """Asks a site of its own. `reached`: one per request that reached Flask; `meanwhile`: what it publishes."""

    client: FlaskClient
    reached: list[None]
    meanwhile: list[str]

    def get(self, url: str = PAGE, **headers: str) -> tuple[TestResponse, bool]:
        """The answer, and whether Flask made it."""
        before = len(self.reached)
        answer = self.client.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return answer, len(self.reached) > before


@pytest.fixture
def ask(publish: Publish) -> Asked:
    publish("eerste")
    server = example_site.application()
    asked = Asked(server.test_client(), [], [])

    def on_the_way() -> None:
        asked.reached.append(None)
        while asked.meanwhile:
            publish(asked.meanwhile.pop())

    server.before_request(on_the_way)
    asked.get("/gezond")
    return asked


def headers(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


@pytest.mark.parametrize("sent", [{}, {"Accept_Encoding": "br"}, {"Accept_Encoding": "gzip"}])
def test_the_same_again_without_flask_and_with_a_number_of_its_own(ask: Asked, sent: dict[str, str]) -> None:
    (first, made), (second, made_again) = ask.get(**sent), ask.get(**sent)
    assert made and not made_again
    assert (second.status, second.data, headers(second)) == (first.status, first.data, headers(first))
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    assert ask.get(**sent, X_Request_Id="abc-12345")[0].headers["X-Request-Id"] == "abc-12345"


def test_one_line_in_the_log_as_before(ask: Asked, caplog: pytest.LogCaptureFixture) -> None:
    LOGGER.addHandler(caplog.handler)
    try:
        ask.get()
        answer, _ = ask.get()
    finally:
        LOGGER.removeHandler(caplog.handler)
    first, second = (record.__dict__["velden"] for record in caplog.records)
    assert {**second, "ms": 0, "verzoek": ""} == {**first, "ms": 0, "verzoek": ""}
    assert second["verzoek"] == answer.headers["X-Request-Id"] and second["pad"] == "/gemeente/aa"
    assert json.dumps(second)


@pytest.mark.parametrize(
    "other",
    [
        {"Host": "elders.nl"},
        {"Accept_Encoding": "br"},
        {"X_Forwarded_Proto": "https"},
        {"If_None_Match": 'W/"iets anders"'},
    ],
)
def test_who_asks_otherwise_gets_his_own(ask: Asked, other: dict[str, str]) -> None:
    ask.get()
    answer, made = ask.get(**other)
    assert made
    assert headers(ask.get(**other)[0]) == headers(answer)


def test_the_name_of_one_host_is_never_told_to_another(ask: Asked) -> None:
    ask.get(Host="elders.nl")
    assert "elders" not in ask.get(Host="hier.nl")[0].headers["Link"]


def test_what_has_not_changed_is_not_sent_again(ask: Asked) -> None:
    etag = ask.get()[0].headers["ETag"]
    for made in (True, False):
        answer, reached = ask.get(If_None_Match=etag)
        assert (answer.status_code, answer.data, reached) == (304, b"", made)


def test_another_publication_is_never_answered_with_the_old_one(ask: Asked, publish: Publish) -> None:
    for name in ("eerste", "tweede", "eerste"):
        publish(name)
        for made in (True, False):
            answer, reached = ask.get()
            assert reached == made
            assert f'id="publicatie">{name}<' in answer.text


def test_a_publication_that_comes_in_between_is_not_taken_for_the_old_one(ask: Asked, publish: Publish) -> None:
    """Put in place while Flask was busy: what it made may be of either, so it is not kept."""
    ask.meanwhile.append("tweede")
    ask.get()
    publish("eerste")
    answer, made = ask.get()
    assert made and 'id="publicatie">eerste<' in answer.text


@pytest.mark.parametrize("url", ["/gemeente/nergens", "/gezond", "/gemeente/aa/", "/robots.txt"])
def test_nothing_else_is_kept(ask: Asked, url: str) -> None:
    assert all(ask.get(url)[1] for _ in range(2))


def test_only_a_plain_question_is(ask: Asked) -> None:
    ask.get()
    before = len(ask.reached)
    assert ask.client.head(PAGE).data == b""
    assert ask.client.post(PAGE).status_code == 405
    assert len(ask.reached) == before + 2
