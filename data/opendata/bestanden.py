"""The files of open data: which there are, how each is called and what is in it; the site and `exporteer` ask here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.cells.hierarchie import hierarchy
from data.opendata.beschrijven import csvw, data_package
from data.opendata.parquet import parquet
from data.opendata.schrijven import csv_dutch, csv_text, json_text, xlsx
from data.opendata.tabel import Item, Rij, counted_items, report_items, rows
from data.publication.csv_lines import csv_table
from data.publication.landelijk import LANDELIJK_KOLOMMEN, national_row
from data.publication.readmodel import Beeld

SOORTEN = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}
TABELLEN: Mapping[str, Callable[[Beeld], tuple[Item, ...]]] = {"cijfers": counted_items, "verslagcijfers": report_items}
# How a table is called in each form: what is put behind its name.
VORMEN = {
    ".csv": "CSV voor programma’s: komma’s, en een punt voor de decimalen",
    "-spreadsheet.csv": "CSV voor een Nederlands rekenblad: puntkomma’s, en een komma voor de decimalen",
    ".xlsx": "Excel",
    ".parquet": "Parquet",
    ".json": "JSON",
}
# A file with all figures takes megabytes, and the site keeps it on disk.
_MEESTE = 3


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file as it is sent or written."""

    naam: str
    soort: str
    inhoud: bytes


def names(beeld: Beeld) -> tuple[str, ...]:
    """Return the name of every file that there is of this publication."""
    tabellen = tuple(f"{tabel}{vorm}" for tabel in TABELLEN for vorm in VORMEN)
    landelijk = ("landelijk.csv",) if beeld.landelijk.cijfers else ()
    return (*tabellen, *landelijk, "hierarchie.json", "datapackage.json", *(f"{t}.csv-metadata.json" for t in TABELLEN))


def is_table(naam: str) -> bool:
    """Tell whether a file holds figures, and so takes a while to make."""
    return any(naam.removeprefix(tabel) in VORMEN for tabel in TABELLEN)


def soort_of(naam: str) -> str:
    """Return the media type of a file with figures."""
    return SOORTEN[naam.rpartition(".")[2]]


@lru_cache(maxsize=_MEESTE)
def make(beeld: Beeld, naam: str, licentie: str = "") -> Bestand:
    """Make a file by its name; KeyError when there is none of that name."""
    if naam not in names(beeld):
        raise KeyError(naam)
    if naam == "hierarchie.json":
        return _json(naam, hierarchy(beeld.delen_van(), beeld.tafels))
    if naam == "datapackage.json":
        return _json(naam, data_package(beeld, licentie))
    if naam == "landelijk.csv":
        tekst = "".join(csv_table(LANDELIJK_KOLOMMEN, map(national_row, beeld.landelijk.cijfers)))
        return Bestand(naam, SOORTEN["csv"], tekst.encode())
    if naam.endswith("-metadata.json"):
        return _json(naam, csvw(naam.removesuffix(".csv-metadata.json")), "application/csvm+json")
    tabel, vorm = next((t, naam.removeprefix(t)) for t in TABELLEN if naam.removeprefix(t) in VORMEN)
    return write(beeld, TABELLEN[tabel](beeld), tabel, vorm)


def write(beeld: Beeld, items: tuple[Item, ...], naam: str, vorm: str) -> Bestand:
    """Write these figures in one of the forms, under a name without an ending."""
    alle = list(rows(beeld, items))
    return Bestand(f"{naam}{vorm}", soort_of(vorm), _content(beeld, alle, vorm))


def _content(beeld: Beeld, alle: list[Rij], vorm: str) -> bytes:
    if vorm == ".parquet":
        return parquet(alle)
    if vorm == ".xlsx":
        return xlsx(alle, "cijfers")
    if vorm == ".json":
        over = {
            "publicatie": beeld.publicatie.publicatie_id,
            "gepubliceerd_op": f"{beeld.publicatie.gepubliceerd_op:%Y-%m-%dT%H:%M:%SZ}",
        }
        return json_text(alle, over).encode()
    return (csv_dutch(alle) if vorm == "-spreadsheet.csv" else csv_text(alle)).encode()


def _json(naam: str, inhoud: object, soort: str = SOORTEN["json"]) -> Bestand:
    return Bestand(naam, soort, f"{json.dumps(inhoud, ensure_ascii=False, indent=1)}\n".encode())
