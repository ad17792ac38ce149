"""The answers to callback requests: checked first, then kept as long as the publication lives.

A public callback knows nothing but its request and the publication, so equal requests have equal answers. A page that
many people look at is computed once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, make_response, request

from pages.server import compression, guard
from pages.server.payload import MOST_BYTES, RefusedError
from pages.server.site import Site
from pages.server.version_cache import VersionCache

_MOST_BYTES = 16 * 1024 * 1024
_LARGEST_KEPT = 512 * 1024


class Answers:
    """Stands before Dash's own handling of a callback request, `dispatch`. callbacks: what each declares, by name."""

    def __init__(self, callbacks: Mapping[str, Any], site: Site, dispatch: Callable[[], Response]) -> None:
        self._callbacks, self._site, self._dispatch = callbacks, site, dispatch
        self._kept: VersionCache[bytes] = VersionCache(_MOST_BYTES, len)

    def answer(self) -> Response:
        """The answer to this request; RefusedError when our own pages would not send it."""
        body = self._body()
        version = self._site.version()
        key = hashlib.sha256(body).digest()
        if (kept := self._kept.get(version, key)) is not None:
            return self._send(kept)
        guard.check(body, self._callbacks)
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
