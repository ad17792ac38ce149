"""Where the team's snapshot stands and how it is opened: read-only, and never the internal database itself.

The write side replaces the link `team.duckdb` after each delivery, so the team goes on working while one is loaded.
DuckDB keeps one instance per path per process: one engine per real file.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from data.publication.databases import datamap
from data.publication.memory import memory_limit
from data.team.schema import VERSIE, beeld

# Two workers of two threads each fill a small machine; a worker stays well under 2 GB.
_MEMORY, _PART = "1GB", 0.4  # at most, and of what a container may have


def _config() -> dict[str, object]:
    return {"threads": 2, "memory_limit": memory_limit(_MEMORY, _PART)}


class GeenBeeldError(RuntimeError):
    """No delivery was loaded yet, so there is nothing for the team to see."""


def team_pad() -> Path:
    """The link to the live snapshot."""
    return datamap() / "team.duckdb"


def live_bestand() -> str:
    """The real file of the live snapshot: its name changes with every delivery. GeenBeeldError when there is none."""
    pad = team_pad()
    if not pad.exists():
        raise GeenBeeldError("Er is nog geen levering geladen.")
    return os.path.realpath(pad)


def team_engine() -> Engine:
    """A read-only engine on the live snapshot. GeenBeeldError when there is none."""
    return _open(live_bestand())


def engine_for_once(bestand: str) -> Engine:
    """Make a read-only engine that holds on to no connection: who writes a snapshot looks at the one before it."""
    return create_engine(
        f"duckdb:///{bestand}",
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"read_only": True, "config": _config()},
    )


@lru_cache(maxsize=2)
def _open(bestand: str) -> Engine:
    """Connections are kept: opening the file again for every question costs more than the question."""
    engine = create_engine(
        f"duckdb:///{bestand}",
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=8,
        hide_parameters=True,
        connect_args={"read_only": True, "config": _config()},
    )
    if _version(engine) != VERSIE:
        engine.dispose()
        raise GeenBeeldError("De cijfers zijn van een oudere versie van deze site. Draai: python -m etl teambeeld")
    return engine


def _version(engine: Engine) -> int | None:
    """The version of the tables in a snapshot; None for one from before versions were kept."""
    try:
        with engine.connect() as verbinding:
            return verbinding.execute(select(beeld.c.versie)).scalar()
    except DBAPIError:
        return None
