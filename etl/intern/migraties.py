"""The steps that bring an older `intern.duckdb` to the tables of `etl/intern/schema.py`.

A new column: the column there, and a step at the end here, `Migratie(N, "ALTER TABLE t ADD COLUMN c VARCHAR")`. A
column that may not be empty gets its values in the same step, and NOT NULL last. The tests lay a database that took all
steps beside a new one, so neither can be forgotten.
"""

from __future__ import annotations

from data.cells.cells import CelSleutel
from data.publication.migrations import Migratie, newest
from etl.intern.opschonen import clean_reports

_CEL = ", ".join(f"{naam} VARCHAR NOT NULL" for naam in CelSleutel._fields)

MIGRATIES = (
    # Publications got a place in the order in which they were made; until now their names, which are times, told it.
    Migratie(
        2,
        (
            "CREATE TABLE IF NOT EXISTS publicatie_log (publicatie_id VARCHAR PRIMARY KEY, "
            "voorgenomen_op TIMESTAMP NOT NULL, herkomst VARCHAR NOT NULL)",
            f"CREATE TABLE IF NOT EXISTS publicatie_cel (publicatie_id VARCHAR NOT NULL, {_CEL}, "
            "status VARCHAR NOT NULL, waarde INTEGER, laag INTEGER, hoog INTEGER)",
            "ALTER TABLE publicatie_log ADD COLUMN nummer INTEGER",
            "UPDATE publicatie_log SET nummer = v.nummer FROM (SELECT publicatie_id AS id, row_number() OVER "
            "(ORDER BY rowid) AS nummer FROM publicatie_log) v WHERE publicatie_id = v.id",
            "ALTER TABLE publicatie_log ALTER COLUMN nummer SET NOT NULL",
        ),
    ),
    Migratie(
        3,
        "CREATE TABLE IF NOT EXISTS landelijk_cijfer (levering_id INTEGER NOT NULL, regel INTEGER NOT NULL, "
        "bron VARCHAR NOT NULL, indicator VARCHAR NOT NULL, gebied VARCHAR NOT NULL, naam VARCHAR NOT NULL, "
        "periode VARCHAR NOT NULL, periodesoort VARCHAR NOT NULL, waarde DOUBLE, decimalen SMALLINT NOT NULL, "
        "voorlopig BOOLEAN)",
    ),
    # Reports held what a lost line end had put behind the header: a row about a child.
    Migratie(4, clean_reports),
    # Publications before this told every table in its finest step.
    Migratie(
        5,
        "CREATE TABLE publicatie_tafel (publicatie_id VARCHAR NOT NULL, regio VARCHAR NOT NULL, "
        "indicator VARCHAR NOT NULL, uitsplitsing VARCHAR NOT NULL, teleenheid VARCHAR NOT NULL, "
        "niveau VARCHAR NOT NULL, stap VARCHAR NOT NULL)",
    ),
    Migratie(6, "ALTER TABLE werkproces ADD COLUMN behandelaar VARCHAR"),
    # Publications from before are carried over when there is counting to do: by the first command that publishes.
    Migratie(
        7,
        (
            "CREATE TABLE uitgave (publicatie_id VARCHAR PRIMARY KEY, cellen INTEGER NOT NULL, "
            "tafels INTEGER NOT NULL, leveringen INTEGER NOT NULL, teruggevonden VARCHAR NOT NULL, "
            "vingerafdruk VARCHAR NOT NULL)",
            "CREATE TABLE uitgave_levering (publicatie_id VARCHAR NOT NULL, levering_id INTEGER NOT NULL)",
            "CREATE TABLE uitgave_bewerking (publicatie_id VARCHAR NOT NULL, blok VARCHAR NOT NULL, "
            "wereld INTEGER NOT NULL, kolom INTEGER NOT NULL, aantal INTEGER NOT NULL)",
            "INSERT INTO instelling SELECT 'uitgaven', 'overnemen' WHERE EXISTS (FROM publicatie_log)",
        ),
    ),
    # A world can be of several editions.
    Migratie(
        8,
        (
            "ALTER TABLE IF EXISTS wereldrij ADD COLUMN IF NOT EXISTS uitgave INTEGER DEFAULT 0",
            "ALTER TABLE IF EXISTS wereldrij ADD COLUMN IF NOT EXISTS zaak VARCHAR",
        ),
    ),
    # A region can stay as it was told before.
    Migratie(
        9,
        (
            "ALTER TABLE uitgave_levering ADD COLUMN regio VARCHAR",
            "UPDATE uitgave_levering SET regio = ''",
            "ALTER TABLE uitgave_levering ALTER COLUMN regio SET NOT NULL",
        ),
    ),
)
VERSIE = newest(MIGRATIES)
