"""Which rows count, of all deliveries together. Nothing is overwritten: what counts is worked out anew each time.

**Who speaks.** For each piece of a gemeente of today (`Gebieden.delen`: the gemeente itself, or what merged into it)
and each schooljaar, the covering delivery with the latest peildatum speaks; with equal peildata the one loaded last.
A gemeente and schooljaar of which a piece has no speaker is unknown. Example deliveries drop out as soon as there is
a real one; withdrawn and refused ones never speak.

**What it says.** A delivery that speaks for any schooljaar of a gemeente is heard about every case there that began in
or before the last schooljaar it speaks for, also where it began in a schooljaar that another delivery speaks for, or
that nobody speaks for.
1. A case is one werkproces_id in one gemeente of today. The newest delivery that is heard about it gives all of it:
   start, end, outcome, soort. So an end that came in the export of the next year counts, wherever it counts.
2. It also is one case when it stood in another gemeente before, under the same werkproces_id and the same persoon, and
   the newer delivery speaks for that gemeente too: it moved, and counts where it is now. Two regions may use one
   number: only a delivery of both could say that it is the same.
3. A newer delivery that speaks for the schooljaar in which a case began, and does not have it, says that it is not
   there. One that speaks for later schooljaren only says nothing of it: what was open stays open.
4. A case that a newer delivery brings, of a schooljaar that an older one speaks for without knowing it, was entered
   late, and counts wholly.

**Standen** are merged per figure: sources know different columns. A figure under a code is about the pieces of that
gemeente on the peildatum of its delivery, less those that the same delivery gives under a code of their own (as CBS
does in the years before a merger). Of each piece the newest figure speaks. A figure counts only where it speaks for all
its pieces, because nobody can divide it; a gemeente of which a piece has no figure is unknown.

**Stays as it was told.** A region can keep to the deliveries of an earlier publication (`Stel`): for its gemeenten
these speak and are heard, and no other; for the rest those that count now.

**What follows.** Cases that began before the first covered schooljaar are among the rows: they end, and are open, in
covered ones. They never count as started, because their own schooljaar is not covered. Each case has one start and at
most one end, so what is open at the end of a schooljaar is what was open before, and started, and did not end.

Views, made on each connection:
- `spreekt`: gemeente_code (of today), deel, schooljaar, levering_id, peildatum, voorbeeld, rang: who speaks;
- `actieve_dekking`: gemeente_code (of today), schooljaar, peildatum (the oldest), voorbeeld: what is known whole;
- `actief`: the werkprocessen that count, with gemeente_nu (of today), schooljaar (of the start), peildatum, voorbeeld;
- `actieve_stand`: the standen that count, per gemeente of today and schooljaar, with peildatum and voorbeeld;
- `actief_landelijk`: the figures of national sources that count, with their peildatum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    or_,
    select,
    text,
)

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden, gebieden
from etl.intern.schema import STAND_GETALLEN, landelijk_cijfer, levering, stand

_BLIJVEN = "blijven"
GEACCEPTEERD = "geaccepteerd"
GEWEIGERD = "geweigerd"
INGETROKKEN = "ingetrokken"
WERKPROCESSEN = "werkprocessen"
STANDEN = "standen"
LANDELIJK = "landelijk"


class Stel(NamedTuple):
    """Deliveries that count together. vast: (region, delivery): what counts there instead, as it was told before."""

    leveringen: frozenset[int]
    vast: frozenset[tuple[str, int]] = frozenset()

    def of_region(self, regio: str) -> frozenset[int]:
        """The deliveries that count for a region."""
        return frozenset(n for r, n in self.vast if r == regio) or self.leveringen


def stay(verbinding: Connection, blijven: Mapping[str, Collection[int]]) -> None:
    """Let regions keep to these deliveries on this connection, also in what counts now; the others follow."""
    verbinding.info[_BLIJVEN] = frozenset((regio, n) for regio, nummers in blijven.items() for n in nummers)
    create_views(verbinding)


def counting_now(verbinding: Connection) -> Stel:
    """The deliveries that count now on this connection."""
    nummers = verbinding.execute(select(levering.c.levering_id).where(levering.c.status == GEACCEPTEERD)).scalars()
    return Stel(frozenset(nummers), verbinding.info.get(_BLIJVEN, frozenset()))


def create_views(
    verbinding: Connection,
    op: date | None = None,
    waar: Gebieden | None = None,
    leveringen: Stel | None = None,
) -> None:
    """Make the views on this connection, as of a peildatum. They are temporary, so a reader can make them too.

    waar: whose borders are today's; by default those of this site. leveringen: the deliveries that counted at some
    time, whatever became of them since; by default those that count now.
    """
    vast = leveringen.vast if leveringen else verbinding.info.get(_BLIJVEN, frozenset())
    telt = _Telt(op, leveringen.leveringen if leveringen else None, frozenset(n for _, n in vast))
    waar = waar or gebieden()
    _write_stays(verbinding, waar, vast)
    delen = waar.delen
    waarden = ", ".join(
        f"('{d.code}', '{d.huidig}', '{d.naam}', DATE '{d.vanaf.isoformat()}', '{d.behalve}')" for d in delen
    )
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE _deel (code VARCHAR, nu VARCHAR, deel VARCHAR, vanaf DATE, behalve VARCHAR)"
    )
    if delen:
        verbinding.exec_driver_sql(f"INSERT INTO _deel VALUES {waarden}")  # noqa: S608  codes that were checked
    queries = {"_telt": _speakers(telt), "_stand_telt": _counting_standen(telt), "actief_landelijk": _national(telt)}
    compiled = {
        naam: str(query.compile(verbinding, compile_kwargs={"literal_binds": True})) for naam, query in queries.items()
    }
    views = {**compiled, **_VIEWS}
    for naam, sql in views.items():
        verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP VIEW {naam} AS {sql}")


def _write_stays(verbinding: Connection, waar: Gebieden, vast: Collection[tuple[str, int]]) -> None:
    """Put in tables which regions stay as they were told, and which deliveries are heard about each."""
    streek = {regio.code: regio.gemeenten for regio in waar.regios if regio.code in {r for r, _ in vast}}
    rijen: dict[str, Sequence[tuple[object, ...]]] = {
        "_streek (nu VARCHAR, regio VARCHAR)": [(nu, regio) for regio, codes in streek.items() for nu in codes],
        "_blijft (regio VARCHAR, levering_id INTEGER)": sorted(paar for paar in vast if paar[0] in streek),
    }
    for tabel, waarden in rijen.items():
        verbinding.exec_driver_sql(f"CREATE OR REPLACE TEMP TABLE {tabel}")
        if waarden:
            alle = ", ".join(str(paar) for paar in waarden)
            verbinding.exec_driver_sql(f"INSERT INTO {tabel.split()[0]} VALUES {alle}")  # noqa: S608  codes that were checked


def anything_counts(verbinding: Connection) -> bool:
    """Whether any delivery was accepted and not taken back."""
    return bool(verbinding.scalar(select(exists().where(levering.c.status == GEACCEPTEERD))))


def read_national(verbinding: Connection) -> Sequence[RowMapping]:
    """The figures of national sources that count, with their peildatum, in a fixed order."""
    volgorde = "bron, indicator, periode, gebied"
    return verbinding.execute(text(f"SELECT * FROM actief_landelijk ORDER BY {volgorde}")).mappings().all()  # noqa: S608 - our own constant


def ages_per_kind(verbinding: Connection) -> Sequence[tuple[str, str, int]]:
    """Every (soort, onderwijssoort, age at the start) among the rows that count."""
    vraag = "SELECT DISTINCT soort, onderwijssoort, leeftijd_bij_start FROM actief ORDER BY ALL"
    return [(soort, onderwijssoort, leeftijd) for soort, onderwijssoort, leeftijd in verbinding.execute(text(vraag))]


def has_two_births(verbinding: Connection) -> bool:
    """Whether some jongere has ages, among the rows that count, that no single date of birth gives."""
    vraag = """
    SELECT count(*) FROM (
        SELECT persoon FROM actief GROUP BY persoon
        HAVING max(startdatum - to_years(leeftijd_bij_start + 1)) >= min(startdatum - to_years(leeftijd_bij_start))
    )"""
    return bool(verbinding.execute(text(vraag)).scalar_one())


def rows_of(verbinding: Connection, personen: pd.Series) -> pd.DataFrame:
    """The rows that count of these persons."""
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_personen", personen.drop_duplicates().rename("persoon").to_frame())  # type: ignore[union-attr]
    rijen = duckdb.sql("SELECT a.* FROM actief a SEMI JOIN _personen p USING (persoon)").df()  # type: ignore[union-attr]
    duckdb.unregister("_personen")  # type: ignore[union-attr]
    return rijen


def _speakers(telt: _Telt) -> Select[Any]:
    """The deliveries of werkprocessen that may speak, in the order in which they go before each other."""
    example_counts = ~_exists_real(telt, (WERKPROCESSEN,))
    rang = func.row_number().over(order_by=(levering.c.peildatum, levering.c.levering_id)).label("rang")
    nu = and_(telt.clause(levering), or_(~levering.c.voorbeeld, example_counts))
    return select(levering.c.levering_id, levering.c.peildatum, levering.c.voorbeeld, nu.label("nu"), rang).where(
        levering.c.soort == WERKPROCESSEN, or_(nu, levering.c.levering_id.in_(sorted(telt.vast)))
    )


def schooljaar_sql(kolom: str) -> str:
    """The schooljaar of a date column as SQL, NULL where there is no date (see `data.referentie.schooljaar.of`)."""
    begin = f"(year({kolom}) - (month({kolom}) < {schooljaar.EERSTE_MAAND})::INTEGER)"
    return f"({begin} || '-' || ({begin} + 1))"


_SCHOOLJAAR = schooljaar_sql("startdatum")

# A code that the reference files do not know (any more) stands for itself.
_VIEWS = {
    # Per delivered code the gemeente of today, once.
    "_plek": """
        SELECT code, min(nu) AS nu FROM _deel GROUP BY code""",
    # What each delivery is about, in pieces of gemeenten of today.
    "_vak": """
        SELECT DISTINCT coalesce(e.nu, d.gemeente_code) AS nu, coalesce(e.deel, d.gemeente_code) AS deel, d.schooljaar,
        t.rang FROM dekking d JOIN _telt t USING (levering_id)
        LEFT JOIN _deel e ON e.code = d.gemeente_code AND e.vanaf <= t.peildatum
        LEFT JOIN dekking b ON e.behalve <> '' AND b.levering_id = d.levering_id AND b.gemeente_code = e.behalve
        AND b.schooljaar = d.schooljaar
        LEFT JOIN _streek s ON s.nu = coalesce(e.nu, d.gemeente_code)
        LEFT JOIN _blijft h ON h.regio = s.regio AND h.levering_id = d.levering_id
        WHERE b.levering_id IS NULL AND CASE WHEN s.regio IS NULL THEN t.nu ELSE h.regio IS NOT NULL END""",
    "spreekt": """
        SELECT v.nu AS gemeente_code, v.deel, v.schooljaar, t.levering_id, t.peildatum, t.voorbeeld, t.rang
        FROM (SELECT nu, deel, schooljaar, max(rang) AS rang FROM _vak GROUP BY ALL) v JOIN _telt t USING (rang)""",
    "actieve_dekking": """
        SELECT s.gemeente_code, s.schooljaar, min(s.peildatum) AS peildatum, bool_or(s.voorbeeld) AS voorbeeld
        FROM spreekt s LEFT JOIN (SELECT nu, count(DISTINCT deel) AS delen FROM _deel GROUP BY nu) u
        ON u.nu = s.gemeente_code
        GROUP BY s.gemeente_code, s.schooljaar, u.delen HAVING count(*) = coalesce(u.delen, 1)""",
    # Which delivery is heard about which gemeente, and up to which schooljaar.
    "_woord": """
        SELECT s.gemeente_code AS nu, s.rang, s.levering_id, max(s.schooljaar) AS laatste,
        count(*) OVER (PARTITION BY s.gemeente_code) > 1 AS meer
        FROM spreekt s JOIN actieve_dekking USING (gemeente_code, schooljaar) GROUP BY 1, 2, 3""",
    # Where all that a code stands for, in a schooljaar, is spoken for by newer deliveries.
    "_voorbij": """
        SELECT t.rang, e.code, j.schooljaar
        FROM (SELECT DISTINCT rang FROM _woord) w JOIN _telt t USING (rang)
        JOIN (SELECT code, nu, deel, vanaf, behalve FROM _deel
              UNION ALL SELECT DISTINCT gemeente_code, gemeente_code, gemeente_code, DATE '0001-01-01', '' FROM dekking
              WHERE gemeente_code NOT IN (SELECT code FROM _deel)) e ON e.vanaf <= t.peildatum
        CROSS JOIN (SELECT DISTINCT schooljaar FROM spreekt) j
        ANTI JOIN dekking b ON e.behalve <> '' AND b.levering_id = t.levering_id AND b.gemeente_code = e.behalve
        AND b.schooljaar = j.schooljaar
        LEFT JOIN spreekt s ON s.gemeente_code = e.nu AND s.deel = e.deel AND s.schooljaar = j.schooljaar
        GROUP BY ALL HAVING bool_and(coalesce(s.rang > t.rang, false))""",
    # All that is heard: the same case as often as it is spoken of.
    "_gehoord": f"""
        SELECT w.*, o.nu AS gemeente_nu, {_SCHOOLJAAR} AS schooljaar, t.peildatum, t.voorbeeld, t.rang, o.meer
        FROM werkproces w JOIN _telt t USING (levering_id) LEFT JOIN _plek p ON p.code = w.gemeente_code
        JOIN _woord o ON o.levering_id = w.levering_id AND o.nu = coalesce(p.nu, w.gemeente_code)
        AND {_SCHOOLJAAR} <= o.laatste""",  # noqa: S608  our own constants
    # Each figure with the pieces that it is about. `heel`: none of them was given under another code.
    "_stand_deel": f"""
        WITH los AS (
            UNPIVOT _stand_telt ON {", ".join(STAND_GETALLEN)}
            INTO NAME naam VALUE waarde),
        stuk AS (
            SELECT l.*, coalesce(e.nu, l.code) AS nu, coalesce(e.deel, l.code) AS deel,
            count(*) OVER (PARTITION BY l.rang, l.schooljaar, l.naam, l.code) AS stukken
            FROM los l LEFT JOIN _deel e ON e.code = l.code AND e.vanaf <= l.peildatum
            LEFT JOIN los b ON e.behalve <> '' AND b.code = e.behalve AND b.rang = l.rang
            AND b.schooljaar = l.schooljaar AND b.naam = l.naam
            WHERE b.code IS NULL AND (e.code IS NOT NULL OR l.code NOT IN (SELECT code FROM _deel))),
        eigen AS (
            SELECT * FROM stuk
            QUALIFY stukken = min(stukken) OVER (PARTITION BY rang, schooljaar, naam, nu, deel))
        SELECT *, count(*) OVER (PARTITION BY rang, schooljaar, naam, code) = stukken
        OR bool_or(deel = code) OVER (PARTITION BY rang, schooljaar, naam, code) AS heel FROM eigen""",  # noqa: S608  our own constants
    "actieve_stand": f"""
        WITH wint AS (
            SELECT *, rang = max(rang) OVER (PARTITION BY nu, schooljaar, naam, deel) AS nieuwst FROM _stand_deel),
        telt AS (
            SELECT nu, schooljaar, naam, min(waarde) AS waarde, min(peildatum) AS peildatum,
            bool_or(voorbeeld) AS voorbeeld, count(*) AS stukken
            FROM wint GROUP BY nu, schooljaar, naam, code, rang HAVING bool_and(nieuwst AND heel)),
        som AS (
            SELECT t.nu, t.schooljaar, t.naam, sum(waarde)::INTEGER AS waarde, min(peildatum) AS peildatum,
            bool_or(voorbeeld) AS voorbeeld
            FROM telt t LEFT JOIN (SELECT nu, count(DISTINCT deel) AS delen FROM _deel GROUP BY nu) u USING (nu)
            GROUP BY t.nu, t.schooljaar, t.naam, u.delen HAVING sum(stukken) = coalesce(u.delen, 1)),
        geleverd AS (
            SELECT coalesce(p.nu, s.code) AS nu, s.schooljaar, max(s.peildatum) AS laatste, bool_or(s.voorbeeld) AS vb
            FROM _stand_telt s LEFT JOIN _plek p USING (code) GROUP BY 1, 2)
        SELECT nu AS gemeente_code, schooljaar,
        {", ".join(f"max(waarde) FILTER (naam = '{naam}') AS {naam}" for naam in STAND_GETALLEN)},
        coalesce(min(peildatum), min(laatste)) AS peildatum, bool_or(coalesce(voorbeeld, vb)) AS voorbeeld
        FROM geleverd LEFT JOIN som USING (nu, schooljaar) GROUP BY nu, schooljaar""",  # noqa: S608  our own constants
    "actief": """
        WITH nieuwste AS MATERIALIZED (
            SELECT * FROM _gehoord WHERE NOT meer UNION ALL
            SELECT * FROM _gehoord WHERE meer
            QUALIFY rang = max(rang) OVER (PARTITION BY gemeente_nu, werkproces_id)),
        verhuisd AS (
            SELECT n.gemeente_nu, n.werkproces_id FROM nieuwste n
            JOIN nieuwste g ON g.werkproces_id = n.werkproces_id AND g.persoon = n.persoon
            AND g.gemeente_nu <> n.gemeente_nu AND g.rang > n.rang
            JOIN _woord o ON o.rang = g.rang AND o.nu = n.gemeente_nu
            WHERE n.meer)
        SELECT n.* EXCLUDE (rang, meer) FROM nieuwste n
        ANTI JOIN _voorbij v ON v.rang = n.rang AND v.code = n.gemeente_code AND v.schooljaar = n.schooljaar
        ANTI JOIN verhuisd m ON m.gemeente_nu = n.gemeente_nu AND m.werkproces_id = n.werkproces_id""",
}


def _counting_standen(telt: _Telt) -> Select[Any]:
    """The delivered standen that may speak, each with the place of its delivery in the order.

    Example standen drop out as soon as there is any real delivery: no real count is ever shown per example child.
    """
    example_counts = ~_exists_real(telt, (WERKPROCESSEN, STANDEN))
    rang = func.dense_rank().over(order_by=(levering.c.peildatum, levering.c.levering_id)).label("rang")
    getallen = [stand.c[naam] for naam in STAND_GETALLEN]
    plek = (stand.c.gemeente_code.label("code"), stand.c.schooljaar)
    return (
        select(*plek, *getallen, levering.c.peildatum, levering.c.voorbeeld, rang)
        .join(levering, levering.c.levering_id == stand.c.levering_id)
        .where(_accepted(telt, (STANDEN,)), or_(~levering.c.voorbeeld, example_counts))
    )


def _national(telt: _Telt) -> Select[Any]:
    """Per source, indicator, gebied and period the figure of the latest version: a source mends its own figures."""
    tabel = landelijk_cijfer
    plaats = func.row_number().over(
        partition_by=(tabel.c.bron, tabel.c.indicator, tabel.c.gebied, tabel.c.periode),
        order_by=(levering.c.peildatum.desc(), levering.c.levering_id.desc()),
    )
    latest = (
        select(tabel, levering.c.peildatum, plaats.label("plaats"))
        .join(levering, levering.c.levering_id == tabel.c.levering_id)
        .where(_accepted(telt, (LANDELIJK,)))
        .subquery()
    )
    return select(*(kolom for kolom in latest.c if kolom.name != "plaats")).where(latest.c.plaats == 1)


def schooljaar_of(dag: ColumnElement[Any]) -> ColumnElement[str]:
    """The schooljaar of a date column, as text; the same as `data.referentie.schooljaar.of`."""
    begin = extract("year", dag) - case((extract("month", dag) < schooljaar.EERSTE_MAAND, 1), else_=0)
    return func.concat(cast(begin, String), "-", cast(begin + 1, String))


class _Telt(NamedTuple):
    """Which deliveries count: those up to a peildatum, and of these the ones named, or the accepted ones.

    vast: those that count for regions that stay as they were told, whatever else.
    """

    op: date | None = None
    leveringen: Collection[int] | None = None
    vast: frozenset[int] = frozenset()

    def clause(self, tabel: FromClause) -> ColumnElement[bool]:
        """Whether a row of `levering` counts."""
        named = self.leveringen is not None
        telt = tabel.c.levering_id.in_(sorted(self.leveringen or ())) if named else tabel.c.status == GEACCEPTEERD
        return telt if self.op is None else and_(telt, tabel.c.peildatum <= self.op)


def _accepted(telt: _Telt, soorten: tuple[str, ...]) -> ColumnElement[bool]:
    return and_(telt.clause(levering), levering.c.soort.in_(soorten))


def _exists_real(telt: _Telt, soorten: tuple[str, ...]) -> ColumnElement[bool]:
    real = levering.alias("echt")
    return exists().where(telt.clause(real), real.c.soort.in_(soorten), ~real.c.voorbeeld).correlate(None)
