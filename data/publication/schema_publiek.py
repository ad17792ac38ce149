"""The tables of the public database: counts that passed disclosure control, and what was published elsewhere.

No person, no unsafe cell: a hidden cell has no value, no numerator and no denominator here, only its status.

A publication is never changed once made. One of an older version is upgraded in memory when it is opened, so that every
publication that is kept can be served. A new column: the column here, and a step at the end of MIGRATIES,
`Migratie(N, "ALTER TABLE t ADD COLUMN c VARCHAR")`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Double, Integer, MetaData, String, Table

from data.publication.migrations import Migratie, newest

MIGRATIES: tuple[Migratie, ...] = (
    Migratie(
        2,
        "CREATE TABLE landelijk (bron VARCHAR NOT NULL, indicator VARCHAR NOT NULL, gebied VARCHAR NOT NULL, "
        "periode VARCHAR NOT NULL, naam VARCHAR NOT NULL, periodesoort VARCHAR NOT NULL, waarde DOUBLE, "
        "decimalen INTEGER NOT NULL, voorlopig BOOLEAN, peildatum DATE NOT NULL, "
        "PRIMARY KEY (bron, indicator, gebied, periode))",
    ),
    Migratie(3, "ALTER TABLE verslagcijfer ADD COLUMN decimalen INTEGER"),
    # Empty in a publication from before: there each table was told per schooljaar.
    Migratie(
        4,
        "CREATE TABLE tafel (regio VARCHAR NOT NULL, indicator VARCHAR NOT NULL, uitsplitsing VARCHAR NOT NULL, "
        "teleenheid VARCHAR NOT NULL, niveau VARCHAR NOT NULL, stap VARCHAR NOT NULL, "
        "PRIMARY KEY (regio, indicator, uitsplitsing, teleenheid, niveau))",
    ),
    # Empty in a publication from before: of its editions nothing is known.
    Migratie(
        5,
        "CREATE TABLE uitgave (gebied VARCHAR NOT NULL, schooljaar VARCHAR NOT NULL, nummer INTEGER NOT NULL, "
        "sinds TIMESTAMP NOT NULL, vorige TIMESTAMP, gewijzigd INTEGER NOT NULL, voorbij BOOLEAN NOT NULL, "
        "PRIMARY KEY (gebied, schooljaar))",
    ),
    # Empty in a publication from before: then every figure was told anew each time.
    Migratie(6, "ALTER TABLE uitgave ADD COLUMN niet_vernieuwd_sinds DATE"),
)
SCHEMA_VERSIE = newest(MIGRATIES)

metadata = MetaData()

publicatie = Table(
    "publicatie",
    metadata,
    Column("publicatie_id", String, primary_key=True),
    Column("gepubliceerd_op", DateTime, nullable=False),
    Column("schema_versie", Integer, nullable=False),
    Column("vingerafdruk", String, nullable=False, comment="sha256 of all that went in"),
    Column("voorbeeld", Boolean, nullable=False, comment="True when any computed figure stems from the example export"),
    Column("bewijs", JSON, nullable=False, comment="what disclosure control did and what the attack on it found"),
)

gebied = Table(
    "gebied",
    metadata,
    Column("code", String, primary_key=True),
    Column("naam", String, nullable=False),
    Column("slug", String, nullable=False),
    Column("soort", String, nullable=False, comment="gemeente, regio or land"),
    Column("regio", String, comment="code of the region a gemeente belongs to"),
    Column("tegel_rij", Integer),
    Column("tegel_kolom", Integer),
)

bron = Table(
    "bron",
    metadata,
    Column("sleutel", String, primary_key=True),
    Column("titel", String, nullable=False),
    Column("uitgever", String, nullable=False),
    Column("jaar", Integer),
    Column("soort", String, nullable=False, comment="verslag, landelijk, levering or voorbeeld"),
    Column("toelichting", String, nullable=False),
)

_CEL = ("indicator", "teleenheid", "gebied", "schooljaar", "uitsplitsing", "categorie")

cijfer = Table(
    "cijfer",
    metadata,
    *(Column(naam, String, primary_key=True) for naam in _CEL),  # schooljaar may be a venster: 2022-2025
    Column("waarde", Double, comment="empty unless status is gepubliceerd"),
    Column("noemer", Double, comment="only for a percentage, and only when the percentage is published"),
    Column("status", String, nullable=False),
    Column("bron", String, nullable=False),
    Column("peildatum", Date),
    Column("voorlopig", Boolean, nullable=False, comment="the schooljaar was not over on the peildatum"),
)

# How fine each table is told in a region, and in the country. A cell that the step leaves out has no row in `cijfer`.
tafel = Table(
    "tafel",
    metadata,
    Column("regio", String, primary_key=True, comment="code of a region or the country"),
    Column("indicator", String, primary_key=True),
    Column("uitsplitsing", String, primary_key=True),
    Column("teleenheid", String, primary_key=True),
    Column("niveau", String, primary_key=True, comment="gemeente or regio: the gemeenten of the region, or itself"),
    Column("stap", String, nullable=False, comment="jaar, gevouwen, venster (three schooljaren) or niet"),
)

# Which edition of the counts of a schooljaar this is, per gebied. It changes with what is shown alone.
uitgave = Table(
    "uitgave",
    metadata,
    Column("gebied", String, primary_key=True),
    Column("schooljaar", String, primary_key=True),
    Column("nummer", Integer, nullable=False, comment="1: voorlopig; 2: definitief; more: after that"),
    Column("sinds", DateTime, nullable=False, comment="when this edition was published first"),
    Column("vorige", DateTime, comment="when the edition before it was; empty for the first"),
    Column("gewijzigd", Integer, nullable=False, comment="figures shown with another value than in the one before"),
    Column("voorbij", Boolean, nullable=False, comment="the schooljaar was over on the peildatum"),
    Column(
        "niet_vernieuwd_sinds", Date, comment="what was delivered after this day changed too little to tell, or nothing"
    ),
)

verslagcijfer = Table(
    "verslagcijfer",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("bron", String, nullable=False),
    Column("sectie", String, nullable=False),
    Column("gebied", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    Column("titel", String, nullable=False, comment="what the source calls it"),
    Column("onderdeel", String, nullable=False, comment="the source's breakdown, or empty"),
    Column("waarde", Double, comment="empty when the source has none or when it is uncertain"),
    Column("eenheid", String, nullable=False),
    Column("status", String, nullable=False, comment="gepubliceerd, nvt or onzeker"),
    Column("zekerheid", String, nullable=False),
    Column("toelichting", String, nullable=False),
    Column("indicator", String, comment="registry key when it means the same, else empty"),
    Column("teleenheid", String),
    Column("uitsplitsing", String),
    Column("categorie", String),
    Column("voorkeur", Boolean, nullable=False, comment="the one to show when sources differ"),
    Column("decimalen", Integer, comment="as printed; empty in a publication that did not keep them"),
)

# What a national source published. Beside the figures above and never mixed with them: it counts other things.
landelijk = Table(
    "landelijk",
    metadata,
    Column("bron", String, primary_key=True),
    Column(
        "indicator",
        String,
        primary_key=True,
        comment="a key of data/publication/landelijk.py, not of the registry",
    ),
    Column("gebied", String, primary_key=True, comment="a code, or the source's name of a gemeente without one"),
    Column("periode", String, primary_key=True, comment="2022-2023, or 2023 where the source speaks of a year"),
    Column("naam", String, nullable=False),
    Column("periodesoort", String, nullable=False, comment="schooljaar or kalenderjaar"),
    Column("waarde", Double, comment="empty when the source has none"),
    Column("decimalen", Integer, nullable=False, comment="as printed"),
    Column("voorlopig", Boolean, comment="empty when the source does not tell"),
    Column("peildatum", Date, nullable=False, comment="when it was fetched from the source"),
)
