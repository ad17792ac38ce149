"""The team's snapshot, made from the internal database after each delivery: what counts, without persons.

The internal database can be open for writing in one place only; the snapshot lets the team look on while a delivery is
loaded. It is written in the work folder, the one place this connection may reach, and moved from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from data.publication.databases import datamap
from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from data.team import schema
from data.team.bestand import engine_for_once, team_pad
from etl.intern.migraties import VERSIE
from etl.intern.verbinding import open_intern, progress_of
from etl.intern.wettelijke_telling import TABEL, count_telling
from etl.meldingen import stap
from etl.versies import Versies, name_of

_MAP = "teambeelden"
_BEWAARD = 2
# Counted from the rows that were put in the snapshot just before, so the two cannot differ.
_DELEN = "gemeente_code, soort, subsoort, onderwijssoort, leeftijdsgroep"
DAGTELLING = f"""
    SELECT gemeente_code, soort, subsoort, dag, sum(begonnen)::INTEGER AS begonnen,
    sum(afgehandeld)::INTEGER AS afgehandeld FROM (
        SELECT {_DELEN}, startdatum AS dag, 1 AS begonnen, 0 AS afgehandeld FROM team.werkproces UNION ALL
        SELECT {_DELEN}, einddatum, 0, 1 FROM team.werkproces WHERE einddatum IS NOT NULL)
    GROUP BY ALL ORDER BY dag, gemeente_code, soort, subsoort"""  # noqa: S608  our own constants
MAANDTELLING = f"""
    SELECT {_DELEN}, date_trunc('month', dag)::DATE AS maand, sum(begonnen)::INTEGER AS begonnen,
    sum(afgehandeld)::INTEGER AS afgehandeld, count(terug_gemeente)::INTEGER AS terug_gemeente,
    count(terug_regio)::INTEGER AS terug_regio FROM (
        SELECT {_DELEN}, startdatum AS dag, 1 AS begonnen, 0 AS afgehandeld, terug_gemeente, terug_regio
        FROM team.werkproces UNION ALL
        SELECT {_DELEN}, einddatum, 0, 1, NULL, NULL FROM team.werkproces WHERE einddatum IS NOT NULL)
    GROUP BY ALL ORDER BY maand, gemeente_code, soort"""  # noqa: S608  our own constants
MAANDTOTAAL = """
    SELECT gemeente_code, soort, subsoort, maand, sum(begonnen)::INTEGER AS begonnen,
    sum(afgehandeld)::INTEGER AS afgehandeld, sum(terug_gemeente)::INTEGER AS terug_gemeente,
    sum(terug_regio)::INTEGER AS terug_regio FROM team.maandtelling
    GROUP BY ALL ORDER BY maand, gemeente_code, soort"""
DUURTELLING = """
    SELECT gemeente_code, soort, subsoort, date_trunc('month', einddatum)::DATE AS maand, doorlooptijd,
    count(*)::INTEGER AS aantal FROM team.werkproces WHERE einddatum IS NOT NULL
    GROUP BY ALL ORDER BY doorlooptijd, maand, gemeente_code, soort"""
_OVERDRACHT = "overdracht_nieuw_schooljaar"
# A year: what comes later is not called coming back.
TERUG_DAGEN = 365


def refresh_now(gebieden: Gebieden) -> Path:
    """Prepare what the team sees, on a connection of its own. Raises BezetFout when another command is writing."""
    with open_intern() as verbinding, stap("Klaarzetten wat het team ziet", progress_of(verbinding)):
        return refresh(verbinding, gebieden)


def refresh(verbinding: Connection, gebieden: Gebieden) -> Path:
    """Make a new snapshot of what counts now and let the team's site see it. Returns the file.

    Its name ends in a fingerprint of the deliveries: when nothing came since, the live one stays, unless it is damaged.
    One of an older version of the tables is not kept either: what an upgrade took out would still be in it.
    """
    versies = Versies(team_pad(), datamap() / _MAP, "team", _BEWAARD, 0o600)
    vingerafdruk, live = _fingerprint(verbinding, gebieden), versies.live()
    if live is not None and live.exists() and live.stem.endswith(vingerafdruk) and _is_whole(live):
        return live
    nu = datetime.now(UTC).replace(tzinfo=None)
    merk = f"v{schema.VERSIE}.{VERSIE}"
    half = versies.begin(f"{name_of(nu, versies.next_number())}-{merk}-{vingerafdruk}")
    werk = _work_folder(verbinding) / half.name
    werk.unlink(missing_ok=True)
    verbinding.exec_driver_sql(f"ATTACH '{str(werk).replace(chr(39), chr(39) * 2)}' AS team (READ_WRITE)")
    verbinding.commit()
    try:
        _fill(verbinding, gebieden, nu)
    finally:
        verbinding.rollback()
        verbinding.exec_driver_sql("DETACH team")
    werk.rename(half)
    klaar = versies.finish(half)
    versies.make_live(klaar)
    versies.remove_old()
    for ouder in versies.kept():
        if ouder != klaar and (f"-{merk}-" not in ouder.name or ouder.stem.endswith(vingerafdruk)):
            ouder.unlink()  # of another version, or damaged
    return klaar


def _is_whole(bestand: Path) -> bool:
    """Tell whether every row of a snapshot can be read: the database looks at the checksum of each block it reads."""
    try:
        with engine_for_once(str(bestand)).connect() as lezer:
            for tabel in schema.metadata.sorted_tables:
                lezer.exec_driver_sql(f"SELECT bit_xor(hash(t)) FROM {tabel.name} t").all()  # noqa: S608  our own constants
    except DBAPIError:
        return False
    return True


def _fingerprint(verbinding: Connection, gebieden: Gebieden) -> str:
    """Of all that decides what is in the snapshot: rows change only with an upgrade; which deliveries count does."""
    rijen = verbinding.exec_driver_sql("SELECT levering_id, sha256, status, reden FROM levering ORDER BY levering_id")
    alles = (schema.VERSIE, VERSIE, [tuple(rij) for rij in rijen], list(_places(gebieden)))
    return hashlib.sha256(repr(alles).encode()).hexdigest()[:16]


def _work_folder(verbinding: Connection) -> Path:
    """The folder this connection spills to and may write in."""
    return Path(verbinding.exec_driver_sql("SELECT current_setting('temp_directory')").scalar_one()).parent


def _fill(verbinding: Connection, gebieden: Gebieden, nu: datetime) -> None:
    verbinding.exec_driver_sql("CREATE OR REPLACE TEMP TABLE waar (code VARCHAR, huidig VARCHAR, regio VARCHAR)")
    # Codes of regions come from a file that a region writes itself: as parameters, never as a part of a statement.
    verbinding.exec_driver_sql("INSERT INTO waar VALUES ($1, $2, $3)", list(_places(gebieden)))
    count_telling(verbinding, gebieden)
    tables = _tables()
    for naam, query in tables.items():
        verbinding.exec_driver_sql(f"CREATE TABLE team.{naam} AS {query}")
    verbinding.exec_driver_sql(
        f"CREATE TABLE team.beeld AS SELECT $1::TIMESTAMP AS gemaakt_op, {schema.VERSIE} AS versie", (nu,)
    )
    verbinding.commit()
    missing = [tabel.name for tabel in schema.metadata.sorted_tables if tabel.name not in {*tables, "beeld"}]
    if missing:
        raise RuntimeError(f"tables without a query: {missing}")


def _tables() -> dict[str, str]:
    """Return per table of the snapshot the query that fills it; `waar` says where each delivered code lies today."""
    return {
        "werkproces": _werkproces(),
        "dagtelling": DAGTELLING,
        "maandtelling": MAANDTELLING,
        "maandtotaal": MAANDTOTAAL,
        "duurtelling": DUURTELLING,
        "dekking": ("SELECT gemeente_code, schooljaar, peildatum, voorbeeld FROM actieve_dekking ORDER BY 1, 2"),
        "stand": (
            "SELECT coalesce(huidig, gemeente_code) AS gemeente_code, schooljaar, "
            "CASE WHEN count(jongeren_5_18) = count(*) THEN sum(jongeren_5_18)::INTEGER END AS jongeren_5_18 "
            "FROM actieve_stand LEFT JOIN waar ON code = gemeente_code GROUP BY 1, 2"
        ),
        "telling": f"SELECT * FROM {TABEL} ORDER BY gemeente_code, schooljaar",  # noqa: S608  our own constants
        "levering": f"SELECT {_columns('levering')} FROM levering ORDER BY levering_id",  # noqa: S608  our own constants
        "afgekeurd": f"SELECT {_columns('afgekeurd')} FROM afgekeurd ORDER BY levering_id, regel",  # noqa: S608  our own constants
    }


def _werkproces() -> str:
    """The rows that count, in today's gemeenten, with how long they took and whether the jongere had been there before.

    Coming back is looked up per jongere and soort: the last werkproces closed before this one began, unless it was only
    handed on to the new schooljaar. ASOF finds that one row.
    """
    groepen = _values((soort, afh, groep) for (soort, afh), groep in vocabulary.AFHANDELINGSGROEPEN.items())
    leeftijd = " ".join(
        f"WHEN leeftijd_bij_start >= {vanaf} THEN '{groep}'"
        for groep, vanaf in sorted(vocabulary.LEEFTIJDSGROEP_VANAF.items(), key=lambda paar: -paar[1])
    )
    dagen = f"CASE WHEN startdatum - {{0}} <= {TERUG_DAGEN} THEN (startdatum - {{0}})::SMALLINT END"
    return (
        "WITH rij AS (SELECT a.*, gemeente_nu AS nu, regio FROM actief a LEFT JOIN waar ON code = gemeente_nu), "  # noqa: S608  our own constants
        "klaar AS (SELECT persoon, soort, nu, regio, einddatum AS eind FROM rij "
        f"WHERE einddatum IS NOT NULL AND afhandeling <> '{_OVERDRACHT}'), "
        "lokaal AS (SELECT DISTINCT persoon, soort, nu, eind FROM klaar), "
        "regionaal AS (SELECT DISTINCT persoon, soort, regio, eind FROM klaar) "
        "SELECT r.werkproces_id, r.nu AS gemeente_code, r.soort, r.subsoort, r.onderwijssoort, "
        f"CASE {leeftijd} END AS leeftijdsgroep, r.schooljaar, r.startdatum, r.einddatum, "
        f"coalesce(r.einddatum, DATE '{schema.OPEN}') AS open_tot, r.afhandeling, "
        "CASE WHEN r.einddatum IS NOT NULL THEN coalesce(groep, 'overig') END AS afhandelingsgroep, "
        "(r.einddatum - r.startdatum)::INTEGER AS doorlooptijd, "
        f"{dagen.format('l.eind')} AS terug_gemeente, {dagen.format('g.eind')} AS terug_regio, "
        "r.behandelaar FROM rij r "
        "ASOF LEFT JOIN lokaal l ON r.persoon = l.persoon AND r.soort = l.soort AND r.nu = l.nu "
        "AND r.startdatum > l.eind "
        "ASOF LEFT JOIN regionaal g ON r.persoon = g.persoon AND r.soort = g.soort AND r.regio = g.regio "
        "AND r.startdatum > g.eind "
        f"LEFT JOIN (VALUES {groepen}) AS v(soort, afhandeling, groep) "
        "ON v.soort = r.soort AND v.afhandeling = r.afhandeling "
        "ORDER BY r.einddatum IS NULL, r.schooljaar, r.nu, r.startdatum, r.werkproces_id"
    )


def _places(gebieden: Gebieden) -> Iterable[tuple[str, str, str]]:
    """Each gemeente code, the gemeente of today it lies in, and that one's region."""
    for gemeente in gebieden.gemeenten + gebieden.vervallen:
        huidig = gebieden.huidig(gemeente.code)
        if huidig:
            yield gemeente.code, huidig.code, huidig.regio


def _values(rijen: Iterable[tuple[str, ...]]) -> str:
    return ", ".join("(" + ", ".join(f"'{waarde}'" for waarde in rij) + ")" for rij in rijen)


def _columns(tabel: str) -> str:
    return ", ".join(schema.metadata.tables[tabel].columns.keys())
