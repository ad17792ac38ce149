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


class GeenPublicatieError(RuntimeError):
    """Nothing has been published yet in this data folder."""


def datamap() -> Path:
    """The folder that holds both databases: LEERRECHT_DATA, or `var/` in the project."""
    return Path(os.environ.get("LEERRECHT_DATA") or _PROJECT / "var").resolve()


def intern_pad() -> Path:
    """The internal database. Only the ETL and the team process may open it."""
    return datamap() / "intern.duckdb"


def publiek_pad() -> Path:
    """The link to the live publication."""
    return datamap() / "publiek.duckdb"


def publieke_engine() -> Engine:
    """A read-only engine on the publication that is live now.

    With DATABASE_URL set, that database (PostgreSQL) instead. Raises GeenPublicatieError when nothing is published.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return _engine_op_server(url)
    pad = publiek_pad()
    if not pad.exists():
        raise GeenPublicatieError("Er is nog niets gepubliceerd. Draai eerst: python -m etl publiceren")
    return open_publicatie(os.path.realpath(pad))


@lru_cache(maxsize=4)
def open_publicatie(bestand: str) -> Engine:
    """A read-only engine on one publication file."""
    return create_engine(
        f"duckdb:///{bestand}", poolclass=NullPool, connect_args={"read_only": True, "config": {"threads": 1}}
    )


@lru_cache(maxsize=1)
def _engine_op_server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True)
