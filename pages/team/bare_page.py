"""Pages without scripts or files: logging in, and what goes wrong. Their style stands inside them."""

from __future__ import annotations

from pathlib import Path

from flask import Response, request
from markupsafe import Markup, escape

from pages.server.headers import UPGRADE, content_security_policy, is_secure, source_hash

_STYLE = (Path(__file__).parent / "static" / "inloggen.css").read_text("utf-8")
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<link rel="icon" href="data:,">{door}'
    "<title>{title} - Leerrecht in Beeld, team</title><style>{style}</style></head>"
    "<body><main><h1>{title}</h1>\n{body}</main></body></html>\n"
)


def bare_page(title: str, body: Markup | str, status: int = 200, *, verder: str = "") -> Response:
    """A small page. `body` is HTML when it is Markup, else one paragraph. verder: where the browser goes on to."""
    door = Markup('<meta http-equiv="refresh" content="0; url={}">').format(verder) if verder else ""
    inside = body if isinstance(body, Markup) else Markup("<p>{}</p>").format(body)
    html = _PAGE.format(title=title, door=door, style=Markup(_STYLE), body=inside)  # noqa: S704 - a file of our own
    response = Response(html, status, mimetype="text/html")
    return protect_page(response, content_security_policy((), (source_hash(_STYLE),), libraries=False))


def protect_page(response: Response, policy: str) -> Response:
    """Give a page its security policy, and keep it out of every cache."""
    response.headers["Content-Security-Policy"] = f"{policy}; {UPGRADE}" if is_secure(request) else policy
    response.headers["Cache-Control"] = "no-store"
    return response


def refusal(title: str, reason: str, status: int) -> Response:
    """What cannot be had: JSON for a script, a small page with the way back for a person."""
    if request.path.startswith("/_dash-") or request.accept_mimetypes.best == "application/json":
        response = Response(status=status, mimetype="application/json")
        response.set_data(f'{{"status": {status}, "titel": {_quoted(title)}, "reden": {_quoted(reason)}}}')
        return response
    back = Markup('<p>{}</p>\n<p><a href="/team">Terug naar dit schooljaar</a></p>')
    return bare_page(title, back.format(escape(reason)), status)


def _quoted(text: str) -> str:
    from flask import json

    return json.dumps(text)
