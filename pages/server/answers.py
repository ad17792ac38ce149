"""The answers to callback requests: checked first, then kept as long as the publication lives.

A public callback knows nothing but its request and the publication, so equal requests have equal answers. A page that
many people look at is computed once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote

from dash import Dash
from flask import Response, make_response, request

from pages.server import compression, guard
from pages.server.kept import Kept
from pages.server.payload import MOST_BYTES, RefusedError
from pages.server.site import Site

_MOST_KEPT = 1_000
_LARGEST_KEPT = 512 * 1024
# Where Dash puts the title of a page for the browser to take over.
_TITLE_STORE = "_pages_store"


class Answers:
    """Stands before Dash's own handling of a callback request (`dispatch`)."""

    def __init__(self, app: Dash, site: Site, dispatch: Callable[[], Response]) -> None:
        self._callbacks, self._site, self._dispatch = app.callback_map, site, dispatch
        self._kept: Kept[bytes] = Kept(_MOST_KEPT)

    def answer(self) -> Response:
        """The answer to this request; RefusedError when our own pages would not send it."""
        body = self._body()
        publication = self._site.publication()
        key = hashlib.sha256(body).digest()
        if (kept := self._kept.get(publication, key)) is not None:
            return self._send(kept)
        guard.check(body, self._callbacks)
        response = self._titled(make_response(self._dispatch()), body)
        content = response.get_data()
        if response.status_code != 200 or len(content) > _LARGEST_KEPT or self._site.publication() != publication:
            return response
        return self._send(self._kept.put(publication, key, compression.to_brotli(content)))

    def _body(self) -> bytes:
        if request.mimetype != "application/json":
            raise RefusedError("De vraag is geen JSON.")
        if (request.content_length or 0) > MOST_BYTES:
            raise RefusedError("De vraag is te groot.")
        return request.get_data()

    def _titled(self, response: Response, body: bytes) -> Response:
        """Dash knows one title for all years of a gemeente; put the one in that the first look of the view has."""
        content = response.get_json(silent=True)
        store = content.get("response", {}).get(_TITLE_STORE) if isinstance(content, dict) else None
        if store:
            place = {each["property"]: each.get("value") for each in json.loads(body)["inputs"]}
            query = dict(parse_qsl((place["search"] or "").removeprefix("?")))
            store["data"]["title"] = self._site.view(unquote(place["pathname"] or "/"), query).title
            response.set_data(json.dumps(content))
        return response

    def _send(self, packed: bytes) -> Response:
        encoding = compression.preferred(request)
        response = Response(compression.from_brotli(packed, encoding), mimetype="application/json")
        return compression.mark(response, encoding)
