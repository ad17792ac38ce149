"""Where the two databases stand and how they are opened.

`publiek.duckdb` is a link to a versioned file that is replaced whole. DuckDB keeps one instance per path per process
and would go on serving the old file after a swap, so every reader resolves the link and keeps one engine per real file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from duckdb import OutOfMemoryException
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.pool import NullPool

from data.publication.memory import memory_limit
from data.publication.migrations import upgrade
from data.publication.schema_publiek import MIGRATIES, SCHEMA_VERSIE, publicatie

_PROJECT = Path(__file__).resolve().parents[2]
_LIVE = "publiek.duckdb"
COPY_OF = "kopie_van"
# Without the last two DuckDB looks on the internet for an extension when a file is not its own.
_PUBLIC = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# Reading a country takes a fifth of it; DuckDB would take most of the machine otherwise, in each worker.
_MEMORY, _PART = "512MB", 0.25


class GeenPublicatieError(RuntimeError):
    """Nothing has been published yet in this data folder."""


class OnbruikbarePublicatieError(RuntimeError):
    """There is a publication that cannot be served. What is wrong and how to mend it, in Dutch, for the beheerder."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(f"{melding} {remedie}")
        self.melding, self.remedie = melding, remedie


class NieuwerePublicatieError(OnbruikbarePublicatieError):
    """It was made by a newer version of this software."""


class BeschadigdePublicatieError(OnbruikbarePublicatieError):
    """It is damaged, or no publication at all."""


def public_config() -> dict[str, object]:
    """How DuckDB is set to read a publication."""
    return {**_PUBLIC, "memory_limit": memory_limit(_MEMORY, _PART)}


def datamap() -> Path:
    """The folder that holds both databases: LEERRECHT_DATA, or `var/` in the project."""
    return _resolved(os.environ.get("LEERRECHT_DATA") or str(_PROJECT / "var"))


@lru_cache(maxsize=8)
def _resolved(folder: str) -> Path:
    """Asked with every page view, and a walk along the folders each time."""
    return Path(folder).resolve()


def intern_pad() -> Path:
    """The internal database. Only the ETL and the team process may open it."""
    return datamap() / "intern.duckdb"


def publiek_pad() -> Path:
    """The link to the live publication."""
    return datamap() / _LIVE


def publieke_engine() -> Engine:
    """A read-only engine on the publication that is live now.

    With DATABASE_URL set, that database (PostgreSQL) instead. Raises GeenPublicatieError when nothing is published,
    OnbruikbarePublicatieError when this software cannot read what is.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        from data.publication.server import server_engine

        return server_engine(url)
    link = publiek_pad()
    if not link.exists():
        raise GeenPublicatieError("Er is nog niets gepubliceerd. Draai eerst: python -m etl publiceren")
    # A link to a file in a folder beside it: one step, and not the walk that realpath makes.
    return open_publicatie(str(datamap() / link.readlink() if link.is_symlink() else link))


@lru_cache(maxsize=4)
def open_publicatie(bestand: str) -> Engine:
    """A read-only engine on one publication file, with the tables of this software whatever version made it.

    Raises NieuwerePublicatieError or BeschadigdePublicatieError when that cannot be.
    """
    naam = Path(bestand).name
    engine = create_engine(
        f"duckdb:///{bestand}", poolclass=NullPool, connect_args={"read_only": True, "config": public_config()}
    )
    event.listen(engine, "handle_error", _damage_in(naam))
    try:
        versie = _version(engine, naam)
    except NoResultFound as fout:
        raise _damaged(naam) from fout
    return engine if versie == SCHEMA_VERSIE else _lifted(bestand, versie)


def which(engine: Engine) -> object:
    """What tells one publication from another: its file or server.

    An older one and one on a server are read in memory, so its URL says nothing.
    """
    return engine.get_execution_options().get(COPY_OF) or engine.url


def _damage_in(naam: str) -> Callable[[ExceptionContext], None]:
    """Tells of any error while a publication is read, but want of memory, that the file is damaged.

    Blocks are read and their checksums looked at when they are needed: this may come up long after it was opened.
    """

    def tell(context: ExceptionContext) -> None:
        if not isinstance(context.original_exception, OutOfMemoryException):
            raise _damaged(naam) from context.original_exception

    return tell


def _damaged(naam: str) -> BeschadigdePublicatieError:
    return BeschadigdePublicatieError(
        f"De publicatie {naam} is beschadigd of niet te openen.",
        "Zet de vorige terug met 'python -m etl terugdraaien', of publiceer opnieuw.",
    )


def _version(engine: Engine, naam: str) -> int:
    """The version of the tables of a publication; NieuwerePublicatieError when this software cannot read it."""
    with engine.connect() as verbinding:
        versie: int = verbinding.execute(select(publicatie.c.schema_versie)).scalar_one()
    if versie > SCHEMA_VERSIE:
        raise NieuwerePublicatieError(
            f"De publicatie {naam} is gemaakt door een nieuwere versie van dit programma (versie {versie}; dit "
            f"programma kent tot en met {SCHEMA_VERSIE}).",
            "Gebruik weer de nieuwere versie van het programma, of zet een eerdere publicatie terug met 'python -m etl "
            "terugdraaien'.",
        )
    return versie


def _lifted(bestand: str, versie: int) -> Engine:
    """An engine on a copy in memory of an older publication, brought to today's tables: the file stays as it was."""
    engine = create_engine(
        "duckdb:///:memory:",
        poolclass=NullPool,
        connect_args={"config": public_config()},
        execution_options={COPY_OF: bestand},
    )
    naam, pad = Path(bestand).name, bestand.replace("'", "''")
    event.listen(engine, "handle_error", _damage_in(naam))

    @event.listens_for(engine, "engine_connect")
    def lift(verbinding: Connection) -> None:
        for opdracht in (f"ATTACH '{pad}' AS ouder (READ_ONLY)", "COPY FROM DATABASE ouder TO memory", "DETACH ouder"):
            verbinding.exec_driver_sql(opdracht)
            verbinding.commit()
        upgrade(verbinding, MIGRATIES, versie)

    return engine
