"""Standen from the CBS StatLine table 03759ned (population on 1 January by age, sex, marital status and region).

ASSUMPTIONS, named in the report of every such delivery: the untyped download has these column names and codes; the
population of 1 January stands for the schooljaar that it lies in; jongeren 5 to 18 are those aged 5 up to and including
17 on that day. Leerplichtigen and kwalificatieplichtigen depend on birthdays within the schooljaar and stay unknown.
"""

# SQL is put together here from our own constants; what is delivered never becomes part of it.
# ruff: noqa: S608

from __future__ import annotations

from sqlalchemy import Connection

from etl.meldingen import LeveringFout

CBS_KOLOMMEN = ("Geslacht", "Leeftijd", "BurgerlijkeStaat", "RegioS", "Perioden", "BevolkingOp1Januari_1")
AANNAME = (
    "Standen uit CBS 03759ned: jongeren van 5 tot en met 17 jaar op 1 januari in het schooljaar. Dit is een aanname; "
    "leerplichtigen en kwalificatieplichtigen volgen er niet uit en blijven onbekend."
)
_AGES = range(5, 18)
_TOTAL_SEX = "('T001038', 'Totaal mannen en vrouwen')"
_TOTAL_STATUS = "('T001019', 'Totaal burgerlijke staat')"


def to_standen(verbinding: Connection) -> int:
    """Replace `inname_velden` (CBS rows) by one row of standen per gemeente and year; return how many were read.

    Regions other than our gemeenten are left out. A gemeente of which an age is missing gets an empty figure. Raises
    LeveringFout when no row is usable.
    """
    read = int(verbinding.exec_driver_sql("SELECT count(*) FROM inname_velden").scalar_one())
    age = (
        "CASE WHEN regexp_full_match(Leeftijd, '[0-9]{1,2} jaar') THEN split_part(Leeftijd, ' ', 1)::INTEGER "
        "WHEN regexp_full_match(Leeftijd, '1[0-9]{2}00') THEN Leeftijd::INTEGER // 100 - 100 END"
    )
    number = "CASE WHEN regexp_full_match(BevolkingOp1Januari_1, '[0-9]{1,9}') THEN BevolkingOp1Januari_1::INTEGER END"
    verbinding.exec_driver_sql(
        "CREATE OR REPLACE TEMP TABLE inname_velden AS SELECT min(regel) AS regel, true AS heel, false AS open_quote, "
        "NULL::VARCHAR AS bron, code AS gemeente_code, format('{:04d}-{:04d}', jaar - 1, jaar) AS schooljaar, "
        f"CASE WHEN count(DISTINCT leeftijd) FILTER (aantal IS NOT NULL) = {len(_AGES)} AND count(*) = {len(_AGES)} "
        "THEN sum(aantal)::VARCHAR END AS jongeren_5_18, NULL::VARCHAR AS leerplichtigen, "
        "NULL::VARCHAR AS kwalificatieplichtigen, NULL::VARCHAR AS ingeschreven FROM ("
        f"SELECT v.regel, g.code, v.Perioden[:4]::INTEGER AS jaar, {age} AS leeftijd, {number} AS aantal "
        "FROM inname_velden v JOIN inname_gemeente g ON g.sleutel = lower(v.RegioS) "
        f"WHERE v.heel AND v.Geslacht IN {_TOTAL_SEX} AND v.BurgerlijkeStaat IN {_TOTAL_STATUS} "
        "AND regexp_full_match(v.Perioden, '[0-9]{4}JJ00')"
        f") WHERE leeftijd BETWEEN {_AGES.start} AND {_AGES.stop - 1} GROUP BY code, jaar"
    )
    if not verbinding.exec_driver_sql("SELECT count(*) FROM inname_velden").scalar_one():
        raise LeveringFout(
            "In dit CBS-bestand staat geen bevolking naar leeftijd voor een gemeente van deze site.",
            "Kies bij het downloaden van tabel 03759ned: totaal mannen en vrouwen, totaal burgerlijke staat, de "
            "leeftijden 5 tot en met 17 jaar afzonderlijk, de eigen gemeenten en hele jaren.",
        )
    return read
