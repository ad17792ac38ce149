"""Puts the API beside the pages: requests under `/api/` go there, all others where they went."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, json, request
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.openapi import OpenAPI

from pages.api import problemen
from pages.api.antwoorden import JSON, send
from pages.api.beschrijving import VERSIE, describe, info
from pages.api.modellen import Probleem
from pages.api.routes import PAD, api
from pages.server import headers, logs

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "API-Version": VERSIE,
}
_VOORAF = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}


class _InOrder(DefaultJSONProvider):
    """Writes fields in the order in which they are given: that of the columns of the files."""

    sort_keys = False


def install(server: Flask) -> None:
    """Let `server` pass what is asked under /api/ to the API. Call it before the plumbing of the pages."""
    behind, app = server.wsgi_app, make_api()

    def dispatch(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        ours = environ.get("PATH_INFO", "").startswith("/api/") or environ.get("PATH_INFO") == "/api"
        return (app.wsgi_app if ours else behind)(environ, start_response)

    server.wsgi_app = dispatch  # type: ignore[method-assign]


def make_api() -> OpenAPI:
    """Make the application of the API."""
    app = OpenAPI(
        "leerrecht_api",
        info=info(),
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=Probleem,
        validation_error_callback=problemen.invalid,
        static_folder=None,
    )
    app.url_map.merge_slashes = False
    app.json = _InOrder(app)
    logs.add(app)
    problemen.add(app)
    app.register_api(api)
    app.add_url_rule(f"{PAD}/openapi.json", "openapi", lambda: _description(app))
    app.after_request(_finish)
    return app


def _description(app: OpenAPI) -> Response:
    inhoud = json.dumps(describe(app), ensure_ascii=False, separators=(",", ":")).encode()
    antwoord = send(inhoud, JSON)
    antwoord.make_conditional(request)
    return antwoord


def _finish(antwoord: Response) -> Response:
    antwoord.headers.update(_OPEN | (_VOORAF if request.method == "OPTIONS" else {}))
    return headers.protect(request, antwoord)
