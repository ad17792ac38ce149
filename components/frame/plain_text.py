"""A tree of components as the words that stand in it."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component


def plain_text(deel: Any) -> str:
    """Give the words of a component, of a list of them, or of a text; what has none is empty."""
    if isinstance(deel, Component):
        return plain_text(getattr(deel, "children", None))
    if isinstance(deel, list | tuple):
        return "".join(map(plain_text, deel))
    return "" if deel is None else str(deel)
