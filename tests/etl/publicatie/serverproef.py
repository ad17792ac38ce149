"""Small publications to put on a database server, each to be told from the others by any figure in it."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, update

from data.publication.schema_publiek import cijfer, publicatie
from tests.pages.publicatie import build

EERSTE_DAG = datetime(2024, 9, 1, 12)  # noqa: DTZ001 - the column holds no zone
JONGEREN = 4000
"""So many jongeren have all places in all years, and as many more as the number of the publication."""


def name_of(nummer: int) -> str:
    """What the publication with this number is called."""
    return f"20240901T120000-n{nummer:04d}"


def make(folder: Path, aantal: int) -> list[Path]:
    """Publication files that differ in name, date and number of jongeren."""
    (folder / "bron").mkdir(parents=True)
    bron = build(folder / "bron")
    gemaakt = []
    for nummer in range(1, aantal + 1):
        bestand = folder / f"publiek-{name_of(nummer)}.duckdb"
        shutil.copy(bron, bestand)
        engine = create_engine(f"duckdb:///{bestand}")
        with engine.begin() as verbinding:
            dag = EERSTE_DAG + timedelta(days=nummer - 1)
            verbinding.execute(update(publicatie).values(publicatie_id=name_of(nummer), gepubliceerd_op=dag))
            jongeren = update(cijfer).where(cijfer.c.indicator == "jongeren_5_18")
            verbinding.execute(jongeren.values(waarde=float(JONGEREN + nummer)))
        engine.dispose()
        gemaakt.append(bestand)
    return gemaakt
