"""The file `intern.duckdb` itself: who may open it now, opening it, and saying in Dutch why that cannot be done."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from data.publication.databases import intern_pad
from data.publication.memory import memory_limit
from etl.meldingen import BezetFout, Fout
from etl.storingen import NIETS_WEG, TERUG, in_dutch

GEHEUGEN = "2GB"
_DEEL = 0.6  # of what a container may have: Python and the programs of disclosure control need the rest
_SLOT = ".intern.slot"
# Of the storage, not of our tables: see `bijwerken`.
_NEWER = re.compile(r"can only read (storage )?version", re.IGNORECASE)


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
    look_at(pad)
    config = {
        "memory_limit": os.environ.get("LEERRECHT_GEHEUGEN") or memory_limit(GEHEUGEN, _DEEL),
        # Else DuckDB looks on the internet for an extension when a file is not its own.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    engine = create_engine(
        f"duckdb:///{pad}",
        poolclass=NullPool,
        connect_args={"read_only": not schrijven, "config": config},
        hide_parameters=True,
    )
    try:
        verbinding = engine.connect()
    except DBAPIError as fout:
        raise _explain(pad, fout) from None
    with verbinding:
        yield verbinding


def look_at(pad: Path) -> None:
    """Raise Fout when what stands here cannot be a database of DuckDB; nothing there is no fault."""
    if pad.is_symlink() and not pad.exists():
        raise Fout(
            f"{pad} verwijst naar een bestand dat er niet is.",
            f"Koppel de schijf waar het op staat, of herstel de verwijzing. {TERUG}",
        )
    if not pad.exists():
        return
    if not pad.is_file():
        raise Fout(f"{pad} hoort de interne database te zijn, en is geen bestand.", TERUG)
    with pad.open("rb") as bestand:
        begin = bestand.read(12)
    if not begin:
        raise Fout(f"De interne database ({pad}) is leeg: 0 bytes.", TERUG)
    if begin[8:12] != b"DUCK":
        raise Fout(f"{pad} is geen database van dit programma: het is een ander soort bestand.", TERUG)


def _busy() -> BezetFout:
    return BezetFout(
        "Een ander commando is bezig met de interne database.",
        "Wacht tot dat klaar is en probeer het opnieuw.",
    )


def _explain(pad: Path, fout: DBAPIError) -> Fout:
    tekst = str(fout.orig)
    if "could not set lock on file" in tekst.lower():
        return _busy()
    if _NEWER.search(tekst):
        return Fout(
            f"De interne database ({pad.name}) is geschreven door een nieuwere versie van DuckDB dan hier staat.",
            f"Gebruik weer de nieuwere versie van het programma. {NIETS_WEG}",
        )
    if "corrupt wal file" in tekst.lower():
        return Fout(
            f"De interne database gaat niet open: wat een eerder commando achterliet ({pad.name}.wal) is beschadigd.",
            f"Haal dat bestand niet weg: er kan een levering of publicatie in staan die nergens anders staat. {TERUG}",
        )
    beschadigd = Fout(f"De interne database ({pad.name}) is beschadigd en kan niet worden geopend.", TERUG)
    return in_dutch(fout) or beschadigd
