"""The seeds of tests that draw their cases themselves: the same each time, and at night others besides."""

from __future__ import annotations

import os

NIGHT = "LEERRECHT_ZADEN"
"""The environment names the seeds of a night here; who puts one back gets its cases back."""


def seeds(fixed: int) -> list[int]:
    """Give the first so many seeds, and those of this night."""
    return list(dict.fromkeys([*range(fixed), *map(int, os.environ.get(NIGHT, "").split())]))
