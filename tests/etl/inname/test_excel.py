"""Workbooks: cells as people have them, and files that only look like one."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.inname.hulp import load_file, query, refused
from tests.etl.inname.vormen import KOLOMMEN

RIJ: list[Any] = [1, 12345, 193, "relatief_verzuim", "overig", None, date(2010, 1, 1), date(2022, 9, 1), None, None]


def workbook(doel: Path, *rijen: list[Any]) -> Path:
    boek = openpyxl.Workbook()
    for rij in ([*KOLOMMEN], *rijen):
        boek.worksheets[0].append(rij)
    boek.save(doel)
    return doel


def change(bron: Path, deel: str, oud: bytes, nieuw: bytes) -> Path:
    """The same workbook with one part of it rewritten."""
    with zipfile.ZipFile(bron) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    assert oud in delen[deel]
    delen[deel] = delen[deel].replace(oud, nieuw)
    with zipfile.ZipFile(bron, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return bron


def test_numbers_are_codes_and_dates_may_be_real_or_written(tmp_path: Path) -> None:
    als_tekst = [2.0, "12345", 193.0, *RIJ[3:6], "01-01-2010", "02-09-2022", "03-09-2022", "halt"]
    leeg: list[Any] = [None] * 10
    rapport = load_file(workbook(tmp_path / "a.xlsx", RIJ, leeg, als_tekst))
    assert rapport.status == "geladen" and (rapport.vorm["bestandssoort"], rapport.vorm["datums"]) == (
        "Excel",
        "Excel-datum",
    )
    assert query("SELECT werkproces_id, regel, gemeente_code, startdatum::VARCHAR FROM werkproces ORDER BY regel") == [
        ("1", 2, "GM0193", "2022-09-01"),
        ("2", 4, "GM0193", "2022-09-02"),
    ]
    assert query("SELECT count(DISTINCT persoon) FROM werkproces") == [(1,)]


def test_two_written_forms_beside_real_dates_are_refused(tmp_path: Path) -> None:
    anders = [[2, *RIJ[1:7], "02-09-2022", None, None], [3, *RIJ[1:7], "2022-09-03", None, None]]
    rapport = load_file(workbook(tmp_path / "a.xlsx", RIJ, *anders))
    assert rapport.status == "geweigerd" and "niet eenduidig" in str(rapport.fout)


def test_a_formula_is_not_computed(tmp_path: Path) -> None:
    goed = [[nummer, *RIJ[1:]] for nummer in range(5)]
    rapport = load_file(workbook(tmp_path / "a.xlsx", *goed, [9, *RIJ[1:3], '=CONCAT("ver","lof")', None, *RIJ[5:]]))
    assert rapport.status == "geladen" and refused() == [(7, "soort", "formule_zonder_uitkomst")]


def test_a_wrong_statement_of_the_size_loses_no_row(tmp_path: Path) -> None:
    bestand = workbook(tmp_path / "a.xlsx", RIJ, [2, *RIJ[1:]])
    change(bestand, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:J3"', b'<dimension ref="A1:J2"')
    assert load_file(bestand).geaccepteerd == 2


def _bomb(bestand: Path) -> None:
    change(bestand, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * (20 * 1024 * 1024))


def _entities(bestand: Path) -> None:
    change(bestand, "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')


def _truncate(bestand: Path) -> None:
    bestand.write_bytes(bestand.read_bytes()[:-200])


def _damage(bestand: Path) -> None:
    """Spoil the packed text of the sheet, not the list of contents."""
    with zipfile.ZipFile(bestand) as archief:
        blad = archief.getinfo("xl/worksheets/sheet1.xml")
    inhoud = bytearray(bestand.read_bytes())
    begin = blad.header_offset + 60
    inhoud[begin : begin + 100] = b"\xff" * 100
    bestand.write_bytes(inhoud)


def _far_row(bestand: Path) -> None:
    change(bestand, "xl/worksheets/sheet1.xml", b'<row r="3">', b'<row r="99999999">')


def _plain_zip(bestand: Path) -> None:
    with zipfile.ZipFile(bestand, "w") as archief:
        archief.writestr("export.csv", "a;b")


def _broken_sheet(bestand: Path) -> None:
    change(bestand, "xl/worksheets/sheet1.xml", b"</sheetData>", b"")


@pytest.mark.parametrize(
    ("spoil", "fragment"),
    [
        (_bomb, "te groot"),
        (_entities, "beschadigd"),
        (_damage, "beschadigd"),
        (_truncate, "niet helemaal aangekomen"),
        (_far_row, "Rij 1048577 van het werkblad past niet"),
        (_plain_zip, "ZIP-bestand"),
        (_broken_sheet, "beschadigd"),
        (lambda bestand: bestand.write_text("a;b\n"), "geen werkmap"),
        (lambda bestand: bestand.write_bytes(b""), "leeg"),
    ],
)
def test_what_only_looks_like_a_workbook_is_refused(tmp_path: Path, spoil: Any, fragment: str) -> None:
    bestand = workbook(tmp_path / "a.xlsx", RIJ, [2, *RIJ[1:]])
    spoil(bestand)
    rapport = load_file(bestand)
    assert rapport.status == "geweigerd"
    assert fragment in str(rapport.fout) and rapport.remedie
