"""An Excel workbook (.xlsx, .xlsm), written out as lines. Only values are read: no formula is computed, no macro run.

Built on openpyxl's reader of one sheet at a time. It knows the forms of cells; what it passes over and a delivery needs
(hidden rows, formulas without an outcome, merged cells, the strict variant of the standard) is added here.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml import DEFUSEDXML

from etl.inname.werkbladen import (
    DATA_FROM,
    FORMULE,
    LEEG,
    LOGISCH,
    MAX_RIJEN,
    Bladschrijver,
    Cel,
    Samengevoegd,
    Werkblad,
    date_cell,
    number_cell,
    show_name,
    text_cell,
)
from etl.meldingen import LeveringFout, Voortgang

_MIB = 1024 * 1024
# A full sheet of a million rows stays below this; a bomb does not.
MAX_UITGEPAKT = 2048 * _MIB
MAX_TEKSTEN = 256 * _MIB
_SUSPECT_SIZE, _SUSPECT_RATIO = 16 * _MIB, 200
# So many rows at the top tell whether another sheet holds data.
_GLANCE = 100
# The strict variant of the standard says the same in other namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_FIRST_CUSTOM_FORMAT = 164


def rewrite_workbook(bestand: Path, doel: Path, voortgang: Voortgang) -> Werkblad:
    """Write out the first visible sheet. Raises LeveringFout when the workbook cannot be read, or would never fit."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is required to read workbooks of others")
    gewoon = doel.with_name("gewoon.xlsx")
    with warnings.catch_warnings():
        # Styles, validations and the like that openpyxl leaves aside; they do not touch the values.
        warnings.simplefilter("ignore", UserWarning)
        try:
            inspect_parts(bestand, "xl/sharedStrings.xml")
            return _copy_rows(_without_strict(bestand, gewoon), doel, voortgang)
        except LeveringFout:
            raise
        except Exception as fout:  # a damaged workbook fails anywhere in three libraries, with any error
            raise LeveringFout(
                "Het Excel-bestand is beschadigd en kan niet worden gelezen.",
                "Open het in Excel, sla het opnieuw op als .xlsx en probeer het nog eens.",
            ) from fout
        finally:
            gewoon.unlink(missing_ok=True)


def inspect_parts(bestand: Path, teksten: str = "") -> None:
    """Look at the list of contents before unpacking anything. teksten: the part that is held in memory whole."""
    with zipfile.ZipFile(bestand) as archief:
        delen = archief.infolist()
    in_geheugen = sum(deel.file_size for deel in delen if deel.filename.lower() == teksten.lower())
    if sum(deel.file_size for deel in delen) > MAX_UITGEPAKT or in_geheugen > MAX_TEKSTEN or any(map(_suspect, delen)):
        raise LeveringFout("Het bestand is uitgepakt te groot om te lezen.", "Lever deze export aan als CSV.")


def _suspect(deel: zipfile.ZipInfo) -> bool:
    """Whether a part grows so much that it can only be meant to fill the memory."""
    return deel.file_size > _SUSPECT_SIZE and deel.file_size > _SUSPECT_RATIO * max(deel.compress_size, 1)


def _without_strict(bestand: Path, gewoon: Path) -> Path:
    """The same workbook in the usual namespaces: the file itself, or a copy when it is in the strict ones."""
    with zipfile.ZipFile(bestand) as bron:
        if _STRICT[0][0] not in bron.read("xl/workbook.xml"):
            return bestand
        with zipfile.ZipFile(gewoon, "w", zipfile.ZIP_DEFLATED) as kopie:
            for deel in bron.infolist():
                with bron.open(deel) as lezer, kopie.open(deel.filename, "w", force_zip64=True) as schrijver:
                    rest = b""
                    while stuk := lezer.read(_MIB):
                        # A name of a namespace never stretches past the end of its tag.
                        heel, haakje, rest = (rest + stuk).rpartition(b">")
                        schrijver.write(_usual(heel + haakje))
                    schrijver.write(_usual(rest))
    return gewoon


def _usual(tekst: bytes) -> bytes:
    for strict, usual in _STRICT:
        tekst = tekst.replace(strict, usual)
    return tekst


def _copy_rows(bestand: Path, doel: Path, voortgang: Voortgang) -> Werkblad:
    # By handle: by name openpyxl takes only files that are called as it expects.
    with bestand.open("rb") as stroom:
        werkboek = openpyxl.load_workbook(stroom, read_only=True, data_only=True, keep_links=False)
        zichtbaar = [blad for blad in werkboek.worksheets if blad.sheet_state == "visible"]
        if not zichtbaar:
            raise LeveringFout(
                "Het Excel-bestand heeft geen zichtbaar werkblad.", "Maak het blad met de export zichtbaar."
            )
        bron = zichtbaar[0]
        blad = Werkblad(naam=show_name(bron.title))
        blad.andere = [_named(ander) for ander in werkboek.worksheets if ander is not bron and _has_data(ander)]
        total = min(bron.max_row or 1, MAX_RIJEN)
        samengevoegd = Samengevoegd(_merged_ranges(bron))
        with doel.open("w", encoding="utf-8", newline="\n") as handle, bron._get_source() as xml:
            schrijver, lezer = Bladschrijver(handle, blad), _Bladlezer(xml, bron)
            for nummer, rij in lezer.parse():
                cellen = _cells(rij, werkboek)
                samengevoegd.mark(nummer, cellen)
                schrijver.write(nummer, cellen, verborgen=lezer.verborgen)
                if nummer % 1000 == 0:
                    voortgang(min(nummer, total), total)
            blad.verborgen_kolommen = lezer.hidden_columns()
    return blad


class _Bladlezer(WorkSheetParser):
    """Reads a sheet row by row, and tells of the last row whether it is hidden."""

    def __init__(self, xml: Any, blad: Any) -> None:
        boek = blad.parent
        super().__init__(
            xml,
            blad._shared_strings,
            data_only=True,
            epoch=boek.epoch,
            date_formats=boek._date_formats,
            timedelta_formats=boek._timedelta_formats,
        )
        self.verborgen = False

    def parse_row(self, row: Any) -> Any:
        """The number of a row and its cells."""
        self.verborgen = row.get("hidden") in ("1", "true")
        gelezen = super().parse_row(row)
        # Kept per row by openpyxl, which for a million rows fills the memory.
        self.row_dimensions.clear()
        return gelezen

    def parse_cell(self, element: Any) -> Any:
        """One cell; a formula without an outcome is not an empty cell, unless its outcome is an empty text."""
        cel = super().parse_cell(element)
        zonder = cel["value"] is None and element.find(FORMULA_TAG) is not None
        if zonder and not (element.get("t") == "str" and element.find(VALUE_TAG) is not None):
            cel["value"], cel["data_type"] = FORMULE, "e"
        return cel

    def hidden_columns(self) -> set[int]:
        """The places (from 0) of the hidden columns."""
        verborgen = (kolom for kolom in self.column_dimensions.values() if kolom.get("hidden") in ("1", "true"))
        return {plaats for kolom in verborgen for plaats in range(int(kolom["min"]) - 1, int(kolom["max"]))}


def _cells(rij: Iterable[dict[str, Any]], boek: Any) -> list[Cel]:
    """The cells of a row in their places, with empty ones between them."""
    gevuld: list[Cel] = []
    for gelezen in rij:
        gevuld += [LEEG] * (gelezen["column"] - len(gevuld))
        gevuld[gelezen["column"] - 1] = _cell(gelezen["value"], gelezen["data_type"], gelezen["style_id"], boek)
    return gevuld


def _cell(waarde: Any, soort: str, stijl: int, boek: Any) -> Cel:
    if waarde is None:
        return LEEG
    if isinstance(waarde, bool):
        return Cel(LOGISCH, "fout")
    if isinstance(waarde, int | float):
        return number_cell(waarde, _zeros(stijl, boek))
    if isinstance(waarde, date):
        return date_cell(waarde)
    if isinstance(waarde, time | timedelta):
        return Cel(str(waarde), "datum")
    return Cel(str(waarde), "fout") if soort == "e" else text_cell(str(waarde))


def _zeros(stijl: int, boek: Any) -> int:
    """How many digits a format always shows: 5 for `00000`, 0 for a usual format."""
    nummer = boek._cell_styles[stijl].numFmtId
    eigen = nummer >= _FIRST_CUSTOM_FORMAT
    formaat = boek._number_formats[nummer - _FIRST_CUSTOM_FORMAT] if eigen else BUILTIN_FORMATS.get(nummer, "")
    return len(formaat) if len(formaat) > 1 and not formaat.strip("0") else 0


def _merged_ranges(blad: Any) -> list[tuple[int, int, int, int]]:
    """First column, first row, last column and last row of each merged cell. They stand after the rows in the file."""
    gevonden: list[tuple[int, int, int, int]] = []
    with blad._get_source() as xml:
        rest = b""
        while stuk := xml.read(_MIB):
            heel, _, rest = (rest + stuk).rpartition(b">")
            gevonden += [range_boundaries(plek.decode()) for plek in _MERGED.findall(heel + b">")]
    return gevonden


def _has_data(blad: Any) -> bool:
    """Whether a sheet that is not read has rows of its own, by a glance at its top."""
    rijen = islice(blad.iter_rows(max_row=_GLANCE, values_only=True), _GLANCE)
    return sum(any(waarde not in (None, "") for waarde in rij) for rij in rijen) >= DATA_FROM


def _named(blad: Any) -> str:
    return show_name(blad.title) + ("" if blad.sheet_state == "visible" else " (verborgen)")
