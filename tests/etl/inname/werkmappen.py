"""Workbooks written part by part, in the words of the standard: what other programs make and our library would not.

Shares no code with the reader.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from tests.etl.inname.vormen import KOLOMMEN

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Style 1 is a date, 2 a date with a time, 3 a number with five digits always.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>'
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
DATUM, TIJD, NULLEN = 1, 2, 3


def letter(plaats: int) -> str:
    return chr(ord("A") + plaats)


def serial(dag: date) -> int:
    """The number by which a spreadsheet knows a day."""
    return (dag - date(1899, 12, 30)).days


def text(tekst: str) -> str:
    """The inside of a cell, with the rest of its tag: an inline text."""
    return f' t="inlineStr"><is><t>{escape(tekst)}</t></is></c>'


def shared(nummer: int) -> str:
    return f' t="s"><v>{nummer}</v></c>'


def number(waarde: object, stijl: int = 0) -> str:
    return f' s="{stijl}"><v>{waarde}</v></c>'


def day(dag: date) -> str:
    return number(serial(dag), DATUM)


def row(nummer: int, *cellen: str, **kenmerken: str) -> str:
    """A row of cells; an empty text leaves its cell out."""
    extra = "".join(f' {naam}="{waarde}"' for naam, waarde in kenmerken.items())
    gevuld = (f'<c r="{letter(i)}{nummer}"{cel}' for i, cel in enumerate(cellen) if cel)
    return f'<row r="{nummer}"{extra}>{"".join(gevuld)}</row>'


def header(nummer: int = 1) -> str:
    return row(nummer, *map(text, KOLOMMEN))


def case(nummer: int, **anders: str) -> str:
    """A row with a good open werkproces, with cells by name in place of the usual ones."""
    kenmerken = {naam: waarde for naam, waarde in anders.items() if naam not in KOLOMMEN}
    cellen = {
        "werkproces_id": text(f"W{nummer}"),
        "persoon_id": text(f"p{nummer}"),
        "gemeente_code": text("GM0193"),
        "soort": text("verlof"),
        "subsoort": "",
        "onderwijssoort": "",
        "geboortedatum": day(date(2010, 1, 14)),
        "startdatum": day(date(2022, 9, 20)),
        "einddatum": "",
        "afhandeling": "",
        **{naam: waarde for naam, waarde in anders.items() if naam in KOLOMMEN},
    }
    return row(nummer, *cellen.values(), **kenmerken)


def sheet(*rijen: str, ervoor: str = "", erna: str = "") -> str:
    return f'{_KOP}<worksheet xmlns="{_MAIN}">{ervoor}<sheetData>{"".join(rijen)}</sheetData>{erna}</worksheet>'


def write(
    doel: Path,
    bladen: Mapping[str, str],
    *,
    verborgen: Sequence[str] = (),
    teksten: Sequence[str] = (),
    boek: str = "",
    strict: bool = False,
) -> Path:
    """A workbook with these sheets (name -> XML). teksten: the insides of shared strings. boek: before the sheets."""
    namen = list(bladen)
    staat = {naam: ' state="hidden"' if naam in verborgen else "" for naam in namen}
    lijst = "".join(
        f'<sheet name="{escape(naam)}" sheetId="{i}"{staat[naam]} r:id="rId{i}"/>'
        for i, naam in enumerate(namen, start=1)
    )
    delen = {f"xl/worksheets/sheet{i}.xml": bladen[naam] for i, naam in enumerate(namen, start=1)}
    soorten = {f"/{deel}": "worksheet" for deel in delen} | {
        "/xl/workbook.xml": "sheet.main",
        "/xl/styles.xml": "styles",
    }
    relaties = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(namen) + 1)] + [
        ("styles", "styles.xml")
    ]
    if teksten:
        delen["xl/sharedStrings.xml"] = f'{_KOP}<sst xmlns="{_MAIN}">{"".join(f"<si>{t}</si>" for t in teksten)}</sst>'
        soorten["/xl/sharedStrings.xml"] = "sharedStrings"
        relaties.append(("sharedStrings", "sharedStrings.xml"))
    delen |= {
        "xl/workbook.xml": f'{_KOP}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">{boek}'
        f"<sheets>{lijst}</sheets></workbook>",
        "xl/styles.xml": _KOP + _STYLES,
        "xl/_rels/workbook.xml.rels": _relations(relaties),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": _types(soorten),
    }
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, _strict(inhoud) if strict else inhoud)
    return doel


def _relations(relaties: Sequence[tuple[str, str]]) -> str:
    regels = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELS}/{soort}" Target="{doel}"/>'
        for i, (soort, doel) in enumerate(relaties, start=1)
    )
    return f'{_KOP}<Relationships xmlns="{_PACKAGE}/relationships">{regels}</Relationships>'


def _types(soorten: Mapping[str, str]) -> str:
    begin = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    regels = "".join(
        f'<Override PartName="{deel}" ContentType="{begin}{soort}+xml"/>' for deel, soort in soorten.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{_KOP}<Types xmlns="{_PACKAGE}/content-types">{rels}{regels}</Types>'


def _strict(inhoud: str) -> str:
    """The same part in the namespaces of the strict variant of the standard."""
    return inhoud.replace(_MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        _RELS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )
