"""The file `intern.duckdb` itself: who may open it now, opening it, and saying in Dutch why that cannot be done."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from data.databases import intern_pad
from etl.meldingen import BezetFout, Fout

GEHEUGEN = "2GB"
_SLOT = ".intern.slot"


@contextmanager
def hold(*, alleen: bool) -> Iterator[None]:
    """Take part with other readers, or be the only one (`alleen`) to have the internal database.

    The system lets go of it when a command is killed. Raises BezetFout when another command is in the way. Where the
    folder cannot be written nobody can write the database either, and where the file system knows no such locks there
    is still DuckDB's own.
    """
    try:
        nummer = os.open(intern_pad().with_name(_SLOT), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            try:
                fcntl.flock(nummer, (fcntl.LOCK_EX if alleen else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise _busy() from None
        yield
    finally:
        os.close(nummer)


@contextmanager
def private_files(schrijven: bool) -> Iterator[None]:
    """Files made by a writing connection (database, write-ahead log, spill) are for their owner only."""
    if not schrijven:
        yield
        return
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def connect(pad: Path, *, schrijven: bool) -> Iterator[Connection]:
    """A connection to a DuckDB file, made when it is not there. Raises Fout in Dutch when it cannot be opened."""
    config = {"memory_limit": os.environ.get("LEERRECHT_GEHEUGEN", GEHEUGEN)}
    engine = create_engine(
        f"duckdb:///{pad}",
        poolclass=NullPool,
        connect_args={"read_only": not schrijven, "config": config},
        hide_parameters=True,
    )
    try:
        verbinding = engine.connect()
    except DBAPIError as fout:
        raise _explain(fout) from None
    with verbinding:
        yield verbinding


def _busy() -> BezetFout:
    return BezetFout(
        "Een ander commando is bezig met de interne database.",
        "Wacht tot dat klaar is en probeer het opnieuw.",
    )


def _explain(fout: DBAPIError) -> Fout:
    if "could not set lock on file" in str(fout.orig).lower():
        return _busy()
    return Fout(
        f"De interne database ({intern_pad().name}) kan niet worden geopend.",
        "Haal het bestand niet weg: het bevat wat eerdere publicaties beschermt. Zet de laatste reservekopie terug.",
    )
