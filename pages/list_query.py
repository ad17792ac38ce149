"""In which measure and which order a view shows its lists: `maat=per_1000` and `volgorde=naam` in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from data.views.counts import Maat
from data.views.list_order import VOLGORDEN
from data.views.side_by_side import Volgorde
from pages.beside_query import Niet

MATEN: tuple[Maat, ...] = get_args(Maat)
# What others have called these.
_ANDERS = {"per_duizend": "per_1000", "percentage": "procent", "aandeel": "procent", "aantallen": "aantal"}


def read_lists(vraag: Mapping[str, str]) -> tuple[Maat | None, Volgorde | None, tuple[Niet, ...]]:
    """The measure and the order, None where none is asked; and what of the question was not understood."""
    maat, volgorde = vraag.get("maat", ""), vraag.get("volgorde", "")
    maat = _ANDERS.get(maat, maat)
    niet: list[Niet] = []
    if maat not in ("", *MATEN):
        niet.append(Niet("maat"))
    if volgorde not in ("", *VOLGORDEN):
        niet.append(Niet("volgorde"))
    return (
        maat if maat in MATEN else None,
        volgorde if volgorde in VOLGORDEN else None,
        tuple(niet),
    )
