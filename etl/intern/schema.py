"""The tables of `intern.duckdb`: deliveries, their werkprocessen with pseudonymised persons, and what was refused.

Only the write side and the team process open this database. There are no foreign keys on the large tables: DuckDB
checks them row by row, and a delivery is written in one transaction by one module anyway.

A column or table more is also a step in `etl/intern/migraties.py`, which brings the databases that exist up to date.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
)

from data.cells.cells import CelSleutel
from data.cells.tableplan import Tafel
from data.registry.indicators import STANDEN

metadata = MetaData()

# What this database was made with: the version of its tables (VERSIE_NAAM; when it is not there they are of version 1)
# and the fingerprint of the pseudonymisation key.
VERSIE_NAAM = "versie"
instelling = Table(
    "instelling",
    metadata,
    Column("naam", String, primary_key=True),
    Column("waarde", String, nullable=False),
)

# One line per file that was offered, refused ones too: who, when, what came of it.
levering = Table(
    "levering",
    metadata,
    Column("levering_id", Integer, primary_key=True, autoincrement=False),
    Column("bestand", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("ontvangen_op", DateTime, nullable=False),
    Column("door", String, nullable=False),
    Column("profiel", String, nullable=False),
    Column("soort", String, nullable=False),  # werkprocessen | standen
    Column("peildatum", Date, nullable=False),
    Column("voorbeeld", Boolean, nullable=False),
    Column("gelezen", Integer, nullable=False),
    Column("geaccepteerd", Integer, nullable=False),
    Column("afgekeurd", Integer, nullable=False),
    Column("status", String, nullable=False),  # geaccepteerd | geweigerd | ingetrokken
    Column("reden", String),
    Column("rapport", JSON),
)

# What a delivery speaks about. Inside it, no row means zero; outside it, nothing is known.
dekking = Table(
    "dekking",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("gemeente_code", String, nullable=False),
    Column("schooljaar", String, nullable=False),
)

werkproces = Table(
    "werkproces",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("regel", Integer, nullable=False),
    Column("werkproces_id", String, nullable=False),
    Column("persoon", String, nullable=False),  # HMAC-SHA256 of the delivered id, first 128 bits, hexadecimal
    Column("gemeente_code", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("subsoort", String),
    Column("onderwijssoort", String, nullable=False),  # `onbekend` where the delivery left it empty
    Column("startdatum", Date, nullable=False),
    Column("einddatum", Date),
    Column("afhandeling", String),
    Column("leeftijd_bij_start", SmallInteger, nullable=False),
    Column("leeftijd_op_peildatum", SmallInteger, nullable=False),
    # Who has the case: a code, only where a delivery has one. For the team alone: it is in no publication.
    Column("behandelaar", String),
)

# One line per reason: a row with two faults stands here twice. `ruwe_regel` holds what was delivered, person included,
# and therefore never leaves this database.
afgekeurd = Table(
    "afgekeurd",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("regel", Integer, nullable=False),
    Column("kolom", String),
    Column("regelcode", String, nullable=False),
    Column("melding", String, nullable=False),
    Column("remedie", String, nullable=False),
    Column("ruwe_regel", String),
)

# What a delivery of standen tells of a gemeente: the four that each of them names, the whole first, and what the
# registry has beside those. NULL means that the delivery left the figure empty: onbekend, never zero.
STAND_ALTIJD = ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen", "ingeschreven")
STAND_GETALLEN = tuple(dict.fromkeys((*STAND_ALTIJD, *STANDEN)))
stand = Table(
    "stand",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("regel", Integer, nullable=False),
    Column("gemeente_code", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    *(Column(naam, Integer) for naam in STAND_GETALLEN),
)

# What a national source published (CBS, waarstaatjegemeente.nl): counts of no row here, and known to everyone. `gebied`
# is a code, or the source's own name where it gives none. NULL in `waarde`: the source has no figure.
landelijk_cijfer = Table(
    "landelijk_cijfer",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("regel", Integer, nullable=False),
    Column("bron", String, nullable=False),  # the key of the landelijk profile
    Column("indicator", String, nullable=False),
    Column("gebied", String, nullable=False),
    Column("naam", String, nullable=False),
    Column("periode", String, nullable=False),  # 2022-2023, or 2023 where the source speaks of a year
    Column("periodesoort", String, nullable=False),  # schooljaar | kalenderjaar
    Column("waarde", Double),
    Column("decimalen", SmallInteger, nullable=False),
    Column("voorlopig", Boolean),  # NULL: the file does not tell
)

# What was ever published, in the order in which it was: knowledge that the next publication is protected against. Both
# are written before a publication goes live, so that knowledge never lags behind.
publicatie_log = Table(
    "publicatie_log",
    metadata,
    Column("publicatie_id", String, primary_key=True),
    Column("voorgenomen_op", DateTime, nullable=False),
    Column("herkomst", String, nullable=False),  # levering | voorbeeld
    Column("nummer", Integer, nullable=False),  # 1 for the first; times do not order: a clock can be set back
)

publicatie_cel = Table(
    "publicatie_cel",
    metadata,
    Column("publicatie_id", String, nullable=False),
    *(Column(naam, String, nullable=False) for naam in CelSleutel._fields),
    Column("status", String, nullable=False),
    Column("waarde", Integer),
    Column("laag", Integer),  # the smallest value of a hidden cell that the public could still think possible
    Column("hoog", Integer),
)

# In which step each publication told each table of a region: later ones tell none finer.
publicatie_tafel = Table(
    "publicatie_tafel",
    metadata,
    Column("publicatie_id", String, nullable=False),
    Column("regio", String, nullable=False),
    *(Column(naam, String, nullable=False) for naam in Tafel._fields),
    Column("stap", String, nullable=False),
)

# Each publication as it is kept: how much there is of it, and a fingerprint over it and the one before. One whose rows
# are not all there any more is noticed, and then nothing is published.
uitgave = Table(
    "uitgave",
    metadata,
    Column("publicatie_id", String, primary_key=True),
    Column("cellen", Integer, nullable=False),
    Column("tafels", Integer, nullable=False),
    Column("leveringen", Integer, nullable=False),
    Column("teruggevonden", String, nullable=False),  # geheel | cijfers | niets
    Column("vingerafdruk", String, nullable=False),
)

# Which deliveries counted for a publication, so that what was counted then can be counted again. With a region: what
# counted for that one instead, because it stayed as it was told before.
uitgave_levering = Table(
    "uitgave_levering",
    metadata,
    Column("publicatie_id", String, nullable=False),
    Column("levering_id", Integer, nullable=False),
    Column("regio", String, nullable=False),
)

# The edits that make the worlds of the last publication: where nothing changes, the next one begins with these.
uitgave_bewerking = Table(
    "uitgave_bewerking",
    metadata,
    Column("publicatie_id", String, nullable=False),
    Column("blok", String, nullable=False),
    Column("wereld", Integer, nullable=False),
    Column("kolom", Integer, nullable=False),
    Column("aantal", Integer, nullable=False),
)
