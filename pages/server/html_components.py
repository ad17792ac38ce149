"""The HTML of the components of Dash and of dash-bootstrap-components that the pages use.

Each writes what the browser's own version writes; a test lays both side by side. A component that is missing here is
an error in the tests and costs a visitor no more than the early look: the page then waits for the scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from pages.server.html_renderer import Props, Renderer, Writer

_SIZES = ("xs", "sm", "md", "lg", "xl", "xxl")


def _without(props: Props, *names: str) -> Props:
    return {name: value for name, value in props.items() if name not in names}


def _nothing(_renderer: Renderer, _props: Props) -> Markup:
    return Markup()


def _simple(default_tag: str, *classes: str) -> Writer:
    """A component that is one element with fixed classes."""

    def write(renderer: Renderer, props: Props) -> Markup:
        return renderer.element(props.get("tag") or default_tag, _without(props, "tag"), *classes)

    return write


# --- dash core components ---------------------------------------------------------------------------------------
def _link(renderer: Renderer, props: Props) -> Markup:
    return renderer.element("a", _without(props, "refresh"))


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
def _row(renderer: Renderer, props: Props) -> Markup:
    named = {"align": "align-items", "justify": "justify-content"}
    extra = [f"{css}-{props[name]}" for name, css in named.items() if props.get(name)]
    return renderer.element("div", _without(props, *named), "row", *extra)


def _col(renderer: Renderer, props: Props) -> Markup:
    spans = {"xs": props.get("width")} | {size: props[size] for size in _SIZES if props.get(size) is not None}
    classes = [name for size in _SIZES for name in _span(size, spans.get(size))] or ["col"]
    aligned = [f"align-self-{props['align']}"] if props.get("align") else []
    return renderer.element("div", _without(props, "width", "align", *_SIZES), *classes, *aligned)


def _span(size: str, width: Any) -> list[str]:
    infix = "" if size == "xs" else f"-{size}"
    if isinstance(width, Mapping):
        parts = {"col": width.get("size"), "order": width.get("order"), "offset": width.get("offset")}
        return [f"{name}{infix}-{value}" for name, value in parts.items() if value is not None]
    return [] if width is None else [f"col{infix}" if width is True else f"col{infix}-{width}"]


def _container(renderer: Renderer, props: Props) -> Markup:
    fluid = props.get("fluid")
    name = "container" + ("-fluid" if fluid is True else f"-{fluid}" if fluid else "")
    return renderer.element(props.get("tag") or "div", _without(props, "fluid", "tag"), name)


def _alert(renderer: Renderer, props: Props) -> Markup:
    if props.get("is_open") is False:
        return Markup()
    kept = _without(props, "color", "is_open", "fade", "dismissable", "duration") | {"role": "alert"}
    return renderer.element("div", kept, "fade", "alert", f"alert-{props.get('color') or 'success'}", "show")


def _badge(renderer: Renderer, props: Props) -> Markup:
    classes = ["badge", *(["rounded-pill"] if props.get("pill") else []), f"bg-{props.get('color') or 'secondary'}"]
    kept = _without(props, "color", "pill", "text_color", "tag")
    return renderer.element("a" if props.get("href") else props.get("tag") or "span", kept, *classes)


def _button(renderer: Renderer, props: Props) -> Markup:
    outline = "outline-" if props.get("outline") else ""
    size = f"btn-{props['size']}" if props.get("size") else ""
    classes = ("btn", f"btn-{outline}{props.get('color') or 'primary'}", size)
    kept = _without(props, "color", "outline", "size", "active", "external_link")
    if props.get("href"):
        return renderer.element("a", kept | {"role": "button", "tabIndex": 0}, *classes)
    return renderer.element("button", kept, *classes)


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


def _choices(kind: str, name: str) -> Writer:
    """Radio buttons or check boxes, named as the browser's version names them so that label and input belong."""

    def write(renderer: Renderer, props: Props) -> Markup:
        value = props.get("value")
        chosen = value if isinstance(value, list) else [value]
        items = []
        for entry in map(_entry, props.get("options") or []):
            own_id = f"_dbcprivate_{name}_{props.get('id')}_input_{entry['value']}"
            given = {"value": entry["value"], "checked": entry["value"] in chosen, "disabled": entry.get("disabled")}
            box = {"id": own_id, "className": props.get("input_class_name"), "type": kind, **given}
            label = {"htmlFor": own_id, "className": props.get("label_class_name"), "children": entry["label"]}
            parts = [
                renderer.element("input", box, "form-check-input"),
                renderer.element("label", label, "form-check-label"),
            ]
            inline = "form-check-inline" if props.get("inline") else ""
            items.append(renderer.element("div", {"children": parts}, "form-check", inline))
        kept = {"id": props.get("id"), "className": props.get("className"), "style": props.get("style")}
        return renderer.element("div", kept | {"children": items})

    return write


def _table(renderer: Renderer, props: Props) -> Markup:
    flags = ("size", "striped", "bordered", "borderless", "hover", "color")
    classes = [f"table-{props[name] if name in ('size', 'color') else name}" for name in flags if props.get(name)]
    table = renderer.element("table", _without(props, *flags, "responsive"), "table", *classes)
    if not props.get("responsive"):
        return table
    around = "table-responsive" if props["responsive"] is True else f"table-responsive-{props['responsive']}"
    return renderer.element("div", {"className": around, "children": table})


_CORE: dict[str, Writer] = {
    "Link": _link,
    "Graph": _graph,
    "Location": _nothing,
    "Store": _nothing,
    "Interval": _nothing,
    "Download": _nothing,
}
_BOOTSTRAP: dict[str, Writer] = {
    "Row": _row,
    "Col": _col,
    "Container": _container,
    "Card": _simple("div", "card"),
    "CardBody": _simple("div", "card-body"),
    "CardHeader": _simple("div", "card-header"),
    "CardFooter": _simple("div", "card-footer"),
    "Alert": _alert,
    "Badge": _badge,
    "Button": _button,
    "Label": _label,
    "Select": _select,
    "RadioItems": _choices("radio", "radioitems"),
    "Checklist": _choices("checkbox", "checklist"),
    "Table": _table,
}
WRITERS: dict[tuple[str, str], Writer] = {
    **{("dash_core_components", name): writer for name, writer in _CORE.items()},
    **{("dash_bootstrap_components", name): writer for name, writer in _BOOTSTRAP.items()},
}
