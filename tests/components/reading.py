"""Reading a tree of Dash components as a visitor or a screen reader would."""

from __future__ import annotations

from collections.abc import Iterator

from dash.development.base_component import Component


def walk(node: object) -> Iterator[Component]:
    """Every component of the tree, from the top down."""
    if isinstance(node, Component):
        yield node
        yield from walk(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for part in node:
            yield from walk(part)


def text_of(node: object) -> str:
    """All words in the tree, with single spaces between its parts."""
    return " ".join(_words(node)).replace("  ", " ")


def _words(node: object) -> Iterator[str]:
    if isinstance(node, Component):
        alt = getattr(node, "alt", "")
        yield from [alt] if alt else []
        yield from _words(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _words(part)
    elif node is not None and not isinstance(node, bool):
        yield str(node)


def classes_of(node: object) -> set[str]:
    """Every class in the tree."""
    return {naam for part in walk(node) for naam in str(getattr(part, "className", "") or "").split()}
