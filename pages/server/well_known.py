"""The addresses that machines look for: robots.txt, sitemap.xml and security.txt."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, request
from markupsafe import escape

from pages.server.errors import message
from pages.server.headers import is_secure
from pages.server.site import Site

# RFC 9116 wants a date on which the file must have been looked at again, less than a year away.
_VALID = timedelta(days=330)


def add(server: Flask, site: Site) -> None:
    """Add the three addresses. LEERRECHT_URL is where the site stands, LEERRECHT_MELDPUNT who to tell of a weakness."""

    def robots() -> Response:
        lines = ["User-agent: *", "Disallow: /_dash-", f"Sitemap: {base_url()}/sitemap.xml"]
        return _file("\n".join(lines) + "\n", "text/plain")

    def sitemap() -> Response:
        urls = "".join(f"<url><loc>{escape(base_url() + url)}</loc></url>\n" for url in site.urls())
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return _file(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{urls}</urlset>\n', "application/xml"
        )

    def security() -> Response:
        contact = os.environ.get("LEERRECHT_MELDPUNT", "")
        if not contact:
            return message(404)
        expires = (datetime.now(UTC) + _VALID).replace(hour=0, minute=0, second=0, microsecond=0)
        fields = {
            "Contact": contact if ":" in contact else f"mailto:{contact}",
            "Expires": expires.isoformat().replace("+00:00", "Z"),
            "Preferred-Languages": "nl, en",
            "Canonical": f"{base_url()}/.well-known/security.txt",
        }
        return _file("".join(f"{name}: {value}\n" for name, value in fields.items()), "text/plain")

    for path, view in (("robots.txt", robots), ("sitemap.xml", sitemap), (".well-known/security.txt", security)):
        server.add_url_rule(f"/{path}", view.__name__, view)


def base_url() -> str:
    """Where this site stands, without a slash at the end: as set, else as the visitor asked for it."""
    if set_url := os.environ.get("LEERRECHT_URL", "").rstrip("/"):
        return set_url
    return f"{'https' if is_secure(request) else 'http'}://{request.host}"


def _file(text: str, mimetype: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    return response
