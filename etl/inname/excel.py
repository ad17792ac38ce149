"""An Excel workbook (.xlsx), rewritten to lines of text. Only values are read: no formula is computed, no macro run.

Line n of the result is row n of the first sheet. A real date becomes `D:jjjj-mm-dd`, so that it cannot be taken for one
of the three written forms; a number that is whole loses its decimals (`148.0` is the code 148).
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.xml import DEFUSEDXML

from etl.inname.forms import MAX_REGEL, VELDSCHEIDER
from etl.meldingen import LeveringFout, Voortgang

EXCEL_DATUM = "D:"
MAX_KOLOMMEN = 256
MAX_RIJEN = 1_048_576
_MIB = 1024 * 1024
# A full sheet of a million rows stays below this; a bomb does not.
MAX_UITGEPAKT = 2048 * _MIB
MAX_TEKSTEN = 256 * _MIB
_SUSPECT_SIZE, _SUSPECT_RATIO = 16 * _MIB, 200
_CLEAN = str.maketrans({VELDSCHEIDER: " ", "\x01": " ", "\x02": " ", "\n": " ", "\r": " ", "\0": " "})


def rewrite_sheet(bestand: Path, doel: Path, voortgang: Voortgang) -> None:
    """Rewrite the first sheet. Raises LeveringFout when the file is no workbook, or one that would never fit."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is required to read workbooks of others")
    _inspect(bestand)
    with warnings.catch_warnings():
        # Styles, validations and the like that openpyxl leaves aside; they do not touch the values.
        warnings.simplefilter("ignore", UserWarning)
        try:
            _copy_rows(bestand, doel, voortgang)
        except LeveringFout:
            raise
        except Exception as fout:  # a damaged workbook fails anywhere in three libraries, with any error
            raise LeveringFout(
                "Het Excel-bestand is beschadigd en kan niet worden gelezen.",
                "Open het in Excel, sla het opnieuw op als .xlsx en probeer het nog eens.",
            ) from fout


def _inspect(bestand: Path) -> None:
    """Look at the list of contents before unpacking anything."""
    try:
        with zipfile.ZipFile(bestand) as archief:
            delen = archief.infolist()
    except (zipfile.BadZipFile, ValueError) as fout:
        raise LeveringFout(
            "De naam eindigt op .xlsx, maar dit is geen Excel-bestand.",
            "Is het een CSV, geef het dan de naam .csv. Is het een oud Excel-bestand of een bestand met een "
            "wachtwoord, open het in Excel en sla het zonder wachtwoord op als .xlsx.",
        ) from fout
    namen = {deel.filename for deel in delen}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= namen:
        raise LeveringFout("Dit is een ZIP-bestand, geen Excel-bestand.", "Pak het uit en laad de export die erin zit.")
    teksten = sum(deel.file_size for deel in delen if deel.filename.lower() == "xl/sharedstrings.xml")
    if sum(deel.file_size for deel in delen) > MAX_UITGEPAKT or teksten > MAX_TEKSTEN or any(map(_suspect, delen)):
        raise LeveringFout("Het Excel-bestand is uitgepakt te groot om te lezen.", "Lever deze export aan als CSV.")


def _suspect(deel: zipfile.ZipInfo) -> bool:
    """Whether a part grows so much that it can only be meant to fill the memory."""
    return deel.file_size > _SUSPECT_SIZE and deel.file_size > _SUSPECT_RATIO * max(deel.compress_size, 1)


def _copy_rows(bestand: Path, doel: Path, voortgang: Voortgang) -> None:
    werkboek = openpyxl.load_workbook(bestand, read_only=True, data_only=True, keep_links=False)
    try:
        if not werkboek.worksheets:
            raise LeveringFout("Het Excel-bestand heeft geen werkblad.", "Zet de export op het eerste werkblad.")
        blad = werkboek.worksheets[0]
        total = blad.max_row or 1
        blad.reset_dimensions()  # the stated size may be wrong, and rows beyond it would be lost
        with doel.open("w", encoding="utf-8", newline="\n") as schrijver:
            width = 0
            for number, row in enumerate(blad.iter_rows(values_only=True), start=1):
                fields = _fields(number, row)
                width = width or len(fields)
                # Excel leaves out empty cells at the end of a row; the row is not too short for that.
                padding = VELDSCHEIDER * (width - len(fields)) if fields else ""
                schrijver.write(VELDSCHEIDER.join(fields) + padding + "\n")
                if number % 1000 == 0:
                    voortgang(min(number, total), total)
    finally:
        werkboek.close()


def _fields(number: int, row: Iterable[Any]) -> list[str]:
    """The values of a row as text, without the empty ones at the end."""
    fields = [_text(value) for value in row]
    while fields and not fields[-1].strip():
        fields.pop()
    if len(fields) > MAX_KOLOMMEN or number > MAX_RIJEN or sum(map(len, fields)) > MAX_REGEL:
        raise LeveringFout(
            f"Rij {number} van het werkblad past niet: te ver naar onderen, te veel kolommen of te veel tekst.",
            f"Een blad heeft hoogstens {MAX_RIJEN} rijen en {MAX_KOLOMMEN} kolommen. Kijk wat er in deze rij staat.",
        )
    return fields


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return EXCEL_DATUM + value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return EXCEL_DATUM + value.isoformat()
    return str(value).translate(_CLEAN)
