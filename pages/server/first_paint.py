"""The first look: every page as HTML in the first response, with its own status."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, request

from pages.server import compression, response_cache
from pages.server.headers import UPGRADE, is_secure
from pages.server.page_cache import RenderedPage
from pages.server.rendered_page import Pages
from pages.server.well_known import base_url


class FirstPaint:
    """Answers every address that is no file and no question of Dash."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def answer(self, path: str = "") -> Response:
        """The page at `/path` with the query of this request; 404 with the choices there are when it does not exist."""
        query = request.query_string.decode("latin-1")  # what is no ASCII in it should have been encoded
        made = self._pages.get(f"/{path}", query)
        bare = quote(f"/{path.strip('/')}")
        if made.view.status == 200 and made.view.url.partition("?")[0] != bare:
            return Response(status=308, headers={"Location": made.view.url})
        if made.view.status == 200 and path.endswith("/"):
            return Response(status=308, headers={"Location": f"{bare}{'?' if query else ''}{query}"})
        return self._respond(made)

    def _respond(self, made: RenderedPage) -> Response:
        found = made.view.status == 200
        if made.version:
            response_cache.keep(request.environ, made.version, made.view.url)
        # The one true address is only whole with the name of the host, so it is no part of a page that is kept.
        true_address = {"Link": f'<{base_url()}{made.view.whole or made.view.url}>; rel="canonical"'} if found else {}
        headers = {
            **true_address,
            **({"X-Robots-Tag": "noindex"} if made.view.framed else {}),
            "ETag": f'W/"{made.etag}"',
            "Cache-Control": "no-cache" if found else "no-store",
            "Content-Security-Policy": f"{made.policy}; {UPGRADE}" if is_secure(request) else made.policy,
            "Vary": "Accept-Encoding",
        }
        if found and "If-None-Match" in request.headers and request.if_none_match.contains_weak(made.etag):
            return Response(status=304, headers=headers, mimetype="text/html")
        if encoding := compression.preferred(request):
            headers["Content-Encoding"] = encoding
        return Response(compression.from_brotli(made.html, encoding), made.view.status, headers, "text/html")
