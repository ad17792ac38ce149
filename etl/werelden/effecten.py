"""What one unit of each edit does to every cell: made-up deliveries of one row, counted by the product itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.intern.actief import create_views
from etl.tellen import count_worlds
from etl.werelden.mogelijk import Mogelijk
from etl.werelden.uitgave import Uitgave, present
from etl.werelden.zaken import OPEN, Ints

MAANDEN = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)

Kern = tuple[Any, ...]
"""What a case is beside its soort: subsoort, afhandeling, and the schooljaar in which it ends or OPEN; with several
editions also, for those before the last that it is in, whether it had ended."""
Stam = tuple[Any, ...]
"""A gemeente and a soort; with several editions also those that a case is in."""


class Bewerkingen(NamedTuple):
    """The edits of a block: its columns, its stammen and the schooljaar of start."""

    kolommen: pd.DataFrame
    stammen: Sequence[Stam]
    jaar: int


def effects(
    verbinding: Connection,
    gebieden: Gebieden,
    mogelijk: Mogelijk,
    blokken: Sequence[Bewerkingen],
    uitgaven: Sequence[Uitgave],
) -> list[tuple[Ints, Ints, Ints]]:
    """The matrix of each block as entries (column, cell, number); all are counted at once.

    Each stam has one *first* case. A person who comes brings that; a row that gets a category is counted as the first
    case with that category, less the first case itself. So one who comes with three categories is counted whole.
    """
    eenheden = np.concatenate([u.index.get_level_values(3) for u in uitgaven])
    per_blok: list[dict[tuple[int, str, Any], int]] = []
    proef: list[dict[str, Any]] = []
    begin = [0]
    for kolommen, stammen, jaar in blokken:
        eenheid: dict[tuple[int, str, Any], int] = {}
        for sleutel in kolommen[["stam", "marge", "categorie"]].itertuples(index=False, name=None):
            eenheid.setdefault(sleutel, len(eenheid))
        for (stam, marge, categorie), n in eenheid.items():
            eigen = _unit(stammen[stam], jaar, marge, categorie, uitgaven, mogelijk)
            proef += [rij | {"wereld": begin[-1] + n} for rij in eigen]
        per_blok.append(eenheid)
        begin.append(begin[-1] + len(eenheid))
    nummer, cel, _ = count_chain(verbinding, gebieden, uitgaven, pd.DataFrame(proef))
    volgorde = np.argsort(nummer, kind="stable")
    nummer, cel = nummer[volgorde], cel[volgorde]
    grens = np.searchsorted(nummer, begin)
    return [
        _entries(blok.kolommen, eenheid, nummer[van:tot] - eerste, cel[van:tot], eenheden)
        for blok, eenheid, eerste, van, tot in zip(blokken, per_blok, begin, grens[:-1], grens[1:], strict=False)
    ]


def _entries(
    kolommen: pd.DataFrame,
    eenheid: Mapping[tuple[int, str, Any], int],
    nummer: Ints,
    cel: Ints,
    eenheden: NDArray[Any],
) -> tuple[Ints, Ints, Ints]:
    """The entries of one block, from what its units are counted in. eenheden: the teleenheid of every cell."""
    eerste = np.array(
        [-1 if marge in {"zaak", "kopie"} else eenheid[stam, "zaak", None] for stam, marge, _ in eenheid],
        dtype=np.int64,
    )
    # Who gets one more case is counted in jongeren already.
    blijft = ~(np.array([marge == "kopie" for _, marge, _ in eenheid])[nummer] & (eenheden == JONGEREN)[cel])
    begin, cel, getal = _less_first(nummer[blijft], cel[blijft], eerste, len(eenheden))
    sleutels = kolommen[["stam", "marge", "categorie"]].itertuples(index=False, name=None)
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
    stam: Stam, jaar: int, marge: str, categorie: Any, uitgaven: Sequence[Uitgave], mogelijk: Mogelijk
) -> list[dict[str, Any]]:
    """The first case of a stam, but for one category: a row per edition that it is in."""
    soort = stam[1]
    over = editions_of(stam, jaar, uitgaven)
    eerste: Kern = (next(iter(vocabulary.SUBSOORTEN.get(soort) or ("",))), "", OPEN)
    eigen = {
        "kern": eerste if len(uitgaven) == 1 else (*eerste, (False,) * (len(over) - 1)),
        "wie": mogelijk.kan[soort][0],
        "maand": MAANDEN[0],
    }
    if marge == "kopie":
        eigen = dict(zip(eigen, categorie, strict=True))
    elif marge != "zaak":
        eigen[marge] = categorie
    return unit_rows(stam, jaar, eigen, uitgaven, mogelijk)


def editions_of(stam: Stam, jaar: int, uitgaven: Sequence[Uitgave]) -> tuple[int, ...]:
    """The editions that a case of this stam and schooljaar is in."""
    return tuple(stam[2]) if stam[2:] else present(uitgaven, stam[0], jaar)


def unit_rows(
    stam: Stam, jaar: int, wat: Mapping[str, Any], uitgaven: Sequence[Uitgave], mogelijk: Mogelijk
) -> list[dict[str, Any]]:
    """One made-up case of a stam and schooljaar, as each edition has it.

    wat: its kern, wie (leeftijdsgroep, onderwijssoort) and maand.
    """
    gemeente, soort = stam[:2]
    subsoort, afhandeling, eind = wat["kern"][:3]
    groep, onderwijssoort = wat["wie"]
    start = first_day(jaar, wat["maand"])
    rij = {
        "persoon": "nieuw",
        "gemeente_code": gemeente,
        "gemeente_nu": gemeente,
        "soort": soort,
        "subsoort": subsoort or None,
        "onderwijssoort": onderwijssoort,
        "startdatum": start,
        "leeftijd_bij_start": mogelijk.age(soort, groep),
    }
    over = editions_of(stam, jaar, uitgaven)
    geeindigd = ended_in(wat["kern"], over)
    dag = end_day(start, eind, uitgaven[geeindigd[0]].laatste[gemeente]) if geeindigd else pd.NaT
    return [
        {
            **rij,
            "uitgave": e,
            "afhandeling": (afhandeling or None) if e in geeindigd else None,
            "einddatum": dag if e in geeindigd else pd.NaT,
        }
        for e in over
    ]


def first_day(jaar: int, maand: int) -> pd.Timestamp:
    """The first day of a month of a schooljaar, that is told by its first calendar year."""
    return pd.Timestamp(jaar if maand >= MAANDEN[0] else jaar + 1, maand, 1)


def ended_in(kern: Kern, over: Sequence[int]) -> tuple[int, ...]:
    """The editions, of those that a case is in, that say that it has ended."""
    if kern[2] == OPEN:
        return ()
    toen = kern[3] if len(kern) > 3 else ()
    return tuple(e for e, al in zip(over, (*toen, True), strict=True) if al)


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


def count_chain(
    verbinding: Connection, gebieden: Gebieden, uitgaven: Sequence[Uitgave], rijen: pd.DataFrame
) -> tuple[Ints, Ints, Ints]:
    """Count made-up rows, each in the edition it is of: (world, cell, count), cells numbered over all editions."""
    delen = []
    for e, uitgave in enumerate(uitgaven):
        eigen = rijen[rijen.uitgave == e].drop(columns="uitgave")
        if len(eigen):
            if len(uitgaven) > 1:
                create_views(verbinding, leveringen=uitgave.leveringen)
            wereld, cel, aantal = number_cells(count_rows(verbinding, gebieden, eigen), uitgave.index)
            delen.append((wereld, cel + uitgave.eerste, aantal))
    if len(uitgaven) > 1:
        create_views(verbinding)
    leeg = np.empty(0, dtype=np.int64)
    return tuple(np.concatenate([leeg, *kant]) for kant in zip(*delen, strict=True)) if delen else (leeg,) * 3  # type: ignore[return-value]
