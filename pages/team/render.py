"""Pages as HTML in the first response. Nothing is kept between visitors: what one team sees is not for the next."""

from __future__ import annotations

from dash import Dash
from dash.development.base_component import Component
from flask import Response, request
from markupsafe import escape

from pages.server import compression
from pages.server.dash_parts import as_data, to_json
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Rendered, Renderer
from pages.server.shell import Shell, style_elements
from pages.server.site import Site
from pages.team.bare_page import protect_page

ADDRESS, CONTENT, TITLE = "adres", "team-pagina", "team-titel"


class TeamPages:
    """Makes the documents of this site, once it knows the files around them."""

    def __init__(self, app: Dash) -> None:
        from pages.team import views

        self._app = app
        self._shell: Shell | None = None
        self._style = self._script = ""
        self.site = Site(views.find, lambda: "", lambda: (), address_id=ADDRESS, content_id=CONTENT, title_id=TITLE)

    def dress(self, made: Shell, style: str, script: str) -> None:
        """Give the fixed parts: those of Dash, and the tags of our own style and script."""
        self._shell, self._style, self._script = made, style, script

    def answer(self, path: str = "") -> Response:
        """The page at `/path` with the query of this request, and with it what Dash's scripts will ask for first."""
        view, frame = self.site.view(f"/{path}", request.args), self._app.get_layout()
        content = view.layout()
        look = Renderer(WRITERS, {CONTENT: content}).finish(frame)
        made = self._made()
        dressed = made._replace(
            head=made.head + self._style,
            with_dash=made.with_dash + self._script,
            without_dash=made.without_dash + self._script,
        )
        answer = {
            "multi": True,
            "response": {CONTENT: {"children": as_data(content)}, TITLE: {"data": {"title": view.title}}},
        }
        html = dressed.fill(view, look, made.whole_styles(look), to_json(frame), to_json(answer))
        return self._respond(html, look, view.status)

    def plain(self, title: str, content: Component, status: int = 200) -> Response:
        """A page without Dash: forms and lists that need no chart."""
        look, made = Renderer(WRITERS).finish(content), self._made()
        style = style_elements(made.whole_styles(look))
        html = (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n{made.head}{style}{self._style}\n</head>\n<body>\n{look.html}\n"
            f"{self._script}\n</body>\n</html>\n"
        )
        return self._respond(html, look, status)

    def _made(self) -> Shell:
        if self._shell is None:
            raise RuntimeError("asked for a page before the files around it are known")
        return self._shell

    def _respond(self, html: str, look: Rendered, status: int) -> Response:
        response = Response(html, status, mimetype="text/html")
        made = self._made()
        return compression.compress(request, protect_page(response, made.policy(look, made.whole_styles(look))))
