"""The tables on a database server (PostgreSQL): a frame that says what is there and what is live, and the figures.

The figures stand in a schema per version of the public tables. So no table that is read is ever altered: a publication
of a new version goes into tables of its own, and an older one is upgraded by whoever reads it, as a file is. The frame
has steps, taken within the transaction that publishes. All text has the collation of bytes: an index made under one
system's alphabet would be wrong under another's.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, MetaData, String, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from data.publication.schema_publiek import SCHEMA_VERSIE, metadata
from data.publication.server import ID, KADER, schema_of
from etl.meldingen import Fout

LEZER = "leerrecht_leest"
"""The role that the site reads with; it may SELECT and nothing else."""

_STAPPEN: tuple[tuple[int, tuple[str, ...]], ...] = (
    (
        1,
        (
            f"CREATE SCHEMA IF NOT EXISTS {KADER}",
            f"CREATE TABLE {KADER}.kader (versie integer PRIMARY KEY)",
            f'CREATE TABLE {KADER}.publicatie ({ID} text COLLATE "C" PRIMARY KEY, schema_versie integer NOT NULL, '
            "rijen json NOT NULL, overgezet_op timestamptz NOT NULL DEFAULT now())",
            f"CREATE TABLE {KADER}.live (enig boolean PRIMARY KEY DEFAULT true CHECK (enig), "
            f'{ID} text COLLATE "C" NOT NULL REFERENCES {KADER}.publicatie, sinds timestamptz NOT NULL DEFAULT now())',
        ),
    ),
)
KADERVERSIE = _STAPPEN[-1][0]
_GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {lezer}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {lezer}",
)


def prepare_tables(server: psycopg.Connection[Any]) -> None:
    """Make what is not there yet, within the transaction of the caller. Raises Fout when a newer version was here."""
    versie = _frame_version(server)
    if versie > KADERVERSIE:
        raise Fout(
            f"De databaseserver is bijgewerkt door een nieuwere versie van dit programma (versie {versie}; dit "
            f"programma kent tot en met {KADERVERSIE}).",
            "Publiceer met de nieuwere versie van het programma. Wat te zien is, blijft staan.",
        )
    for stap, opdrachten in _STAPPEN:
        if stap > versie:
            for opdracht in opdrachten:
                server.execute(opdracht)
            server.execute(f"DELETE FROM {KADER}.kader")  # noqa: S608
            server.execute(f"INSERT INTO {KADER}.kader VALUES (%s)", [stap])  # noqa: S608
    if not _one(server, "SELECT to_regclass(%s) IS NOT NULL", f"{schema_of(SCHEMA_VERSIE)}.publicatie"):
        for opdracht in figures_ddl():
            server.execute(opdracht)
    _grant(server)


def figures_ddl() -> list[str]:
    """The statements that make the tables of the figures, of the version of this software."""
    schema = schema_of(SCHEMA_VERSIE)
    hier = MetaData(schema=schema)
    dialect = postgresql.dialect()
    tabellen = [_keyed(tabel, hier) for tabel in metadata.sorted_tables]
    return [f"CREATE SCHEMA IF NOT EXISTS {schema}", *(str(CreateTable(t).compile(dialect=dialect)) for t in tabellen)]


def _keyed(tabel: Table, hier: MetaData) -> Table:
    """The same table with the id of the publication in front, part of its key."""
    nummer = [] if ID in tabel.columns else [Column(ID, String(collation="C"), primary_key=True)]
    eigen = [
        Column(
            kolom.name,
            String(collation="C") if type(kolom.type) is String else kolom.type,
            primary_key=kolom.primary_key,
            nullable=kolom.nullable,
            autoincrement=False,
        )
        for kolom in tabel.columns
    ]
    return Table(tabel.name, hier, *nummer, *eigen)


def _frame_version(server: psycopg.Connection[Any]) -> int:
    if not _one(server, "SELECT to_regclass(%s) IS NOT NULL", f"{KADER}.kader"):
        return 0
    return int(_one(server, f"SELECT versie FROM {KADER}.kader") or 0)  # noqa: S608


def _grant(server: psycopg.Connection[Any]) -> None:
    """Let the reading role read, when there is one and it cannot yet."""
    for schema in (KADER, schema_of(SCHEMA_VERSIE)):
        er_is = _one(server, "SELECT true FROM pg_roles WHERE rolname = %s", LEZER)
        eigen = _one(server, "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = %s", schema)
        if er_is and eigen and not _one(server, "SELECT has_schema_privilege(%s, %s, 'USAGE')", LEZER, schema):
            for opdracht in _GRANTS:
                namen = {"schema": sql.Identifier(schema), "lezer": sql.Identifier(LEZER)}
                server.execute(sql.SQL(opdracht).format(**namen))


def _one(server: psycopg.Connection[Any], vraag: str, *waarden: object) -> Any:
    rij = server.execute(vraag, waarden or None).fetchone()
    return rij[0] if rij else None
