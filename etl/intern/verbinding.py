"""Opening `intern.duckdb`: one writer at a time, other files out of reach, its tables made and up to date."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from data.publication.databases import intern_pad
from etl.intern.actief import create_views
from etl.intern.bestand import connect, hold, private_files
from etl.intern.bijwerken import bring_up_to_date, clear_halves, is_older, make_when_missing

# The folder of a connection that only reads.
_LEZER = "lezer-"


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
    with (
        private_files(schrijven),
        _up_to_date(schrijven=schrijven) as verbinding,
        _scratch(schrijven) as uitloop,
    ):
        _close_off(verbinding, uitloop)
        create_views(verbinding, op)
        verbinding.commit()
        try:
            yield verbinding
        finally:
            verbinding.rollback()


def progress_of(verbinding: Connection) -> Callable[[], float]:
    """Asks how far the database is with the statement it is at, in percent; below zero when it cannot tell."""
    duckdb = verbinding.connection.driver_connection
    return lambda: float(duckdb.query_progress())  # type: ignore[union-attr]


@contextmanager
def _up_to_date(*, schrijven: bool) -> Iterator[Connection]:
    """A connection to a database whose tables are those of this software; an older one is upgraded first."""
    make_when_missing()
    while True:
        with hold(alleen=schrijven), connect(intern_pad(), schrijven=schrijven) as verbinding:
            if not is_older(verbinding):
                if schrijven:
                    clear_halves()
                yield verbinding
                return
        bring_up_to_date()


@contextmanager
def _scratch(schrijven: bool) -> Iterator[Path]:
    """Where this connection may spill, after removing what a killed command left behind: the rows of a delivery.

    A writer is alone. Readers are together, and nobody writes then: what is there beside their folders was left.
    """
    own = werkmap() if schrijven else werkmap() / f"{_LEZER}{os.getpid()}"
    if schrijven:
        shutil.rmtree(own, ignore_errors=True)
    else:
        _remove_left()
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield own / "uitloop"
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _remove_left() -> None:
    with suppress(OSError):  # who may only read leaves it to who may write
        for pad in werkmap().iterdir():
            if pad.is_dir():
                if not pad.name.startswith(_LEZER):
                    shutil.rmtree(pad, ignore_errors=True)
            else:
                pad.unlink(missing_ok=True)


def _close_off(verbinding: Connection, uitloop: Path) -> None:
    """From here on SQL reaches no file outside the work folder: a delivery is data, whatever stands in it."""
    for instelling in (
        f"temp_directory = {_quote(uitloop)}",
        "enable_progress_bar = true",  # kept, so that it can be asked for
        "enable_progress_bar_print = false",
        f"allowed_directories = [{_quote(uitloop.parent)}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        verbinding.exec_driver_sql(f"SET {instelling}")


def _quote(pad: Path) -> str:
    return "'" + str(pad).replace("'", "''") + "'"
