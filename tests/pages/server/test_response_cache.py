"""What is sent again is what would have been made, for who asks the same of the same publication only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from data.publication.databases import publiek_pad
from pages.server.logs import LOGGER
from pages.server.page_cache import PageCache
from pages.server.response_cache import ResponseCache, keep
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
        {"Host": "127.0.0.1"},
        {"Accept_Encoding": "br"},
        {"X_Forwarded_Proto": "https"},
    ],
)
def test_who_asks_otherwise_gets_his_own(ask: Asked, other: dict[str, str]) -> None:
    ask.get()
    answer, made = ask.get(**other)
    assert made
    assert headers(ask.get(**other)[0]) == headers(answer)


def test_the_name_of_one_host_is_never_told_to_another(ask: Asked) -> None:
    ask.get(Host="127.0.0.1:8050")
    assert "127.0.0.1" not in ask.get(Host="localhost")[0].headers["Link"]


def test_a_name_that_is_not_ours_is_refused_and_not_kept(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    for url in (PAGE, "/robots.txt", "/gemeente/nergens"):
        answer, _ = ask.get(url, Host="elders.nl")
        assert answer.status_code == 421 and "LEERRECHT_URL" in answer.text
    assert ask.get("/gezond", Host="10.0.0.7:8050")[0].status_code == 200
    monkeypatch.setenv("LEERRECHT_URL", "https://leerplicht.example.nl")
    assert ask.get(Host="elders.nl")[0].status_code == 421
    assert "LEERRECHT_URL" not in ask.get(Host="elders.nl")[0].text
    for own in ("leerplicht.example.nl", "LEERPLICHT.example.nl:443", "localhost:8050"):
        answer, _ = ask.get(Host=own)
        assert answer.status_code == 200 and "https://leerplicht.example.nl/" in answer.headers["Link"]


def test_made_up_queries_fill_nothing(ask: Asked) -> None:
    """A page is kept under its true address and under its bare path; any other query is looked up anew."""
    assert ask.get("/gemeente/aa")[1] and not ask.get("/gemeente/aa")[1]
    for n in range(3):
        answer, made = ask.get(f"{PAGE}&utm={n}")
        assert made and answer.status_code == 200 and ask.get(f"{PAGE}&utm={n}")[1]


def test_what_has_not_changed_is_not_sent_again(ask: Asked) -> None:
    etag = ask.get()[0].headers["ETag"]
    for known in (etag, f'"anders", {etag}', "*"):
        answer, reached = ask.get(If_None_Match=known)
        assert (answer.status_code, answer.data, reached) == (304, b"", False)
        assert answer.headers["ETag"] == etag and "Content-Encoding" not in answer.headers
    assert ask.get(If_None_Match='W/"iets anders"')[0].status_code == 200


def test_another_publication_is_never_answered_with_the_old_one(ask: Asked, publish: Publish) -> None:
    for name in ("eerste", "tweede", "eerste"):
        publish(name)
        for made in (True, False):
            answer, reached = ask.get()
            assert reached == made
            assert f'id="publicatie">{name}<' in answer.text


def test_a_publication_that_comes_in_between_is_not_taken_for_the_old_one(ask: Asked, publish: Publish) -> None:
    """Put in place while Flask was busy: the answer is of the new one, and never given for the old."""
    ask.meanwhile.append("tweede")
    assert 'id="publicatie">tweede<' in ask.get()[0].text
    assert not ask.get()[1]
    publish("eerste")
    answer, made = ask.get()
    assert made and 'id="publicatie">eerste<' in answer.text


def test_a_publication_that_is_gone_is_told_by_flask(ask: Asked) -> None:
    ask.get()
    publiek_pad().unlink()
    answer, made = ask.get()
    assert made and answer.status_code == 503 and "Er zijn nog geen cijfers" in answer.text


def _broken() -> str:
    raise OSError


def test_any_fault_with_the_publication_is_told_by_flask() -> None:
    """Before Flask there is nobody to say it in plain Dutch, or to keep what the fault says out of the log."""
    seen = []

    def pages(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        seen.append(environ["PATH_INFO"])
        keep(environ, "eerste", "/")
        start_response("200 OK", [])
        return [b"een pagina"]

    client = Client(ResponseCache(pages, _broken, PageCache()).serve)
    assert [client.get("/").data for _ in range(2)] == [b"een pagina"] * 2
    assert seen == ["/", "/"]


def test_what_is_no_page_does_not_ask_for_the_publication(monkeypatch: pytest.MonkeyPatch, publish: Publish) -> None:
    """`/gezond` answers whatever has become of the database."""
    publish("eerste")
    monkeypatch.setattr(example_site, "publication", _broken)
    client = example_site.application().test_client()
    for _ in range(2):
        assert client.get("/gezond").status_code == 200


@pytest.mark.parametrize("url", ["/gemeente/nergens", "/gezond", "/gemeente/aa/", "/robots.txt"])
def test_nothing_else_is_kept(ask: Asked, url: str) -> None:
    assert all(ask.get(url)[1] for _ in range(2))


def test_only_a_plain_question_is(ask: Asked) -> None:
    ask.get()
    before = len(ask.reached)
    assert ask.client.head(PAGE).data == b""
    assert ask.client.post(PAGE).status_code == 405
    assert len(ask.reached) == before + 2
