"""The gate before a site: everything is made ready at the first request, once, before anybody is let in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from flask import Flask

from pages.server.response_cache import Wsgi


class Gate:
    """Makes a site ready at its first request, and afterwards gives it as it was made.

    Dash registers its callbacks and files at the first request. Of several that come at once, some would miss them.
    """

    def __init__(self, prepare: Callable[[], Wsgi]) -> None:
        self._prepare = prepare
        self._lock = Lock()
        self._ready: list[Wsgi] = []

    def ready(self) -> Wsgi:
        """Return the site, made ready; who comes while it is being made waits."""
        if not self._ready:
            with self._lock:
                if not self._ready:
                    self._ready.append(self._prepare())
        return self._ready[0]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        return self.ready()(environ, start_response)


def fetch(server: Flask, url: str) -> bytes:
    """Return one of Dash's own files, or one from assets/, as `server` gives it."""
    with server.test_request_context(url), server.make_response(server.dispatch_request()) as response:
        response.direct_passthrough = False
        return bytes(response.get_data())
