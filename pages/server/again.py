"""A page that was sent before is sent again before Flask begins: most people ask for what others asked for.

Only what a page says of itself that it may: see `keep`. What it depends on is what `_DECIDES` names, TLS and the
publication; a new number and a line in the log are all that is made anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from data.databases import GeenPublicatieError
from pages.server import logs
from pages.server.headers import came_over_tls
from pages.server.kept import Kept

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]

_DECIDES = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH")
_MAY_STAY = "leerrecht.blijft"
# Who varies what he sends fills this and no more; the pages themselves are kept apart from it (made.py).
_MOST_KEPT = 1_000


class Sent(NamedTuple):
    """An answer as it went out, without its number. `path`: as it is written in the log."""

    path: str
    status: str
    headers: Headers
    body: bytes


def keep(environ: dict[str, Any]) -> None:
    """Say of the answer to this request that it may be sent to all who ask the same of the same publication."""
    environ[_MAY_STAY] = True


class Again:
    """Stands before the WSGI application `pages`. `publication` is the id of the live one, as in Site."""

    def __init__(self, pages: Wsgi, publication: Callable[[], str]) -> None:
        self._pages, self._publication = pages, publication
        self._sent: Kept[Sent] = Kept(_MOST_KEPT)

    def serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI application."""
        begin = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or not (publication := self._live()):
            return self._pages(environ, start_response)
        asked = (came_over_tls(environ), *map(environ.get, _DECIDES))
        if sent := self._sent.get(publication, asked):
            return _send(sent, environ, start_response, begin)
        return self._ask(publication, asked, environ, start_response)

    def _live(self) -> str:
        try:
            return self._publication()
        except GeenPublicatieError:
            return ""

    def _ask(
        self, publication: str, asked: tuple[Any, ...], environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Let the pages answer, and remember it; unless another publication came in between."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            started[:] = [(status, list(headers))]
            return start_response(status, headers, *rest)

        answer = self._pages(environ, start)
        if _MAY_STAY not in environ or self._live() != publication:
            return answer
        body = _read(answer)
        ((status, headers),) = started
        without_number = [each for each in headers if each[0] != logs.NUMBER]
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        self._sent.put(publication, asked, Sent(path, status, without_number, body))
        return [body]


def _send(sent: Sent, environ: dict[str, Any], start_response: Callable[..., Any], begin: float) -> Iterable[bytes]:
    number = logs.number(environ.get("HTTP_X_REQUEST_ID", ""))
    start_response(sent.status, [*sent.headers, (logs.NUMBER, number)])
    logs.write("GET", sent.path, int(sent.status[:3]), begin, len(sent.body), number)
    return [sent.body]


def _read(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()
