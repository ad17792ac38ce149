"""The tables of the team's snapshot: the werkprocessen that count, with all that the pages need worked out beforehand.

No person stands in it: whether a jongere came back was looked up while the snapshot was made. The werkprocessen are
sorted by schooljaar and gemeente, so that a question about this year or one team passes over most of them unread; what
is not closed comes last, so that a question about what is open today reads little else. What every page asks for again
and again is counted beforehand: `dagtelling`, `maandtelling` and `duurtelling`.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, MetaData, SmallInteger, String, Table

metadata = MetaData()
# Another number whenever a table or what is worked out in it changes: then the snapshot is made again.
VERSIE = 7

beeld = Table(
    "beeld", metadata, Column("gemaakt_op", DateTime, nullable=False), Column("versie", Integer, nullable=False)
)

# What `open_tot` holds for what is not closed: a value, because DuckDB passes over what it knows the largest value of.
OPEN = date(9999, 12, 30)

# terug_gemeente, terug_regio: days since an earlier werkproces of the same soort of the same jongere was closed, in the
# same gemeente and in the same region; NULL when there was none. doorlooptijd: days from start to einddatum. open_tot:
# the einddatum, or OPEN.
werkproces = Table(
    "werkproces",
    metadata,
    Column("werkproces_id", String, nullable=False),
    Column("gemeente_code", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("subsoort", String),
    Column("onderwijssoort", String, nullable=False),
    Column("leeftijdsgroep", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    Column("startdatum", Date, nullable=False),
    Column("einddatum", Date),
    Column("open_tot", Date, nullable=False),
    Column("afhandeling", String),
    Column("afhandelingsgroep", String),
    Column("doorlooptijd", Integer),
    Column("terug_gemeente", SmallInteger),
    Column("terug_regio", SmallInteger),
    Column("behandelaar", String),
)

# How many werkprocessen began and ended per day, for who chooses no onderwijssoort and no leeftijd.
dagtelling = Table(
    "dagtelling",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("subsoort", String),
    Column("dag", Date, nullable=False),
    Column("begonnen", Integer, nullable=False),
    Column("afgehandeld", Integer, nullable=False),
)

# How many began and ended per month (its first day), and of how many that began the jongere had been there before.
maandtelling = Table(
    "maandtelling",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("subsoort", String),
    Column("onderwijssoort", String, nullable=False),
    Column("leeftijdsgroep", String, nullable=False),
    Column("maand", Date, nullable=False),
    Column("begonnen", Integer, nullable=False),
    Column("afgehandeld", Integer, nullable=False),
    Column("terug_gemeente", Integer, nullable=False),
    Column("terug_regio", Integer, nullable=False),
)

# The same for who chooses no onderwijssoort and no leeftijd: a hundredth of the rows.
maandtotaal = Table(
    "maandtotaal",
    metadata,
    *(
        Column(kolom.name, kolom.type, nullable=kolom.nullable)
        for kolom in maandtelling.columns
        if kolom.name not in ("onderwijssoort", "leeftijdsgroep")
    ),
)

# How many that ended in a month (its first day) had taken so many days, for who chooses no onderwijssoort and no
# leeftijd. Per number of days, not within a term: the terms are the team's to change. The shortest come first, so that
# what took longer than every term is passed over unread.
duurtelling = Table(
    "duurtelling",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("subsoort", String),
    Column("maand", Date, nullable=False),
    Column("doorlooptijd", Integer, nullable=False),
    Column("aantal", Integer, nullable=False),
)

# Which delivery speaks about a gemeente and schooljaar, and on which day it was made.
dekking = Table(
    "dekking",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    Column("peildatum", Date, nullable=False),
    Column("voorbeeld", Boolean, nullable=False),
)

stand = Table(
    "stand",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    Column("jongeren_5_18", Integer),
)

# What is counted for the minister (`telregels`): a line of which nothing stands here is zero where a delivery speaks
# about the gemeente and schooljaar. zaken: NULL where a number of jongeren was delivered as such.
telling = Table(
    "telling",
    metadata,
    Column("gemeente_code", String, nullable=False),
    Column("schooljaar", String, nullable=False),
    Column("indicator", String, nullable=False),
    Column("uitsplitsing", String, nullable=False),
    Column("categorie", String, nullable=False),
    Column("zaken", Integer),
    Column("jongeren", Integer, nullable=False),
)

# For the beheerder: every delivery that was offered, and why rows were refused. Not the rows themselves.
levering = Table(
    "levering",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("bestand", String, nullable=False),
    Column("ontvangen_op", DateTime, nullable=False),
    Column("door", String, nullable=False),
    Column("profiel", String, nullable=False),
    Column("soort", String, nullable=False),
    Column("peildatum", Date, nullable=False),
    Column("voorbeeld", Boolean, nullable=False),
    Column("gelezen", Integer, nullable=False),
    Column("geaccepteerd", Integer, nullable=False),
    Column("afgekeurd", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("reden", String),
    Column("rapport", JSON),
)

afgekeurd = Table(
    "afgekeurd",
    metadata,
    Column("levering_id", Integer, nullable=False),
    Column("regel", Integer, nullable=False),
    Column("kolom", String),
    Column("regelcode", String, nullable=False),
    Column("melding", String, nullable=False),
    Column("remedie", String, nullable=False),
)
