"""HTML attributes whose names Python cannot write."""

from __future__ import annotations

from typing import Any


def attrs(**waarden: str) -> dict[str, Any]:
    """`attrs(aria_label="x")` gives `{"aria-label": "x"}`, to be passed with `**`."""
    return {naam.replace("_", "-"): waarde for naam, waarde in waarden.items()}
