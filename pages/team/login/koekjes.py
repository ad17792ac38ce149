"""The cookies of this site: their names, and how they are set.

Over TLS a name begins with `__Host-`: a browser then takes it from this host alone, never from a neighbour under the
same domain or from who can write in plain http. On this machine, without TLS, there is no such name to be had.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, Request, Response, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from pages.server.headers import is_secure

_LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
NAAM = "leerrecht_team"


def name_of(naam: str) -> str:
    """The name of a cookie of this request: two sites on one host, each under its own path, have their own."""
    eigen = re.sub(r"[^A-Za-z0-9]+", "-", request.script_root).strip("-")
    vol = f"{eigen}-{naam}" if eigen else naam
    return f"__Host-{vol}" if is_secure(request) else vol


def is_private(asked: Request) -> bool:
    """Whether nobody on the way can read along: over TLS, or without leaving this machine."""
    return is_secure(asked) or _LOCAL.fullmatch(asked.host) is not None


def give(naam: str, waarde: str, seconden: int) -> None:
    """Send a cookie along with the answer; 0 seconds takes it away."""
    g.setdefault("koekjes", {})[name_of(naam)] = (waarde, seconden)


class Koekjes(SecureCookieSessionInterface):
    """The signed cookie of Flask under our name, and the others of this answer with it."""

    def get_cookie_name(self, app: Flask) -> str:
        """What the cookie is called on this request."""
        return name_of(app.config["SESSION_COOKIE_NAME"])

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Only to be sent over TLS, wherever there is TLS."""
        return is_secure(request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie of Flask when it changed, and each that was given."""
        super().save_session(app, session, response)
        vast: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Lax", "secure": is_secure(request)}
        for naam, (waarde, seconden) in g.get("koekjes", {}).items():
            response.set_cookie(naam, waarde, max_age=seconden, **vast)
