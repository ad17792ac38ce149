"""The table written in each form: CSV for programs and for a Dutch spreadsheet, XLSX and JSON; equal in, equal out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from data.opendata.kolommen import KOLOMMEN, NAMEN
from data.opendata.tabel import Rij, Waarde
from data.publication.csv_lines import BOM, csv_lines, safe_text
from data.publication.open_data import plain_number, yes_no

# What each code of the columns stands for is in words beside it; a spreadsheet takes `5-11` for the eleventh of May.
_IN_WOORDEN = {"categorie": "categorienaam"}
_ALTIJD_GELIJK = (1980, 1, 1, 0, 0, 0)
_GEWIJZIGD = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def plain(waarde: Waarde) -> str:
    """Write a value for a program: a point for decimals, ISO dates, `ja` or `nee`; nothing when there is none."""
    if isinstance(waarde, bool):
        return yes_no(waarde)
    if isinstance(waarde, date):
        return waarde.isoformat()
    return waarde if isinstance(waarde, str) else plain_number(waarde)


def _dutch(naam: str, rij: Mapping[str, Waarde]) -> str:
    """Write a value as a spreadsheet that is set to Dutch reads it."""
    waarde = rij.get(_IN_WOORDEN.get(naam, naam)) or rij.get(naam)
    tekst = plain(waarde)
    return tekst.replace(".", ",") if isinstance(waarde, float) else tekst


def csv_text(rijen: Iterable[Rij]) -> str:
    """Write CSV for programs: commas, no byte order mark, as RFC 4180 says."""
    return "".join(csv_lines(_with_heading(NAMEN, ([plain(rij[naam]) for naam in NAMEN] for rij in rijen))))


def csv_dutch(rijen: Iterable[Rij]) -> str:
    """Write CSV for a Dutch spreadsheet: semicolons, a comma for decimals, words for codes, a byte order mark."""
    inhoud = ([_dutch(naam, rij) for naam in NAMEN] for rij in rijen)
    return BOM + "".join(csv_lines(_with_heading(NAMEN, inhoud), nederlands=True))


def _with_heading(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield kop
    yield from rijen


def json_text(rijen: Iterable[Rij], over: Mapping[str, object]) -> str:
    """Write JSON: what it is about, the columns, and a mapping for each figure."""
    inhoud = {
        **over,
        "kolommen": {kolom.naam: kolom.uitleg for kolom in KOLOMMEN},
        "cijfers": [as_json(rij) for rij in rijen],
    }
    return json.dumps(inhoud, ensure_ascii=False, separators=(",", ":")) + "\n"


def as_json(rij: Rij) -> dict[str, object]:
    """Return a row as JSON values: dates as text, whole numbers without a fraction."""
    return {naam: json_value(waarde) for naam, waarde in rij.items()}


def json_value(waarde: Waarde) -> object:
    """Return one value for JSON; a number as the files write it."""
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, float):
        return int(waarde) if waarde.is_integer() else float(plain_number(waarde))
    return waarde


def xlsx(rijen: Iterable[Rij], titel: str) -> bytes:
    """Write a workbook: the figures, codes as text and numbers as numbers, and a sheet that explains the columns."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(titel)
    blad.freeze_panes = "A2"
    for nummer, kolom in enumerate(KOLOMMEN, start=1):
        blad.column_dimensions[get_column_letter(nummer)].width = 12 if kolom.soort != "tekst" else 20
    blad.append(list(NAMEN))
    for rij in rijen:
        blad.append([_cell(_IN_WOORDEN.get(naam, naam), rij) for naam in NAMEN])
    uitleg = boek.create_sheet("kolommen")
    uitleg.append(["kolom", "titel", "uitleg"])
    for kolom in KOLOMMEN:
        uitleg.append([kolom.naam, kolom.titel, kolom.uitleg])
    ruw = io.BytesIO()
    boek.save(ruw)
    return same_each_time(ruw.getvalue())


def _cell(naam: str, rij: Rij) -> Waarde:
    waarde = rij[naam]
    if isinstance(waarde, bool):
        return yes_no(waarde)
    if isinstance(waarde, float):
        return float(plain_number(waarde))
    return safe_text(ILLEGAL_CHARACTERS_RE.sub("", waarde)) if isinstance(waarde, str) else waarde


def same_each_time(boek: bytes) -> bytes:
    """Take out of a workbook when it was written: the same figures are the same bytes."""
    uit = io.BytesIO()
    vast = rb"\g<1>" + datetime(*_ALTIJD_GELIJK).isoformat().encode() + b"Z"  # noqa: DTZ001 - no moment at all
    with zipfile.ZipFile(io.BytesIO(boek)) as van, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as naar:
        for naam in sorted(van.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            deel = zipfile.ZipInfo(naam, _ALTIJD_GELIJK)
            deel.compress_type = zipfile.ZIP_DEFLATED
            naar.writestr(deel, _GEWIJZIGD.sub(vast, van.read(naam)))
    return uit.getvalue()
