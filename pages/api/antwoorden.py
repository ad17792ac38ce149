"""How the API answers: JSON or CSV as is asked, with an ETag for each encoding, kept as long as the publication."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from flask import Response, json, request
from werkzeug.datastructures import MIMEAccept

from pages.api.problemen import problem
from pages.server import compression

JSON, CSV = "application/json", "text/csv"
# Bytes of answers that are kept at most; one that takes a tenth of it is not.
MEESTE_BYTES = 24 * 1024 * 1024


class Bewaard:
    """Answers of one state of the site, bounded in bytes; the least recently used goes first."""

    def __init__(self, meeste: int = MEESTE_BYTES) -> None:
        self._meeste = meeste
        self._staat = ""
        self._inhoud: OrderedDict[tuple[str, ...], Response] = OrderedDict()
        self._bytes = 0
        self._slot = Lock()

    def get(self, staat: str, sleutel: tuple[str, ...]) -> Response | None:
        """Return the answer that was kept for this state, for who asks the same."""
        with self._slot:
            if staat != self._staat or sleutel not in self._inhoud:
                return None
            self._inhoud.move_to_end(sleutel)
            return self._inhoud[sleutel]

    def put(self, staat: str, sleutel: tuple[str, ...], antwoord: Response) -> None:
        """Keep an answer; the first of another state drops all others."""
        with self._slot:
            if staat != self._staat:
                self._inhoud.clear()
                self._staat, self._bytes = staat, 0
            if self._weight(antwoord) > self._meeste // 10 or sleutel in self._inhoud:
                return
            self._inhoud[sleutel] = antwoord
            self._bytes += self._weight(antwoord)
            while self._bytes > self._meeste:
                self._bytes -= self._weight(self._inhoud.popitem(last=False)[1])

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._slot:
            self._inhoud.clear()
            self._bytes = 0

    @staticmethod
    def _weight(antwoord: Response) -> int:
        return len(antwoord.get_data()) + 2000


def wanted(*vormen: str) -> str:
    """Return which of these forms the asker likes best; empty when none will do. Without a wish it is the first.

    A form is the same with a parameter: many a program asks for `application/json; charset=utf-8`.
    """
    if not request.headers.get("Accept"):
        return vormen[0]
    wensen = MIMEAccept((naam.partition(";")[0].strip(), gewicht) for naam, gewicht in request.accept_mimetypes)
    return wensen.best_match(vormen) or ""


def reply(inhoud: Mapping[str, Any]) -> Response:
    """Answer with JSON."""
    if not wanted(JSON):
        return problem(406)
    return send(json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")).encode(), JSON)


def send(inhoud: bytes, soort: str, volgende: str = "") -> Response:
    """Answer with content. volgende: the address of the page after this one."""
    encoding = compression.preferred(request)
    antwoord = Response(
        compression.encode(inhoud, encoding), content_type=soort if soort == JSON else f"{soort}; charset=utf-8"
    )
    compression.mark(antwoord, encoding)
    antwoord.headers["Vary"] = "Accept, Accept-Encoding"
    antwoord.headers["Cache-Control"] = "no-cache"
    if volgende:
        antwoord.headers["Link"] = f'<{volgende}>; rel="next"'
    antwoord.set_etag(f"{hashlib.sha256(inhoud).hexdigest()[:24]}{encoding and '-'}{encoding}")
    return antwoord


def kept(bewaard: Bewaard, staat: Callable[[], str], make: Callable[[], Any]) -> Response:
    """Answer with what was kept for who asks the same, else with what `make` gives."""
    nu = staat()
    sleutel = (
        request.path,
        request.query_string.decode("latin-1"),
        request.headers.get("Accept", ""),
        compression.preferred(request),
    )
    gevonden = bewaard.get(nu, sleutel)
    if gevonden is None:
        gevonden = make()
        if gevonden.status_code != 200 or len(sleutel[2]) > 200:
            return gevonden
        if staat() == nu:
            bewaard.put(nu, sleutel, gevonden)
    antwoord = Response(gevonden.get_data(), headers=gevonden.headers)
    antwoord.make_conditional(request)
    return antwoord
