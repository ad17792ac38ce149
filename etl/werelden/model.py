"""One block as a linear program over edits of true rows: what can change, and what each change does to every cell.

A block holds the cases of one region that began in one schooljaar. Its *stammen* are (gemeente, soort); counting sees
of a case in a stam three things apart from each other: its *kern* (subsoort, afhandeling, schooljaar of the end), its
age with its onderwijssoort, and its month. So a delivery is, as far as counting goes, per stam three margins over the
same cases, and any margins with one total can be made into cases. Let `n(p, c)` be how many rows of pool p have
category c. The unknowns are

    op(p, c), neer(p, c) >= 0   rows of pool p that get, and lose, category c;   neer(p, c) <= n(p, c)
    erbij(s), eraf(s) >= 0      persons with one case that come to and go from stam s

    sum over c of op(p, c) - neer(p, c) = erbij(s) - eraf(s)     for the three pools of persons with one case
                                        = 0                      for a pool of rows of persons with more cases

A row of a person with more cases is in a pool only where the counts of jongeren follow those of werkprocessen
(`zaken`). What one unit of each does to every cell is not written here: a made-up delivery of one row is counted for
each category by the product's own counting. So the change of all cells is `effect @ x`, exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection

from data import schooljaar, vocabulary
from data.gebieden import Gebieden
from data.indicators import JONGEREN, WERKPROCESSEN
from etl.tellen import count_worlds
from etl.werelden.mogelijk import Mogelijk
from etl.werelden.zaken import OPEN, Bools, Ints, Zaken

MEEST = 15
"""How many rows a category can gain in one world: enough to widen, and worlds stay near the truth."""

MAANDEN = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)
_GEZIEN = ("alleen", "subsoort", "afhandeling", "eind", "groep", "onderwijssoort", "maand", "leeftijd_bij_start")
STAM = ("gemeente", "soort")


@dataclass(frozen=True, kw_only=True)
class Blok:
    """The program of one block. Columns are edits, rows are cells.

    kolommen: per column pool, stam (number), marge, categorie, teken (+1 gains, -1 loses), meest. pools: the rows of
    Zaken in each; alleen: which pools hold persons with one case. kolom, cel, effect: the entries of the matrix.
    aantal: how many true cases each (stam, marge, categorie) has.
    """

    regio: str
    jaar: int
    kolommen: pd.DataFrame
    stammen: list[tuple[str, str]]
    pools: list[Ints]
    alleen: Bools
    kolom: Ints
    cel: Ints
    effect: Ints
    aantal: Mapping[tuple[int, str, Any], int]

    @cached_property
    def alleen_van(self) -> dict[int, int]:
        """Per stam a pool of persons with one case."""
        eigen = self.kolommen[self.kolommen.pool >= 0]
        eigen = eigen[self.alleen[eigen.pool.to_numpy()]]
        return dict(zip(eigen.stam.tolist(), eigen.pool.tolist(), strict=True))


def build_blocks(
    verbinding: Connection,
    gebieden: Gebieden,
    zaken: Zaken,
    laatste: Mapping[str, pd.Timestamp],
    dekking: Collection[tuple[str, str]],
    cellen: pd.Index,
) -> list[Blok]:
    """Make the block of each region and schooljaar of start.

    laatste: per gemeente the last day a case can end. dekking: (gemeente, schooljaar) of which something is known.
    cellen: (vorm, gebied, schooljaar, teleenheid) of every cell there is, in the order in which blocks number them.
    """
    groepen = zaken.rijen.groupby(["regio", "jaar"]).indices
    gedekt = {(gebieden.regio_van(g).code, j) for g, s in dekking for j in [schooljaar.beginjaar(s)]}
    return [
        _block(
            verbinding,
            gebieden,
            zaken,
            laatste,
            cellen,
            regio,
            jaar,
            np.sort(groepen.get((regio, jaar), np.empty(0, np.int64))),
        )
        for regio, jaar in sorted({*gedekt, *groepen})
    ]


def _block(  # noqa: PLR0913, PLR0917, one call
    verbinding: Connection,
    gebieden: Gebieden,
    zaken: Zaken,
    laatste: Mapping[str, pd.Timestamp],
    cellen: pd.Index,
    regio: str,
    jaar: int,
    nummers: Ints,
) -> Blok:
    rijen = zaken.rijen.iloc[nummers]
    gemeenten = sorted(g for g in laatste if gebieden.regio_van(g).code == regio)
    stammen = [(g, soort) for g in gemeenten for soort in vocabulary.SOORTEN]
    per_stam = {sleutel: np.sort(i) for sleutel, i in rijen.groupby(list(STAM)).indices.items()}
    lagen = _lags(zaken.rijen)
    gezien = {naam: zaken.rijen[naam].to_numpy() for naam in _GEZIEN}
    kolommen: list[tuple[object, ...]] = []
    pools: list[Ints] = []
    alleen: list[bool] = []
    aantal: Counter[tuple[int, str, Any]] = Counter()
    for nummer, (gemeente, soort) in enumerate(stammen):
        eigen = nummers[per_stam.get((gemeente, soort), np.empty(0, np.int64))]
        kernen = _kernen(soort, jaar, lagen, laatste[gemeente])
        for marge, rij_nummers, van_rij, kan, meest in _pools(zaken, gezien, eigen, soort, kernen):
            n: dict[object, int] = {}
            for categorie in van_rij:
                n[categorie] = n.get(categorie, 0) + 1
            pool = len(pools)
            pools.append(rij_nummers)
            alleen.append(meest == MEEST)
            kolommen += [(pool, nummer, marge, c, 1, meest) for c in kan]
            kolommen += [(pool, nummer, marge, c, -1, aantal) for c, aantal in n.items()]
        for marge, alle in zaken.categorie.items():
            aantal.update((nummer, marge, alle[i]) for i in eigen)
        personen = int(gezien["alleen"][eigen].sum())
        kolommen += [(-1, nummer, "zaak", None, 1, MEEST), (-1, nummer, "zaak", None, -1, personen)]
    frame = pd.DataFrame(kolommen, columns=["pool", "stam", "marge", "categorie", "teken", "meest"])
    frame = frame[frame.meest > 0].reset_index(drop=True)
    kolom, cel, effect = _effects(verbinding, gebieden, frame, stammen, jaar, laatste, cellen, zaken.mogelijk)
    return Blok(
        regio=regio,
        jaar=jaar,
        kolommen=frame,
        stammen=stammen,
        pools=pools,
        alleen=np.array(alleen, dtype=np.bool_),
        kolom=kolom,
        cel=cel,
        effect=effect,
        aantal=aantal,
    )


def _lags(rijen: pd.DataFrame) -> dict[str, set[int]]:
    """Per soort after how many schooljaren cases end, as far as seen; the same and the next always can be."""
    seen = rijen[rijen.eind != OPEN]
    lagen = (seen.eind - seen.jaar).groupby(seen.soort).agg(set).to_dict()
    return {soort: {0, 1} | lagen.get(soort, set()) for soort in vocabulary.SOORTEN}


def _kernen(soort: str, jaar: int, lagen: Mapping[str, set[int]], laatste: pd.Timestamp) -> list[tuple[str, str, int]]:
    subsoorten = tuple(vocabulary.SUBSOORTEN.get(soort) or ("",))
    laatste_jaar = laatste.year - (laatste.month < 8)
    einden = sorted(jaar + lag for lag in lagen[soort] if jaar + lag <= laatste_jaar)
    return [(sub, af, e) for sub in subsoorten for af in vocabulary.AFHANDELINGEN[soort] for e in einden] + [
        (sub, "", OPEN) for sub in subsoorten
    ]


def _pools(
    zaken: Zaken,
    kolommen: Mapping[str, NDArray[Any]],
    eigen: Ints,
    soort: str,
    kernen: Sequence[tuple[str, str, int]],
) -> list[tuple[str, Ints, list[object], list[object], int]]:
    """Per pool: margin, its rows, the category of each, the categories there can be, how much one can gain."""
    van = {naam: waarden[eigen] for naam, waarden in kolommen.items()}
    alleen = van["alleen"]
    kern = list(zip(van["subsoort"], van["afhandeling"], van["eind"].tolist(), strict=True))
    wie = list(zip(van["groep"], van["onderwijssoort"], strict=True))
    maand = van["maand"].tolist()
    een = eigen[alleen]
    uit: list[tuple[str, Ints, list[object], list[object], int]] = [
        (marge, een, [c for c, a in zip(alle, alleen, strict=True) if a], list(kan), MEEST)
        for marge, alle, kan in (
            ("kern", kern, kernen),
            ("wie", wie, zaken.mogelijk.kan[soort]),
            ("maand", maand, MAANDEN),
        )
    ]
    los = {naam: zaken.los[naam][eigen] & ~alleen for naam in zaken.los}
    einden = van["eind"]
    for einde in sorted(set(einden[los["kern"]].tolist())):
        kies = np.flatnonzero(los["kern"] & (einden == einde))
        uit.append(
            (
                "kern",
                eigen[kies],
                [kern[i] for i in kies],
                [k for k in kernen if k[2] == einde],
                min(MEEST - 1, len(kies)),
            )
        )
    groepen = van["groep"]
    for groep in sorted(set(groepen[los["onderwijssoort"]].tolist())):
        kies = np.flatnonzero(los["onderwijssoort"] & (groepen == groep))
        kan: list[object] = [w for w in zaken.mogelijk.kan[soort] if w[0] == groep]
        uit.append(("wie", eigen[kies], [wie[i] for i in kies], kan, min(MEEST - 1, len(kies))))
    # A year older or younger, this person is in the same group still: a month more or less changes no count.
    vast = np.array(
        [
            all(vocabulary.leeftijdsgroep(max(0, n + d)) == g for d in (-1, 1))
            for n, g in zip(van["leeftijd_bij_start"].tolist(), groepen, strict=True)
        ],
        dtype=np.bool_,
    )
    kies = np.flatnonzero(los["maand"] & vast) if len(eigen) else np.empty(0, np.int64)
    uit.append(("maand", eigen[kies], [maand[i] for i in kies], list(MAANDEN), min(MEEST - 1, len(kies))))
    return [pool for pool in uit if len(pool[1]) or pool[4] == MEEST]


# --- what one unit does to every cell ----------------------------------------------------------------------------


def _effects(  # noqa: PLR0913, PLR0917, one call
    verbinding: Connection,
    gebieden: Gebieden,
    kolommen: pd.DataFrame,
    stammen: Sequence[tuple[str, str]],
    jaar: int,
    laatste: Mapping[str, pd.Timestamp],
    cellen: pd.Index,
    mogelijk: Mogelijk,
) -> tuple[Ints, Ints, Ints]:
    """Entries (column, fact, number): each category beside the first of its stam, a case as that first one."""
    soorten = [soort for _, soort in stammen]
    basis = {
        s: (("", "", OPEN) if s not in vocabulary.SUBSOORTEN else (next(iter(vocabulary.SUBSOORTEN[s])), "", OPEN))
        for s in set(soorten)
    }
    wie = {s: mogelijk.kan[s][0] for s in set(soorten)}
    eenheden = kolommen[["stam", "marge", "categorie"]].drop_duplicates()
    wereld: dict[tuple[int, str, object], int] = {}
    proef: list[dict[str, object]] = []
    for stam, marge, categorie in eenheden.itertuples(index=False, name=None):
        soort = soorten[stam]
        k, w, m = basis[soort], wie[soort], MAANDEN[0]
        if marge == "kern":
            k = categorie
        elif marge == "wie":
            w = categorie
        elif marge == "maand":
            m = categorie
        wereld[stam, marge, categorie] = len(proef)
        proef.append(
            unit_row(stammen[stam], jaar, k, w, m, laatste[stammen[stam][0]], mogelijk) | {"wereld": len(proef)}
        )
    geteld = count_rows(verbinding, gebieden, pd.DataFrame(proef))
    nummer, cel, _ = number_cells(geteld, cellen)
    volgorde = np.argsort(nummer, kind="stable")
    nummer, cel = nummer[volgorde], cel[volgorde]
    begin = np.searchsorted(nummer, np.arange(len(proef) + 1))
    eerste = np.array([wereld[stam, "zaak", None] for stam, _, _ in wereld], dtype=np.int64)
    relatief = np.array([marge != "zaak" for _, marge, _ in wereld], dtype=np.bool_)
    af_eenheid, af_plek = spread(begin, np.where(relatief, eerste, -1))
    sleutel, plek = np.unique(
        np.concatenate((nummer * len(cellen) + cel, af_eenheid * len(cellen) + cel[af_plek])), return_inverse=True
    )
    som = np.bincount(plek, weights=np.repeat([1.0, -1.0], [len(cel), len(af_plek)])).astype(np.int64)
    sleutel, som = sleutel[som != 0], som[som != 0]
    begin = np.searchsorted(sleutel // len(cellen), np.arange(len(proef) + 1))
    van_kolom = np.array(
        [wereld[r] for r in kolommen[["stam", "marge", "categorie"]].itertuples(index=False, name=None)], dtype=np.int64
    )
    kolom, plek = spread(begin, van_kolom)
    return kolom, (sleutel % len(cellen))[plek], som[plek] * kolommen.teken.to_numpy()[kolom]


def spread(begin: Ints, groepen: Ints) -> tuple[Ints, Ints]:
    """Number every member of each group asked for: (place in `groepen`, place of the member); group -1 is empty.

    begin: group g has the places begin[g] up to begin[g + 1].
    """
    lengte = np.where(groepen < 0, 0, begin[groepen + 1] - begin[groepen])
    wie = np.repeat(np.arange(len(groepen)), lengte)
    eerste = np.cumsum(lengte) - lengte
    return wie, begin[groepen[wie]] + np.arange(len(wie)) - eerste[wie]


def unit_row(
    stam: tuple[str, str],
    jaar: int,
    kern: tuple[str, str, int],
    wie: tuple[str, str],
    maand: int,
    laatste: pd.Timestamp,
    mogelijk: Mogelijk,
) -> dict[str, object]:
    """One made-up row of a stam, with the columns that counting reads."""
    gemeente, soort = stam
    start = pd.Timestamp(jaar if maand >= 8 else jaar + 1, maand, 1)
    groep, onderwijssoort = wie
    return {
        "persoon": "nieuw",
        "gemeente_code": gemeente,
        "gemeente_nu": gemeente,
        "soort": soort,
        "subsoort": kern[0] or None,
        "afhandeling": kern[1] or None,
        "onderwijssoort": onderwijssoort,
        "startdatum": start,
        "einddatum": pd.NaT if kern[2] == OPEN else max(start, min(pd.Timestamp(kern[2] + 1, 7, 31), laatste)),
        "leeftijd_bij_start": mogelijk.age(soort, groep),
    }


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


__all__ = ["MEEST", "Blok", "Bools", "build_blocks", "count_rows", "number_cells", "unit_row"]
