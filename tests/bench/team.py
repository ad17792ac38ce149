"""How long the team's questions take on a large snapshot, beside the bare DuckDB query; and what a worker then weighs.

    python -m tests.bench.team [ROWS] [--map FOLDER]

Every question is asked of the whole country (the most rows there are) and once without the kept answers. The bare query
is the least that any answer must do: count the rows per gemeente, with the same filter.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
from sqlalchemy import create_engine

from data import vocabulary
from data.gebieden import gebieden
from data.team import queries, schema
from data.team.bestand import team_engine
from data.team.bevoegd import Bevoegd, from_roles
from data.team.keuze import Keuze

PEIL = date(2025, 3, 17)
ROUNDS = 5
_LIMIT_MS, _LIMIT_GB = 300, 2.0


def build(folder: Path, rijen: int) -> None:
    """A snapshot of so many made-up werkprocessen over all gemeenten and ten years."""
    bestand = folder / f"team-{rijen}.duckdb"
    if not bestand.exists():
        engine = create_engine(f"duckdb:///{bestand}")
        schema.metadata.create_all(engine)
        engine.dispose()
        with duckdb.connect(str(bestand)) as verbinding:
            verbinding.execute(_rows(rijen))
            verbinding.execute(
                "INSERT INTO dekking SELECT DISTINCT gemeente_code, schooljaar, $1::DATE, false FROM werkproces", [PEIL]
            )
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
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN 'toegekend' END AS afhandeling,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN {_pick(vocabulary.GROEPEN, "hash(i, 7)")} END
            AS afhandelingsgroep,
        CASE WHEN startdatum + duur <= DATE '{PEIL}' THEN duur END AS doorlooptijd,
        CASE WHEN i % 4 = 0 THEN 30 END::SMALLINT AS terug_gemeente,
        CASE WHEN i % 3 = 0 THEN 30 END::SMALLINT AS terug_regio
    FROM basis ORDER BY gemeente_code, startdatum"""  # noqa: S608 - our own codes and numbers


def questions(wie: Bevoegd, keuze: Keuze) -> dict[str, Callable[[], object]]:
    """Every question of the pages."""
    van, lijst = date(2024, 8, 1), queries.Lijst("lopend", PEIL, PEIL)
    return {
        "instroom per dag": lambda: queries.count_per_dag(wie, keuze, "instroom"),
        "afgehandeld per dag": lambda: queries.count_per_dag(wie, keuze, "afgehandeld"),
        "per maand en soort": lambda: queries.count_per_maand(wie, keuze, "soort", date(2020, 8, 1)),
        "per maand en gemeente": lambda: queries.count_per_maand(wie, keuze, "gemeente_code", date(2020, 8, 1)),
        "per soort": lambda: queries.count_per(wie, keuze, "soort", "instroom", van, PEIL),
        "lopend per gemeente": lambda: queries.count_open(wie, keuze, PEIL),
        "lopend naar leeftijd": lambda: queries.open_ages(wie, keuze, PEIL),
        "doorlooptijd per maand": lambda: queries.durations(wie, keuze, van, PEIL, "maand"),
        "doorlooptijd per soort": lambda: queries.durations(wie, keuze, van, PEIL, "soort"),
        "gevolgd (Kaplan-Meier)": lambda: queries.follow_up(wie, keuze, date(2023, 3, 17), PEIL),
        "terugkeer": lambda: queries.count_returns(wie, keuze),
        "lijst, eerste 100": lambda: queries.read_lijst(wie, keuze, lijst, 0, 100),
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


def measure(vraag: Callable[[], object]) -> float:
    """The median time of some rounds in milliseconds, without the answers that are kept."""
    tijden = []
    for _ in range(ROUNDS):
        for functie in vars(queries).values():
            getattr(getattr(functie, "kept", None), "cache_clear", lambda: None)()
        begin = time.perf_counter()
        vraag()
        tijden.append(1000 * (time.perf_counter() - begin))
    return statistics.median(tijden)


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
    for naam, wie, keuze in (
        ("alle gemeenten", from_roles(regios, gebieden()), Keuze()),
        ("alle gemeenten, een soort", from_roles(regios, gebieden()), Keuze(soort="verlof")),
        ("een gemeente", from_roles(["teamlead:GM0148"], gebieden()), Keuze()),
    ):
        kaal = measure(bare(wie, keuze))
        print(f"\n{naam}: kale query {kaal:.0f} ms")  # noqa: T201
        for vraag, ask in questions(wie, keuze).items():
            ms = measure(ask)
            print(f"  {vraag:32s} {ms:6.0f} ms  {ms / kaal:5.1f} x{'  TE TRAAG' if ms > _LIMIT_MS else ''}")  # noqa: T201
    gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"\ngeheugen van dit proces, hoogste stand: {gb:.2f} GB{'  TE VEEL' if gb > _LIMIT_GB else ''}")  # noqa: T201


if __name__ == "__main__":
    main()
