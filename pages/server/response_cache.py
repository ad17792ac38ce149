"""Sends a page that was sent before again before Flask begins: most people ask for what others asked for.

Kept are the answers of pages that say of themselves that they may be (`keep`), for who asks for their one true address
or for a path without a query, so that who makes up queries fills nothing. What an answer depends on besides is its
encoding, TLS and, as long as LEERRECHT_URL is not set, the name of the host; a number and a line in the log are all
that is made anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from werkzeug.http import parse_etags

from pages.server import compression, hosts, logs, metrics
from pages.server.headers import came_over_tls
from pages.server.page_cache import Headers, PageCache, StoredResponse

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_MADE_OF = "leerrecht.versie"
# What an answer without content does not say.
_OF_CONTENT = frozenset({"content-type", "content-length", "content-encoding"})


def keep(environ: dict[str, Any], version: str, url: str) -> None:
    """Say of the answer to this request that all who ask the same may have it, as long as this version holds.

    url: the one true address of the page. An address with another query is answered by Flask each time.
    """
    query = environ.get("QUERY_STRING", "")
    if not query or f"{environ['PATH_INFO']}?{query}" == url:
        environ[_MADE_OF] = version, url


class ResponseCache:
    """Stands before the WSGI application `pages`, and keeps what went out with the pages in `cache`.

    version: tells the present version of the site, as in Site.
    """

    def __init__(self, pages: Wsgi, version: Callable[[], str], cache: PageCache) -> None:
        self._pages, self._version, self._cache = pages, version, cache
        # The true address that a path without a query led to, and in which version.
        self._bare: dict[str, tuple[str, str]] = {}

    def serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request as a WSGI application. The version is asked for a page only: `/gezond` needs none."""
        begin = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or not hosts.is_ours(environ):
            return self._pages(environ, start_response)
        form = (
            came_over_tls(environ),
            compression.best(environ.get("HTTP_ACCEPT_ENCODING", "")),
            hosts.name_in_pages(environ),
        )
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        version, url = (None, f"{path}?{query}") if query else self._bare.get(path, (None, path))
        if url in self._cache and version in {None, present := self._present()}:
            kept = self._cache.get(present, url)
            if kept and (stored := kept.sent.get(form)):
                metrics.count_page(kept=True)
                return _send(stored, environ, start_response, begin)
        return self._ask(form, environ, start_response)

    def _present(self) -> str:
        """The present version; nothing when that cannot be told: Flask asks again, and has the words for it."""
        try:
            return self._version()
        except Exception:  # noqa: BLE001
            return ""

    def _ask(self, form: Hashable, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let the pages answer, and remember it when the page says so."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            started[:] = [(status, list(headers))]
            return start_response(status, headers, *rest)

        answer = self._pages(environ, start)
        made_of = environ.get(_MADE_OF)
        if not made_of or started[0][0][:3] != "200":
            return answer
        metrics.count_page(kept=False)
        body = _read(answer)
        ((status, headers),) = started
        without_number = [each for each in headers if each[0] != logs.NUMBER]
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        etag = next((value for name, value in headers if name.lower() == "etag"), "").removeprefix("W/").strip('"')
        self._cache.put_sent(made_of, form, StoredResponse(path, status, without_number, body, etag))
        if not environ.get("QUERY_STRING"):
            self._bare[environ["PATH_INFO"]] = made_of
        return [body]


def _send(
    stored: StoredResponse, environ: dict[str, Any], start_response: Callable[..., Any], begin: float
) -> Iterable[bytes]:
    number = logs.number(environ.get("HTTP_X_REQUEST_ID", ""))
    status, headers, body = stored.status, stored.headers, stored.body
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and parse_etags(known).contains_weak(stored.etag):
        status, body = "304 NOT MODIFIED", b""
        headers = [each for each in headers if each[0].lower() not in _OF_CONTENT]
    start_response(status, [*headers, (logs.NUMBER, number)])
    logs.write("GET", stored.path, int(status[:3]), begin, len(body) or None, number)
    return [body]


def _read(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()
