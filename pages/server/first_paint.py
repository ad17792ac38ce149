"""The first look: every page as HTML in the first response, with its own status."""

from __future__ import annotations

from flask import Response, request

from pages.server import compression
from pages.server.headers import content_security_policy, is_secure
from pages.server.made import Made, Pages
from pages.server.shell import Shell


class FirstPaint:
    """Answers every address that is no file and no question of Dash."""

    def __init__(self, pages: Pages, shell: Shell) -> None:
        self._pages, self._shell = pages, shell

    def answer(self, path: str = "") -> Response:
        """The page at `/path` with the query of this request; 404 with the choices there are when it does not exist."""
        made = self._pages.get(f"/{path}", request.args)
        if made.view.status == 200 and path.endswith("/"):
            query = f"?{request.query_string.decode()}" if request.query_string else ""
            return Response(status=308, headers={"Location": f"/{path.strip('/')}{query}"})
        return self._respond(made)

    def _respond(self, made: Made) -> Response:
        status = made.view.status
        response = Response(status=status, mimetype="text/html")
        response.set_etag(made.etag, weak=True)
        response.headers["Cache-Control"] = "no-cache" if status == 200 else "no-store"
        styles = (*self._shell.styles, *made.styles)
        policy = content_security_policy(self._shell.scripts, styles, secure=is_secure(request))
        response.headers["Content-Security-Policy"] = policy
        encoding = compression.preferred(request)
        if status == 200 and request.if_none_match.contains_weak(made.etag):
            response.status_code = 304
            return compression.mark(response, "")
        response.set_data(compression.from_brotli(made.html, encoding))
        return compression.mark(response, encoding)
