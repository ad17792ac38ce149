"""The first look at a file that was sent: is it what it says, of a size that can be, and not built to harm.

Nothing is opened or run: a text is read as bytes, a workbook only as far as its list of parts and their plain text.
What the file means is decided by the write side, later and in its own process.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO

_MIB = 1024 * 1024
_CHUNK = _MIB
_LONGEST_LINE = 64 * 1024
_MOST_COLUMNS = 200
_SIGNATURES = (
    b"PK\x03\x04",
    b"%PDF",
    b"MZ",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"Rar!",
    b"<!DOC",
    b"<html",
)
# A cell that a spreadsheet would run; `%s` is what parts cells here. A lone sign, a number with a sign and a line of a
# list are no formula: `-` stands for nothing.
_FORMULA = rb"""[%s\r\n][ ]*["']?[ ]*(?:[=@]|[+-](?![ ]|[\d.,]*["']?(?:[%s\r\n]|$)))"""
_OVERLAP = 64
# Parts of a workbook, unpacked: so many, so large together, and so many times smaller when packed.
_MOST_PARTS, _MOST_UNPACKED, _BEST_PACKING = 500, 2048 * _MIB, 120
_PACKED_WELL_FROM = 5 * _MIB
_SHEET_FORMULA = re.compile(rb"<f[ >/]|<t[^>]*>\s*[=@]")
_DANGEROUS_PARTS = re.compile(r"vbaProject|externalLinks/|/embeddings/|connections\.xml|\.\.|^/|\\", re.IGNORECASE)


class GekeurdFout(Exception):
    """The file is refused. `melding` and `remedie` are Dutch and repeat nothing of what stands in it."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(melding)
        self.melding, self.remedie = melding, remedie


def inspect(bestand: Path) -> None:
    """Raise GekeurdFout when this file must not be read at all."""
    if bestand.stat().st_size == 0:
        raise GekeurdFout("Het bestand is leeg.", "Maak de export opnieuw.")
    if bestand.suffix.lower() == ".xlsx":
        _inspect_workbook(bestand)
    else:
        _inspect_text(bestand)


def _inspect_text(bestand: Path) -> None:
    with bestand.open("rb") as stroom:
        begin = stroom.read(_LONGEST_LINE + 1)
        if begin.startswith(_SIGNATURES) or b"\0" in begin:
            raise GekeurdFout(
                "Dit is geen CSV-bestand.", "Sla de export op als CSV (of als .xlsx) en stuur dat bestand."
            )
        eerste = re.split(rb"[\r\n]", begin, maxsplit=1)[0]
        scheider = max((b";", b",", b"\t"), key=eerste.count)
        if len(eerste) > _LONGEST_LINE or eerste.count(scheider) > _MOST_COLUMNS:
            raise _too_many_columns()
        _scan_for_formulas(re.compile(_FORMULA % (scheider, scheider)), begin, stroom)


def _scan_for_formulas(formule: re.Pattern[bytes], begin: bytes, stroom: IO[bytes]) -> None:
    """All of the file, in pieces that overlap: a cell may lie across the border of two."""
    rest, stuk = b"\n", begin
    while stuk:
        samen = rest + stuk
        if formule.search(samen):
            raise _formula()
        rest = samen[-_OVERLAP:]
        stuk = stroom.read(_CHUNK)


def _inspect_workbook(bestand: Path) -> None:
    try:
        with zipfile.ZipFile(bestand) as boek:
            delen = boek.infolist()
            _check_parts(bestand, delen)
            for deel in delen:
                if deel.filename.startswith("xl/worksheets/") or deel.filename == "xl/sharedStrings.xml":
                    _scan_part(boek, deel)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as fout:
        raise GekeurdFout(
            "Dit is geen .xlsx-bestand dat te lezen is.", "Sla het opnieuw op als .xlsx, of als CSV."
        ) from fout


def _check_parts(bestand: Path, delen: list[zipfile.ZipInfo]) -> None:
    uitgepakt = sum(deel.file_size for deel in delen)
    te_klein = uitgepakt > _PACKED_WELL_FROM and uitgepakt > _BEST_PACKING * bestand.stat().st_size
    if len(delen) > _MOST_PARTS or uitgepakt > _MOST_UNPACKED or te_klein:
        raise GekeurdFout("Dit bestand wordt bij het uitpakken veel te groot.", "Stuur de export als CSV.")
    namen = {deel.filename for deel in delen}
    if "xl/workbook.xml" not in namen or any(deel.flag_bits & 1 for deel in delen):
        raise GekeurdFout(
            "Dit is geen .xlsx-bestand dat te lezen is.", "Sla het op als .xlsx zonder wachtwoord, of als CSV."
        )
    if any(map(_DANGEROUS_PARTS.search, namen)):
        raise GekeurdFout(
            "In dit bestand zitten macro's of koppelingen.", "Stuur alleen de gegevens, als CSV of als .xlsx."
        )


def _scan_part(boek: zipfile.ZipFile, deel: zipfile.ZipInfo) -> None:
    """What is unpacked is counted: the sizes in the list may lie."""
    rest, gelezen = b"", 0
    with boek.open(deel) as stroom:
        while stuk := stroom.read(_CHUNK):
            gelezen += len(stuk)
            if gelezen > _MOST_UNPACKED:
                raise GekeurdFout("Dit bestand wordt bij het uitpakken veel te groot.", "Stuur de export als CSV.")
            if _SHEET_FORMULA.search(rest + stuk):
                raise _formula()
            if re.search(rb'<dimension ref="[A-Z]+\d+:[A-Z]{3,}\d+"', stuk):
                raise _too_many_columns()
            rest = stuk[-_OVERLAP:]


def _formula() -> GekeurdFout:
    return GekeurdFout(
        "In dit bestand staat een formule. Een export bevat alleen gegevens.",
        "Maak de export opnieuw uit het registratiesysteem, of plak alleen de waarden in een nieuw bestand.",
    )


def _too_many_columns() -> GekeurdFout:
    return GekeurdFout(
        f"Dit bestand heeft meer dan {_MOST_COLUMNS} kolommen.", "Stuur alleen de kolommen die bij de export horen."
    )
