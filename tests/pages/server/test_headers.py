"""Every response, whatever it is about, tells the browser to trust nothing but this site, and sets no cookie."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

ADDRESSES = (
    "/",
    "/gemeente/aa",
    "/nee",
    "/gezond",
    "/gereed",
    "/robots.txt",
    "/sitemap.xml",
    "/.well-known/security.txt",
    "/_dash-layout",
    "/_dash-dependencies",
    "/_favicon.ico",
    "/assets/huisstijl.css",
    "/assets/nee.css",
    "/statisch/nee.js",
    "/_dash-component-suites/dash/nee.js",
    "/_dash-component-suites/nee/nee.js",
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_reload-hash",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@pytest.mark.parametrize("address", ADDRESSES)
def test_response_is_protected(client: FlaskClient, address: str) -> None:
    for method in METHODS:
        answer = client.open(address, method=method)
        assert answer.status_code < 500
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Set-Cookie" not in answer.headers
        assert "Access-Control-Allow-Origin" not in answer.headers
        if answer.mimetype == "text/html":
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "camera=()" in answer.headers["Permissions-Policy"]
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        answer.close()


def test_policy_allows_only_our_own(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.partition(" ")[::2] for rule in policy.split("; "))
    assert rules["default-src"] == rules["style-src-attr"] == rules["base-uri"] == "'none'"
    assert rules["img-src"] == "'self' data: blob:"
    for name in ("script-src", "style-src"):
        assert all(source == "'self'" or source.startswith("'sha256-") for source in rules[name].split())
    assert not any(word in policy for word in ("unsafe", "*", "http:", "https:"))


@pytest.mark.parametrize(
    ("sent", "secure"), [({"X-Forwarded-Proto": "https"}, True), ({"X-Forwarded-Proto": "http"}, False), ({}, False)]
)
def test_strict_transport_where_tls_ends(client: FlaskClient, sent: dict[str, str], secure: bool) -> None:
    answer = client.get("/", headers=sent)
    assert ("Strict-Transport-Security" in answer.headers) is secure
    assert ("upgrade-insecure-requests" in answer.headers["Content-Security-Policy"]) is secure


def test_fault_of_ours_says_nothing_of_the_machinery(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "geheim-7"

    def breaks() -> None:
        raise ValueError(secret)

    monkeypatch.setitem(client.application.view_functions, "gezond", breaks)
    answer = client.get("/gezond")
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    said = capfd.readouterr()
    for text in (answer.text, str(answer.headers), said.out, said.err):
        assert secret not in text
    assert answer.headers["X-Request-Id"] in answer.text
