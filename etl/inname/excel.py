"""An Excel workbook (.xlsx, .xlsm), written out as lines. Only values are read: no formula is computed, no macro run.

Built on openpyxl's reader of one sheet at a time. It knows the forms of cells; what it passes over and a delivery needs
(hidden rows, formulas without an outcome, merged cells, the strict variant of the standard) is added here.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._reader import (
    COL_TAG,
    DATA_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml import DEFUSEDXML
from openpyxl.xml.constants import SHEET_MAIN_NS

from etl.inname.werkbladen import (
    DATA_FROM,
    FORMULE,
    LEEG,
    LOGISCH,
    Bladschrijver,
    Cel,
    Samengevoegd,
    Werkblad,
    date_cell,
    number_cell,
    show_name,
    text_cell,
)
from etl.inname.xmldelen import find_in_part, read_elements
from etl.meldingen import LeveringFout, Voortgang

_MIB = 1024 * 1024
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
_TEXT = f"{{{SHEET_MAIN_NS}}}t"
_RUN_TEXT = f"{{{SHEET_MAIN_NS}}}r/{_TEXT}"


def rewrite_workbook(bestand: Path, doel: Path, voortgang: Voortgang) -> Werkblad:
    """Write out the first visible sheet. Raises LeveringFout when the workbook cannot be read."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is required to read workbooks of others")
    gewoon = doel.with_name("gewoon.xlsx")
    with warnings.catch_warnings():
        # Styles, validations and the like that openpyxl leaves aside; they do not touch the values.
        warnings.simplefilter("ignore", UserWarning)
        try:
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
        lezer = ExcelReader(stroom, read_only=True, data_only=True, keep_links=False)
        # Its own way of reading sheets goes through each of them first, to find out how large it is.
        lezer.read_manifest()
        lezer.read_strings()
        lezer.read_workbook()
        apply_stylesheet(lezer.archive, lezer.wb)
        bladen = [(blad, relatie.target) for blad, relatie in lezer.parser.find_sheets() if "worksheet" in relatie.Type]
        eerste = next((blad for blad, _ in bladen if blad.state == "visible"), None)
        if eerste is None:
            raise LeveringFout(
                "Het Excel-bestand heeft geen zichtbaar werkblad.", "Maak het blad met de export zichtbaar."
            )
        resultaat = Werkblad(naam=show_name(eerste.name))
        for blad, deel in bladen:
            if blad is eerste:
                _write_sheet(lezer, deel, doel, resultaat, voortgang)
            elif _has_data(lezer, deel):
                resultaat.andere.append(show_name(blad.name) + ("" if blad.state == "visible" else " (verborgen)"))
    return resultaat


def _write_sheet(boek: ExcelReader, deel: str, doel: Path, blad: Werkblad, voortgang: Voortgang) -> None:
    # Which cells are merged stands after the rows.
    plekken = find_in_part(boek.archive, deel, _MERGED)
    samengevoegd = Samengevoegd([range_boundaries(plek.decode()) for plek in plekken])
    total = boek.archive.getinfo(deel).file_size
    with doel.open("w", encoding="utf-8", newline="\n") as handle, boek.archive.open(deel) as xml:
        schrijver, lezer = Bladschrijver(handle, blad), _Bladlezer(xml, boek)
        for nummer, rij in lezer.rows():
            cellen = _cells(rij, boek.wb)
            samengevoegd.mark(nummer, cellen)
            schrijver.write(nummer, cellen, verborgen=lezer.verborgen)
            if nummer % 1000 == 0:
                voortgang(min(xml.tell(), total), total)
        blad.verborgen_kolommen = lezer.hidden_columns()


class _Bladlezer(WorkSheetParser):
    """Reads a sheet row by row, and tells of the last row whether it is hidden."""

    def __init__(self, xml: Any, boek: ExcelReader) -> None:
        super().__init__(
            xml,
            boek.shared_strings,
            data_only=True,
            epoch=boek.wb.epoch,
            date_formats=boek.wb._date_formats,
            timedelta_formats=boek.wb._timedelta_formats,
        )
        self.verborgen = False

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The number of each row and its cells. What was read is let go of."""
        rijen = None
        for gebeurtenis, element in read_elements(self.source):
            if gebeurtenis == "start":
                rijen = element if element.tag == DATA_TAG else rijen
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif element.tag == ROW_TAG and rijen is not None:
                self.verborgen = element.get("hidden") in ("1", "true")
                yield self.parse_row(element)
                rijen.clear()
                # Kept per row by openpyxl, which for a million rows fills the memory.
                self.row_dimensions.clear()

    def parse_cell(self, element: Any) -> Any:
        """One cell; a formula without an outcome is not an empty cell, unless its outcome is an empty text."""
        if element.get("t") == "inlineStr" and element.get("r"):
            rij, kolom = coordinate_to_tuple(element.get("r"))
            self.col_counter = kolom
            # As openpyxl reads it, without making objects of all that may be said of a text.
            teksten = element.findall(f"{INLINE_STRING}/{_TEXT}") + element.findall(f"{INLINE_STRING}/{_RUN_TEXT}")
            tekst = "".join(deel.text or "" for deel in teksten)
            return {"row": rij, "column": kolom, "value": tekst, "data_type": "s", "style_id": 0}
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


def _has_data(boek: ExcelReader, deel: str) -> bool:
    """Whether a sheet that is not read has rows of its own, by a glance at its top."""
    find_in_part(boek.archive, deel)
    with boek.archive.open(deel) as xml:
        rijen = islice(_Bladlezer(xml, boek).rows(), _GLANCE)
        return sum(any(cel["value"] not in (None, "") for cel in rij) for _, rij in rijen) >= DATA_FROM
