"""Pages as HTML in the first response. Nothing is kept between visitors: what one team sees is not for the next."""

from __future__ import annotations

from typing import Any, cast

from dash import Dash
from dash._utils import to_json
from dash.development.base_component import Component
from flask import Response, request
from markupsafe import Markup, escape

from pages.server import compression
from pages.server.html_components import WRITERS
from pages.server.html_renderer import Props, Rendered, Renderer, Writer
from pages.server.shell import Shell
from pages.server.site import Site
from pages.team.kaal import protect_page

CONTENT, TITLE = "team-pagina", "team-titel"


def _input(renderer: Renderer, props: Props) -> Markup:
    """`dbc.Input`: one element; what it holds is its value."""
    kept = {
        name: value
        for name, value in props.items()
        if name not in ("valid", "invalid", "plaintext", "html_size", "size", "debounce")
    }
    return renderer.element("input", kept, "form-control")


_WRITERS: dict[tuple[str, str], Writer] = {**WRITERS, ("dash_bootstrap_components", "Input"): _input}


# What Dash keeps of a component beside what it was made with.
_KEPT_BY_DASH = frozenset(
    {"_prop_names", "_valid_wildcard_attributes", "available_properties", "available_wildcard_properties"}
)


def _props(component: Component) -> Props:
    """What a component was made with.

    Dash's own way to find out tries every name that there could be: a third of the time that a page with a thousand
    cells takes.
    """
    return {name: value for name, value in vars(component).items() if name not in _KEPT_BY_DASH}


def _as_data(node: Any) -> Any:
    """A tree of components as the plain values that travel."""
    if isinstance(node, Component):
        props = {name: _as_data(value) if name == "children" else value for name, value in _props(node).items()}
        return {"props": props, "type": node._type, "namespace": node._namespace}
    return [_as_data(part) for part in node] if isinstance(node, list | tuple) else node


class _Quick:
    """A component of which the renderer asks no more than this."""

    def __init__(self, component: Component) -> None:
        self._component, self._type, self._namespace = component, component._type, component._namespace

    def to_plotly_json(self) -> dict[str, Props]:
        """Its props."""
        return {"props": _props(self._component)}


class _QuickRenderer(Renderer):
    def _render_component(self, component: Any) -> Markup:
        return super()._render_component(cast(Component, _Quick(component)))


class Paint:
    """Makes the documents of this site, once it knows the files around them."""

    def __init__(self, app: Dash) -> None:
        from pages.team import views

        self._app = app
        self._shell: Shell | None = None
        self._style = self._script = ""
        self.site = Site(views.find, lambda: "", lambda: (), content_id=CONTENT, title_id=TITLE)

    def dress(self, made: Shell, style: str, script: str) -> None:
        """Give the fixed parts: those of Dash, and the tags of our own style and script."""
        self._shell, self._style, self._script = made, style, script

    def answer(self, path: str = "") -> Response:
        """The page at `/path` with the query of this request, and with it what Dash's scripts will ask for first."""
        view, frame = self.site.view(f"/{path}", request.args), self._app.get_layout()
        content = view.layout()
        look = _QuickRenderer(_WRITERS, {CONTENT: content}).finish(frame)
        made = self._made()
        dressed = made._replace(
            head=made.head + self._style,
            with_dash=made.with_dash + self._script,
            without_dash=made.without_dash + self._script,
        )
        answer = {
            "multi": True,
            "response": {CONTENT: {"children": _as_data(content)}, TITLE: {"data": {"title": view.title}}},
        }
        html = dressed.fill(view, look, to_json(frame), to_json(answer))
        return self._respond(html, look, view.status)

    def plain(self, title: str, content: Component, status: int = 200) -> Response:
        """A page without Dash: forms and lists that need no chart."""
        look = _QuickRenderer(_WRITERS).finish(content)
        html = (
            '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(title)}</title>\n{self._made().head}{self._style}\n</head>\n<body>\n{look.html}\n"
            f"{self._script}\n</body>\n</html>\n"
        )
        return self._respond(html, look, status)

    def _made(self) -> Shell:
        if self._shell is None:
            raise RuntimeError("asked for a page before the files around it are known")
        return self._shell

    def _respond(self, html: str, look: Rendered, status: int) -> Response:
        response = Response(html, status, mimetype="text/html")
        return compression.compress(request, protect_page(response, self._made().policy(look)))
