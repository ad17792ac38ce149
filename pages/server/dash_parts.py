"""What this site needs of Dash that Dash does not promise: a release that changes it breaks this module, and no other.

`docs/dash.md` says what Dash is used for here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dash import Dash
from dash._utils import stringify_id, to_json
from dash.development.base_component import Component

__all__ = ["as_data", "callbacks", "config_of", "index_parts", "kind", "props", "stringify_id", "to_json"]

Props = dict[str, Any]

# What Dash keeps of a component beside what it was made with.
_KEPT_BY_DASH = frozenset(
    {"_prop_names", "_valid_wildcard_attributes", "available_properties", "available_wildcard_properties"}
)


def kind(component: Component) -> tuple[str, str]:
    """Return the library that a component is of (`dash_html_components`) and its name there (`Div`)."""
    return component._namespace, component._type


def props(component: Component) -> Props:
    """Return what a component was made with.

    Dash's own way to find out tries every name that there could be: a third of the time that a page with a thousand
    cells takes.
    """
    return {name: value for name, value in vars(component).items() if name not in _KEPT_BY_DASH}


def as_data(node: Any) -> Any:
    """Return a tree of components as the plain values that travel to Dash's scripts."""
    if isinstance(node, Component):
        library, name = kind(node)
        given = {key: as_data(value) if key == "children" else value for key, value in props(node).items()}
        return {"props": given, "type": name, "namespace": library}
    return [as_data(part) for part in node] if isinstance(node, list | tuple) else node


def callbacks(app: Dash) -> Mapping[str, Mapping[str, Any]]:
    """Return what each callback declares, by the name that a request has for its output."""
    declared: Mapping[str, Mapping[str, Any]] = app.callback_map
    return declared


def index_parts(app: Dash) -> dict[str, str]:
    """Return the pieces of Dash's own index page, caught on their way into it: `css`, `scripts`, `config` and so on."""
    caught: dict[str, str] = {}

    def catch(**parts: str) -> str:
        caught.update(parts)
        return Dash.interpolate_index(app, **parts)

    app.interpolate_index = catch  # type: ignore[method-assign, assignment]
    try:
        app.index()
    finally:
        del app.interpolate_index
    return caught


def config_of(element: str, without: Iterable[str], changes: Mapping[str, Any]) -> tuple[str, str]:
    """Return the script element in which Dash tells its own scripts their settings: what opens it, and the settings.

    without: the settings to leave out. changes: those to tell otherwise.
    """
    start, end = element.index(">") + 1, element.rindex("</script>")
    settings: dict[str, Any] = json.loads(element[start:end])
    for name in without:
        settings.pop(name, None)
    return element[:start], json.dumps(settings | dict(changes))
