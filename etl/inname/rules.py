"""The rules a row must keep, as data: a condition in SQL that holds for a row that breaks it, and what to say then.

Every condition reads the columns that `werkprocessen.basis` or `standen.basis` give: the delivered text as
`<kolom>_tekst` (NULL when there is nothing) and the typed value as `<kolom>` (NULL when it cannot be read). A condition
that is NULL counts as kept. The whole table is checked once for "any rule broken"; reasons are only looked for in rows
that failed.
"""

# SQL is put together here from our own constants; what is delivered never becomes part of it.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.inname.staging import literal


@dataclass(frozen=True)
class Regel:
    """A rule about one column (None: the row as a whole). `remedie` is Dutch text, or SQL when `remedie_sql` is set."""

    code: str
    kolom: str | None
    conditie: str
    melding: str
    remedie: str
    remedie_sql: str = ""


# These come before all others: of a row with another number of fields nobody knows which field is which.
VORMREGELS = (
    Regel(
        "aanhalingsteken",
        None,
        "open_quote",
        "Een aanhalingsteken gaat open maar niet dicht.",
        "Haal het losse aanhalingsteken weg of verdubbel het.",
    ),
    Regel(
        "aantal_velden",
        None,
        "NOT heel AND NOT open_quote",
        "De regel heeft niet evenveel velden als de kopregel.",
        "Kijk of er een scheidingsteken te veel of te weinig staat; zet een veld waar er een in voorkomt tussen "
        "aanhalingstekens.",
    ),
)


def any_broken(regels: Sequence[Regel]) -> str:
    """SQL: whether a row of the basis breaks at least one rule."""
    conditions = " OR ".join(f"coalesce(({regel.conditie}), false)" for regel in regels)
    return f"(NOT heel OR {conditions})"


def store_reasons(verbinding: Connection, regels: Sequence[Regel], basis: str) -> None:
    """Fill `inname_redenen` (regel, volgorde, kolom, regelcode, melding, remedie) for the rows of `basis`."""
    verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE inname_gevallen AS {basis}")
    delen = " UNION ALL ".join(_reasons(regels))
    verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE inname_redenen AS {delen} ORDER BY 1, 2")


def _reasons(regels: Sequence[Regel]) -> Iterator[str]:
    for volgorde, regel in enumerate((*VORMREGELS, *regels)):
        conditie = regel.conditie if regel in VORMREGELS else f"heel AND ({regel.conditie})"
        remedie = regel.remedie_sql or literal(regel.remedie)
        yield (
            f"SELECT regel, {volgorde} AS volgorde, {literal(regel.kolom)}::VARCHAR AS kolom, "
            f"{literal(regel.code)} AS regelcode, {literal(regel.melding)} AS melding, {remedie} AS remedie "
            f"FROM inname_gevallen WHERE {conditie}"
        )
