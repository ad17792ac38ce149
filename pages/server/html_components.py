"""The HTML of the components of Dash and of dash-bootstrap-components that the pages use.

Each writes what the browser's own version writes; a test lays both side by side. One that is missing here is an error
in the tests, as is one that no page uses; it costs a visitor no more than the early look: the page waits for scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from components.svg.inline import NAMESPACE
from pages.server.dash_parts import Props
from pages.server.html_renderer import Renderer, Writer


def _without(props: Props, *names: str) -> Props:
    return {name: value for name, value in props.items() if name not in names}


def _nothing(_renderer: Renderer, _props: Props) -> Markup:
    return Markup()


# --- dash core components ---------------------------------------------------------------------------------------
def _graph(renderer: Renderer, props: Props) -> Markup:
    """An empty box of the height that the chart will have: its own, else that of the figure, as in the browser."""
    renderer.has_graph = True
    style = dict(props.get("style") or {})
    if height := _figure_height(props.get("figure")):
        style.setdefault("height", height)
    box = {"id": props.get("id"), "className": props.get("className"), "style": style}
    return renderer.element("div", box, "dash-graph")


def _figure_height(figure: Any) -> Any:
    layout = figure.get("layout", {}) if isinstance(figure, Mapping) else getattr(figure, "layout", {})
    return layout["height"] if "height" in layout else None  # noqa: SIM401 - a plotly layout has no get


# --- dash-bootstrap-components ----------------------------------------------------------------------------------
def _container(renderer: Renderer, props: Props) -> Markup:
    fluid = props.get("fluid")
    name = "container" + ("-fluid" if fluid is True else f"-{fluid}" if fluid else "")
    return renderer.element(props.get("tag") or "div", _without(props, "fluid", "tag"), name)


def _badge(renderer: Renderer, props: Props) -> Markup:
    classes = ["badge", *(["rounded-pill"] if props.get("pill") else []), f"bg-{props.get('color') or 'secondary'}"]
    kept = _without(props, "color", "pill", "text_color", "tag")
    return renderer.element("a" if props.get("href") else props.get("tag") or "span", kept, *classes)


def _label(renderer: Renderer, props: Props) -> Markup:
    kept = _without(props, "html_for", "hidden", "size", "width", "check")
    return renderer.element("label", kept | {"htmlFor": props.get("html_for")}, "form-label")


def _select(renderer: Renderer, props: Props) -> Markup:
    """The options in order, the chosen one marked; the first is the empty one that holds the placeholder."""
    chosen = props.get("value") or ""
    empty = {"label": props.get("placeholder") or "", "value": "", "disabled": True, "hidden": True}
    entries = [empty, *map(_entry, props.get("options") or [])]
    options = Markup().join(
        renderer.element(
            "option",
            _without(entry, "label") | {"children": entry["label"], "selected": str(entry["value"]) == str(chosen)},
        )
        for entry in entries
    )
    size = f"form-select-{props['size']}" if props.get("size") else ""
    kept = _without(props, "options", "value", "placeholder", "size", "html_size", "valid", "invalid")
    return renderer.element("select", kept | {"children": options}, "form-select", size)


def _entry(option: Any) -> Props:
    return dict(option) if isinstance(option, Mapping) else {"label": option, "value": option}


def _table(renderer: Renderer, props: Props) -> Markup:
    flags = ("size", "striped", "bordered", "borderless", "hover", "color")
    classes = [f"table-{props[name] if name in ('size', 'color') else name}" for name in flags if props.get(name)]
    table = renderer.element("table", _without(props, *flags, "responsive"), "table", *classes)
    if not props.get("responsive"):
        return table
    around = "table-responsive" if props["responsive"] is True else f"table-responsive-{props['responsive']}"
    return renderer.element("div", {"className": around, "children": table})


def _input(renderer: Renderer, props: Props) -> Markup:
    """One element; what it holds is its value."""
    kept = _without(props, "valid", "invalid", "plaintext", "html_size", "size", "debounce")
    return renderer.element("input", kept, "form-control")


def _drawing(_renderer: Renderer, props: Props) -> Markup:
    """A drawing in the page. Its markup was escaped part by part where it was drawn (components/svg/inline.py)."""
    naam = f'role="img" aria-label="{escape(props["alt"])}"' if props.get("alt") else 'aria-hidden="true"'
    if props.get("groep"):
        naam = f'role="group" aria-label="{escape(props["groep"])}"'
    maten = {"width": props.get("width") or "100%", "height": props.get("height"), "viewBox": props.get("viewbox")}
    doos = "".join(f' {maat}="{escape(waarde)}"' for maat, waarde in maten.items() if waarde)
    return Markup(f'<svg class="{escape(props["klasse"])}"{doos} {naam}>{props["markup"]}</svg>')  # noqa: S704


WRITERS: dict[tuple[str, str], Writer] = {
    ("dash_core_components", "Graph"): _graph,
    ("dash_core_components", "Location"): _nothing,
    ("dash_core_components", "Store"): _nothing,
    ("dash_bootstrap_components", "Container"): _container,
    ("dash_bootstrap_components", "Badge"): _badge,
    ("dash_bootstrap_components", "Input"): _input,
    ("dash_bootstrap_components", "Label"): _label,
    ("dash_bootstrap_components", "Select"): _select,
    ("dash_bootstrap_components", "Table"): _table,
    (NAMESPACE, "InlineDrawing"): _drawing,
}
