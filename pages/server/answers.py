"""The answers to callback requests: checked first, then kept as long as the publication lives.

A public callback knows nothing but its request and the publication, so equal requests have equal answers. A page that
many people look at is computed once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from flask import Response, make_response, request

from pages.server import compression, guard
from pages.server.made import Pages
from pages.server.payload import MOST_BYTES, RefusedError
from pages.server.site import Site
from pages.server.version_cache import VersionCache

_MOST_BYTES = 16 * 1024 * 1024
_LARGEST_KEPT = 512 * 1024


class Answers:
    """Stands before Dash's own handling of a callback request, `dispatch`. callbacks: what each declares, by name."""

    def __init__(
        self, callbacks: Mapping[str, Any], site: Site, pages: Pages, dispatch: Callable[[], Response]
    ) -> None:
        self._callbacks, self._site, self._pages, self._dispatch = callbacks, site, pages, dispatch
        self._kept: VersionCache[bytes] = VersionCache(_MOST_BYTES, len)

    def answer(self) -> Response:
        """The answer to this request; RefusedError when our own pages would not send it."""
        body = self._body()
        version = self._site.version()
        key = hashlib.sha256(body).digest()
        if (kept := self._kept.get(version, key)) is not None:
            return self._send(kept)
        question = guard.check(body, self._callbacks)
        if question["output"] == self._site.page_question:
            view, packed = self._pages.answer(*_address(question))
            if view.status == 200 and self._site.version() == version:
                self._kept.put(version, key, packed)
            return self._send(packed)
        response = make_response(self._dispatch())
        content = response.get_data()
        if response.status_code != 200 or len(content) > _LARGEST_KEPT or self._site.version() != version:
            return response
        return self._send(self._kept.put(version, key, compression.to_brotli(content)))

    def _body(self) -> bytes:
        if request.mimetype != "application/json":
            raise RefusedError("De vraag is geen JSON.")
        if (request.content_length or 0) > MOST_BYTES:
            raise RefusedError("De vraag is te groot.")
        return request.get_data()

    def _send(self, packed: bytes) -> Response:
        encoding = compression.preferred(request)
        response = Response(compression.from_brotli(packed, encoding), mimetype="application/json")
        return compression.mark(response, encoding)


def _address(question: dict[str, Any]) -> tuple[str, str]:
    """The path and query that the page question is about; the browser writes them encoded, and with a question mark."""
    place = {each["property"]: each.get("value") or "" for each in question["inputs"]}
    return unquote(place["pathname"] or "/"), place["search"].removeprefix("?")
