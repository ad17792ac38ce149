"""What is counted for the minister, put ready for the team's snapshot: by the counting that the publication has."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden
from data.registry.indicators import STANDEN
from data.team.telregels import contents
from etl.tellen import Plan, count_shapes

TABEL = "_wettelijke_telling"


def count_telling(verbinding: Connection, gebieden: Gebieden) -> None:
    """Count every line of each gemeente and schooljaar into a temporary table; no row there means zero."""
    plan: Plan = [("gemeente", vorm, inhoud) for vorm, inhoud in contents().items()]
    geteld = count_shapes(verbinding, gebieden, plan)
    vormen = pd.DataFrame([vorm for _, vorm, _ in plan], columns=["indicator", "uitsplitsing", "categorie"])
    regels = geteld.join(vormen, on="vorm")
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_telregels", regels)  # type: ignore[union-attr]
    # What began or ended in a schooljaar of which no delivery speaks is not told, as in the publication.
    verbinding.exec_driver_sql(
        f"CREATE OR REPLACE TEMP TABLE {TABEL} AS SELECT gebied AS gemeente_code, schooljaar, indicator, uitsplitsing, "  # noqa: S608
        "categorie, werkprocessen::INTEGER AS zaken, jongeren::INTEGER AS jongeren FROM _telregels "
        "SEMI JOIN actieve_dekking d ON d.gemeente_code = gebied AND d.schooljaar = _telregels.schooljaar"
    )
    duckdb.unregister("_telregels")  # type: ignore[union-attr]
    for stand in STANDEN:
        verbinding.exec_driver_sql(
            f"INSERT INTO {TABEL} SELECT gemeente_code, schooljaar, '{stand}', 'totaal', 'totaal', NULL, {stand} "  # noqa: S608  our own names
            f"FROM actieve_stand WHERE {stand} IS NOT NULL"
        )
