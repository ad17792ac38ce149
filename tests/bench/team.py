"""How long the team's pages and questions take on a large snapshot, beside the bare DuckDB query; what a worker weighs.

    python -m tests.bench.team [ROWS] [--map FOLDER]

Everything is asked without the kept answers, as by the first visitor after a delivery. The bare query is the least that
any answer must do: count the rows per gemeente, with the same filter. Beside the time on the clock stands the time that
the processors worked: on a busy machine that is the fairer one.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import duckdb
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from data.referentie.gebieden import gebieden
from data.registry import vocabulary
from data.team import lijsten, queries, schema
from data.team.bestand import team_engine
from data.team.bevoegd import Bevoegd, from_roles
from data.team.keuze import Keuze
from data.team.termijnen import Werksoort
from etl.intern.teambeeld import DAGTELLING, DUURTELLING, MAANDTELLING, MAANDTOTAAL

PEIL = date(2025, 3, 17)
ROUNDS = 5
BASIS, GEHEIM = "https://localhost", "meten"
PAGINAS = (
    "/team",
    "/team?per=week",
    "/team?soort=verlof",
    "/team?leeftijdsgroep=12-15",
    "/team?onderwijssoort=vo&soort=verlof",
    "/team/signalen",
    "/team/signalen?soort=verlof",
    "/team/doorlooptijd",
    "/team/doorlooptijd?leeftijdsgroep=12-15",
    "/team/lijst?moment=lopend",
    "/team/lijst?moment=instroom&sorteer=doorlooptijd",
)
_LIMIT_MS, _LIMIT_GB = 300, 2.0


def build(folder: Path, rijen: int) -> None:
    """A snapshot of so many made-up werkprocessen over all gemeenten and ten years."""
    bestand = folder / f"team-{rijen}.duckdb"
    if not bestand.exists():
        engine = create_engine(f"duckdb:///{bestand}")
        schema.metadata.create_all(engine)
        engine.dispose()
        with duckdb.connect() as verbinding:
            verbinding.execute(f"ATTACH '{bestand}' AS team; USE team")
            verbinding.execute(_rows(rijen))
            verbinding.execute(f"INSERT INTO dagtelling BY NAME {DAGTELLING}")
            verbinding.execute(f"INSERT INTO maandtelling BY NAME {MAANDTELLING}")
            verbinding.execute(f"INSERT INTO maandtotaal BY NAME {MAANDTOTAAL}")
            verbinding.execute(f"INSERT INTO duurtelling BY NAME {DUURTELLING}")
            verbinding.execute(
                "INSERT INTO dekking SELECT DISTINCT gemeente_code, schooljaar, $1::DATE, false FROM werkproces", [PEIL]
            )
            verbinding.execute("INSERT INTO stand SELECT DISTINCT gemeente_code, schooljaar, 9000 FROM werkproces")
            verbinding.execute("INSERT INTO beeld VALUES (now()::TIMESTAMP, $1)", [schema.VERSIE])
    (folder / "team.duckdb").unlink(missing_ok=True)
    (folder / "team.duckdb").symlink_to(bestand.name)


def _pick(codes: object, getal: str) -> str:
    lijst = ", ".join(f"'{code}'" for code in codes)  # type: ignore[attr-defined]
    return f"list_extract([{lijst}], 1 + ({getal} % {len(list(codes))})::INTEGER)"  # type: ignore[call-overload]


def _rows(rijen: int) -> str:
    gemeenten = [gemeente.code for gemeente in gebieden().gemeenten]
    duur = "(-70 * ln(1 - (hash(i, 5) % 99991) / 99992.0))::INTEGER"
    return f"""
    INSERT INTO werkproces BY NAME
    WITH basis AS (SELECT i, DATE '2015-08-01' + (hash(i, 1) % 3515)::INTEGER AS startdatum, {duur} AS duur
        FROM range({rijen}) r(i))
    SELECT 'WP-' || i AS werkproces_id, {_pick(gemeenten, "hash(i, 2)")} AS gemeente_code,
        {_pick(vocabulary.SOORTEN, "hash(i, 3)")} AS soort, NULL AS subsoort,
        {_pick(vocabulary.ONDERWIJSSOORTEN, "hash(i, 4)")} AS onderwijssoort,
        {_pick(vocabulary.LEEFTIJDSGROEPEN, "hash(i, 6)")} AS leeftijdsgroep,
        year(startdatum - INTERVAL 7 MONTH) || '-' || (year(startdatum - INTERVAL 7 MONTH) + 1) AS schooljaar,
        startdatum, CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN startdatum + duur END AS einddatum,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN startdatum + duur ELSE DATE '{schema.OPEN}' END AS open_tot,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN 'toegekend' END AS afhandeling,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN {_pick(vocabulary.GROEPEN, "hash(i, 7)")} END
            AS afhandelingsgroep,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN duur END AS doorlooptijd,
        CASE WHEN i % 4 = 0 THEN 30 END::SMALLINT AS terug_gemeente,
        CASE WHEN i % 3 = 0 THEN 30 END::SMALLINT AS terug_regio
    FROM basis ORDER BY einddatum IS NULL, schooljaar, gemeente_code, startdatum"""  # noqa: S608 - our own codes and numbers


def questions(wie: Bevoegd, keuze: Keuze) -> dict[str, Callable[[], object]]:
    """Every question of the pages."""
    van, lang, lijst = date(2024, 8, 1), date(2020, 8, 1), lijsten.Lijst("lopend", PEIL, PEIL)
    return {
        "instroom en afgehandeld per dag": lambda: queries.count_per_dag(wie, keuze, lang),
        "per maand": lambda: queries.count_per_maand(wie, keuze, lang),
        "binnen de termijn per maand": lambda: queries.count_within_term(
            wie, keuze, lang, PEIL, ((Werksoort("verlof"), 30),)
        ),
        "instroom naar vier kenmerken": lambda: queries.count_splits(wie, keuze, "instroom", van, PEIL),
        "lopend naar vier kenmerken": lambda: queries.count_splits(wie, keuze, "lopend", van, PEIL),
        "overgedragen per soort": lambda: queries.count_closed_as(
            wie, keuze, "overdracht_nieuw_schooljaar", date(2023, 8, 1), PEIL
        ),
        "lopend per behandelaar": lambda: queries.open_per_behandelaar(wie, keuze, PEIL),
        "lopend per gemeente": lambda: queries.count_open(wie, keuze, PEIL),
        "lopend naar leeftijd": lambda: queries.open_ages(wie, keuze, PEIL),
        "doorlooptijd per maand en soort": lambda: queries.durations(wie, keuze, van, PEIL, ("maand", "soort")),
        "doorlooptijd per afhandeling": lambda: queries.durations(wie, keuze, van, PEIL, ("afhandelingsgroep",)),
        "gevolgd (Kaplan-Meier)": lambda: queries.follow_up(wie, keuze, date(2023, 3, 17), PEIL),
        "terugkeer": lambda: queries.count_returns(wie, keuze),
        "lijst, eerste 100": lambda: lijsten.read_lijst(wie, keuze, lijst, 0, 100),
    }


def bare(wie: Bevoegd, keuze: Keuze) -> Callable[[], object]:
    """The bare query, without our code around it."""
    codes = ", ".join(f"'{code}'" for code in wie.codes)
    soort = f" AND soort = '{keuze.soort}'" if keuze.soort else ""
    sql = f"SELECT gemeente_code, count(*) FROM werkproces WHERE gemeente_code IN ({codes}){soort} GROUP BY 1"  # noqa: S608

    def ask() -> object:
        with team_engine().connect() as verbinding:
            return verbinding.exec_driver_sql(sql).all()

    return ask


def log_in(folder: Path, rollen: Sequence[str]) -> FlaskClient:
    """The site itself, and a visitor with these roles."""
    from pages.team import create_team_app

    accounts = folder / "accounts.json"
    hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GEHEIM)
    accounts.write_text(json.dumps({"meten": {"wachtwoord": hash_, "rollen": list(rollen)}}))
    os.environ["LEERRECHT_LOKALE_ACCOUNTS"] = str(accounts)
    client = create_team_app().server.test_client()
    logging.disable(logging.CRITICAL)
    (formulier,) = re.findall(r'name="formulier" value="([^"]+)"', client.get("/inloggen", base_url=BASIS).text)
    velden = {"naam": "meten", "wachtwoord": GEHEIM, "formulier": formulier, "naar": "/team"}
    client.post("/inloggen", base_url=BASIS, data=velden)
    return client


def visit(client: FlaskClient, pad: str) -> Callable[[], object]:
    """Asking for one page, as the server makes it."""

    def ask() -> object:
        response = client.get(pad, base_url=BASIS)
        if response.status_code != 200:
            raise RuntimeError(f"{pad}: {response.status_code}")
        return response.data

    return ask


def measure(vraag: Callable[[], object]) -> tuple[float, float]:
    """The median of some rounds in milliseconds, on the clock and of the processors, without the kept answers."""
    tijden = []
    for _ in range(ROUNDS + 1):
        for functie in vars(queries).values():
            getattr(getattr(functie, "kept", None), "cache_clear", lambda: None)()
        begin, gewerkt = time.perf_counter(), time.process_time()
        vraag()
        tijden.append((1000 * (time.perf_counter() - begin), 1000 * (time.process_time() - gewerkt)))
    klok, werk = zip(*tijden[1:], strict=True)
    return statistics.median(klok), statistics.median(werk)


def report(vragen: dict[str, Callable[[], object]], kaal: float) -> None:
    """One line per question: clock, processors, and how many times the bare query."""
    for naam, vraag in vragen.items():
        klok, werk = measure(vraag)
        print(f"  {naam:50s} {klok:6.0f} ms  {werk:6.0f} ms  {werk / kaal:5.1f} x{'  TE TRAAG' * (klok > _LIMIT_MS)}")  # noqa: T201


def main() -> None:
    """Build when needed, measure, and say what is over the limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rijen", nargs="?", type=int, default=5_000_000)
    parser.add_argument("--map", type=Path)
    args = parser.parse_args()
    folder = args.map or Path(tempfile.mkdtemp())
    os.environ["LEERRECHT_DATA"] = str(folder)
    build(folder, args.rijen)
    regios = [f"teamlead:{regio.code}" for regio in gebieden().regios]
    for naam, rollen, keuze in (
        ("alle gemeenten", regios, Keuze()),
        ("alle gemeenten, een soort", regios, Keuze(soort="verlof")),
        ("een gemeente", ["teamlead:GM0148"], Keuze()),
    ):
        wie = from_roles(rollen, gebieden())
        klok, werk = measure(bare(wie, keuze))
        print(f"\n{naam}: kale query {klok:.0f} ms op de klok, {werk:.0f} ms werk")  # noqa: T201
        report(questions(wie, keuze), werk)
        if not keuze.soort:
            client = log_in(folder, rollen)
            report({pad: visit(client, pad) for pad in PAGINAS}, werk)
    gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\ngeheugen van dit proces, hoogste stand: {gb:.2f} GB{'  TE VEEL' if gb > _LIMIT_GB else ''}")  # noqa: T201


if __name__ == "__main__":
    main()
