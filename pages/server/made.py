"""Every page made once per publication, from one layout, in the two forms it travels in.

HTML is for a browser that arrives; the answer that Dash asks for is for someone who is here and chooses another page.
"""

from __future__ import annotations

import hashlib
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from dash import Dash, html
from dash._utils import to_json
from dash.development.base_component import Component
from werkzeug.datastructures import MultiDict

from pages.server import compression
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Rendered, Renderer, UnknownComponentError
from pages.server.kept import Kept
from pages.server.logs import LOGGER
from pages.server.shell import Shell
from pages.server.site import Site, View

_MOST_KEPT = 2_000
_TRIES = 3


class Made(NamedTuple):
    """A page ready to be sent, with its security policy. `html` and `answer` are in brotli.

    publication: what it was made of; empty when another one came in between, or when it is not kept.
    """

    view: View
    html: bytes
    etag: str
    policy: str
    answer: bytes
    publication: str = ""


class Pages:
    """Makes the pages of a site, and keeps them."""

    def __init__(self, app: Dash, site: Site, shell: Shell) -> None:
        self._app, self._site, self._shell = app, site, shell
        self._kept: Kept[Made] = Kept(_MOST_KEPT)
        # What was asked, as it was written, and the page that it led to: several ways of writing lead to one page.
        self._asked: Kept[Made] = Kept(_MOST_KEPT)
        self._making = Lock()

    def get(self, path: str, query: str) -> Made:
        """The page at an address, also the one that says that it does not exist; `query` as it stands in the address.

        What is made across a change of publication could mix two; then it is made again.
        """
        asked = (path, query)
        for _ in range(_TRIES):
            publication = self._site.publication()
            if found := self._asked.get(publication, asked):
                return found
            # Of a name that is given twice, the first counts.
            view = self._site.view(path, MultiDict(parse_qsl(query, keep_blank_values=True)))
            made = self._make(view) if view.status != 200 else self._find(publication, view)
            if self._site.publication() == publication:
                if view.status != 200:
                    return made
                return self._asked.put(publication, asked, made._replace(publication=publication))
        return made

    def _find(self, publication: str, view: View) -> Made:
        """From what was kept, else made: once, however many ask for it at the same time."""
        if kept := self._kept.get(publication, view.url):
            return kept
        with self._making:
            if kept := self._kept.get(publication, view.url):
                return kept
            made = self._make(view)
            return self._kept.put(publication, view.url, made) if self._site.publication() == publication else made

    def _make(self, view: View) -> Made:
        content = view.layout()
        frame = self._bare() if view.framed else self._app.get_layout()
        look = self._look(frame, content)
        answer = to_json(self._answer(view, content))
        html = self._shell.fill(view, look, to_json(frame), answer).encode()
        return Made(
            view=view,
            html=compression.to_brotli(html, compression.KEPT),
            etag=hashlib.sha256(html).hexdigest()[:24],
            policy=self._shell.policy(look, framed=view.framed),
            answer=compression.to_brotli(answer.encode(), compression.KEPT),
        )

    def _bare(self) -> Component:
        """The frame of a page that stands in somebody else's: no head, no foot."""
        return html.Main(html.Div(id=self._site.content_id), id="inhoud")

    def _answer(self, view: View, content: Component) -> dict[str, Any]:
        """What Dash's own router answers, with a title for each view where it knows one for all years of a gemeente."""
        titled = {self._site.title_id: {"data": {"title": view.title}}}
        return {"multi": True, "response": {self._site.content_id: {"children": content}, **titled}}

    def _look(self, frame: Any, content: Component) -> Rendered:
        """The page as HTML. A component without HTML costs the early look, not the page."""
        renderer = Renderer(WRITERS, {self._site.content_id: content})
        try:
            return renderer.finish(frame)
        except UnknownComponentError as error:
            LOGGER.error("onderdeel zonder HTML", extra={"velden": {"onderdeel": str(error)}})
            return Rendered("", "", renderer.has_graph)
