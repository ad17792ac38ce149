"""What has ever been published, per cell, with the interval it left open, and how fine each table was told.

Stands in the internal database, because an interval beside a hidden cell says more than may be public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection, case, func, select, text

from data.cells.cells import CelSleutel, VorigeCel
from data.cells.tableplan import Tafel
from data.referentie.gebieden import LAND
from data.referentie.schooljaar import is_schooljaar
from data.registry.indicators import STANDEN
from etl.intern.schema import publicatie_cel, publicatie_log, publicatie_tafel, uitgave
from etl.tafelkeuze import Keuze, coarsest
from etl.tellen import Tellingen


def previous_cells(verbinding: Connection, herkomst: str) -> dict[CelSleutel, VorigeCel]:
    """Per cell what was ever published about it from this kind of source, rolled back publications included.

    `onderdrukt` when any publication hid it. The value is the largest that any showed: who kept that publication knows
    that there are no fewer, where cases only come.
    """
    log, cel = publicatie_log.c, publicatie_cel.c
    velden = [cel[naam] for naam in CelSleutel._fields]
    getoond = case((cel.status == "gepubliceerd", cel.waarde))
    verborgen = func.max(case((cel.status == "onderdrukt", 1), else_=0))
    vraag = (
        select(*velden, verborgen, func.max(getoond))
        .join(publicatie_log, log.publicatie_id == cel.publicatie_id)
        .where(log.herkomst == herkomst)
        .group_by(*velden)
    )
    return {
        CelSleutel(*sleutel): VorigeCel("onderdrukt" if weg else "gepubliceerd", waarde, None, None)
        for *sleutel, weg, waarde in verbinding.execute(vraag)
    }


def kind_of(tellingen: Tellingen) -> str:
    """The kind of source of these counts, as the log has it."""
    return "voorbeeld" if any(h.voorbeeld for h in tellingen.herkomst.values()) else "levering"


def statuses(verbinding: Connection, publicatie_id: str) -> dict[CelSleutel, str]:
    """The status of every cell of a publication."""
    rijen = verbinding.execute(select(publicatie_cel).where(publicatie_cel.c.publicatie_id == publicatie_id))
    return {CelSleutel(*(getattr(r, naam) for naam in CelSleutel._fields)): r.status for r in rijen}


def publications(verbinding: Connection, herkomst: str) -> Sequence[str]:
    """The publications from this kind of source, the first made first."""
    log = publicatie_log.c
    vraag = select(log.publicatie_id).where(log.herkomst == herkomst).order_by(log.nummer)
    return verbinding.execute(vraag).scalars().all()


def unknown_moments(verbinding: Connection) -> Sequence[datetime]:
    """When publications were made of which nothing is known any more."""
    vraag = (
        select(publicatie_log.c.voorgenomen_op)
        .join(uitgave, uitgave.c.publicatie_id == publicatie_log.c.publicatie_id)
        .where(uitgave.c.teruggevonden == "niets")
    )
    return verbinding.execute(vraag).scalars().all()


class Schooljaaruitgave(NamedTuple):
    """Which edition of a schooljaar is told of a gebied: its number, since when, and what it changed.

    sinds: when it was published first. vorige: when the one before it was; None of the first. gewijzigd: how many
    figures are shown with another value than before.
    """

    nummer: int
    sinds: datetime
    vorige: datetime | None = None
    gewijzigd: int = 0


def editions(verbinding: Connection, herkomst: str) -> dict[tuple[str, str], Schooljaaruitgave]:
    """Per gebied and schooljaar the last edition that was told.

    A publication makes a new edition where it shows a figure with another value than was shown before. What is hidden
    does not count: a number that goes up with it would tell that a hidden figure changed. Nor do population counts,
    which are no figures of ours.
    """
    log, cel = publicatie_log.c, publicatie_cel.c
    velden = [cel[naam] for naam in CelSleutel._fields]
    vorige = func.lag(cel.waarde).over(partition_by=velden, order_by=log.nummer)
    getoond = (
        select(cel.gebied, cel.schooljaar, log.nummer, log.voorgenomen_op, (vorige != cel.waarde).label("anders"))
        .join(publicatie_log, log.publicatie_id == cel.publicatie_id)
        .where(log.herkomst == herkomst, cel.status == "gepubliceerd", cel.indicator.not_in(STANDEN))
        .subquery()
    )
    g = getoond.c
    vraag = (
        select(g.gebied, g.schooljaar, g.voorgenomen_op, func.count().filter(g.anders))
        .group_by(g.gebied, g.schooljaar, g.nummer, g.voorgenomen_op)
        .order_by(g.nummer)
    )
    per: dict[tuple[str, str], Schooljaaruitgave] = {}
    for gebied, jaar, op, anders in verbinding.execute(vraag):
        if gebied == LAND or not is_schooljaar(jaar):
            continue
        if (eerder := per.get((gebied, jaar))) is None:
            per[gebied, jaar] = Schooljaaruitgave(1, op)
        elif anders:
            per[gebied, jaar] = Schooljaaruitgave(eerder.nummer + 1, op, eerder.sinds, anders)
    return per


def next_editions(
    verbinding: Connection, herkomst: str, op: datetime, getoond: Mapping[CelSleutel, int]
) -> tuple[dict[tuple[str, str], Schooljaaruitgave], set[tuple[str, str]]]:
    """The edition of each gebied and schooljaar when these figures are shown now, and which of them are new."""
    eerder = editions(verbinding, herkomst)
    laatst = _last_shown(verbinding, herkomst)
    plekken = [(c.gebied, c.schooljaar) for c in getoond if c.gebied != LAND and is_schooljaar(c.schooljaar)]
    anders = Counter(
        (c.gebied, c.schooljaar) for c, n in getoond.items() if c.indicator not in STANDEN and laatst.get(c, n) != n
    )
    per: dict[tuple[str, str], Schooljaaruitgave] = {}
    for plek in dict.fromkeys(plekken):
        vorige = eerder.get(plek)
        if vorige is None:
            per[plek] = Schooljaaruitgave(1, op)
        else:
            per[plek] = Schooljaaruitgave(vorige.nummer + 1, op, vorige.sinds, anders[plek]) if anders[plek] else vorige
    return per, {plek for plek in per if plek not in eerder or anders[plek]}


def _last_shown(verbinding: Connection, herkomst: str) -> dict[CelSleutel, int]:
    """Per cell the value with which it was shown last."""
    log, cel = publicatie_log.c, publicatie_cel.c
    velden = [cel[naam] for naam in CelSleutel._fields]
    vraag = (
        select(*velden, func.arg_max(cel.waarde, log.nummer))
        .join(publicatie_log, log.publicatie_id == cel.publicatie_id)
        .where(log.herkomst == herkomst, cel.status == "gepubliceerd")
        .group_by(*velden)
    )
    return {CelSleutel(*sleutel): waarde for *sleutel, waarde in verbinding.execute(vraag)}


def next_number(verbinding: Connection) -> int:
    """One more than that of any publication ever made from here."""
    return (verbinding.scalar(select(func.max(publicatie_log.c.nummer))) or 0) + 1


def last_publication(verbinding: Connection) -> str | None:
    """Which publication was made last."""
    return verbinding.scalar(select(publicatie_log.c.publicatie_id).order_by(publicatie_log.c.nummer.desc()).limit(1))


def last_moment(verbinding: Connection) -> datetime | None:
    """When the last publication was made, by the clock of then."""
    return verbinding.scalar(select(publicatie_log.c.voorgenomen_op).order_by(publicatie_log.c.nummer.desc()).limit(1))


def true_values(verbinding: Connection, publicatie_id: str) -> dict[CelSleutel, int]:
    """The counts behind one publication, hidden ones too where they are known; empty when nothing is logged of it."""
    cel = publicatie_cel.c
    welke = (cel.publicatie_id == publicatie_id, cel.waarde.is_not(None))
    rijen = verbinding.execute(select(publicatie_cel).where(*welke))
    return {CelSleutel(*(getattr(r, naam) for naam in CelSleutel._fields)): r.waarde for r in rijen}


def earlier_steps(verbinding: Connection, herkomst: str) -> Keuze:
    """The coarsest step in which any publication from this kind of source told a table, rolled back ones included."""
    log, tafel = publicatie_log.c, publicatie_tafel.c
    vraag = (
        select(tafel.regio, *(tafel[naam] for naam in Tafel._fields), tafel.stap)
        .join(publicatie_log, log.publicatie_id == tafel.publicatie_id)
        .where(log.herkomst == herkomst)
        .distinct()
    )
    return coarsest([(regio, Tafel(*velden), stap) for regio, *velden, stap in verbinding.execute(vraag)])


def write_down(
    verbinding: Connection,
    publicatie_id: str,
    op: datetime,
    herkomst: str,
    cellen: Mapping[CelSleutel, VorigeCel],
    keuze: Keuze,
) -> None:
    """Record a publication before it goes live: what it tells of each cell, and in which step of each table."""
    rij = {
        "publicatie_id": publicatie_id,
        "voorgenomen_op": op,
        "herkomst": herkomst,
        "nummer": next_number(verbinding),
    }
    verbinding.execute(publicatie_log.insert(), rij)
    write_cells(verbinding, publicatie_id, cellen)
    tafels = [(publicatie_id, regio, *t, stap) for regio, stappen in keuze.items() for t, stap in stappen.items()]
    if tafels:
        duckdb = verbinding.connection.driver_connection
        duckdb.register("_tafels", pd.DataFrame(tafels, columns=[k.name for k in publicatie_tafel.columns]))  # type: ignore[union-attr]
        verbinding.execute(text("INSERT INTO publicatie_tafel BY NAME SELECT * FROM _tafels"))
        duckdb.unregister("_tafels")  # type: ignore[union-attr]


def write_cells(verbinding: Connection, publicatie_id: str, cellen: Mapping[CelSleutel, VorigeCel]) -> None:
    """Record what a logged publication tells of each cell."""
    rijen: Sequence[tuple[object, ...]] = [
        (publicatie_id, *cel, v.status, v.waarde, v.laag, v.hoog) for cel, v in cellen.items()
    ]
    frame = pd.DataFrame(rijen, columns=[kolom.name for kolom in publicatie_cel.columns])
    for kolom in ("waarde", "laag", "hoog"):
        frame[kolom] = frame[kolom].astype("Int64")
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_cellen", frame)  # type: ignore[union-attr]
    verbinding.execute(text("INSERT INTO publicatie_cel BY NAME SELECT * FROM _cellen"))
    duckdb.unregister("_cellen")  # type: ignore[union-attr]
