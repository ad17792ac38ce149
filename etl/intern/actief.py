"""Which rows count: a later delivery supersedes an earlier one per gemeente and schooljaar, and overwrites nothing.

Views, made on each connection:
- `actieve_dekking`: gemeente_code, schooljaar, levering_id, peildatum, voorbeeld: which delivery speaks about what;
- `actief`: the werkprocessen that count, with their schooljaar (of the start), peildatum and voorbeeld;
- `actieve_stand`: the standen that count, with peildatum and voorbeeld;
- `actief_landelijk`: the figures of national sources that count, with their peildatum.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    String,
    Subquery,
    Table,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    inspect,
    or_,
    select,
    text,
)

from data import schooljaar
from data.schema_intern import dekking, landelijk_cijfer, levering, stand, werkproces

GEACCEPTEERD = "geaccepteerd"
GEWEIGERD = "geweigerd"
INGETROKKEN = "ingetrokken"
WERKPROCESSEN = "werkprocessen"
STANDEN = "standen"
LANDELIJK = "landelijk"


def create_views(verbinding: Connection, op: date | None = None) -> None:
    """Make the views on this connection, as of a peildatum. They are temporary, so a reader can make them too."""
    views = {
        "actieve_dekking": active_coverage(op),
        "actief": active_werkprocessen(op),
        "actieve_stand": active_standen(op),
        "actief_landelijk": active_national(op),
    }
    if not _knows_national(verbinding):  # a database from before there were any, opened to read
        del views["actief_landelijk"]
    for naam, query in views.items():
        sql = query.compile(verbinding, compile_kwargs={"literal_binds": True})
        verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP VIEW {naam} AS {sql}")


def read_national(verbinding: Connection) -> Sequence[RowMapping]:
    """The figures of national sources that count, with their peildatum, in a fixed order."""
    if not _knows_national(verbinding):
        return []
    volgorde = "bron, indicator, periode, gebied"
    return verbinding.execute(text(f"SELECT * FROM actief_landelijk ORDER BY {volgorde}")).mappings().all()  # noqa: S608 - our own constant


def _knows_national(verbinding: Connection) -> bool:
    return bool(inspect(verbinding).has_table(landelijk_cijfer.name))


def active_coverage(op: date | None = None) -> Select[Any]:
    """Per gemeente and schooljaar the delivery of werkprocessen that speaks for it: the one with the latest peildatum.

    With equal peildata the one that was loaded last. Example deliveries drop out as soon as there is a real one.
    """
    example_counts = ~_exists_real(op, (WERKPROCESSEN,))
    latest = _latest(dekking, and_(_accepted(op, (WERKPROCESSEN,)), or_(~levering.c.voorbeeld, example_counts)))
    kolommen = (latest.c[naam] for naam in ("gemeente_code", "schooljaar", "levering_id", "peildatum", "voorbeeld"))
    return select(*kolommen).where(latest.c.plaats == 1)


def active_werkprocessen(op: date | None = None) -> Select[Any]:
    """The rows that count. A row outside the coverage of its own delivery (narrowed by who loaded it) does not."""
    bron = active_coverage(op).subquery("bron")
    jaar = schooljaar_of(werkproces.c.startdatum)
    return select(werkproces, bron.c.schooljaar, bron.c.peildatum, bron.c.voorbeeld).join(
        bron,
        and_(
            bron.c.levering_id == werkproces.c.levering_id,
            bron.c.gemeente_code == werkproces.c.gemeente_code,
            bron.c.schooljaar == jaar,
        ),
    )


def active_standen(op: date | None = None) -> Select[Any]:
    """Per gemeente and schooljaar the standen with the latest peildatum.

    Example standen drop out as soon as there is any real delivery: no real count is ever shown per example child.
    """
    example_counts = ~_exists_real(op, (WERKPROCESSEN, STANDEN))
    latest = _latest(stand, and_(_accepted(op, (STANDEN,)), or_(~levering.c.voorbeeld, example_counts)))
    return select(*(kolom for kolom in latest.c if kolom.name != "plaats")).where(latest.c.plaats == 1)


def active_national(op: date | None = None) -> Select[Any]:
    """Per source, indicator, gebied and period the figure of the latest version: a source mends its own figures."""
    tabel = landelijk_cijfer
    plaats = func.row_number().over(
        partition_by=(tabel.c.bron, tabel.c.indicator, tabel.c.gebied, tabel.c.periode),
        order_by=(levering.c.peildatum.desc(), levering.c.levering_id.desc()),
    )
    latest = (
        select(tabel, levering.c.peildatum, plaats.label("plaats"))
        .join(levering, levering.c.levering_id == tabel.c.levering_id)
        .where(_accepted(op, (LANDELIJK,)))
        .subquery()
    )
    return select(*(kolom for kolom in latest.c if kolom.name != "plaats")).where(latest.c.plaats == 1)


def schooljaar_of(dag: ColumnElement[Any]) -> ColumnElement[str]:
    """The schooljaar of a date column, as text; the same as `data.schooljaar.of`."""
    begin = extract("year", dag) - case((extract("month", dag) < schooljaar.EERSTE_MAAND, 1), else_=0)
    return func.concat(cast(begin, String), "-", cast(begin + 1, String))


def _accepted(op: date | None, soorten: tuple[str, ...]) -> ColumnElement[bool]:
    accepted = and_(levering.c.status == GEACCEPTEERD, levering.c.soort.in_(soorten))
    return accepted if op is None else and_(accepted, levering.c.peildatum <= op)


def _exists_real(op: date | None, soorten: tuple[str, ...]) -> ColumnElement[bool]:
    real = levering.alias("echt")
    found = and_(real.c.status == GEACCEPTEERD, real.c.soort.in_(soorten), ~real.c.voorbeeld)
    return exists().where(found if op is None else and_(found, real.c.peildatum <= op)).correlate(None)


def _latest(tabel: Table, taking_part: ColumnElement[bool]) -> Subquery:
    """The lines of `tabel` with `plaats` 1 for the delivery that speaks for that gemeente and schooljaar."""
    plaats = func.row_number().over(
        partition_by=(tabel.c.gemeente_code, tabel.c.schooljaar),
        order_by=(levering.c.peildatum.desc(), levering.c.levering_id.desc()),
    )
    return (
        select(tabel, levering.c.peildatum, levering.c.voorbeeld, plaats.label("plaats"))
        .join(levering, levering.c.levering_id == tabel.c.levering_id)
        .where(taking_part)
        .subquery()
    )
