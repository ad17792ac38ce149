"""Which kind a file is, by what stands in it: a name says little, and a wrong one must not decide how it is read.

The one inspection of a file that is delivered, for the command line and for the site of the team. Nothing is unpacked
or run: a workbook is read as far as its list of parts. Formulas and macros are allowed, since only values are read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Bestandssoort = Literal["tekst", "xlsx", "ods"]

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# The beginnings of files that are no delivery, and what to do instead.
_OTHER_KINDS = {
    b"\x1f\x8b": ("een gzip-bestand", "Pak het uit en laad de CSV die erin zit."),
    b"%PDF": ("een PDF", "Vraag de export op als CSV of als .xlsx."),
    b"7z\xbc\xaf": ("een 7-Zip-bestand", "Pak het uit en laad de export die erin zit."),
    b"Rar!": ("een RAR-bestand", "Pak het uit en laad de export die erin zit."),
    b"MZ": ("een programma", "Kies de export."),
    b"\x7fELF": ("een programma", "Kies de export."),
}
_SAVE_AS = "Open het in Excel of LibreOffice en sla het op als .xlsx of als CSV."
_UNPROTECT = "Open het in Excel of LibreOffice en sla het zonder wachtwoord op als .xlsx."
# What stands in the list of contents of an old Office file, in the order of looking.
_OLE_KINDS = (
    ("EncryptedPackage", "met een wachtwoord beveiligd", _UNPROTECT),
    ("Workbook", "een oud Excel-bestand (.xls)", _SAVE_AS),
    ("Book", "een oud Excel-bestand (.xls)", _SAVE_AS),
    ("WordDocument", "een Word-bestand", "Vraag de export op als CSV of als .xlsx."),
)
_XLS_BEFORE_1995 = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_MIB = 1024 * 1024
_LARGEST_MANIFEST = _MIB
# A full sheet of a million rows stays below this; a bomb does not. The texts of an .xlsx are held in memory whole.
MAX_UITGEPAKT, MAX_TEKSTEN = 2048 * _MIB, 256 * _MIB
_MOST_PARTS = 500
_SUSPECT_SIZE, _SUSPECT_RATIO = 16 * _MIB, 200
_TEXTS = "xl/sharedstrings.xml"


class BestandFout(Exception):
    """The file cannot be read. `melding` says what it is, `remedie` what to do; neither repeats what stands in it."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(f"{melding} {remedie}")
        self.melding, self.remedie = melding, remedie


def kind_of(bestand: Path) -> Bestandssoort:
    """Tell how to read a file. Raises BestandFout, which names what it is, when it is nothing that can be read."""
    refuse_lock_file(bestand.name)
    with bestand.open("rb") as handle:
        begin = handle.read(2048)
    if not begin:
        raise BestandFout("Het bestand is leeg.", "Maak de export opnieuw; er hoort een kopregel in te staan.")
    if begin.startswith(_ZIP):
        return _inside_zip(bestand)
    if begin.startswith(_OLE):
        raise _inside_ole(bestand)
    if begin.startswith(_XLS_BEFORE_1995):
        raise _is(_OLE_KINDS[1][1], _SAVE_AS)
    for signature, (wat, remedie) in _OTHER_KINDS.items():
        if begin.startswith(signature):
            raise _is(wat, remedie)
    _refuse_markup(begin.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower())
    if bestand.suffix.lower() in (".xlsx", ".xlsm", ".ods", ".xlsb", ".xls"):
        raise BestandFout(
            f"De naam eindigt op {bestand.suffix.lower()}, maar dit is geen werkmap van Excel of LibreOffice.",
            "Is het een CSV, geef het dan de naam .csv. Is de werkmap beschadigd, sla hem opnieuw op als .xlsx.",
        )
    return "tekst"


def refuse_lock_file(naam: str) -> None:
    """Raise BestandFout for the name of the small file that Excel or LibreOffice puts beside a workbook that is open.

    It is easily taken for the workbook itself. Only its name tells it, so who renames a file asks this first.
    """
    if naam.startswith("~$") or (naam.startswith(".~lock.") and naam.endswith("#")):
        programma = "Excel" if naam.startswith("~$") else "LibreOffice"
        raise BestandFout(
            f"Dit is het vergrendelbestand dat {programma} maakt zolang iemand de werkmap open heeft, niet de werkmap "
            "zelf.",
            f"Sluit de werkmap in {programma} en laad het bestand zonder "
            f"{'~$ vooraan' if programma == 'Excel' else '.~lock. vooraan en # achteraan'}.",
        )


def _inside_zip(bestand: Path) -> Bestandssoort:
    """Look at the list of contents only."""
    try:
        with zipfile.ZipFile(bestand) as archief:
            delen = {deel.filename.lower(): deel for deel in archief.infolist()}
            _refuse_bomb(archief.infolist())
            if any(deel.flag_bits & 1 for deel in delen.values()):
                raise _is("met een wachtwoord beveiligd", _UNPROTECT)
            if {"[content_types].xml", "xl/workbook.xml"} <= delen.keys():
                return "xlsx"
            if "mimetype" in delen and archief.read("mimetype")[: len(_ODS)] == _ODS:
                manifest = delen.get("meta-inf/manifest.xml")
                if manifest and b"encryption-data" in archief.open(manifest).read(_LARGEST_MANIFEST):
                    raise _is("met een wachtwoord beveiligd", _UNPROTECT)
                return "ods"
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as fout:
        raise BestandFout(
            "Het bestand is beschadigd of niet helemaal aangekomen.", "Sla het opnieuw op of kopieer het nog eens."
        ) from fout
    if "xl/workbook.bin" in delen:
        raise _is("een binair Excel-bestand (.xlsb)", _SAVE_AS)
    if "word/document.xml" in delen:
        raise _is("een Word-bestand", "Vraag de export op als CSV of als .xlsx.")
    if any(naam.endswith(".iwa") for naam in delen):
        raise _is("een bestand van Apple Numbers", "Kies in Numbers Exporteer naar, CSV of Excel.")
    if not delen:
        raise _is("een leeg ZIP-bestand", "Maak de export opnieuw.")
    raise _is("een ZIP-bestand", "Pak het uit en laad de export die erin zit.")


def _refuse_bomb(delen: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what would fill the memory or the disk once unpacked."""
    teksten = sum(deel.file_size for deel in delen if deel.filename.lower() == _TEXTS)
    te_veel = sum(deel.file_size for deel in delen) > MAX_UITGEPAKT or teksten > MAX_TEKSTEN or len(delen) > _MOST_PARTS
    if te_veel or any(map(_suspect, delen)):
        raise BestandFout("Het bestand is uitgepakt te groot om te lezen.", "Lever deze export aan als CSV.")


def _suspect(deel: zipfile.ZipInfo) -> bool:
    """Whether a part grows so much that it can only be meant to fill the memory."""
    return deel.file_size > _SUSPECT_SIZE and deel.file_size > _SUSPECT_RATIO * max(deel.compress_size, 1)


def _inside_ole(bestand: Path) -> BestandFout:
    """Say what an old Office file holds; the names of its parts stand in it as UTF-16."""
    inhoud = bestand.read_bytes()
    for naam, wat, remedie in _OLE_KINDS:
        if naam.encode("utf-16-le") in inhoud:
            return _is(wat, remedie)
    return _is("een oud Office-bestand", _SAVE_AS)


def _refuse_markup(begin: bytes) -> None:
    """Web pages and XML that a system calls `.xls`, and the JSON of an open data service."""
    if begin.startswith((b"<!doctype html", b"<html")) or (begin.startswith(b"<") and b"<table" in begin):
        raise _is("een webpagina, ook als de naam op .xls eindigt", _SAVE_AS)
    if begin.startswith((b"<?xml", b"<feed")):
        boek = b"urn:schemas-microsoft-com:office:spreadsheet" in begin
        raise _is("een XML-werkmap van Excel 2003" if boek else "een XML-bestand", _SAVE_AS if boek else _AS_CSV)
    if begin.startswith((b"{", b"[{")):
        raise _is("een JSON-bestand", _AS_CSV)


_AS_CSV = "Vraag de export op als CSV. Komt het van CBS, kies bij downloaden dan CSV."


def _is(wat: str, remedie: str) -> BestandFout:
    return BestandFout(f"Dit bestand is {wat}.", remedie)
