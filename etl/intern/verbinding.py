"""Opening `intern.duckdb`: one writer at a time, other files out of reach, the tables made when they are missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from data import schema_intern
from data.databases import intern_pad
from etl.intern.actief import create_views
from etl.meldingen import BezetFout, Fout

GEHEUGEN = "2GB"


def werkmap() -> Path:
    """The private folder for what is too large for memory, person data included. Empty when nobody writes."""
    return intern_pad().parent / "werk"


@contextmanager
def open_intern(*, schrijven: bool = False, op: date | None = None) -> Iterator[Connection]:
    """A connection to the internal database, with the views `actief`, `actieve_dekking` and `actieve_stand`.

    schrijven: also make changes; nobody else can open the database meanwhile, and SQL may read the files in the work
    folder. op: the views show what was active on this peildatum (default: now). What is not committed is undone.
    Raises BezetFout when another command has the database open.
    """
    _make_when_missing()
    with (
        _private_files(schrijven),
        _connect(intern_pad(), schrijven=schrijven) as verbinding,
        _scratch(schrijven) as uitloop,
    ):
        if schrijven:
            schema_intern.metadata.create_all(verbinding)  # a table that came later
            verbinding.commit()
        _close_off(verbinding, uitloop)
        create_views(verbinding, op)
        verbinding.commit()
        try:
            yield verbinding
        finally:
            verbinding.rollback()


def _make_when_missing() -> None:
    """Make the database beside its place and link it there whole, so that a kill never leaves one without tables."""
    if intern_pad().exists():
        return
    intern_pad().parent.mkdir(parents=True, exist_ok=True)
    nieuw = intern_pad().with_name(f".intern-{os.getpid()}.duckdb")
    nieuw.unlink(missing_ok=True)
    with _private_files(True), _connect(nieuw, schrijven=True) as verbinding:
        schema_intern.metadata.create_all(verbinding)
        verbinding.commit()
    try:
        os.link(nieuw, intern_pad())
    except FileExistsError:
        pass  # another command was first; its database holds
    finally:
        nieuw.unlink()


@contextmanager
def _private_files(schrijven: bool) -> Iterator[None]:
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
def _connect(pad: Path, *, schrijven: bool) -> Iterator[Connection]:
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


def _explain(fout: DBAPIError) -> Fout:
    if "lock" in str(fout.orig).lower():
        return BezetFout(
            "Een ander commando is bezig met de interne database.",
            "Wacht tot dat klaar is en probeer het opnieuw.",
        )
    return Fout(
        f"De interne database ({intern_pad().name}) kan niet worden geopend.",
        "Zet de laatste reservekopie terug, of haal het bestand weg en laad de leveringen opnieuw.",
    )


@contextmanager
def _scratch(schrijven: bool) -> Iterator[Path]:
    """Where this connection may spill. A writer is alone, so what a killed command left behind is removed first."""
    own = werkmap() if schrijven else werkmap() / f"lezer-{os.getpid()}"
    if schrijven:
        shutil.rmtree(own, ignore_errors=True)
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield own / "uitloop"
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _close_off(verbinding: Connection, uitloop: Path) -> None:
    """From here on SQL reaches no file outside the work folder: a delivery is data, whatever stands in it."""
    for instelling in (
        f"temp_directory = {_quote(uitloop)}",
        f"allowed_directories = [{_quote(uitloop.parent)}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        verbinding.exec_driver_sql(f"SET {instelling}")


def _quote(pad: Path) -> str:
    return "'" + str(pad).replace("'", "''") + "'"
