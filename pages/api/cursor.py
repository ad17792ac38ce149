"""The place where a page of figures begins, as one word: of which publication, of which choice, and how far."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import NamedTuple


class Plaats(NamedTuple):
    """Where a page begins."""

    publicatie: str
    keuze: str
    vanaf: int


def digest(filters: Mapping[str, frozenset[str]]) -> str:
    """Return a short name for a choice: a cursor of one choice says nothing about another."""
    tekst = repr(sorted((naam, sorted(waarden)) for naam, waarden in filters.items()))
    return hashlib.sha256(tekst.encode()).hexdigest()[:12]


def write(plaats: Plaats) -> str:
    """Write a place as a cursor."""
    return base64.urlsafe_b64encode("|".join(map(str, plaats)).encode()).decode().rstrip("=")


def read(cursor: str) -> Plaats | None:
    """Read a cursor; None for what we did not write."""
    try:
        tekst = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        publicatie, keuze, vanaf = tekst.split("|")
        plaats = Plaats(publicatie, keuze, int(vanaf))
    except (ValueError, binascii.Error):
        return None
    return plaats if write(plaats) == cursor and plaats.vanaf >= 0 else None
