"""Where the two databases stand and how they are opened.

`publiek.duckdb` is a link to a versioned file that is replaced whole. DuckDB keeps one instance per path per process
and would go on serving the old file after a swap, so every reader resolves the link and keeps one engine per real file.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

_PROJECT = Path(__file__).resolve().parent.parent
_LIVE = "publiek.duckdb"
# Reading a country takes a fifth of it; DuckDB would take most of the machine otherwise, in each worker.
_PUBLIC_MEMORY = "512MB"


class GeenPublicatieError(RuntimeError):
    """Nothing has been published yet in this data folder."""


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

    With DATABASE_URL set, that database (PostgreSQL) instead. Raises GeenPublicatieError when nothing is published.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return _engine_op_server(url)
    link = publiek_pad()
    if not link.exists():
        raise GeenPublicatieError("Er is nog niets gepubliceerd. Draai eerst: python -m etl publiceren")
    # A link to a file in a folder beside it: one step, and not the walk that realpath makes.
    return open_publicatie(str(datamap() / link.readlink() if link.is_symlink() else link))


@lru_cache(maxsize=4)
def open_publicatie(bestand: str) -> Engine:
    """A read-only engine on one publication file."""
    return create_engine(
        f"duckdb:///{bestand}",
        poolclass=NullPool,
        connect_args={"read_only": True, "config": {"threads": 1, "memory_limit": _PUBLIC_MEMORY}},
    )


@lru_cache(maxsize=1)
def _engine_op_server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True)
