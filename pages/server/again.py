"""A page that was sent before is sent again before Flask begins: most people ask for what others asked for.

Only what a page says of itself that it may: see `keep`. What it depends on is what `_DECIDES` names, TLS and the
publication; a new number and a line in the log are all that is made anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pages.server import logs
from pages.server.headers import came_over_tls
from pages.server.kept import Kept

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]

_DECIDES = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH")
_MADE_OF = "leerrecht.publicatie"
# Who varies what he sends fills this and no more; the pages themselves are kept apart from it (made.py).
_MOST_KEPT = 1_000


class Sent(NamedTuple):
    """An answer as it went out, without its number. `path`: as it is written in the log."""

    path: str
    status: str
    headers: Headers
    body: bytes


def keep(environ: dict[str, Any], publication: str) -> None:
    """Say of the answer to this request that all who ask the same may have it, as long as this publication is live."""
    environ[_MADE_OF] = publication


class Again:
    """Stands before the WSGI application `pages`. `publication` is the id of the live one, as in Site."""

    def __init__(self, pages: Wsgi, publication: Callable[[], str]) -> None:
        self._pages, self._publication = pages, publication
        self._sent: Kept[Sent] = Kept(_MOST_KEPT)

    def serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI application. Which publication is live is asked for a page only: `/gezond` answers without any."""
        begin = time.perf_counter()
        asked = (environ["REQUEST_METHOD"], came_over_tls(environ), *map(environ.get, _DECIDES))
        if asked in self._sent and (sent := self._sent.get(self._live(), asked)):
            return _send(sent, environ, start_response, begin)
        return self._ask(asked, environ, start_response)

    def _live(self) -> str:
        """The live publication; nothing when that cannot be told: Flask asks again, and has the words for it."""
        try:
            return self._publication()
        except Exception:  # noqa: BLE001
            return ""

    def _ask(
        self, asked: tuple[Any, ...], environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Let the pages answer, and remember it when the page says so."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            started[:] = [(status, list(headers))]
            return start_response(status, headers, *rest)

        answer = self._pages(environ, start)
        publication = environ.get(_MADE_OF)
        if not publication or environ["REQUEST_METHOD"] != "GET":
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
