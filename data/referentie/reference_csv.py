"""Reading the small, reviewed CSV files that describe the world: gebieden, trendbreuken, published figures.

People edit these files by hand, in a spreadsheet too, so the form is read forgivingly (`,` or `;`, with or without a
byte order mark) and every fault is reported with its file, line and column and what to do about it.
"""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SHIPPED = Path(__file__).parent
OWN_FOLDER = "LEERRECHT_REFERENTIE"


class ReferentieFout(ValueError):
    """A reference file cannot be used; the text (Dutch) says where, why and how to mend it."""

    def __init__(self, bestand: Path, probleem: str, *, regel: int | None = None, kolom: str = "") -> None:
        plek = [f"bestand {bestand.name}"]
        plek += [f"regel {regel}"] if regel is not None else []
        plek += [f"kolom {kolom}"] if kolom else []
        super().__init__(f"{', '.join(plek)}: {probleem}")
        self.bestand, self.regel, self.kolom, self.probleem = bestand, regel, kolom, probleem


@dataclass(frozen=True)
class Row:
    """One line of a reference file: its values, stripped, and where it stands."""

    bestand: Path
    regel: int
    values: dict[str, str]

    def get(self, kolom: str) -> str:
        """Return the value of a column, or an empty text when the file does not have that column."""
        return self.values.get(kolom, "")

    def need(self, kolom: str) -> str:
        """Return the value of a column that may not be empty."""
        value = self.get(kolom)
        if not value:
            raise self.error(kolom, "is leeg. Vul een waarde in.")
        return value

    def choose(self, kolom: str, choices: dict[str, T]) -> T:
        """Return what the value of a column stands for, among the choices the file may make."""
        value = self.get(kolom)
        if value not in choices:
            allowed = ", ".join(choice or "(leeg)" for choice in choices)
            raise self.error(kolom, f"kent '{value}' niet. Kies uit: {allowed}.")
        return choices[value]

    def parse(self, kolom: str, convert: Callable[[str], T], verwacht: str) -> T | None:
        """Return the converted value, None when it is empty; `verwacht` completes 'verwacht is ...'."""
        value = self.get(kolom)
        try:
            return convert(value) if value else None
        except ValueError as error:
            raise self.error(kolom, f"'{value}' is geen goede waarde; verwacht is {verwacht}.") from error

    def error(self, kolom: str, probleem: str) -> ReferentieFout:
        """Make the error for this line and column."""
        return ReferentieFout(self.bestand, probleem, regel=self.regel, kolom=kolom)


def folder(own: Path | None = None) -> Path:
    """Return the folder of reference files: the one given, else the one the environment names, else the shipped one."""
    return own or Path(os.environ.get(OWN_FOLDER) or SHIPPED)


def find(naam: str) -> Path:
    """Return a reference file that a region may leave to us: its own when it has one, else the shipped one."""
    own = folder() / naam
    return own if own.exists() else SHIPPED / naam


def read_rows(bestand: Path, required: Sequence[str]) -> Iterator[Row]:
    """Yield the lines of a reference file; empty lines and extra columns are allowed, missing columns are not."""
    reader = csv.DictReader(_lines(bestand), delimiter=_delimiter(bestand), restkey="")
    header = [name.strip() for name in reader.fieldnames or []]
    missing = [name for name in required if name not in header]
    if missing:
        raise ReferentieFout(bestand, f"mist de kolom {', '.join(missing)}. Gevonden: {', '.join(header)}.", regel=1)
    reader.fieldnames = header
    for raw in reader:
        if "" in raw:
            raise ReferentieFout(
                bestand,
                "heeft meer waarden dan kolommen. Zet aanhalingstekens om tekst met een komma.",
                regel=reader.line_num,
            )
        values = {name: (value or "").strip() for name, value in raw.items()}
        if any(values.values()):
            yield Row(bestand, reader.line_num, values)


def _lines(bestand: Path) -> list[str]:
    try:
        return bestand.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        raise ReferentieFout(
            bestand, f"is niet te lezen in de map {bestand.parent}. Zet het bestand daar neer."
        ) from error
    except UnicodeDecodeError as error:
        raise ReferentieFout(bestand, "is geen UTF-8. Bewaar het als 'CSV UTF-8'.") from error


def _delimiter(bestand: Path) -> str:
    header = next(iter(_lines(bestand)), "")
    return ";" if header.count(";") > header.count(",") else ","
