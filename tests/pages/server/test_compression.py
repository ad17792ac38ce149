"""A page arrives the same whichever compression the browser takes, and short answers are left alone."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from tests.pages.server.requests import PAGE, QUESTION


@pytest.mark.parametrize(
    ("accepted", "used"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("deflate", None),
        ("identity", None),
        ("", None),
        ("br;q=nee, ,;;", None),
    ],
)
def test_page_and_answer_come_as_asked(client: FlaskClient, accepted: str, used: str | None) -> None:
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[used]
    plain = client.get("/gemeente/aa").data
    for _ in range(2):
        page = client.get("/gemeente/aa", headers={"Accept-Encoding": accepted})
        answer = client.post(QUESTION, json=PAGE, headers={"Accept-Encoding": accepted})
        assert page.headers.get("Content-Encoding") == answer.headers.get("Content-Encoding") == used
        assert decode(page.data) == plain
        assert b"Publicatie" in decode(answer.data)
        assert page.headers["Vary"] == answer.headers["Vary"] == "Accept-Encoding"
        assert page.content_length == len(page.data)


def test_short_answer_is_left_alone(client: FlaskClient) -> None:
    answer = client.get("/gezond", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers and answer.get_json() == {"status": "gezond"}
