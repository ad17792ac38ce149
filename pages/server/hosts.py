"""Tells whose name a visitor used: a page names its own address, so nobody else may choose the name in it.

LEERRECHT_URL says where the site stands. Without it the site answers on this machine only, under any of its names.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, request

from pages.server.errors import message

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What asks whether the process lives knows its address and no name.
_FOR_MACHINES = frozenset({"/gezond", "/gereed"})


def is_ours(environ: dict[str, Any]) -> bool:
    """Tell whether a request used a name of this site: that of LEERRECHT_URL, or one of this machine."""
    host = _without_port(environ.get("HTTP_HOST") or environ.get("SERVER_NAME", ""))
    return host in _HERE or host == _own_name(os.environ.get("LEERRECHT_URL", ""))


def name_in_pages(environ: dict[str, Any]) -> str:
    """Return the name of the host as pages show it; empty when LEERRECHT_URL decides and the request does not."""
    return "" if os.environ.get("LEERRECHT_URL") else str(environ.get("HTTP_HOST", ""))


def add(server: Flask) -> None:
    """Refuse requests under a name that is not this site's."""

    def refuse() -> Response | None:
        if request.path in _FOR_MACHINES or is_ours(request.environ):
            return None
        if os.environ.get("LEERRECHT_URL"):
            return message(421)
        return message(
            421,
            "Deze site weet niet dat hij onder deze naam bereikbaar is. Wie de site beheert, zet in LEERRECHT_URL "
            "het adres, bijvoorbeeld https://leerplicht.gemeente.nl, en start de site opnieuw.",
        )

    server.before_request(refuse)


@lru_cache(maxsize=8)
def _own_name(url: str) -> str:
    return _without_port(urlsplit(url).netloc.rpartition("@")[2])


@lru_cache(maxsize=256)
def _without_port(host: str) -> str:
    """The name in lower case; an IPv6 address keeps its brackets."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() and not host.endswith("]") else host).lower().rstrip(".")
