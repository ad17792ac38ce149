"""What has ever been published, per cell, with the interval it left open, and how fine each table was told.

Stands in the internal database, because an interval beside a hidden cell says more than may be public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, select, text

from data.cells.cells import CelSleutel, VorigeCel
from data.cells.tableplan import Tafel
from etl.intern.schema import publicatie_cel, publicatie_log, publicatie_tafel
from etl.tafelkeuze import Keuze, coarsest


def previous_cells(verbinding: Connection, herkomst: str) -> dict[CelSleutel, VorigeCel]:
    """Per cell the last thing ever published about it from this kind of source, rolled back publications included."""
    return _last_told(verbinding, publicatie_log.c.herkomst == herkomst)


def next_number(verbinding: Connection) -> int:
    """One more than that of any publication ever made from here."""
    return (verbinding.scalar(select(func.max(publicatie_log.c.nummer))) or 0) + 1


def last_moment(verbinding: Connection) -> datetime | None:
    """When the last publication was made, by the clock of then."""
    return verbinding.scalar(select(publicatie_log.c.voorgenomen_op).order_by(publicatie_log.c.nummer.desc()).limit(1))


def _last_told(verbinding: Connection, welke: ColumnElement[bool]) -> dict[CelSleutel, VorigeCel]:
    log, cel = publicatie_log.c, publicatie_cel.c
    vraag = (
        select(publicatie_cel)
        .join(publicatie_log, log.publicatie_id == cel.publicatie_id)
        .where(welke)
        .order_by(log.nummer)
    )
    return {
        CelSleutel(*(getattr(r, naam) for naam in CelSleutel._fields)): VorigeCel(r.status, r.waarde, r.laag, r.hoog)
        for r in verbinding.execute(vraag)
    }


def true_values(verbinding: Connection, publicatie_id: str) -> dict[CelSleutel, int]:
    """The counts behind one publication, hidden ones too; empty when this database did not make it."""
    cel = publicatie_cel.c
    rijen = verbinding.execute(select(publicatie_cel).where(cel.publicatie_id == publicatie_id))
    return {CelSleutel(*(getattr(r, naam) for naam in CelSleutel._fields)): r.waarde for r in rijen}


def earlier_steps(verbinding: Connection, herkomst: str) -> Keuze:
    """The coarsest step in which any publication from this kind of source told a table, rolled back ones included."""
    log, tafel = publicatie_log.c, publicatie_tafel.c
    vraag = (
        select(tafel.regio, *(tafel[naam] for naam in Tafel._fields), tafel.stap)
        .join(publicatie_log, log.publicatie_id == tafel.publicatie_id)
        .where(log.herkomst == herkomst)
        .distinct()
    )
    return coarsest([(regio, Tafel(*velden), stap) for regio, *velden, stap in verbinding.execute(vraag)])


def write_down(
    verbinding: Connection,
    publicatie_id: str,
    op: datetime,
    herkomst: str,
    cellen: Mapping[CelSleutel, VorigeCel],
    keuze: Keuze,
) -> None:
    """Record a publication before it goes live: what it tells of each cell, and in which step of each table."""
    rij = {
        "publicatie_id": publicatie_id,
        "voorgenomen_op": op,
        "herkomst": herkomst,
        "nummer": next_number(verbinding),
    }
    verbinding.execute(publicatie_log.insert(), rij)
    rijen: Sequence[tuple[object, ...]] = [
        (publicatie_id, *cel, v.status, v.waarde, v.laag, v.hoog) for cel, v in cellen.items()
    ]
    frame = pd.DataFrame(rijen, columns=[kolom.name for kolom in publicatie_cel.columns])
    for kolom in ("waarde", "laag", "hoog"):
        frame[kolom] = frame[kolom].astype("Int64")
    duckdb = verbinding.connection.driver_connection
    tafels = [(publicatie_id, regio, *t, stap) for regio, stappen in keuze.items() for t, stap in stappen.items()]
    duckdb.register("_cellen", frame)  # type: ignore[union-attr]
    verbinding.execute(text("INSERT INTO publicatie_cel BY NAME SELECT * FROM _cellen"))
    duckdb.unregister("_cellen")  # type: ignore[union-attr]
    if tafels:
        duckdb.register("_tafels", pd.DataFrame(tafels, columns=[k.name for k in publicatie_tafel.columns]))  # type: ignore[union-attr]
        verbinding.execute(text("INSERT INTO publicatie_tafel BY NAME SELECT * FROM _tafels"))
        duckdb.unregister("_tafels")  # type: ignore[union-attr]
