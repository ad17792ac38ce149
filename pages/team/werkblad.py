"""A list as an XLSX workbook in which every text is text: no formula, no code that loses its zeros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# A workbook is made whole before it is sent; what is longer goes as CSV.
MEESTE_REGELS = 100_000


def write_workbook(naam: str, regels: Iterable[Sequence[str | int]]) -> IO[bytes]:
    """Write these lines to a sheet called `naam`, the first one kept in sight; the file is closed by who reads it."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(naam)
    blad.freeze_panes = "A2"
    for regel in regels:
        blad.append([_cell(blad, waarde) for waarde in regel])
    bestand = TemporaryFile()  # noqa: SIM115 - closed when the answer is sent
    boek.save(bestand)
    bestand.seek(0)
    return bestand


def _cell(blad: WriteOnlyWorksheet, waarde: str | int) -> WriteOnlyCell:
    """A count stays a number; of text nothing is calculated."""
    if isinstance(waarde, int):
        return WriteOnlyCell(blad, waarde)
    cel = WriteOnlyCell(blad, ILLEGAL_CHARACTERS_RE.sub("", waarde))
    cel.data_type = "s"  # also of what begins with an equals sign
    cel.number_format = "@"
    return cel
