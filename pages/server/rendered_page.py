"""Makes every page once per version of the site, as the HTML for a browser that arrives."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from copy import deepcopy
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from dash import Dash, html
from dash.development.base_component import Component
from werkzeug.datastructures import MultiDict

from pages.server import compression
from pages.server.ahead import Ahead
from pages.server.dash_parts import to_json
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Rendered, Renderer, UnknownComponentError
from pages.server.logs import LOGGER
from pages.server.page_cache import PageCache, RenderedPage
from pages.server.page_store import PageStore, StoredPage
from pages.server.shell import Shell
from pages.server.site import Site, View

_TRIES = 3


class Pages:
    """Makes the pages of a site, and keeps them in `cache`.

    store: where the workers of a site keep them together; None for a process that is by itself.
    """

    def __init__(self, app: Dash, site: Site, shell: Shell, cache: PageCache, store: PageStore | None = None) -> None:
        self._app, self._site, self._shell, self._cache, self._store = app, site, shell, cache, store
        waits = os.environ.get("LEERRECHT_VOORAF") == "nee"
        self._ahead = Ahead(site, store, self.make_ahead) if store and not waits else None

    def get(self, path: str, query: str) -> RenderedPage:
        """Return the page at an address, also the one that says that it does not exist.

        query: as it stands in the address. What is made across a change of version could mix two; it is made again.
        """
        for _ in range(_TRIES):
            version = self._site.version()
            view = self._view(path, query)
            if view.status != 200:
                made = self._make(view)
            else:
                made = self._cache.get_or_make(version, view.url, partial(self._take_or_make, version, view))
            if self._ahead:
                self._ahead.notice(version)
            if self._site.version() == version:
                if view.status != 200:
                    return made
                return self._cache.put(version, view.url, made._replace(version=version))
        return made._replace(version="")

    def make_ahead(self, path: str, query: str) -> None:
        """Make a page that nobody asked for yet, as small as it can be, and lay it where every worker finds it."""
        version, view = self._site.version(), self._view(path, query)
        if self._store is None or view.status != 200:
            return
        with self._store.turn(version, view.url):
            if self._store.read(version, view.url):
                return
            made = self._make(view, compression.AHEAD)
            if self._site.version() == version:
                self._store.write(version, view.url, StoredPage(made.html, made.etag, made.policy))

    def _take_or_make(self, version: str, view: View) -> RenderedPage:
        """Take a page that another worker made, or this one before it was started again; else make and keep it."""
        if self._store is None:
            return self._make(view)
        with self._store.turn(version, view.url):
            if kept := self._store.read(version, view.url):
                return RenderedPage(view, *kept)
            made = self._make(view)
            if self._site.version() == version:
                self._store.write(version, view.url, StoredPage(made.html, made.etag, made.policy))
        return made

    def _view(self, path: str, query: str) -> View:
        # Of a name that is given twice, the first counts.
        return self._site.view(path, MultiDict(parse_qsl(query, keep_blank_values=True)))

    def _make(self, view: View, quality: int = compression.KEPT) -> RenderedPage:
        content = view.layout()
        frame, head = self._bare() if view.framed else self._app.get_layout(), view.head()
        look = self._look(frame, {**head, self._site.content_id: content})
        for_dash = (
            (to_json(_filled(frame, head)), to_json(self._answer(view, content)))
            if self._shell.needs_dash(look)
            else ("", "")
        )
        styles = self._shell.styles(look)
        html = self._shell.fill(view, look, styles, *for_dash).encode()
        return RenderedPage(
            view=view,
            html=compression.to_brotli(html, quality),
            etag=hashlib.sha256(html).hexdigest()[:24],
            policy=self._shell.policy(look, styles, framed=view.framed),
        )

    def _bare(self) -> Component:
        """The frame of a page that stands in somebody else's: no head, no foot."""
        return html.Main(html.Div(id=self._site.content_id), id="inhoud")

    def _answer(self, view: View, content: Component) -> dict[str, Any]:
        """What the callback that gives a page answers."""
        titled = {self._site.title_id: {"data": {"title": view.title}}}
        return {"multi": True, "response": {self._site.content_id: {"children": content}, **titled}}

    def _look(self, frame: Any, inserted: Mapping[str, Any]) -> Rendered:
        """The page as HTML. A component without HTML costs the early look, not the page."""
        renderer = Renderer(WRITERS, inserted)
        try:
            return renderer.finish(frame)
        except UnknownComponentError as error:
            LOGGER.error("onderdeel zonder HTML", extra={"velden": {"onderdeel": str(error)}})
            return Rendered("", "", renderer.has_graph)


def _filled(frame: Any, head: Mapping[str, Any]) -> Any:
    """The frame with what this page alone has in it: Dash puts its own in the place of the first look."""
    if not head:
        return frame
    filled = deepcopy(frame)
    for place, children in head.items():
        filled[place].children = children
    return filled
