"""The table as Parquet, written by DuckDB: types and all, for who computes with many figures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd

from data.opendata.kolommen import KOLOMMEN, Soort
from data.opendata.tabel import Rij

_TYPE: dict[Soort, str] = {
    "tekst": "VARCHAR",
    "getal": "DOUBLE",
    "geheel": "INTEGER",
    "janee": "BOOLEAN",
    "datum": "DATE",
}


def parquet(rijen: Iterable[Rij]) -> bytes:
    """Write the rows as one Parquet file."""
    cijfers = pd.DataFrame(
        {k.naam: pd.Series(waarden, dtype=object) for k, waarden in zip(KOLOMMEN, _columns(rijen), strict=True)}
    )
    keuze = ", ".join(f'CAST("{kolom.naam}" AS {_TYPE[kolom.soort]}) AS "{kolom.naam}"' for kolom in KOLOMMEN)
    with tempfile.TemporaryDirectory() as map_, duckdb.connect(config={"threads": 1}) as verbinding:
        bestand = Path(map_) / "cijfers.parquet"
        verbinding.register("cijfers", cijfers)
        verbinding.sql(f"SELECT {keuze} FROM cijfers").write_parquet(str(bestand), compression="zstd")  # noqa: S608
        return bestand.read_bytes()


def _columns(rijen: Iterable[Rij]) -> list[list[object]]:
    alle = list(rijen)
    return [[rij[kolom.naam] for rij in alle] for kolom in KOLOMMEN]
