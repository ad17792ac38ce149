"""A file that can be downloaded: each encoding has its own ETag, and a part is a part of the plain file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app

URL = "/download/cijfers.csv"


@pytest.fixture(scope="module")
def site() -> Iterator[FlaskClient]:
    with create_app().server.test_client() as asking:
        yield asking


def test_each_encoding_has_its_own_etag_and_the_same_content(site: FlaskClient) -> None:
    plain = site.get(URL)
    tags = {plain.headers["ETag"]}
    for encoding, decode in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        answer = site.get(URL, headers={"Accept-Encoding": encoding})
        assert answer.headers["Content-Encoding"] == encoding and decode(answer.data) == plain.data
        tags.add(answer.headers["ETag"])
        known = {"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]}
        assert site.get(URL, headers=known).status_code == 304
    assert len(tags) == 3 and not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=0-0", 0, 1), ("bytes=5-9", 5, 10), ("bytes=-7", -7, None), ("bytes=9-", 9, None)],
)
def test_a_part_is_a_part_of_the_plain_file(site: FlaskClient, asked: str, begin: int, end: int | None) -> None:
    whole = site.get(URL).data
    part = site.get(URL, headers={"Range": asked, "Accept-Encoding": "br"})
    assert part.status_code == 206 and part.data == whole[begin:end]
    assert "Content-Encoding" not in part.headers and part.headers["Content-Range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize("asked", ["bytes=0-0,2-3", "regels=0-9", "onzin"])
def test_parts_that_are_not_given_are_answered_with_the_whole(site: FlaskClient, asked: str) -> None:
    whole = site.get(URL)
    answer = site.get(URL, headers={"Range": asked, "Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and gzip.decompress(answer.data) == whole.data
    assert answer.headers["Accept-Ranges"] == "bytes" and "Content-Range" not in answer.headers


def test_a_part_that_is_not_there(site: FlaskClient) -> None:
    """How long the file is stands with the refusal: who has all of it knows that by this (RFC 9110, 15.5.17)."""
    answer = site.get(URL, headers={"Range": "bytes=999999999-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(site.get(URL).data)}"


@pytest.mark.parametrize("address", [URL, "/download/datapackage.json", "/download/cijfers.csv?gebied=aadorp"])
def test_a_page_of_another_site_may_read_it(site: FlaskClient, address: str) -> None:
    answer = site.get(address, headers={"Origin": "https://elders.test", "Range": "bytes=0-9"})
    assert answer.status_code == 206 and answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
