"""How a value of open data is written as text."""

from __future__ import annotations


def yes_no(waar: bool) -> str:
    """Say `ja` or `nee`."""
    return "ja" if waar else "nee"


def plain_number(waarde: float | None) -> str:
    """Write a number for a machine: a point for the decimals, nothing for the thousands; empty when there is none."""
    if waarde is None:
        return ""
    return str(int(waarde)) if float(waarde).is_integer() else f"{waarde:.6g}"
