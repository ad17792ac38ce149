"""The first look: every page as HTML in the first response, kept per address as long as the publication lives."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from dash import Dash
from flask import Response, request

from pages.server import compression
from pages.server.headers import content_security_policy, is_secure, source_hash
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Rendered, Renderer, UnknownComponentError
from pages.server.kept import Kept
from pages.server.logs import LOGGER
from pages.server.shell import Shell
from pages.server.site import Site, View

_MOST_KEPT = 2_000
_TRIES = 3


class Page(NamedTuple):
    """A page ready to be sent: brotli, what to call this version of it, and its styles for the security policy."""

    packed: bytes
    etag: str
    styles: tuple[str, ...]


class FirstPaint:
    """Answers every address that is no file and no question of Dash."""

    def __init__(self, app: Dash, site: Site, shell: Shell) -> None:
        self._app, self._site, self._shell = app, site, shell
        self._kept: Kept[Page] = Kept(_MOST_KEPT)

    def answer(self, path: str = "") -> Response:
        """The page at `/path` with the query of this request; 404 with the choices there are when it does not exist."""
        view, page = self._find(f"/{path}")
        if view.status == 200 and path.endswith("/"):
            query = f"?{request.query_string.decode()}" if request.query_string else ""
            return Response(status=308, headers={"Location": f"/{path.strip('/')}{query}"})
        return self._respond(view, page)

    def _find(self, path: str) -> tuple[View, Page]:
        """From the cache, else made. What is made across a change of publication could mix two: then make it again."""
        for _ in range(_TRIES):
            publication = self._site.publication()
            view = self._site.view(path, request.args)
            if kept := self._kept.get(publication, view.url):
                return view, kept
            page = self._make(view)
            if self._site.publication() == publication:
                return view, self._kept.put(publication, view.url, page) if view.status == 200 else page
        return view, page

    def _make(self, view: View) -> Page:
        look = self._look(view)
        html = self._shell.fill(
            view.title, view.description, view.url, look.html, look.css, charts=look.has_graph
        ).encode()
        styles = (source_hash(look.css),) if look.css else ()
        etag = hashlib.sha256(html).hexdigest()[:24]
        return Page(compression.to_brotli(html, compression.KEPT), etag, styles)

    def _look(self, view: View) -> Rendered:
        """The page as HTML. A component without HTML costs the early look, not the page."""
        renderer = Renderer(WRITERS, {self._site.content_id: view.layout()})
        try:
            return renderer.finish(self._app.get_layout())
        except UnknownComponentError as error:
            LOGGER.error("onderdeel zonder HTML", extra={"velden": {"onderdeel": str(error)}})
            return Rendered("", "", has_graph=False)

    def _respond(self, view: View, page: Page) -> Response:
        response = Response(status=view.status, mimetype="text/html")
        response.set_etag(page.etag, weak=True)
        response.headers["Cache-Control"] = "no-cache" if view.status == 200 else "no-store"
        styles = (*self._shell.styles, *page.styles)
        policy = content_security_policy(self._shell.scripts, styles, secure=is_secure(request))
        response.headers["Content-Security-Policy"] = policy
        encoding = compression.preferred(request)
        if view.status != 200 or not request.if_none_match.contains_weak(page.etag):
            response.set_data(compression.from_brotli(page.packed, encoding))
            return compression.mark(response, encoding)
        response.status_code = 304
        return compression.mark(response, "")
