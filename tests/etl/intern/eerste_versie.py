"""An `intern.duckdb` and a publication as the first version of this software made them, with rows of every kind.

Written out, and never to be changed: these are the files that stand on the disks of those who began then.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

INTERN = """
CREATE TABLE instelling(naam VARCHAR, waarde VARCHAR NOT NULL, PRIMARY KEY(naam));
CREATE TABLE levering(levering_id INTEGER, bestand VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    ontvangen_op TIMESTAMP NOT NULL, door VARCHAR NOT NULL, profiel VARCHAR NOT NULL, soort VARCHAR NOT NULL,
    peildatum DATE NOT NULL, voorbeeld BOOLEAN NOT NULL, gelezen INTEGER NOT NULL, geaccepteerd INTEGER NOT NULL,
    afgekeurd INTEGER NOT NULL, status VARCHAR NOT NULL, reden VARCHAR, rapport JSON, PRIMARY KEY(levering_id));
CREATE TABLE dekking(levering_id INTEGER NOT NULL, gemeente_code VARCHAR NOT NULL, schooljaar VARCHAR NOT NULL);
CREATE TABLE werkproces(levering_id INTEGER NOT NULL, regel INTEGER NOT NULL, werkproces_id VARCHAR NOT NULL,
    persoon VARCHAR NOT NULL, gemeente_code VARCHAR NOT NULL, soort VARCHAR NOT NULL, subsoort VARCHAR,
    onderwijssoort VARCHAR NOT NULL, startdatum DATE NOT NULL, einddatum DATE, afhandeling VARCHAR,
    leeftijd_bij_start SMALLINT NOT NULL, leeftijd_op_peildatum SMALLINT NOT NULL);
CREATE TABLE afgekeurd(levering_id INTEGER NOT NULL, regel INTEGER NOT NULL, kolom VARCHAR,
    regelcode VARCHAR NOT NULL, melding VARCHAR NOT NULL, remedie VARCHAR NOT NULL, ruwe_regel VARCHAR);
CREATE TABLE stand(levering_id INTEGER NOT NULL, regel INTEGER NOT NULL, gemeente_code VARCHAR NOT NULL,
    schooljaar VARCHAR NOT NULL, jongeren_5_18 INTEGER, leerplichtigen INTEGER, kwalificatieplichtigen INTEGER,
    ingeschreven INTEGER);
INSERT INTO instelling VALUES ('sleutel', '0123456789abcdef');
INSERT INTO levering VALUES
    (1, 'export.csv', repeat('a', 64), '2025-09-01 12:00:00', 'test', 'canoniek', 'werkprocessen', '2025-09-01', false,
     401, 400, 1, 'geaccepteerd', NULL, '{"bestand": "export.csv", "genegeerde_kolommen": []}'),
    (2, 'standen.csv', repeat('b', 64), '2025-09-01 12:01:00', 'test', 'canoniek', 'standen', '2025-09-01', false,
     1, 1, 0, 'geaccepteerd', NULL, '{"bestand": "standen.csv", "genegeerde_kolommen": []}');
INSERT INTO dekking VALUES (1, 'GM0193', '2024-2025');
INSERT INTO werkproces SELECT 1, i, 'w' || i, repeat(chr((97 + i % 26)::INTEGER), 32), 'GM0193', 'relatief_verzuim',
    'overig', 'vo', DATE '2024-09-01' + (i % 200)::INTEGER, NULL, NULL, 14, 15 FROM range(1, 401) t(i);
INSERT INTO afgekeurd VALUES (1, 401, 'soort', 'onbekende_soort', 'Deze soort bestaat niet.', 'Kijk na.', 'rij 401');
INSERT INTO stand VALUES (2, 2, 'GM0193', '2024-2025', 20000, 16000, 4000, NULL);
"""
# Made only when something was published. The second was made after the clock had been set back.
GEPUBLICEERD = """
CREATE TABLE publicatie_log(publicatie_id VARCHAR, voorgenomen_op TIMESTAMP NOT NULL, herkomst VARCHAR NOT NULL,
    PRIMARY KEY(publicatie_id));
CREATE TABLE publicatie_cel(publicatie_id VARCHAR NOT NULL, indicator VARCHAR NOT NULL, teleenheid VARCHAR NOT NULL,
    gebied VARCHAR NOT NULL, schooljaar VARCHAR NOT NULL, uitsplitsing VARCHAR NOT NULL, categorie VARCHAR NOT NULL,
    status VARCHAR NOT NULL, waarde INTEGER, laag INTEGER, hoog INTEGER);
INSERT INTO publicatie_log VALUES ('20260901T120000-000001', '2026-09-01 12:00:00', 'levering'),
    ('20250901T120000-000001', '2025-09-01 12:00:00', 'levering');
INSERT INTO publicatie_cel
    SELECT p, 'relatief_verzuim', 'werkprocessen', 'GM0193', '2024-2025', 'totaal', 'totaal', 'onderdrukt', n, 1, 9
    FROM (VALUES ('20260901T120000-000001', 3), ('20250901T120000-000001', 4)) t(p, n);
"""
PUBLIEK = """
CREATE TABLE publicatie(publicatie_id VARCHAR, gepubliceerd_op TIMESTAMP NOT NULL, schema_versie INTEGER NOT NULL,
    vingerafdruk VARCHAR NOT NULL, voorbeeld BOOLEAN NOT NULL, bewijs JSON NOT NULL, PRIMARY KEY(publicatie_id));
CREATE TABLE gebied(code VARCHAR, naam VARCHAR NOT NULL, slug VARCHAR NOT NULL, soort VARCHAR NOT NULL, regio VARCHAR,
    tegel_rij INTEGER, tegel_kolom INTEGER, PRIMARY KEY(code));
CREATE TABLE bron(sleutel VARCHAR, titel VARCHAR NOT NULL, uitgever VARCHAR NOT NULL, jaar INTEGER,
    soort VARCHAR NOT NULL, toelichting VARCHAR NOT NULL, PRIMARY KEY(sleutel));
CREATE TABLE cijfer(indicator VARCHAR, teleenheid VARCHAR, gebied VARCHAR, schooljaar VARCHAR, uitsplitsing VARCHAR,
    categorie VARCHAR, waarde DOUBLE, noemer DOUBLE, status VARCHAR NOT NULL, bron VARCHAR NOT NULL, peildatum DATE,
    voorlopig BOOLEAN NOT NULL,
    PRIMARY KEY(indicator, teleenheid, gebied, schooljaar, uitsplitsing, categorie));
CREATE TABLE verslagcijfer(nummer INTEGER, bron VARCHAR NOT NULL, sectie VARCHAR NOT NULL, gebied VARCHAR NOT NULL,
    schooljaar VARCHAR NOT NULL, titel VARCHAR NOT NULL, onderdeel VARCHAR NOT NULL, waarde DOUBLE,
    eenheid VARCHAR NOT NULL, status VARCHAR NOT NULL, zekerheid VARCHAR NOT NULL, toelichting VARCHAR NOT NULL,
    indicator VARCHAR, teleenheid VARCHAR, uitsplitsing VARCHAR, categorie VARCHAR, voorkeur BOOLEAN NOT NULL,
    PRIMARY KEY(nummer));
INSERT INTO publicatie VALUES ('20250901T120000-000001', '2025-09-01 12:00:00', 1, repeat('0', 64), false,
    '{"afscherming": {"cellen": 20, "onderdrukt": 10, "primair": 0, "secundair": 10}, "vervallen_tabellen": 0,
      "controle": {"cellen": 20, "schendingen": 0, "seconden": 1.5}}');
INSERT INTO gebied VALUES ('MC10', 'IJssel-Vecht', 'ijssel-vecht', 'regio', NULL, NULL, NULL),
    ('GM0193', 'Zwolle', 'zwolle', 'gemeente', 'MC10', 1, 1);
INSERT INTO bron VALUES ('levering', 'Eigen registratie', 'IJssel-Vecht', 2025, 'levering', 'geteld'),
    ('v1', 'Jaarverslag', 'IJssel-Vecht', 2025, 'verslag', 'openbaar');
INSERT INTO cijfer VALUES ('relatief_verzuim', 'werkprocessen', 'GM0193', '2024-2025', 'totaal', 'totaal', 400, NULL,
    'gepubliceerd', 'levering', '2025-09-01', false);
INSERT INTO verslagcijfer VALUES (1, 'v1', 'Verzuim', 'GM0193', '2023-2024', 'Meldingen', '', 321, 'werkprocessen',
    'gepubliceerd', 'zeker', '', 'relatief_verzuim', 'werkprocessen', 'totaal', 'totaal', true);
"""


def make(bestand: Path, *opdrachten: str) -> Path:
    """Make a database file of these statements, with the folder it stands in."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(bestand)) as verbinding:
        for opdracht in opdrachten:
            verbinding.execute(opdracht)
    return bestand
