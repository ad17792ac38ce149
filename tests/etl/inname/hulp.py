"""Loading a file in a test, and looking at what the internal database then holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from data.referentie.gebieden import gebieden
from etl.inname.loading import Opdracht, load
from etl.inname.profile import read_profile
from etl.inname.report import Rapport
from etl.intern import open_intern
from etl.intern.leveringen import list_refused
from tests.etl.inname.vormen import KOLOMMEN, PEILDATUM

KOP = ";".join(KOLOMMEN)


def load_file(bestand: Path, profiel: str = "canoniek", peildatum: date = PEILDATUM, **opties: Any) -> Rapport:
    """Load one file, by default with our own profile."""
    return load(Opdracht(bestand, read_profile(profiel), peildatum, **opties), gebieden())


def load_text(map: Path, inhoud: str | bytes, naam: str = "levering.csv", **opties: Any) -> Rapport:
    """Load a file with this content."""
    bestand = map / naam
    bestand.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return load_file(bestand, **opties)


def query(sql: str, op: date | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query on the internal database."""
    with open_intern(op=op) as verbinding:
        return [tuple(rij) for rij in verbinding.execute(text(sql))]


def stored_rows() -> dict[str, dict[str, Any]]:
    """The stored werkprocessen by werkproces_id, without the number of the delivery."""
    with open_intern() as verbinding:
        rijen = [dict(rij) for rij in verbinding.execute(text("SELECT * FROM werkproces")).mappings()]
    return {rij["werkproces_id"]: {k: v for k, v in rij.items() if k != "levering_id"} for rij in rijen}


def refused() -> list[tuple[int, str | None, str]]:
    """Line, column and rule of everything that was refused."""
    with open_intern() as verbinding:
        return [(rij["regel"], rij["kolom"], rij["regelcode"]) for rij in list_refused(verbinding)]


def row(nummer: object, gemeente: str = "GM0193", start: str = "2022-09-01", persoon: str = "p1", **anders: str) -> str:
    """One good line of our own form, with the fields given by name in place of the usual ones."""
    velden = {
        "werkproces_id": f"W{nummer}",
        "persoon_id": persoon,
        "gemeente_code": gemeente,
        "soort": "relatief_verzuim",
        "subsoort": "overig",
        "onderwijssoort": "vo",
        "geboortedatum": "2010-01-01",
        "startdatum": start,
        "einddatum": "",
        "afhandeling": "",
        **anders,
    }
    return ";".join(velden.values())


def delivery(*rijen: str) -> str:
    """A delivery of these lines."""
    return "\n".join([KOP, *rijen]) + "\n"
