"""Worlds as they are kept in the internal database, beside the publication that they prove. They resemble the truth."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    inspect,
    select,
    text,
)

from data.cells.cells import CelSleutel
from etl.intern.schema import publicatie_cel, uitgave_bewerking
from etl.werelden.groepen import Groep, Lid
from etl.werelden.onveilig import Verschil
from etl.werelden.prove import Bewijs
from etl.werelden.realise import BIJ, KOLOMMEN
from etl.werelden.voorraad import Bewerking, Voorraad

metadata = MetaData()

wereldrij = Table(
    "wereldrij",
    metadata,
    Column("publicatie_id", String, nullable=False),
    Column("nummer", Integer, nullable=False, comment="which world of the publication"),
    Column("echt", Boolean, nullable=False, comment="as delivered; false: as it is in this world"),
    Column("persoon", String, nullable=False),
    *(Column(naam, String) for naam in ("gemeente_code", "gemeente_nu", "soort", "subsoort", "afhandeling")),
    Column("onderwijssoort", String),
    Column("startdatum", Date),
    Column("einddatum", Date),
    Column("leeftijd_bij_start", SmallInteger),
    Column("leeftijd_op_peildatum", SmallInteger),
    Column("peildatum", Date),
    Column("uitgave", Integer, comment="of which edition this is the delivery; the last is the one that is proved"),
    Column("zaak", String, comment="rows of one case in several editions have this in common"),
)


wereldvast = Table(
    "wereldvast",
    metadata,
    Column("publicatie_id", String, nullable=False),
    *(Column(naam, String, nullable=False) for naam in CelSleutel._fields),
    comment="hidden cells that move in no world: everyone knows them from reports, or because nothing can be there",
)


wereldgroep = Table(
    "wereldgroep",
    metadata,
    Column("publicatie_id", String, nullable=False),
    Column("nummer", Integer, nullable=False, comment="which group; it has a row for each of its parts"),
    Column("deel", String, nullable=False, comment="JSON: a Lid, or a cell with its factor"),
    comment="small groups that move in the worlds: of cases, and of what cells give by adding and subtracting",
)


wereldbewijs = Table(
    "wereldbewijs",
    metadata,
    Column("publicatie_id", String, primary_key=True),
    comment="the publications whose worlds are kept; one that hides nothing has none",
)


def write_worlds(verbinding: Connection, publicatie_id: str, bewijs: Bewijs) -> None:
    """Keep the worlds of a publication, and the hidden cells that need none."""
    metadata.create_all(verbinding)
    verbinding.execute(wereldbewijs.insert(), {"publicatie_id": publicatie_id})
    if rijen := [{"publicatie_id": publicatie_id, **cel._asdict()} for cel in bewijs.vast]:
        verbinding.execute(wereldvast.insert(), rijen)
    alle: list[tuple[Any, ...]] = [*bewijs.groepen, *bewijs.verschillen]
    if delen := [
        {"publicatie_id": publicatie_id, "nummer": n, "deel": json.dumps(deel)}
        for n, g in enumerate(alle)
        for deel in g
    ]:
        verbinding.execute(wereldgroep.insert(), delen)
    if bewijs.paren is None:
        return
    frame = bewijs.paren.assign(publicatie_id=publicatie_id)[[kolom.name for kolom in wereldrij.columns]]
    _insert(verbinding, wereldrij.name, frame)


def _insert(verbinding: Connection, tabel: str, frame: pd.DataFrame) -> None:
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_wereldrijen", frame)  # type: ignore[union-attr]
    verbinding.execute(text(f"INSERT INTO {tabel} BY NAME SELECT * FROM _wereldrijen"))  # noqa: S608, our own names
    duckdb.unregister("_wereldrijen")  # type: ignore[union-attr]


def write_edits(verbinding: Connection, publicatie_id: str, bewijs: Bewijs) -> None:
    """Keep the edits that make the worlds of a publication, instead of those of the one before."""
    verbinding.execute(uitgave_bewerking.delete())
    rijen = [
        (publicatie_id, bewijs.merken[merk], wereld, kolom, n)
        for merk, werelden in bewijs.bewerkingen.items()
        for wereld, bewerking in werelden.items()
        for kolom, n in bewerking
    ]
    if rijen:
        _insert(verbinding, "uitgave_bewerking", pd.DataFrame(rijen, columns=uitgave_bewerking.columns.keys()))


def read_edits(verbinding: Connection) -> Voorraad | None:
    """What `write_edits` kept of the last publication, with what was hidden then; None when nothing was."""
    rijen = verbinding.execute(select(uitgave_bewerking)).all()
    if not rijen:
        return None
    per_blok: dict[str, dict[int, Bewerking]] = {}
    for _, blok, wereld, kolom, aantal in rijen:
        per = per_blok.setdefault(blok, {})
        per[wereld] = (*per.get(wereld, ()), (kolom, aantal))
    cel = publicatie_cel.c
    weg = (cel.publicatie_id == rijen[0].publicatie_id, cel.status == "onderdrukt")
    velden = [cel[naam] for naam in CelSleutel._fields]
    return Voorraad(per_blok, frozenset(CelSleutel(*c) for c in verbinding.execute(select(*velden).where(*weg))))


class Bewaard(NamedTuple):
    """What is kept of a proof: its pairs of rows, what needs no world, and the groups that move."""

    paren: pd.DataFrame
    vast: frozenset[CelSleutel]
    groepen: tuple[Groep, ...]
    verschillen: tuple[Verschil, ...]


def read_worlds(verbinding: Connection, publicatie_id: str) -> Bewaard | None:
    """Read what `write_worlds` kept of a publication; None when nothing was."""
    if not inspect(verbinding).has_table(wereldbewijs.name):
        return None
    if not verbinding.scalar(select(wereldbewijs).where(wereldbewijs.c.publicatie_id == publicatie_id)):
        return None
    kolommen = [wereldrij.c[naam] for naam in ("nummer", "echt", *KOLOMMEN, *BIJ)]
    rijen = verbinding.execute(select(*kolommen).where(wereldrij.c.publicatie_id == publicatie_id)).all()
    velden = [wereldvast.c[naam] for naam in CelSleutel._fields]
    vast = verbinding.execute(select(*velden).where(wereldvast.c.publicatie_id == publicatie_id)).all()
    frame = pd.DataFrame(rijen, columns=["nummer", "echt", *KOLOMMEN, *BIJ])
    for dag in ("startdatum", "einddatum", "peildatum"):
        frame[dag] = pd.to_datetime(frame[dag])
    return Bewaard(frame, frozenset(CelSleutel(*cel) for cel in vast), *_read_groups(verbinding, publicatie_id))


def _read_groups(verbinding: Connection, publicatie_id: str) -> tuple[tuple[Groep, ...], tuple[Verschil, ...]]:
    """The groups of cases, and those that are sums of cells."""
    kolommen = (wereldgroep.c.nummer, wereldgroep.c.deel)
    per: dict[int, list[Any]] = {}
    for nummer, deel in verbinding.execute(select(*kolommen).where(wereldgroep.c.publicatie_id == publicatie_id)):
        per.setdefault(nummer, []).append(json.loads(deel))
    groepen: list[Groep] = []
    verschillen: list[Verschil] = []
    for _, delen in sorted(per.items()):
        if len(delen[0]) == len(Lid._fields):
            groepen.append(tuple(Lid(*(_as_tuple(veld) for veld in deel)) for deel in delen))
        else:
            verschillen.append(tuple((CelSleutel(*cel), factor) for cel, factor in delen))
    return tuple(groepen), tuple(verschillen)


def _as_tuple(wat: Any) -> Any:
    """A tuple as JSON gave it back."""
    return tuple(map(_as_tuple, wat)) if isinstance(wat, list) else wat
