"""Files come compressed, under a name that changes with their content, and may then be kept for ever."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from pages.server.headers import FOR_FILES
from pages.server.static_files import StaticFiles, digest

SCRIPT = b"/* een script */\n" + b"var teller = 1;\n" * 200


def nobody(environ: object, start_response: object) -> list[bytes]:
    raise AssertionError("This request was not for a file")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StaticFiles:
    monkeypatch.setenv("LEERRECHT_STATISCH", str(tmp_path / "statisch"))
    return StaticFiles(nobody, FOR_FILES)


def test_file_comes_in_the_form_that_the_browser_takes(files: StaticFiles) -> None:
    url = files.add_fingerprinted("teller.js", SCRIPT)
    asking = Client(files.serve)
    for accepted, decode in (("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        with asking.get(url, headers={"Accept-Encoding": accepted}) as answer:
            assert decode(answer.data) == SCRIPT
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Content-Type"].startswith("text/javascript")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "immutable" in answer.headers["Cache-Control"]


def test_file_over_tls_says_to_stay_there(files: StaticFiles) -> None:
    url = files.add_fingerprinted("teller.js", SCRIPT)
    for sent, said in ((("https", "max-age=31536000; includeSubDomains")), (("http", None))):
        with Client(files.serve).get(url, headers={"X-Forwarded-Proto": sent}) as answer:
            assert answer.headers.get("Strict-Transport-Security") == said


@pytest.mark.parametrize("asked", ["bytes=0-0", "bytes=-1", "bytes=5-5", "bytes=0-99", "bytes=9999999-", "regels=1-2"])
def test_a_part_that_is_asked_for_is_no_error(files: StaticFiles, asked: str) -> None:
    url = files.add_fingerprinted("teller.js", SCRIPT)
    with Client(files.serve).get(url, headers={"Range": asked, "Accept-Encoding": "br"}) as answer:
        assert answer.status_code == 200 and brotli.decompress(answer.data) == SCRIPT


def test_one_etag_serves_all_encodings_and_says_so_by_being_weak(files: StaticFiles) -> None:
    url, asking = files.add_fingerprinted("teller.js", SCRIPT), Client(files.serve)
    etags = set()
    for accepted in ("br", "gzip", ""):
        with asking.get(url, headers={"Accept-Encoding": accepted}) as answer:
            etags.add(answer.headers["ETag"])
    (etag,) = etags
    assert etag.startswith('W/"')
    with asking.get(url, headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 304
    with asking.get(files.add_fingerprinted("teller.js", b"x" * 300)) as answer:
        assert answer.headers["ETag"] != etag


def test_name_changes_with_the_content(files: StaticFiles) -> None:
    first, other = files.add_fingerprinted("a.css", b"a{}"), files.add_fingerprinted("a.css", b"b{}")
    assert first != other and first == f"/statisch/a.{digest(b'a{}')}.css"


def test_file_under_a_fixed_name_is_asked_after(files: StaticFiles) -> None:
    files.add("/vast.js", SCRIPT, immutable=False)
    with Client(files.serve).get("/vast.js") as answer:
        assert answer.headers["Cache-Control"] == "max-age=300, public"
        etag = answer.headers["ETag"]
    with Client(files.serve).get("/vast.js", headers={"If-None-Match": etag}) as again:
        assert again.status_code == 304


def test_compressing_is_done_once(files: StaticFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.add_fingerprinted("teller.js", SCRIPT)
    before = sorted((path.name, path.stat().st_mtime_ns) for path in (tmp_path / "statisch").iterdir())
    monkeypatch.setattr("brotli.compress", lambda *_args, **_kwargs: pytest.fail("compressed again"))
    StaticFiles(nobody, FOR_FILES).add_fingerprinted("teller.js", SCRIPT)
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (tmp_path / "statisch").iterdir()) == before


def test_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_STATISCH", str(tmp_path / "statisch"))
    kept = StaticFiles(nobody, FOR_FILES)
    known = kept.add_fingerprinted("teller.js", SCRIPT)
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    files = StaticFiles(nobody, FOR_FILES)
    for url, content in (
        (files.add_fingerprinted("teller.js", SCRIPT), SCRIPT),
        (files.add_fingerprinted("b.js", b"b"), b"b"),
    ):
        with Client(files.serve).get(url) as answer:
            assert answer.data == content
    with Client(files.serve).get(known) as answer:
        assert answer.data == SCRIPT


def test_page_refers_to_files_that_are_there(client: FlaskClient) -> None:
    page = client.get("/gemeente/aa").text
    urls = re.findall(r'(?:src|href)="(/(?:assets|statisch|_dash-component-suites)/[^"]+)"', page)
    assert len(urls) > 8
    for url in urls:
        with client.get(url, headers={"Accept-Encoding": "br"}) as answer:
            known_by_name = url in ("/assets/icoon.svg", "/_dash-component-suites/dash/dcc/async-graph.js")
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"].endswith("public" if known_by_name else "immutable"), url
            assert len(answer.data) < 1_000 or answer.headers["Content-Encoding"] == "br", url


def test_only_what_is_used_is_loaded(client: FlaskClient) -> None:
    page = client.get("/gemeente/aa").text
    assert "polyfill@" not in page and "dash_table/" not in page and "plotly.min.js" not in page
