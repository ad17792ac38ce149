"""Deliveries in the internal database: what was offered, what came of it, and taking one back.

Nothing here commits: whoever calls decides what belongs together, so that a delivery is stored whole or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, delete, func, insert, select, tuple_, update

from data.referentie import schooljaar
from etl.intern.actief import GEACCEPTEERD, GEWEIGERD, INGETROKKEN
from etl.intern.schema import afgekeurd, dekking, levering
from etl.meldingen import GebruiksFout

VERVANGEN = "vervangen door levering "
"""Why a delivery counts no more when it was loaded again; the number of the other follows."""


def find_accepted(verbinding: Connection, *, sha256: str, peildatum: date) -> Sequence[RowMapping]:
    """The accepted deliveries of exactly this file and peildatum."""
    zelfde = and_(levering.c.sha256 == sha256, levering.c.peildatum == peildatum)
    return verbinding.execute(select(levering).where(zelfde, levering.c.status == GEACCEPTEERD)).mappings().all()


def add_levering(verbinding: Connection, **waarden: Any) -> int:
    """Store one delivery and return its number. A refusal takes the place of an earlier one of the same file."""
    if waarden["status"] == GEWEIGERD:
        _forget_refusal(verbinding, waarden)
    hoogste = verbinding.scalar(select(func.max(levering.c.levering_id))) or 0
    verbinding.execute(insert(levering).values(levering_id=hoogste + 1, **waarden))
    return int(hoogste + 1)


def add_rows(verbinding: Connection, tabel: Table, levering_id: int, bron: str) -> None:
    """Copy the rows of a query in SQL, whose columns are those of `tabel` without the levering_id."""
    verbinding.exec_driver_sql(  # DuckDB's BY NAME has no counterpart in SQLAlchemy
        f"INSERT INTO {tabel.name} BY NAME SELECT {levering_id} AS levering_id, bron.* FROM ({bron}) bron"  # noqa: S608
    )


def withdraw(verbinding: Connection, levering_id: int, reden: str) -> RowMapping:
    """Take an accepted delivery back: it stays, and counts no more, so that the one before it speaks again.

    Raises GebruiksFout when there is no such accepted delivery.
    """
    deze = levering.c.levering_id == levering_id
    rij = verbinding.execute(select(levering).where(deze, levering.c.status == GEACCEPTEERD)).mappings().first()
    if rij is None:
        raise GebruiksFout(f"Er is geen geaccepteerde levering {levering_id}.", "Bekijk de nummers met: leveringen.")
    verbinding.execute(update(levering).where(deze).values(status=INGETROKKEN, reden=reden))
    return rij


def withdrawn_places(verbinding: Connection, leveringen: Collection[int]) -> Sequence[str]:
    """The gemeenten, as delivered, of those of these deliveries that somebody took back."""
    ingetrokken = (
        select(dekking.c.gemeente_code)
        .join(levering, levering.c.levering_id == dekking.c.levering_id)
        .where(
            levering.c.levering_id.in_(sorted(leveringen)),
            levering.c.status == INGETROKKEN,
            levering.c.reden.is_(None) | levering.c.reden.not_like(f"{VERVANGEN}%"),
        )
        .distinct()
    )
    return verbinding.execute(ingetrokken).scalars().all()


def withdraw_same_file(verbinding: Connection, levering_id: int) -> None:
    """Let a delivery take the place of earlier ones of the same file and peildatum.

    Loading a file again with another profile or other schooljaren corrects how it was read; it is no second delivery.
    """
    nieuw = levering.alias("nieuw")
    zelfde = select(nieuw.c.sha256, nieuw.c.peildatum).where(nieuw.c.levering_id == levering_id)
    verbinding.execute(
        update(levering)
        .where(
            tuple_(levering.c.sha256, levering.c.peildatum).in_(zelfde),
            levering.c.levering_id != levering_id,
            levering.c.status == GEACCEPTEERD,
        )
        .values(status=INGETROKKEN, reden=f"{VERVANGEN}{levering_id}")
    )


def list_leveringen(verbinding: Connection) -> Sequence[RowMapping]:
    """All deliveries, newest first."""
    return verbinding.execute(select(levering).order_by(levering.c.levering_id.desc())).mappings().all()


def list_speaking(verbinding: Connection) -> list[dict[str, Any]]:
    """Per gemeente of today, and schooljaren that follow each other, which deliveries speak, in order.

    Keys: gemeente_code, van, tot, leveringen (their numbers), bekend: False where a part of the gemeente was not
    delivered, so that nothing of it counts.
    """
    rijen = verbinding.exec_driver_sql(
        "SELECT s.gemeente_code, s.schooljaar, list_sort(list(DISTINCT s.levering_id)), "
        "any_value(d.schooljaar) IS NOT NULL FROM spreekt s LEFT JOIN actieve_dekking d "
        "ON d.gemeente_code = s.gemeente_code AND d.schooljaar = s.schooljaar GROUP BY 1, 2 ORDER BY 1, 2"
    )
    reeksen: list[dict[str, Any]] = []
    for code, jaar, nummers, bekend in rijen:
        zelfde = {"gemeente_code": code, "leveringen": list(nummers), "bekend": bekend}
        if reeksen and {**reeksen[-1], **zelfde} == reeksen[-1] and reeksen[-1]["tot"] == schooljaar.vorige(jaar):
            reeksen[-1]["tot"] = jaar
        else:
            reeksen.append({**zelfde, "van": jaar, "tot": jaar})
    return reeksen


def list_refused(verbinding: Connection, levering_id: int | None = None) -> Sequence[RowMapping]:
    """The refused rows of all deliveries that were not taken back, or of one: where, which rule, how to mend it.

    Without the row itself: it holds a child, and its place is enough to find it.
    """
    query = (
        select(
            afgekeurd.c.levering_id,
            levering.c.bestand,
            afgekeurd.c.regel,
            afgekeurd.c.kolom,
            afgekeurd.c.regelcode,
            afgekeurd.c.melding,
            afgekeurd.c.remedie,
        )
        .join(levering, levering.c.levering_id == afgekeurd.c.levering_id)
        .where(levering.c.status != INGETROKKEN)
        .order_by(afgekeurd.c.levering_id.desc(), afgekeurd.c.regel, afgekeurd.c.regelcode, afgekeurd.c.kolom)
    )
    if levering_id is not None:
        query = query.where(afgekeurd.c.levering_id == levering_id)
    return verbinding.execute(query).mappings().all()


def _forget_refusal(verbinding: Connection, waarden: dict[str, Any]) -> None:
    """The same file may be offered again and again; only the last refusal is worth keeping."""
    zelfde = [levering.c[naam] == waarden[naam] for naam in ("sha256", "profiel", "peildatum", "status")]
    eerder = select(levering.c.levering_id).where(*zelfde)
    verbinding.execute(delete(afgekeurd).where(afgekeurd.c.levering_id.in_(eerder)))
    verbinding.execute(delete(levering).where(*zelfde))
