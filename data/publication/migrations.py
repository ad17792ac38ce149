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


class Migratie(NamedTuple):
    """What brings a database from the version before `versie` to `versie`."""

    versie: int
    doe: str | Sequence[str] | Callable[[Connection], None]


def newest(migraties: Sequence[Migratie]) -> int:
    """The version of a database after all of them."""
    return migraties[-1].versie if migraties else EERSTE_VERSIE


def upgrade(verbinding: Connection, migraties: Sequence[Migratie], van: int) -> None:
    """Take the steps after version `van`, committing after each statement: DuckDB cannot mix some within one commit.

    So this is done on a copy, never on the database itself; whoever calls puts the copy in its place.
    """
    for migratie in migraties:
        if migratie.versie <= van:
            continue
        if callable(migratie.doe):
            migratie.doe(verbinding)
        else:
            for opdracht in [migratie.doe] if isinstance(migratie.doe, str) else migratie.doe:
                verbinding.exec_driver_sql(opdracht)
                verbinding.commit()
        verbinding.commit()
