"""Dash components to HTML, as the browser will make it of them: the same elements, classes and text.

Why: Dash shows nothing before its scripts have run. What this module writes is there in the first response, and stays
readable with JavaScript off. It builds no charts: a graph becomes an empty box of the same height.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from dash.development.base_component import Component
from markupsafe import Markup, escape

from pages.server.dash_parts import Props, kind, props, stringify_id

Writer = Callable[["Renderer", Props], Markup]

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_NAMES = {"className": "class", "htmlFor": "for", "acceptCharset": "accept-charset", "httpEquiv": "http-equiv"}
# What Dash keeps about a component and React never writes into the page.
_PRIVATE = frozenset(
    {"children", "style", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "n_blur", "n_blur_timestamp"}
    | {
        "n_submit",
        "n_submit_timestamp",
        "persistence",
        "persisted_props",
        "persistence_type",
        "loading_state",
        "setProps",
    }
)
_SPELLED_OUT = ("aria-", "data-", "contentEditable", "draggable", "spellCheck")
# React adds px to every other number in a style.
_UNITLESS = frozenset(
    {"opacity", "order", "orphans", "widows", "zIndex", "zoom", "fontWeight", "lineHeight", "lineClamp", "tabSize"}
    | {"flex", "flexGrow", "flexShrink", "columnCount", "columns", "aspectRatio", "scale"}
    | {"gridArea", "gridColumn", "gridColumnEnd", "gridColumnStart", "gridRow", "gridRowEnd", "gridRowStart"}
)


class Rendered(NamedTuple):
    """HTML; the rules for the styles in it, as the security policy allows no style attribute; and has it charts."""

    html: str
    css: str
    has_graph: bool


class Renderer:
    """Writes one tree of components. `inserted` gives the children of a component by its id."""

    def __init__(self, writers: Mapping[tuple[str, str], Writer], inserted: Mapping[str, Any] | None = None) -> None:
        self._writers = writers
        self._inserted = inserted or {}
        self._rules: dict[str, str] = {}
        self.has_graph = False

    def finish(self, tree: Any) -> Rendered:
        """The whole tree as HTML."""
        html = self.render(tree)
        css = "".join(f".{name}{{{rule}}}" for name, rule in sorted(self._rules.items()))
        return Rendered(html, css, self.has_graph)

    def render(self, node: Any) -> Markup:
        """Whatever may stand in `children`: components, text, numbers, lists of these; React leaves out booleans."""
        if isinstance(node, Component):
            return self._render_component(node)
        if isinstance(node, list | tuple):
            # Joined as text: Markup would escape, and so copy, every part once more.
            return Markup("".join(map(self.render, node)))  # noqa: S704
        if node is None or isinstance(node, bool):
            return Markup()
        # Python says 2.0 where JavaScript says 2; what is Markup already stays as it is.
        return escape(int(node) if isinstance(node, float) and node.is_integer() else node)

    def _render_component(self, component: Component) -> Markup:
        (library, name), given = kind(component), props(component)
        if isinstance(key := given.get("id"), str) and key in self._inserted:
            given["children"] = self._inserted[key]
        if library == "dash_html_components":
            return self.element(_tag(name), given)
        writer = self._writers.get((library, name))
        if writer is None:
            raise UnknownComponentError(f"{library}.{name}")
        return writer(self, given)

    def element(self, tag: str, props: Props, *classes: str) -> Markup:
        """One element; `classes` come before its own."""
        names = [*classes, props.get("className") or ""]
        if style := props.get("style"):
            names.append(self._class_for(style))
        shown = {"id": props.get("id"), "className": " ".join(filter(None, names)) or None}
        # In a fixed order: Dash's own differs from one process to the next, and equal pages must have equal names.
        public = sorted((name, value) for name, value in props.items() if name not in _PRIVATE and name not in shown)
        attributes = "".join(_attribute(name, value) for name, value in [*shown.items(), *public])
        end = "" if tag in VOID else f"{self.render(props.get('children'))}</{tag}>"
        # Every part is escaped where it is made: the children by render, the attributes by _attribute.
        return Markup(f"<{tag}{attributes}>{end}")  # noqa: S704

    def _class_for(self, style: Mapping[str, Any]) -> str:
        rule = ";".join(f"{_css_name(name)}:{_css_value(name, value)}" for name, value in style.items())
        rule = re.sub(r"[<>{}]", "", rule)
        name = "s-" + hashlib.sha256(rule.encode()).hexdigest()[:10]
        self._rules[name] = rule
        return name


class UnknownComponentError(LookupError):
    """A component that this module has no HTML for."""


def _attribute(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) and name.startswith(_SPELLED_OUT):
        value = str(value).lower()
    elif value is False:
        return ""
    elif value is True:
        value = ""
    elif isinstance(value, Mapping):
        value = stringify_id(value)
    return f' {_html_name(name)}="{escape(value)}"'


@lru_cache(maxsize=512)
def _html_name(name: str) -> str:
    return _NAMES.get(name) or (name if name.startswith(("aria-", "data-")) else name.lower())


@lru_cache(maxsize=256)
def _tag(component: str) -> str:
    return {"ObjectEl": "object", "MapEl": "map"}.get(component, component.lower())


@lru_cache(maxsize=256)
def _css_name(name: str) -> str:
    return name if name.startswith("--") else re.sub(r"[A-Z]", lambda letter: "-" + letter.group().lower(), name)


def _css_value(name: str, value: Any) -> str:
    bare = name in _UNITLESS or name.startswith("--") or not isinstance(value, int | float) or value == 0
    return str(value) if bare else f"{value}px"
