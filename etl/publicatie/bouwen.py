"""Writing one publication into a new database, DuckDB file or PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, create_engine, text
from sqlalchemy.pool import NullPool

from data.publication import schema_publiek as tabel


@dataclass(frozen=True)
class Inhoud:
    """Everything that goes into one publication, as rows per table."""

    publicatie_id: str
    gepubliceerd_op: datetime
    vingerafdruk: str
    voorbeeld: bool
    bewijs: dict[str, object]
    gebieden: Sequence[dict[str, Any]]
    bronnen: Sequence[dict[str, Any]]
    cijfers: Sequence[dict[str, Any]]
    verslagcijfers: Sequence[dict[str, Any]]
    landelijk: Sequence[dict[str, Any]] = ()
    tafels: Sequence[dict[str, Any]] = ()
    uitgaven: Sequence[dict[str, Any]] = ()


def write_file(bestand: Path, inhoud: Inhoud) -> None:
    """Build a publication file from nothing and close it so that it needs no recovery."""
    engine = create_engine(f"duckdb:///{bestand}", poolclass=NullPool)
    with engine.connect() as verbinding:
        with verbinding.begin():
            tabel.metadata.create_all(verbinding)
            write_rows(verbinding, inhoud)
        verbinding.execute(text("CHECKPOINT"))
    engine.dispose()


def write_rows(verbinding: Connection, inhoud: Inhoud) -> None:
    """Write every row of a publication into tables that are there and empty."""
    for doel, rijen in (
        (tabel.publicatie, [_publicatie(inhoud)]),
        (tabel.gebied, inhoud.gebieden),
        (tabel.bron, inhoud.bronnen),
        (tabel.verslagcijfer, inhoud.verslagcijfers),
        (tabel.landelijk, inhoud.landelijk),
        (tabel.tafel, inhoud.tafels),
        (tabel.uitgave, inhoud.uitgaven),
        (tabel.cijfer, inhoud.cijfers),
    ):
        _insert(verbinding, doel, rijen)


def _publicatie(inhoud: Inhoud) -> dict[str, Any]:
    return {
        "publicatie_id": inhoud.publicatie_id,
        "gepubliceerd_op": inhoud.gepubliceerd_op,
        "schema_versie": tabel.SCHEMA_VERSIE,
        "vingerafdruk": inhoud.vingerafdruk,
        "voorbeeld": inhoud.voorbeeld,
        "bewijs": inhoud.bewijs,
    }


def _insert(verbinding: Connection, doel: Table, rijen: Iterable[dict[str, Any]]) -> None:
    lijst = list(rijen)
    if not lijst:
        return
    if verbinding.dialect.name != "duckdb" or len(lijst) < 1000:
        verbinding.execute(doel.insert(), lijst)
        return
    # DuckDB takes a frame whole; row by row would take minutes for a country.
    frame = pd.DataFrame(lijst, columns=[kolom.name for kolom in doel.columns])
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_rijen", frame)  # type: ignore[union-attr]
    verbinding.execute(text(f"INSERT INTO {doel.name} BY NAME SELECT * FROM _rijen"))  # noqa: S608
    duckdb.unregister("_rijen")  # type: ignore[union-attr]
