"""A piece as a workbook for a spreadsheet: title, sentences and source above the figures, numbers as numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from data.opendata.schrijven import same_each_time

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# What holds codes and years is text, whatever it looks like.
_FIGURES = frozenset({"waarde", "vergelijkwaarde", "aantal_laag", "aantal_hoog", "noemer"})


def workbook(regels: Sequence[str], rijen: Sequence[Mapping[str, str]]) -> bytes:
    """Write the workbook. regels: what stands above the figures, the title first.

    The same figures give the same bytes: nothing in it tells when it was made.
    """
    boek = Workbook()
    boek.properties.creator = ""
    blad: Worksheet = boek.active
    blad.title = "Cijfers"
    for n, regel in enumerate(regels, start=1):
        _write(blad, [regel], n, bold=n == 1)
    kop = len(regels) + 2
    _write(blad, list(rijen[0]) if rijen else [], kop, bold=True)
    for n, rij in enumerate(rijen, start=kop + 1):
        _write(blad, [_value(naam, waarde) for naam, waarde in rij.items()], n)
    uit = io.BytesIO()
    boek.save(uit)
    return same_each_time(uit.getvalue())


def _value(naam: str, tekst: str) -> str | float:
    is_getal = (naam in _FIGURES or naam.startswith("interval_")) and _NUMBER.fullmatch(tekst)
    return float(tekst) if is_getal else tekst


def _write(blad: Worksheet, waarden: Sequence[str | float], rij: int, **stijl: Any) -> None:
    """One row; text stays text, also where it begins as a formula does."""
    for i, waarde in enumerate(waarden, start=1):
        cel = blad.cell(rij, i, waarde)
        if isinstance(waarde, str):
            cel.data_type = "s"
        if stijl:
            cel.font = Font(**stijl)
