"""Pseudonyms where the rows are, and whether a delivery speaks about the same jongeren as earlier ones.

Another export, another column or another number for the same jongere makes strangers of all: nothing in one delivery
shows it, only that hardly anybody in it is known. A sample is looked up, so that it costs no more for a country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from data.referentie import schooljaar
from etl import pseudoniem
from etl.intern.actief import GEACCEPTEERD
from etl.meldingen import getal

# HMAC from plain SHA-256; the key is in two session variables, never in the text of a statement.
PERSOON = (
    "sha256(getvariable('inname_buiten') || "
    f"unhex(sha256(getvariable('inname_binnen') || encode(persoon_id))))[:{pseudoniem.LENGTE}]"
)
_SAMPLE = 2000
# Of jongeren in the same gemeente and schooljaar nearly all should be known; of those of another year some come back.
_FEW, _HARDLY = 20, 0.2
_MANY, _NOBODY = 100, 0.01
# So many known werkprocessen with another jongere are no corrections.
_OTHERS, _OTHERS_SHARE = 3, 0.1


def set_key(verbinding: Connection, key: bytes) -> None:
    """Let PERSOON, in SQL, be the pseudonym under this key of the column `persoon_id`."""
    binnen, buiten = pseudoniem.pads(key)
    verbinding.exec_driver_sql("SET VARIABLE inname_binnen = $1", (binnen,))
    verbinding.exec_driver_sql("SET VARIABLE inname_buiten = $1", (buiten,))


def about_strangers(verbinding: Connection, gemeenten: Collection[str]) -> Iterator[str]:
    """Say when the good rows in `inname_rijen` are about others than the earlier deliveries of these gemeenten."""
    codes = ", ".join(f"'{code}'" for code in sorted(gemeenten))
    if not codes:
        return
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_eerder AS SELECT DISTINCT w.levering_id, w.gemeente_code, "  # noqa: S608  our own constants
        f"{_schooljaar('w.')} AS jaar FROM werkproces w JOIN levering l ON l.levering_id = w.levering_id "
        f"WHERE l.status = '{GEACCEPTEERD}' AND NOT l.voorbeeld AND w.gemeente_code IN ({codes})"
    )
    yield from _about_known_werkprocessen(verbinding)
    yield from _about_known_persons(verbinding)
    verbinding.exec_driver_sql("DROP TABLE inname_eerder")


def _about_known_werkprocessen(verbinding: Connection) -> Iterator[str]:
    bekend, anders = verbinding.exec_driver_sql(
        f"WITH proef AS (SELECT werkproces_id, gemeente_code, {PERSOON} AS persoon FROM (SELECT * FROM inname_rijen "  # noqa: S608  our own constants
        "WHERE NOT fout AND werkproces_id IN (SELECT werkproces_id FROM werkproces "
        f"WHERE levering_id IN (SELECT levering_id FROM inname_eerder)) LIMIT {_SAMPLE})) "
        "SELECT count(*), count(*) FILTER (NOT zelfde) FROM (SELECT bool_or(w.persoon = p.persoon) AS zelfde "
        "FROM proef p JOIN werkproces w ON w.werkproces_id = p.werkproces_id AND w.gemeente_code = p.gemeente_code "
        "WHERE w.levering_id IN (SELECT levering_id FROM inname_eerder) GROUP BY p.werkproces_id)"
    ).one()
    if anders >= _OTHERS and anders > _OTHERS_SHARE * bekend:
        yield (
            f"van {getal(bekend)} werkprocessen die al uit een eerdere levering bekend waren, horen er {getal(anders)} "
            "nu bij een andere jongere. Komt het persoon_id uit een andere bron dan eerst, dan telt dezelfde jongere "
            "in twee leveringen als twee."
        )


def _about_known_persons(verbinding: Connection) -> Iterator[str]:
    zelfde_jaar = f"(gemeente_code, {_schooljaar('')}) IN (SELECT (gemeente_code, jaar) FROM inname_eerder)"  # noqa: S608  our own constants
    zelfde_gemeente = "gemeente_code IN (SELECT gemeente_code FROM inname_eerder)"
    for waar, genoeg, aandeel, wat in (
        (zelfde_jaar, _FEW, _HARDLY, "gemeenten en schooljaren"),
        (zelfde_gemeente, _MANY, _NOBODY, "gemeenten"),
    ):
        gezocht, bekend = verbinding.exec_driver_sql(
            f"WITH proef AS (SELECT {PERSOON} AS persoon FROM (SELECT DISTINCT persoon_id FROM inname_rijen "  # noqa: S608  our own constants
            f"WHERE NOT fout AND {waar} LIMIT {_SAMPLE})) "
            "SELECT count(*), count(*) FILTER (persoon IN (SELECT persoon FROM werkproces "
            "WHERE levering_id IN (SELECT levering_id FROM inname_eerder))) FROM proef"
        ).one()
        if gezocht >= genoeg and bekend < aandeel * gezocht:
            yield (
                f"van {getal(gezocht)} jongeren in deze levering komen er {getal(bekend)} voor in eerdere leveringen "
                f"van dezelfde {wat}. Is het persoon_id een ander nummer dan eerst (een andere bron of export), dan "
                "telt dezelfde jongere in twee leveringen als twee."
            )
        if gezocht >= _FEW:
            return


def _schooljaar(van: str) -> str:
    """SQL: the first year of the schooljaar in which a row begins."""
    return f"(year({van}startdatum) - CASE WHEN month({van}startdatum) < {schooljaar.EERSTE_MAAND} THEN 1 ELSE 0 END)"
