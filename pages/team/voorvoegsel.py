"""The site under a path of its host, as in `https://www.gemeente.nl/leerplicht`: LEERRECHT_TEAM_URL says which.

Inside, every address is as it is without one. What comes in loses the path, if the proxy left it on; in what goes out
each address of this site gets it, so that no page needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from pages.server.response_cache import Wsgi

_Headers = list[tuple[str, str]]
_REWRITTEN = ("text/html", "application/json")
# Attributes of an element, and the same in what Dash is sent, which writes a slash otherwise there.
_ATTRIBUTE = re.compile(
    rb'((?:\b(?:href|src|action)="|"(?:href|src|action|requests_pathname_prefix|plotlyjs_url)":\s?"))'
    rb"(?=(?:/|\\u002f)(?!/|\\u002f))"
)


def under(pad: str, site: Wsgi) -> Wsgi:
    """The site under `pad` (`/leerplicht`); the site itself when that is empty."""
    if not pad:
        return site
    voor = pad.encode()

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        gezegd: list[tuple[str, _Headers]] = []

        def begin(status: str, headers: _Headers, _fout: Any = None) -> Callable[[bytes], object]:
            gezegd[:] = [(status, headers)]
            return lambda _: None

        delen = site(_inside(environ, pad), begin)
        status, headers = gezegd[0]
        headers = [(naam, _outward(naam, waarde, pad)) for naam, waarde in headers]
        soort = next((waarde for naam, waarde in headers if naam.lower() == "content-type"), "")
        if not soort.startswith(_REWRITTEN):
            start(status, headers)
            return delen
        inhoud = _ATTRIBUTE.sub(rb"\1" + voor, b"".join(delen))
        if callable(close := getattr(delen, "close", None)):
            close()
        if environ["REQUEST_METHOD"] != "HEAD":
            headers = [(naam, waarde) for naam, waarde in headers if naam.lower() != "content-length"]
            headers.append(("Content-Length", str(len(inhoud))))
        start(status, headers)
        return [inhoud]

    return serve


def _inside(environ: dict[str, Any], pad: str) -> dict[str, Any]:
    """The request as the site itself knows it. What goes out is still to be changed, so it may not be compressed."""
    gevraagd = environ.get("PATH_INFO", "")
    kaal = gevraagd[len(pad) :] or "/" if gevraagd == pad or gevraagd.startswith(f"{pad}/") else gevraagd
    zonder = {naam: waarde for naam, waarde in environ.items() if naam != "HTTP_ACCEPT_ENCODING"}
    return {**zonder, "PATH_INFO": kaal, "SCRIPT_NAME": pad}


def _outward(naam: str, waarde: str, pad: str) -> str:
    """A header with the path in the address it names."""
    if naam.lower() == "location" and waarde.startswith("/") and not waarde.startswith(f"{pad}/"):
        return f"{pad}{waarde}"
    return waarde
