"""A publication on a real PostgreSQL: the same as the file, whole or not at all; what is live stays when it fails."""
# ruff: noqa: S608 - the names of tables are ours

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from data.publication import server as leesmodule
from data.publication.databases import (
    BeschadigdePublicatieError,
    GeenPublicatieError,
    NieuwerePublicatieError,
    OnbruikbarePublicatieError,
    open_publicatie,
    publieke_engine,
    which,
)
from data.publication.readmodel import Beeld, read_beeld
from data.publication.schema_publiek import SCHEMA_VERSIE
from etl.meldingen import Fout, GebruiksFout
from etl.publicatie import overzetten
from etl.publicatie.overzetten import address, bring, look_at
from tests.databaseserver import LEZER, WACHTWOORD, Databaseserver, running_pooler, running_replica
from tests.etl.publicatie.serverproef import make, name_of

TABELLEN = f"leerrecht_v{SCHEMA_VERSIE}"


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make(tmp_path_factory.mktemp("publicaties") / "p", 14)


@pytest.fixture
def database(databaseserver: Databaseserver) -> str:
    return databaseserver.new_database()


@pytest.fixture(autouse=True)
def asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question about what is live goes to the server."""
    monkeypatch.setattr(leesmodule, "_FRESH", 0.0)
    monkeypatch.setattr(leesmodule, "_AGAIN", 0.0)


@pytest.fixture
def lees(databaseserver: Databaseserver, database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Beeld]:
    """What the site reads, with the role that may only read."""
    monkeypatch.setenv("DATABASE_URL", databaseserver.url(database, LEZER))
    return lambda: read_beeld(publieke_engine())


def content(beeld: Beeld) -> tuple[object, ...]:
    return (
        beeld.publicatie,
        list(beeld.gebieden.items()),
        list(beeld._berekend.items()),
        list(beeld._verslag.items()),
        beeld.alle_verslagcijfers(),
        beeld.landelijk.cijfers,
        beeld.tafels.per_regio(),
    )


def test_what_is_read_from_the_server_is_what_stands_in_the_file(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    url = databaseserver.url(database)
    for bestand in bestanden[:2]:
        assert bring(url, bestand)
        assert content(lees()) == content(read_beeld(open_publicatie(str(bestand))))
    assert not bring(url, bestanden[1]), "nothing to do the second time"
    assert bring(url, bestanden[0]), "back again is a change of one row"
    assert lees().publicatie.publicatie_id == name_of(1)


def test_before_anything_is_published_there_is_no_publication(lees: Callable[[], Beeld]) -> None:
    with pytest.raises(GeenPublicatieError, match="nog niets gepubliceerd"):
        lees()


def test_the_role_that_reads_can_only_read(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    bring(databaseserver.url(database), bestanden[0])
    assert lees().publicatie.publicatie_id == name_of(1)
    mag_niet = (
        "DELETE FROM leerrecht.live",
        "UPDATE leerrecht.publicatie SET rijen = '{}'",
        f"INSERT INTO {TABELLEN}.gebied SELECT * FROM {TABELLEN}.gebied",
        f"DROP TABLE {TABELLEN}.cijfer",
        f"TRUNCATE {TABELLEN}.cijfer",
        "CREATE TABLE leerrecht.iets (a integer)",
    )
    for opdracht in mag_niet:
        with psycopg.connect(databaseserver.url(database, LEZER)) as verbinding, pytest.raises(psycopg.Error) as fout:
            verbinding.execute(opdracht)
        assert fout.value.sqlstate == "42501", opdracht


def test_no_index_hangs_on_the_alphabet_of_the_system(
    databaseserver: Databaseserver, database: str, bestanden: list[Path]
) -> None:
    bring(databaseserver.url(database), bestanden[0])
    anders = """
        SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_collation l ON l.oid = a.attcollation
        WHERE n.nspname LIKE 'leerrecht%' AND c.relkind IN ('r', 'i') AND l.collname NOT IN ('C', 'POSIX')
    """
    assert databaseserver.execute(anders, database) == []


def test_the_oldest_are_dropped_and_never_the_live_one(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    url = databaseserver.url(database)
    for bestand in bestanden:
        bring(url, bestand)
    er_is = databaseserver.execute("SELECT publicatie_id FROM leerrecht.publicatie ORDER BY 1", database)
    assert [naam for (naam,) in er_is] == [name_of(n) for n in range(5, 15)]
    over = databaseserver.execute(f"SELECT count(DISTINCT publicatie_id) FROM {TABELLEN}.cijfer", database)
    assert over == [(overzetten.BEWAARD,)]
    assert lees().publicatie.publicatie_id == name_of(14)
    bring(url, bestanden[4])
    bring(url, bestanden[0])
    assert lees().publicatie.publicatie_id == name_of(1)


def test_a_pooler_that_gives_each_transaction_one_of_two_connections_is_enough(
    databaseserver: Databaseserver, database: str, bestanden: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_pooler(databaseserver) as poort:
        monkeypatch.setenv("DATABASE_URL", databaseserver.url(database, LEZER, poort))
        for nummer in (1, 2, 3):
            bring(databaseserver.url(database, port=poort), bestanden[nummer - 1])
            for _ in range(8):
                assert read_beeld(publieke_engine()).publicatie.publicatie_id == name_of(nummer)


def test_a_replica_that_lags_shows_one_publication_and_takes_none(
    databaseserver: Databaseserver, database: str, bestanden: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    with running_replica(databaseserver, "2s") as replica:
        monkeypatch.setenv("DATABASE_URL", replica.url(database, LEZER))
        with pytest.raises(Fout, match="alleen-lezen"):
            bring(replica.url(database), bestanden[1])
        bring(url, bestanden[1])
        gezien, tot = [], time.monotonic() + 60
        while name_of(2) not in gezien and time.monotonic() < tot:
            beeld = read_beeld(publieke_engine())
            nummer = 1 if beeld.publicatie.publicatie_id == name_of(1) else 2
            gezien.append(beeld.publicatie.publicatie_id)
            assert content(beeld) == content(read_beeld(open_publicatie(str(bestanden[nummer - 1]))))
        assert list(dict.fromkeys(gezien)) == [name_of(1), name_of(2)]


@pytest.mark.parametrize(
    "tabel", [f"{TABELLEN}.publicatie", f"{TABELLEN}.cijfer", "leerrecht.publicatie", "leerrecht.live"]
)
def test_who_publishes_is_killed_and_what_is_live_stays(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path], tabel: str
) -> None:
    """Killed while it waits at one table after another, also at the very last one."""
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    databaseserver.execute(
        "CREATE FUNCTION slaap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END'",
        database,
    )
    databaseserver.execute(
        f"CREATE TRIGGER slaap AFTER INSERT ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION slaap()", database
    )
    opdracht = "import sys; from pathlib import Path; from etl.publicatie.overzetten import bring; "
    opdracht += "bring(sys.argv[1], Path(sys.argv[2]))"
    proces = subprocess.Popen([sys.executable, "-c", opdracht, url, str(bestanden[1])])
    slaapt = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database}' AND wait_event = 'PgSleep'"
    tot = time.monotonic() + 60
    while not databaseserver.execute(slaapt):
        assert time.monotonic() < tot and proces.poll() is None
    os.kill(proces.pid, signal.SIGKILL)
    proces.wait()
    assert content(lees()) == content(read_beeld(open_publicatie(str(bestanden[0]))))
    databaseserver.execute(f"DROP FUNCTION IF EXISTS slaap CASCADE; SELECT 1 FROM {tabel} LIMIT 0", database)
    assert databaseserver.execute(f"SELECT DISTINCT publicatie_id FROM {TABELLEN}.cijfer", database) == [(name_of(1),)]
    assert lees().publicatie.publicatie_id == name_of(1)
    assert bring(url, bestanden[1])
    assert lees().publicatie.publicatie_id == name_of(2)


def test_a_lock_that_is_held_for_a_while_is_waited_for(
    databaseserver: Databaseserver, database: str, bestanden: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    wachten: list[float] = []
    with psycopg.connect(url) as ander:
        ander.execute("LOCK TABLE leerrecht.publicatie IN ACCESS EXCLUSIVE MODE")

        def let_go(seconden: float) -> None:
            wachten.append(seconden)
            if len(wachten) == 2:
                ander.rollback()

        monkeypatch.setattr("etl.publicatie.overzetten.time.sleep", let_go)
        assert bring(url, bestanden[1])
    assert len(wachten) == 2


def test_a_lock_that_stays_is_told(databaseserver: Databaseserver, database: str, bestanden: list[Path]) -> None:
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    with psycopg.connect(url) as ander:
        ander.execute("LOCK TABLE leerrecht.publicatie IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Fout, match="houdt iets anders de tabellen"):
            bring(url, bestanden[1])


def test_half_a_publication_is_not_shown_and_is_mended(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    databaseserver.execute(f"DELETE FROM {TABELLEN}.cijfer WHERE indicator = 'verlof'", database)
    with pytest.raises(BeschadigdePublicatieError, match="niet heel"):
        lees()
    assert bring(url, bestanden[0])
    assert content(lees()) == content(read_beeld(open_publicatie(str(bestanden[0]))))


def test_a_publication_of_a_newer_version_is_told(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    bring(databaseserver.url(database), bestanden[0])
    databaseserver.execute("UPDATE leerrecht.publicatie SET schema_versie = schema_versie + 1", database)
    with pytest.raises(NieuwerePublicatieError, match="nieuwere versie"):
        lees()


def test_a_publication_of_an_older_version_is_upgraded_in_memory(
    databaseserver: Databaseserver, database: str, lees: Callable[[], Beeld], bestanden: list[Path]
) -> None:
    """As it was on the server: without the tables that came later, in a schema of its own version."""
    bring(databaseserver.url(database), bestanden[0])
    toen = content(lees())
    for opdracht in (
        f"DROP TABLE {TABELLEN}.uitgave",
        f"DROP TABLE {TABELLEN}.tafel",
        f"ALTER SCHEMA {TABELLEN} RENAME TO leerrecht_v3",
        "UPDATE leerrecht.publicatie SET schema_versie = 3, rijen = (rijen::jsonb - 'uitgave' - 'tafel')::json",
    ):
        databaseserver.execute(opdracht, database)
    assert content(lees()) == toen
    assert bring(databaseserver.url(database), bestanden[1])
    assert lees().publicatie.publicatie_id == name_of(2)


def test_a_frame_of_a_newer_version_is_left_alone(
    databaseserver: Databaseserver, database: str, bestanden: list[Path]
) -> None:
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    databaseserver.execute("UPDATE leerrecht.kader SET versie = 99", database)
    with pytest.raises(Fout, match="nieuwere versie van dit programma"):
        bring(url, bestanden[1])


KWAAD: dict[str, tuple[str, str]] = {
    "alleen-lezen": ("ALTER DATABASE {} SET default_transaction_read_only = on", "alleen-lezen"),
    "geen recht": ("REVOKE CREATE ON DATABASE {} FROM PUBLIC; ALTER DATABASE {} OWNER TO baas", "mag dit account dit"),
    "vreemde tabel": ("CREATE SCHEMA leerrecht; CREATE VIEW leerrecht.kader AS SELECT 1 AS a", "er anders uitzien"),
}


@pytest.mark.parametrize("wat", KWAAD)
def test_a_server_that_cannot_be_used_is_told_in_dutch(
    databaseserver: Databaseserver, database: str, bestanden: list[Path], wat: str
) -> None:
    opdracht, melding = KWAAD[wat]
    for deel in opdracht.format(database, database).split("; "):
        databaseserver.execute(deel, database)
    if wat == "vreemde tabel":
        databaseserver.execute(
            "GRANT ALL ON SCHEMA leerrecht TO schrijft; GRANT ALL ON leerrecht.kader TO schrijft", database
        )
    with pytest.raises(Fout, match=melding) as fout:
        bring(databaseserver.url(database), bestanden[0])
    assert WACHTWOORD not in str(fout.value)


def test_a_full_disk_is_told(databaseserver: Databaseserver, database: str, bestanden: list[Path]) -> None:
    """PostgreSQL says so with this code, whatever the file system."""
    url = databaseserver.url(database)
    bring(url, bestanden[0])
    databaseserver.execute(
        "CREATE FUNCTION vol() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$",
        database,
    )
    databaseserver.execute(
        f"CREATE TRIGGER vol BEFORE INSERT ON {TABELLEN}.cijfer FOR EACH ROW EXECUTE FUNCTION vol()", database
    )
    with pytest.raises(Fout, match=r"schijf van de databaseserver .* is vol"):
        bring(url, bestanden[1])
    assert databaseserver.execute("SELECT publicatie_id FROM leerrecht.live", database) == [(name_of(1),)]


def test_wrong_password_unknown_database_and_nobody_there(
    databaseserver: Databaseserver, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.publicatie.overzetten.time.sleep", lambda _: None)
    goed = databaseserver.url(database)
    gevallen = {
        goed.replace(WACHTWOORD, f"{WACHTWOORD}-fout"): "laat dit account niet toe",
        goed.replace(database, "bestaatniet"): "bestaat die database niet",
        goed.replace(str(databaseserver.port), "9"): "komt geen verbinding tot stand",
    }
    for url, melding in gevallen.items():
        with pytest.raises(Fout, match=melding) as fout:
            look_at(url)
        assert WACHTWOORD not in str(fout.value) and fout.value.status == 1
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(OnbruikbarePublicatieError, match=melding) as ook:
            publieke_engine()
        assert WACHTWOORD not in str(ook.value)


@pytest.mark.parametrize(
    "fout_adres", [f"mysql://jan:{WACHTWOORD}@server/db", f"postgresql://jan:{WACHTWOORD}@server/db?onzin=1", "server"]
)
def test_what_is_no_address_is_not_repeated(fout_adres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GebruiksFout, match="geen adres") as fout:
        address(fout_adres)
    monkeypatch.setenv("DATABASE_URL", fout_adres)
    with pytest.raises(OnbruikbarePublicatieError, match="geen adres") as ook:
        publieke_engine()
    assert WACHTWOORD not in f"{fout.value}{ook.value}"


def test_a_server_that_goes_away_leaves_readers_what_they_had(
    bestanden: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    databaseserver: Databaseserver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    database = databaseserver.new_database()
    bring(databaseserver.url(database), bestanden[0])
    with running_pooler(databaseserver) as poort:
        monkeypatch.setenv("DATABASE_URL", databaseserver.url(database, LEZER, poort))
        eerst = which(publieke_engine())
    assert which(publieke_engine()) == eerst
    assert "blijft te zien" in caplog.text and WACHTWOORD not in caplog.text
    assert not re.search("jan|Traceback", caplog.text)
