"""The publications on a database server (PostgreSQL), as a web node reads them.

`leerrecht.publicatie` is the list of those that are there, each whole; the one row of `leerrecht.live` says which is
live; the figures stand in a schema per version of the tables (`leerrecht_v5`), each row with the id of its publication.

A publication is read whole, in one snapshot, into a database in memory: what is asked of it is asked there, as of a
file, so neither the order nor the collation of the server can change a page. It works through a pooler that gives each
transaction another connection (nothing is prepared, nothing is set for longer than a transaction), and from a replica:
whatever that holds is one publication.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import pandas as pd
import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from data.publication.databases import (
    COPY_OF,
    BeschadigdePublicatieError,
    GeenPublicatieError,
    NieuwerePublicatieError,
    OnbruikbarePublicatieError,
    public_config,
)
from data.publication.migrations import upgrade
from data.publication.schema_publiek import MIGRATIES, SCHEMA_VERSIE
from data.publication.server_faults import UnreadableAddressError, conninfo, explain, place

KADER = "leerrecht"
ID = "publicatie_id"
_LOG = logging.getLogger("leerrecht.publicatie")
# How long, in seconds, an answer to "which one is live" holds, and how long after no answer it is not asked again.
_FRESH, _AGAIN = 0.5, 5.0
_PATIENCE = 5
_BATCH = 50_000


class _Soort(NamedTuple):
    """What a column of PostgreSQL is in DuckDB, and in a frame on the way there."""

    duckdb: str
    frame: Callable[[pd.Series[Any]], pd.Series[Any]]


_AS = {name: (lambda column, name=name: column.astype(name)) for name in ("string", "Int64", "Float64", "boolean")}
# By the number that PostgreSQL has for a type.
_SOORTEN = {
    25: _Soort("VARCHAR", _AS["string"]),
    1043: _Soort("VARCHAR", _AS["string"]),
    23: _Soort("INTEGER", _AS["Int64"]),
    701: _Soort("DOUBLE", _AS["Float64"]),
    16: _Soort("BOOLEAN", _AS["boolean"]),
    1082: _Soort("DATE", pd.to_datetime),
    1114: _Soort("TIMESTAMP", pd.to_datetime),
    114: _Soort("JSON", lambda column: column.map(json.dumps).astype("string")),
}
_LIVE = f"SELECT {ID} FROM {KADER}.live"  # noqa: S608 - names of ours
_HEAD = f"SELECT schema_versie, rijen FROM {KADER}.publicatie WHERE {ID} = %s"  # noqa: S608 - names of ours


def schema_of(versie: int) -> str:
    """Where the figures of publications with this version of the tables stand."""
    return f"{KADER}_v{versie}"


def connect(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection that gives up on a server that does not answer, and asks nothing of it that a pooler cannot give."""
    return psycopg.connect(
        conninfo(url),
        autocommit=True,
        prepare_threshold=None,
        connect_timeout=_PATIENCE,
        keepalives_idle=5,
        tcp_user_timeout=_PATIENCE * 1_000,
        application_name="leerrecht",
    )


def server_engine(url: str) -> Engine:
    """An engine on the publication that is live on this server.

    Raises GeenPublicatieError when there is none, OnbruikbarePublicatieError when that was never heard. Connecting to
    it reads the publication, and raises OnbruikbarePublicatieError when this software cannot.
    """
    try:
        return _engine(url, _server(url).live())
    except UnreadableAddressError:
        raise OnbruikbarePublicatieError(
            "In DATABASE_URL staat geen adres van een databaseserver.",
            "Schrijf het als postgresql://gebruiker@server/database.",
        ) from None


@lru_cache(maxsize=2)
def _server(url: str) -> Server:
    return Server(url)


class Server:
    """Which publication is live on one server. What was heard last holds as long as it does not answer."""

    def __init__(self, url: str) -> None:
        self._url, self._lock = url, Lock()
        self._live: str | None = None
        self._fault: Exception | None = None
        self._until = 0.0

    def live(self) -> str:
        """The id of the live publication. One asks now and then; all others take what was heard."""
        known = self._live
        if known is not None and time.monotonic() < self._until:
            return known
        if not self._lock.acquire(blocking=known is None):
            return known or ""
        try:
            if time.monotonic() >= self._until:
                self._hear()
            if self._live is None:
                raise self._fault or GeenPublicatieError
            return self._live
        finally:
            self._lock.release()

    def _hear(self) -> None:
        try:
            self._live, self._fault = self._ask(), None
            self._until = time.monotonic() + _FRESH
        except (psycopg.Error, GeenPublicatieError) as error:
            self._fault = _as_fault(error, self._url)
            self._until = time.monotonic() + (_AGAIN if self._live else _FRESH)
            if self._live:
                _LOG.warning("%s De publicatie van daarvoor blijft te zien.", self._fault)

    def _ask(self) -> str:
        """Ask on a connection of its own: what is kept open may have been closed at the other end long ago."""
        with connect(self._url) as server:
            try:
                with server.transaction():
                    server.execute(f"SET LOCAL statement_timeout = '{_PATIENCE}s'")
                    row = server.execute(_LIVE).fetchone()
            except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
                row = None
        if row is None:
            raise _nothing()
        return str(row[0])


def _nothing() -> GeenPublicatieError:
    return GeenPublicatieError(
        "Op de databaseserver is nog niets gepubliceerd. Draai eerst: python -m etl publiceren --naar ADRES"
    )


def _as_fault(error: Exception, url: str) -> Exception:
    return OnbruikbarePublicatieError(*explain(error, url)) if isinstance(error, psycopg.Error) else error


@lru_cache(maxsize=4)
def _engine(url: str, publicatie_id: str) -> Engine:
    """An engine on a copy in memory of one publication, made on connecting and gone with the connection."""
    engine = create_engine(
        "duckdb:///:memory:",
        poolclass=NullPool,
        connect_args={"config": public_config()},
        execution_options={COPY_OF: f"{publicatie_id} op {place(url)}"},
    )

    @event.listens_for(engine, "engine_connect")
    def fill(verbinding: Connection) -> None:
        try:
            with connect(url) as server:
                _copy(server, publicatie_id, verbinding)
        except psycopg.Error as error:
            raise OnbruikbarePublicatieError(*explain(error, url)) from None

    return engine


def _copy(server: psycopg.Connection[tuple[Any, ...]], publicatie_id: str, verbinding: Connection) -> None:
    server.isolation_level, server.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
    with server.transaction():
        server.execute("SET LOCAL statement_timeout = '120s'")
        head = server.execute(_HEAD, [publicatie_id]).fetchone()
        if head is None:
            raise _not_whole(publicatie_id)
        versie, rijen = head
        if versie > SCHEMA_VERSIE:
            raise NieuwerePublicatieError(
                f"De publicatie {publicatie_id} op de databaseserver is gemaakt door een nieuwere versie van dit "
                f"programma (versie {versie}; dit programma kent tot en met {SCHEMA_VERSIE}).",
                "Werk ook deze site bij naar de nieuwere versie van het programma.",
            )
        if count_rows(server, versie, publicatie_id, rijen) != rijen:
            raise _not_whole(publicatie_id)
        for tabel in rijen:
            _copy_table(server, versie, tabel, publicatie_id, verbinding)
    verbinding.commit()
    upgrade(verbinding, MIGRATIES, versie)


def count_rows(
    server: psycopg.Connection[tuple[Any, ...]], versie: int, publicatie_id: str, tabellen: Mapping[str, int]
) -> dict[str, int]:
    """How many rows of a publication there are in each of these tables."""
    count = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s")
    return {
        naam: int(
            server.execute(  # type: ignore[index]
                count.format(sql.Identifier(schema_of(versie), naam), sql.Identifier(ID)), [publicatie_id]
            ).fetchone()[0]
        )
        for naam in tabellen
    }


def _not_whole(publicatie_id: str) -> BeschadigdePublicatieError:
    return BeschadigdePublicatieError(
        f"De publicatie {publicatie_id} staat niet heel op de databaseserver.",
        "Publiceer opnieuw met 'python -m etl publiceren --naar ADRES', of zet de vorige terug met 'terugdraaien'.",
    )


def _copy_table(
    server: psycopg.Connection[tuple[Any, ...]], versie: int, tabel: str, publicatie_id: str, verbinding: Connection
) -> None:
    ask = sql.SQL("SELECT * FROM {} WHERE {} = %s")
    cursor = server.execute(ask.format(sql.Identifier(schema_of(versie), tabel), sql.Identifier(ID)), [publicatie_id])
    kolommen = {kolom.name: _SOORTEN[kolom.type_code] for kolom in cursor.description or ()}
    eigen = {naam: soort for naam, soort in kolommen.items() if tabel == "publicatie" or naam != ID}
    verbinding.exec_driver_sql(f"CREATE TABLE {tabel} ({', '.join(f'{n} {s.duckdb}' for n, s in eigen.items())})")
    duckdb: Any = verbinding.connection.driver_connection
    while rijen := cursor.fetchmany(_BATCH):
        duckdb.register("_rijen", _frame(rijen, kolommen)[list(eigen)])
        verbinding.exec_driver_sql(f"INSERT INTO {tabel} BY NAME SELECT * FROM _rijen")  # noqa: S608 - ours
        duckdb.unregister("_rijen")


def _frame(rijen: Sequence[tuple[Any, ...]], kolommen: Mapping[str, _Soort]) -> pd.DataFrame:
    """The rows with the type of each column stated: of a column without any value nothing could be guessed."""
    waarden = zip(*rijen, strict=True)
    return pd.DataFrame(
        {
            naam: soort.frame(pd.Series(kolom, dtype=object))
            for (naam, soort), kolom in zip(kolommen.items(), waarden, strict=True)
        }
    )
