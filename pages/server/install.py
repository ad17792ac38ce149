"""Puts the parts of the plumbing on one Dash app, in the order in which a request meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from dash import Dash
from flask import Flask, Response, request

from pages.server import compression, errors, headers, health, hosts, logs, shell, well_known
from pages.server.answers import Answers
from pages.server.first_paint import FirstPaint
from pages.server.made import Pages
from pages.server.payload import MOST_BYTES
from pages.server.response_cache import ResponseCache, Wsgi
from pages.server.site import Site
from pages.server.static_files import StaticFiles


def install(app: Dash, site: Site) -> None:
    """Make `app` serve `site` as a public site. Call it once, when the layout is set and before the first request."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    logs.add(server)
    errors.add(server)
    hosts.add(server)
    health.add(server, site)
    well_known.add(server, site)
    server.after_request(_finish)
    server.wsgi_app = _Gate(app, site, server.wsgi_app)  # type: ignore[method-assign]


def _finish(response: Response) -> Response:
    return headers.protect(request, compression.compress(request, response))


class _Gate:
    """Lets nobody in before everything is ready, and then stands out of the way.

    Dash registers its callbacks and files at the first request. Of several that come at once, some would miss them.
    """

    def __init__(self, app: Dash, site: Site, dash: Wsgi) -> None:
        self._app, self._site, self._dash = app, site, dash
        self._lock = Lock()
        self._ready: list[Wsgi] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not self._ready:
            with self._lock:
                if not self._ready:
                    self._ready.append(self._prepare())
        return self._ready[0](environ, start_response)

    def _prepare(self) -> Wsgi:
        app, site, server = self._app, self._site, self._app.server
        files = StaticFiles(ResponseCache(self._dash, site.version).serve, headers.FOR_FILES)
        with server.test_request_context("/"):
            server.preprocess_request()
            made = shell.build(app, files, self._fetch, site)
        pages = Pages(app, site, made)
        prefix = app.config.routes_pathname_prefix
        views = server.view_functions
        views[prefix] = views[f"{prefix}<path:path>"] = FirstPaint(pages).answer
        question = f"{prefix}_dash-update-component"
        views[question] = Answers(app.callback_map, site, pages, views[question]).answer
        return files.serve

    def _fetch(self, url: str) -> bytes:
        """One of Dash's own files, or one from assets/."""
        server = self._app.server
        with server.test_request_context(url), server.make_response(server.dispatch_request()) as response:
            response.direct_passthrough = False
            return bytes(response.get_data())
