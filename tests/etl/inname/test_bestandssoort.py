"""A file that is no delivery is called what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.etl.inname.hulp import load_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024


def zipped(**delen: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam.replace("__", "/").replace("_", "."), inhoud)
    return buffer.getvalue()


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
GEVALLEN: dict[str, tuple[str, bytes, str]] = {
    "vergrendelbestand van Excel": ("~$export.xlsx", b"\x06Naam" + b"\0" * 160, "Excel"),
    "vergrendelbestand van LibreOffice": (".~lock.export.ods#", b",naam,pc,01.09.2025 10:00,file:///x;", "LibreOffice"),
    "wachtwoord": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "oud Excel": ("a.xls", OLE + "Workbook".encode("utf-16-le"), ".xls"),
    "oud Excel met de naam van nieuw": ("a.xlsx", OLE + "Book".encode("utf-16-le"), ".xls"),
    "Word 97": ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "Word"),
    "Excel 4": ("a.xls", b"\x09\x04\x06\x00" + b"\0" * 90, ".xls"),
    "xlsb": ("a.xlsb", zipped(xl__workbook_bin=b"x"), ".xlsb"),
    "Word": ("a.xlsx", zipped(word__document_xml=b"x"), "Word"),
    "Numbers": ("a.numbers", zipped(Index__Document_iwa=b"x"), "Numbers"),
    "ods met wachtwoord": (
        "a.ods",
        zipped(mimetype=ODS, **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"}),
        "wachtwoord",
    ),
    "webpagina": ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "webpagina"),
    "XML 2003": (
        "a.xls",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "2003",
    ),
    "JSON": ("a.json", b'{"value": []}', "JSON"),
    "PDF": ("a.pdf", b"%PDF-1.7", "PDF"),
    "CSV met de naam xlsx": ("a.xlsx", b"a;b\n", "geen werkmap"),
    "leeg": ("a.xlsx", b"", "leeg"),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_it_is_refused_by_its_name(tmp_path: Path, naam: str) -> None:
    bestandsnaam, inhoud, fragment = GEVALLEN[naam]
    rapport = load_text(tmp_path, inhoud, bestandsnaam)
    assert rapport.status == "geweigerd"
    assert fragment in str(rapport.fout) and rapport.remedie
