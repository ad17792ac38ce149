"""What one unit of each edit does to every cell: made-up deliveries of one row, counted by the product itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.tellen import count_worlds
from etl.werelden.mogelijk import Mogelijk
from etl.werelden.zaken import OPEN, Ints

MAANDEN = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)

Kern = tuple[str, str, int]
"""What a case is beside its soort: subsoort, afhandeling, and the schooljaar in which it ends or OPEN."""


def effects(  # noqa: PLR0913, PLR0917, one call
    verbinding: Connection,
    gebieden: Gebieden,
    mogelijk: Mogelijk,
    kolommen: pd.DataFrame,
    stammen: Sequence[tuple[str, str]],
    jaar: int,
    laatste: Mapping[str, pd.Timestamp],
    cellen: pd.Index,
) -> tuple[Ints, Ints, Ints]:
    """The matrix as entries (column, cell, number).

    Each stam has one *first* case. A person who comes brings that; a row that gets a category is counted as the first
    case with that category, less the first case itself. So one who comes with three categories is counted whole.
    """
    sleutels = list(kolommen[["stam", "marge", "categorie"]].itertuples(index=False, name=None))
    eenheid: dict[tuple[int, str, Any], int] = {}
    for sleutel in sleutels:
        eenheid.setdefault(sleutel, len(eenheid))
    proef = pd.DataFrame(
        [
            _unit(stammen[stam], jaar, marge, categorie, laatste[stammen[stam][0]], mogelijk) | {"wereld": n}
            for (stam, marge, categorie), n in eenheid.items()
        ]
    )
    nummer, cel, _ = number_cells(count_rows(verbinding, gebieden, proef), cellen)
    eerste = np.array(
        [-1 if marge in {"zaak", "kopie"} else eenheid[stam, "zaak", None] for stam, marge, _ in eenheid],
        dtype=np.int64,
    )
    # Who gets one more case is counted in jongeren already.
    blijft = ~(
        np.array([marge == "kopie" for _, marge, _ in eenheid])[nummer] & (cellen.get_level_values(3) == JONGEREN)[cel]
    )
    nummer, cel = nummer[blijft], cel[blijft]
    begin, cel, getal = _less_first(nummer, cel, eerste, len(cellen))
    kolom, plek = _spread(begin, np.array([eenheid[sleutel] for sleutel in sleutels], dtype=np.int64))
    return kolom, cel[plek], getal[plek] * kolommen.teken.to_numpy()[kolom]


def _less_first(nummer: Ints, cel: Ints, eerste: Ints, cellen: int) -> tuple[Ints, Ints, Ints]:
    """Per unit its entries less those of its first case (-1: none): (where each unit begins, cells, numbers)."""
    volgorde = np.argsort(nummer, kind="stable")
    nummer, cel = nummer[volgorde], cel[volgorde]
    wie, plek = _spread(np.searchsorted(nummer, np.arange(len(eerste) + 1)), eerste)
    alle = np.concatenate((nummer * cellen + cel, wie * cellen + cel[plek]))
    sleutel, terug = np.unique(alle, return_inverse=True)
    som = np.bincount(terug, weights=np.repeat([1.0, -1.0], [len(cel), len(plek)])).astype(np.int64)
    sleutel, som = sleutel[som != 0], som[som != 0]
    return np.searchsorted(sleutel // cellen, np.arange(len(eerste) + 1)), sleutel % cellen, som


def _spread(begin: Ints, groepen: Ints) -> tuple[Ints, Ints]:
    """Number every member of each group asked for: (place in `groepen`, place of the member); group -1 is empty.

    begin: group g has the places begin[g] up to begin[g + 1].
    """
    lengte = np.where(groepen < 0, 0, begin[groepen + 1] - begin[groepen])
    wie = np.repeat(np.arange(len(groepen)), lengte)
    eerste = np.cumsum(lengte) - lengte
    return wie, begin[groepen[wie]] + np.arange(len(wie)) - eerste[wie]


def _unit(
    stam: tuple[str, str], jaar: int, marge: str, categorie: Any, laatste: pd.Timestamp, mogelijk: Mogelijk
) -> dict[str, Any]:
    """The first case of a stam, but for one category."""
    soort = stam[1]
    eigen = {
        "kern": (next(iter(vocabulary.SUBSOORTEN.get(soort) or ("",))), "", OPEN),
        "wie": mogelijk.kan[soort][0],
        "maand": MAANDEN[0],
    }
    if marge == "kopie":
        eigen = dict(zip(eigen, categorie, strict=True))
    elif marge != "zaak":
        eigen[marge] = categorie
    return unit_row(stam, jaar, eigen, laatste, mogelijk)


def unit_row(
    stam: tuple[str, str], jaar: int, wat: Mapping[str, Any], laatste: pd.Timestamp, mogelijk: Mogelijk
) -> dict[str, Any]:
    """One made-up row of a stam and schooljaar; wat: its kern, wie (leeftijdsgroep, onderwijssoort) and maand."""
    gemeente, soort = stam
    subsoort, afhandeling, eind = wat["kern"]
    groep, onderwijssoort = wat["wie"]
    start = pd.Timestamp(jaar if wat["maand"] >= MAANDEN[0] else jaar + 1, wat["maand"], 1)
    return {
        "persoon": "nieuw",
        "gemeente_code": gemeente,
        "gemeente_nu": gemeente,
        "soort": soort,
        "subsoort": subsoort or None,
        "afhandeling": afhandeling or None,
        "onderwijssoort": onderwijssoort,
        "startdatum": start,
        "einddatum": end_day(start, eind, laatste),
        "leeftijd_bij_start": mogelijk.age(soort, groep),
    }


def end_day(start: pd.Timestamp, jaar: int, laatste: pd.Timestamp) -> pd.Timestamp:
    """The last day on which a case can end in a schooljaar; NaT when it stays open."""
    return pd.NaT if jaar == OPEN else max(start, min(pd.Timestamp(jaar + 1, 7, 31), laatste))


def count_rows(verbinding: Connection, gebieden: Gebieden, rijen: pd.DataFrame) -> pd.DataFrame:
    """Count rows of a frame with the column `wereld` as `etl.tellen` does."""
    duckdb = verbinding.connection.driver_connection
    duckdb.register("_wereldrij_bron", rijen)  # type: ignore[union-attr]
    duckdb.execute(  # type: ignore[union-attr]
        "CREATE OR REPLACE TEMP TABLE _wereldrij AS SELECT * REPLACE (startdatum::DATE AS startdatum, "
        "einddatum::DATE AS einddatum, subsoort::VARCHAR AS subsoort, afhandeling::VARCHAR AS afhandeling) "
        "FROM _wereldrij_bron"
    )
    duckdb.unregister("_wereldrij_bron")  # type: ignore[union-attr]
    return count_worlds(verbinding, gebieden, "_wereldrij")


def number_cells(geteld: pd.DataFrame, cellen: pd.Index) -> tuple[Ints, Ints, Ints]:
    """What was counted as (world, cell, count), for the cells (vorm, gebied, schooljaar, teleenheid) that there are."""
    delen = []
    for eenheid in (WERKPROCESSEN, JONGEREN):
        sleutel = pd.MultiIndex.from_arrays(
            [geteld.vorm, geteld.gebied, geteld.schooljaar, np.full(len(geteld), eenheid)]
        )
        cel = cellen.get_indexer(sleutel)
        delen.append((geteld.wereld.to_numpy()[cel >= 0], cel[cel >= 0], geteld[eenheid].to_numpy()[cel >= 0]))
    wereld, cel, aantal = (np.concatenate(deel).astype(np.int64) for deel in zip(*delen, strict=True))
    return wereld, cel, aantal
