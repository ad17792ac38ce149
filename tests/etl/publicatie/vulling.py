"""An internal database with made-up deliveries, straight into its tables: publishing is tested apart from reading."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, Table, text

from data.referentie.gebieden import gebieden
from data.registry import vocabulary
from etl.intern import open_intern
from etl.intern import schema as tabel

REGIO = "SR-HENGELO"
JAREN = ("2024-2025",)
PEILDATUM = date(2025, 9, 1)


def make_werkprocessen(aantal: int, zaad: int, levering_id: int = 1) -> pd.DataFrame:
    """Werkprocessen in the gemeenten of one small region."""
    toeval = random.Random(zaad)
    codes = gebieden().regio(REGIO).gemeenten  # type: ignore[union-attr]
    soorten = ["relatief_verzuim"] * 6 + list(vocabulary.SOORTEN)
    rijen = []
    for regel in range(aantal):
        soort = toeval.choice(soorten)
        start = date(2024, 8, 1) + timedelta(days=toeval.randrange(365))
        eind = start + timedelta(days=toeval.randrange(200))
        klaar = eind <= PEILDATUM
        rijen.append(
            (
                levering_id,
                regel,
                f"w{zaad}-{regel}",
                f"p{toeval.randrange(max(2, aantal // 2))}",
                toeval.choices(codes, weights=[6, 2, 1])[0],
                soort,
                toeval.choice(list(vocabulary.SUBSOORTEN[soort])) if soort in vocabulary.SUBSOORTEN else None,
                toeval.choice(["po", "vo", "vo", "mbo"]),
                start,
                eind if klaar else None,
                toeval.choice(list(vocabulary.AFHANDELINGEN[soort])) if klaar else None,
                toeval.randrange(5, 22),
                toeval.randrange(5, 23),
            )
        )
    return pd.DataFrame(rijen, columns=[k.name for k in tabel.werkproces.columns if k.name != "behandelaar"])


def fill(aantal: int = 900, zaad: int = 1, levering_id: int = 1, *, voorbeeld: bool = False) -> None:
    """One accepted delivery of werkprocessen, and standen beside it, in the internal database of LEERRECHT_DATA."""
    werkprocessen = make_werkprocessen(aantal, zaad, levering_id)
    codes = sorted(set(werkprocessen["gemeente_code"]))
    with open_intern(schrijven=True) as verbinding:
        for nummer, soort in ((levering_id, "werkprocessen"), (levering_id + 100, "standen")):
            verbinding.execute(tabel.levering.insert(), _levering(nummer, soort, levering_id, voorbeeld=voorbeeld))
        dekking = [(levering_id, code, jaar) for code in codes for jaar in JAREN]
        standen = [
            (levering_id + 100, n, code, jaar, 3000 + 1000 * n, 2500 + 900 * n, 500 + 100 * n, None)
            for n, code in enumerate(codes)
            for jaar in JAREN
        ]
        _insert(verbinding, tabel.werkproces, werkprocessen)
        _insert(verbinding, tabel.dekking, pd.DataFrame(dekking, columns=tabel.dekking.columns.keys()))
        _insert(verbinding, tabel.stand, pd.DataFrame(standen, columns=tabel.stand.columns.keys()))
        verbinding.commit()


def _levering(nummer: int, soort: str, volgorde: int, *, voorbeeld: bool) -> dict[str, object]:
    return {
        "levering_id": nummer,
        "bestand": f"{soort}.csv",
        "sha256": f"{nummer:064d}",
        "ontvangen_op": datetime(2025, 9, 1, 12, tzinfo=UTC),
        "door": "test",
        "profiel": "canoniek",
        "soort": soort,
        "peildatum": PEILDATUM + timedelta(days=volgorde),
        "voorbeeld": voorbeeld,
        "gelezen": 1,
        "geaccepteerd": 1,
        "afgekeurd": 0,
        "status": "geaccepteerd",
    }


def _insert(verbinding: Connection, doel: Table, frame: pd.DataFrame) -> None:
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_frame", frame)  # type: ignore[union-attr]
    verbinding.execute(text(f"INSERT INTO {doel.name} BY NAME SELECT * FROM _frame"))  # noqa: S608
    duckdb.unregister("_frame")  # type: ignore[union-attr]
