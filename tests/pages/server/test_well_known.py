"""What machines look for is there and true, or is honestly not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as Tree

import pytest
from flask.testing import FlaskClient

SITE = "https://leerrecht.invalid"


def test_robots_may_look_at_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_URL", SITE + "/")
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert answer.text.splitlines() == ["User-agent: *", "Disallow: /_dash-", f"Sitemap: {SITE}/sitemap.xml"]


def test_sitemap_names_pages_that_exist(client: FlaskClient) -> None:
    root = Tree.fromstring(client.get("/sitemap.xml", headers={"X-Forwarded-Proto": "https"}).data)  # noqa: S314 - ours
    places = [str(place.text) for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) == 5 and all(place.startswith("https://localhost/") for place in places)
    assert {client.get(place.removeprefix("https://localhost")).status_code for place in places} == {200}


def test_security_contact(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_URL", SITE)
    assert client.get("/.well-known/security.txt").status_code == 404
    for given, contact in (
        ("meld@leerrecht.invalid", "mailto:meld@leerrecht.invalid"),
        (f"{SITE}/meld", f"{SITE}/meld"),
    ):
        monkeypatch.setenv("LEERRECHT_MELDPUNT", given)
        fields = dict(line.split(": ") for line in client.get("/.well-known/security.txt").text.splitlines())
        assert fields["Contact"] == contact
        assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
        left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
        assert timedelta(days=300) < left < timedelta(days=365)
