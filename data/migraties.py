"""Upgrading a database from the version of its tables that it was made with to the one of this software.

Each database states its steps once, numbered from 2 on; without any step its version is 1. A step is SQL, one statement
after another, or a function where SQL alone cannot do it. Steps are never changed once released: somebody's database
has taken them already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

EERSTE_VERSIE = 1


class Stap(NamedTuple):
    """What brings a database from the version before `versie` to `versie`."""

    versie: int
    doe: str | Sequence[str] | Callable[[Connection], None]


def newest(stappen: Sequence[Stap]) -> int:
    """The version of a database that has taken all steps."""
    return stappen[-1].versie if stappen else EERSTE_VERSIE


def upgrade(verbinding: Connection, stappen: Sequence[Stap], van: int) -> None:
    """Take the steps after version `van`, committing after each statement: DuckDB cannot mix some within one commit.

    So this is done on a copy, never on the database itself; whoever calls puts the copy in its place.
    """
    for stap in stappen:
        if stap.versie <= van:
            continue
        if callable(stap.doe):
            stap.doe(verbinding)
        else:
            for opdracht in [stap.doe] if isinstance(stap.doe, str) else stap.doe:
                verbinding.exec_driver_sql(opdracht)
                verbinding.commit()
        verbinding.commit()
