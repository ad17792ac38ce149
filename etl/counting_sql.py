"""The statements of counting: which rows count where, in which schooljaar, and per shape of a cell how many."""

from __future__ import annotations

from data.referentie import schooljaar
from data.referentie.gebieden import LAND

RIJ = """
CREATE OR REPLACE TEMP TABLE rij AS
SELECT {wereld} AS wereld, a.persoon || '@' || p.huidig AS persoon, p.huidig AS gemeente, p.regio, t.atoom_id,
       _schooljaar(a.startdatum) AS sj_start,
       _schooljaar(a.einddatum) AS sj_eind,
       a.onderwijssoort,
       l.groep AS leeftijdsgroep,
       strftime(a.startdatum, '%m') AS maand
FROM {bron} a
JOIN _plaats p ON p.code = a.gemeente_code
JOIN _atoom t ON t.soort = a.soort AND t.subsoort = coalesce(a.subsoort, '')
             AND t.afhandeling = coalesce(a.afhandeling, '')
JOIN _leeftijd l ON a.leeftijd_bij_start BETWEEN l.vanaf AND l.tot
"""

SCHOOLJAAR = """
CREATE OR REPLACE TEMP MACRO _schooljaar(dag) AS
CASE WHEN dag IS NULL THEN NULL
     WHEN month(dag) >= 8 THEN format('{:04d}-{:04d}', year(dag), year(dag) + 1)
     ELSE format('{:04d}-{:04d}', year(dag) - 1, year(dag)) END
"""

VENSTER = f"""
CREATE OR REPLACE TEMP MACRO _venster(jaar) AS
format('{{:04d}}-{{:04d}}', left(jaar, 4)::INT - left(jaar, 4)::INT % {schooljaar.VENSTER},
       left(jaar, 4)::INT - left(jaar, 4)::INT % {schooljaar.VENSTER} + {schooljaar.VENSTER})
"""

TEL = """
WITH per_jaar AS (
    SELECT r.wereld, v.vorm_id, v.venster, {gebied} AS gebied, {jaar} AS schooljaar, count(*) AS werkprocessen,
           count(DISTINCT r.persoon) AS jongeren
    FROM rij r JOIN _vorm_atoom va USING (atoom_id) JOIN _vorm v USING (vorm_id) {extra}
    WHERE v.niveau = '{niveau}' AND v.moment = '{moment}' AND {waar}
    GROUP BY ALL
)
SELECT wereld, vorm_id, gebied, schooljaar, werkprocessen, jongeren FROM per_jaar
UNION ALL
SELECT wereld, vorm_id, gebied, _venster(schooljaar), sum(werkprocessen)::BIGINT, 0 FROM per_jaar WHERE venster
GROUP BY ALL
"""

# Still open at the end of each covered schooljaar, and open at any time in it. No delivery knows of an end after its
# peildatum, so in the schooljaar of the peildatum this is the stock on the peildatum itself.
LOPEND = """
JOIN _dekking d ON d.gemeente = r.gemeente AND r.sj_start <= d.schooljaar AND coalesce(r.sj_eind > d.schooljaar, true)
"""
BEHANDELD = LOPEND.replace(">", ">=")

PLEKKEN = (("r.gemeente", "gemeente"), ("r.regio", "regio"), (f"'{LAND}'", "regio"))

DEKKING = """
CREATE OR REPLACE TEMP TABLE _dekking AS
SELECT DISTINCT p.huidig AS gemeente, d.schooljaar
FROM actieve_dekking d JOIN _plaats p ON p.code = d.gemeente_code
"""
