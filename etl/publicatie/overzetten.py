"""From a publication file to a database server: copied whole and made live in one transaction, or not at all.

The server counts nothing and protects nothing: what goes there has been published here. Readers wait for nothing of
this: rows are added beside those they read, and one row says which are live.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from data.publication.databases import open_publicatie
from data.publication.schema_publiek import SCHEMA_VERSIE, metadata
from data.publication.server import ID, KADER, connect, count_rows, schema_of
from data.publication.server_faults import UnreadableAddressError, code_of, conninfo, explain, place
from etl.meldingen import Fout, GebruiksFout, PublicatieFout
from etl.publicatie.servertabellen import prepare_tables
from etl.versies import order

T = TypeVar("T")

ADRES = "LEERRECHT_PUBLIEK"
OUDSTE = 120000
BEWAARD = 10
# One publisher at a time on a server; any number will do that nothing else there has.
_SLOT = 7_103_021
_KEER = 5
_BATCH = 5_000
# Another transaction is in the way, the server restarts, or its pooler is full: by itself better in a moment.
_EVEN_NIET = frozenset({"55P03", "40P01", "40001", "53300", "57P01", "57P02", "57P03", "08P01", "08006", None})


def address(gegeven: str | None) -> str | None:
    """The server to publish on: what was given, else LEERRECHT_PUBLIEK, else none. Raises GebruiksFout."""
    url = gegeven or os.environ.get(ADRES)
    if not url:
        return None
    try:
        conninfo(url)
    except UnreadableAddressError:
        raise GebruiksFout(
            f"Achter --naar (of in {ADRES}) staat geen adres van een databaseserver.",
            "Schrijf het als postgresql://gebruiker@server/database. Het wachtwoord kan in een wachtwoordbestand "
            "(PGPASSFILE).",
        ) from None
    return url


def look_at(url: str) -> None:
    """Raise Fout when the server does not answer or cannot be used: better now than after counting."""
    _at_server(url, _check_server)


def bring(url: str, bestand: Path) -> bool:
    """Make a publication file the live one on the server; whether that changed anything there. Then drop the oldest.

    Raises Fout when the server is in the way, PublicatieFout when what came over is not what was sent. What was live
    there stays so then.
    """
    with open_publicatie(str(bestand)).connect() as bron:
        anders = _at_server(url, lambda server: _bring(server, bron))
    with suppress(Fout):  # what is left too long harms nobody; the next one drops it
        _at_server(url, _remove_old)
    return anders


def _bring(server: psycopg.Connection[Any], bron: Connection) -> bool:
    _check_server(server)
    server.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    prepare_tables(server)
    publicatie_id = str(bron.exec_driver_sql(f"SELECT {ID} FROM publicatie").scalar_one())  # noqa: S608
    rijen = {
        t.name: int(bron.exec_driver_sql(f"SELECT count(*) FROM {t.name}").scalar_one())  # noqa: S608
        for t in metadata.sorted_tables
    }
    nieuw = not _is_whole(server, publicatie_id)
    if nieuw:
        _write(server, bron, publicatie_id, rijen)
        if not _is_whole(server, publicatie_id):
            raise PublicatieFout(
                "Niet alles is op de databaseserver aangekomen.",
                "Wat daar te zien is, blijft staan. Probeer het opnieuw.",
            )
    live = f"""
        INSERT INTO {KADER}.live AS nu (enig, {ID}) VALUES (true, %s)
        ON CONFLICT (enig) DO UPDATE SET {ID} = excluded.{ID}, sinds = now() WHERE nu.{ID} <> excluded.{ID}
    """  # noqa: S608
    return server.execute(live, [publicatie_id]).rowcount > 0 or nieuw


def _is_whole(server: psycopg.Connection[Any], publicatie_id: str) -> bool:
    """Whether a publication is there with every row that was sent."""
    vraag = f"SELECT schema_versie, rijen FROM {KADER}.publicatie WHERE {ID} = %s"  # noqa: S608
    rij = server.execute(vraag, [publicatie_id]).fetchone()
    return rij is not None and count_rows(server, rij[0], publicatie_id, rij[1]) == rij[1]


def _write(server: psycopg.Connection[Any], bron: Connection, publicatie_id: str, rijen: dict[str, int]) -> None:
    """Copy every table, over what may be left of this publication."""
    for tabel in metadata.sorted_tables:
        _copy_table(server, bron, tabel.name, publicatie_id)
    server.execute(
        f"INSERT INTO {KADER}.publicatie ({ID}, schema_versie, rijen) VALUES (%s, %s, %s) "  # noqa: S608
        f"ON CONFLICT ({ID}) DO UPDATE SET schema_versie = excluded.schema_versie, rijen = excluded.rijen",
        [publicatie_id, SCHEMA_VERSIE, json.dumps(rijen)],
    )


def _copy_table(server: psycopg.Connection[Any], bron: Connection, tabel: str, publicatie_id: str) -> None:
    kolommen = metadata.tables[tabel].columns.keys()
    eigen = [naam for naam in kolommen if naam != ID]
    doel = sql.Identifier(schema_of(SCHEMA_VERSIE), tabel)
    server.execute(sql.SQL("DELETE FROM {} WHERE {} = %s").format(doel, sql.Identifier(ID)), [publicatie_id])
    namen = sql.SQL(", ").join(map(sql.Identifier, (ID, *eigen)))
    rijen = bron.exec_driver_sql(f"SELECT {', '.join(eigen)} FROM {tabel}")  # noqa: S608
    with server.cursor() as cursor, cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(doel, namen)) as copy:
        while stuk := rijen.fetchmany(_BATCH):
            for rij in stuk:
                copy.write_row((publicatie_id, *(json.dumps(w) if isinstance(w, dict) else w for w in rij)))


def _remove_old(server: psycopg.Connection[Any]) -> None:
    """Drop the oldest publications beyond the number that is kept; never the live one."""
    server.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    vraag = (
        f"SELECT {ID}, schema_versie, rijen FROM {KADER}.publicatie WHERE {ID} NOT IN (SELECT {ID} FROM {KADER}.live)"  # noqa: S608
    )
    oud = sorted(server.execute(vraag).fetchall(), key=lambda rij: order(rij[0]))
    for publicatie_id, versie, rijen in oud[: -(BEWAARD - 1)]:
        for tabel in rijen:
            doel = sql.Identifier(schema_of(versie), tabel)
            server.execute(sql.SQL("DELETE FROM {} WHERE {} = %s").format(doel, sql.Identifier(ID)), [publicatie_id])
        server.execute(f"DELETE FROM {KADER}.publicatie WHERE {ID} = %s", [publicatie_id])  # noqa: S608


def _check_server(server: psycopg.Connection[Any]) -> None:
    if server.info.server_version < OUDSTE:
        raise Fout(
            f"De databaseserver is te oud (PostgreSQL {server.info.server_version // 10000}; nodig is "
            f"{OUDSTE // 10000} of nieuwer).",
            "Gebruik een nieuwere versie van PostgreSQL.",
        )
    letters = server.info.parameter_status("server_encoding")
    if letters != "UTF8":
        raise Fout(
            "De database op de server kent niet alle letters (de codering is geen UTF8).",
            "Maak een database met ENCODING 'UTF8' en publiceer daarheen.",
        )
    if server.execute("SHOW transaction_read_only").fetchone() == ("on",):
        raise psycopg.errors.ReadOnlySqlTransaction


def _at_server(url: str, do: Callable[[psycopg.Connection[Any]], T]) -> T:
    """Do this in one transaction; again when only the moment was wrong. Raises Fout in Dutch."""
    for keer in range(1, _KEER + 1):
        try:
            with _transaction(url) as server:
                return do(server)
        except psycopg.Error as fout:
            if fout.sqlstate is None and not isinstance(fout, psycopg.OperationalError):
                raise  # not the server: a fault of ours
            if keer == _KEER or code_of(fout) not in _EVEN_NIET:
                melding, remedie = explain(fout, url)
                raise Fout(melding, f"{remedie} Wat daar te zien is, blijft staan.") from None
            time.sleep(0.2 * keer)
    raise AssertionError


@contextmanager
def _transaction(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A transaction that waits for no lock longer than two seconds, and that no frozen command keeps open."""
    with connect(url) as server, server.transaction():
        for instelling, waarde in (
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "60s"),
            ("statement_timeout", "300s"),
        ):
            server.execute("SELECT set_config(%s, %s, true)", [instelling, waarde])
        yield server


def where(url: str) -> str:
    """The server as it is named to whoever publishes."""
    return place(url)
