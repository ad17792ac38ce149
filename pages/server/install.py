"""Puts the parts of the plumbing on one Dash app, in the order in which a request meets them."""

from __future__ import annotations

from functools import partial

from dash import Dash
from flask import Flask, Response, request

from pages.server import compression, errors, headers, health, hosts, logs, shell, well_known
from pages.server.answers import checked
from pages.server.dash_parts import callbacks
from pages.server.first_paint import FirstPaint
from pages.server.gate import Gate, fetch
from pages.server.page_cache import PageCache
from pages.server.page_store import PageStore
from pages.server.payload import MOST_BYTES
from pages.server.rendered_page import Pages
from pages.server.response_cache import ResponseCache, Wsgi
from pages.server.site import Site
from pages.server.static_files import StaticFiles


def install(app: Dash, site: Site, store: PageStore | None = None) -> None:
    """Make `app` serve `site` as a public site. Call it once, when the layout is set and before the first request.

    store: where its workers keep pages together.
    """
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    logs.add(server)
    errors.add(server)
    hosts.add(server)
    health.add(server, site)
    well_known.add(server, site)
    server.after_request(_finish)
    server.wsgi_app = Gate(partial(_prepare, app, site, server.wsgi_app, store))  # type: ignore[method-assign]


def _finish(response: Response) -> Response:
    return headers.protect(request, compression.compress(request, response))


def _prepare(app: Dash, site: Site, dash: Wsgi, store: PageStore | None) -> Wsgi:
    server, cache = app.server, PageCache()
    files = StaticFiles(ResponseCache(dash, site.version, cache).serve, headers.FOR_FILES)
    with server.test_request_context("/"):
        server.preprocess_request()
        made = shell.build(app, files, partial(fetch, server), site)
    pages = Pages(app, site, made, cache, store)
    prefix = app.config.routes_pathname_prefix
    views = server.view_functions
    views[prefix] = views[f"{prefix}<path:path>"] = FirstPaint(pages).answer
    question = f"{prefix}_dash-update-component"
    views[question] = checked(callbacks(app), views[question])
    return files.serve
