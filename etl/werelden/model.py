"""One block as a linear program over edits of true rows: what can change, and what each change does to every cell.

A block holds the cases of one region that began in one schooljaar. Its *stammen* are (gemeente, soort); counting sees
of a case in a stam three things apart from each other: its *kern* (subsoort, afhandeling, schooljaar of the end), its
age with its onderwijssoort, and its month. So a delivery is, as far as counting goes, per stam three margins over the
same cases, and any margins with one total can be made into cases. Let `n(p, c)` be how many rows of pool p have
category c. The unknowns are

    op(p, c), neer(p, c) >= 0   rows of pool p that get, and lose, category c;   neer(p, c) <= n(p, c)
    erbij(s), eraf(s) >= 0      persons with one case that come to and go from stam s

    sum over c of op(p, c) - neer(p, c) = erbij(s) - eraf(s)     for the three pools of rows that are alone
                                        = 0                      for a pool of rows of persons with more cases

Where reports told one of the two counts of a fact (werkprocessen and jongeren), the other must move without it. There
some rows are *anchors*: they stay, and their person can get one more case just like it (`kopie`), or a row goes whose
person is counted anyway (`gedekt`). Then werkprocessen move and jongeren stay; with persons who come and go, jongeren
move and werkprocessen stay.

A row is *alone* when it might as well be somebody else's (`zaken`). A row that is not is in a pool only where the
counts of jongeren follow those of werkprocessen. The change of all cells is `effect @ x` (`effecten`), exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden
from data.registry import vocabulary
from etl.werelden.effecten import MAANDEN, Kern, effects
from etl.werelden.zaken import OPEN, Bools, Ints, Zaken

MARGES = ("kern", "wie", "maand")
ZAAK = "zaak"
"""The margin of an edit by which a person comes or goes with one case."""
KOPIE = "kopie"
"""The margin of an edit by which a person who counts anyway gets a case or loses one, with all its categories."""
ANKERS = 2
KERNEN = 4
"""How many rows of a kern stay to be copied, and of how many kernen per stam."""
MEEST = 15
"""How many rows a category can gain in one world: enough to widen, and worlds stay near the truth."""
_GEZIEN = ("alleen", "subsoort", "afhandeling", "eind", "groep", "onderwijssoort", "maand", "leeftijd_bij_start")


@dataclass(frozen=True, kw_only=True)
class Blok:
    """The program of one block. Columns are edits, rows are cells.

    kolommen: per column pool (-1: a person comes or goes), stam (number), marge, categorie, teken (+1 gains, -1 loses),
    meest. pools: the rows of Zaken in each; alleen: which pools hold rows that are alone. kolom, cel, effect: the
    entries of the matrix. aantal: how many true cases each (stam, marge, categorie) has.
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
        """Per stam a pool of rows that are alone."""
        eigen = self.kolommen[self.kolommen.pool >= 0]
        eigen = eigen[self.alleen[eigen.pool.to_numpy()]]
        return dict(zip(eigen.stam.tolist(), eigen.pool.tolist(), strict=True))


class _Pool(NamedTuple):
    """Rows, the category of each, the categories they can have, how many one of those can gain at most."""

    marge: str
    alleen: bool
    rijen: Ints
    van_rij: list[Any]
    kan: Sequence[Any]
    meest: int


def build_blocks(
    verbinding: Connection,
    gebieden: Gebieden,
    zaken: Zaken,
    laatste: Mapping[str, pd.Timestamp],
    dekking: Collection[tuple[str, str]],
    cellen: pd.Index,
    half: Collection[tuple[str, str]] = (),
) -> list[Blok]:
    """Make the block of each region and schooljaar of start.

    laatste: per gemeente the last day a case can end. dekking: (gemeente, schooljaar) of which something is known.
    half: the stammen in which werkprocessen must be able to move without jongeren.
    cellen: (vorm, gebied, schooljaar, teleenheid) of every cell there is, in the order in which blocks number them.
    """
    groepen = zaken.rijen.groupby(["regio", "jaar"]).indices
    gedekt = {(gebieden.regio_van(g).code, schooljaar.beginjaar(s)) for g, s in dekking}
    blokken = []
    for regio, jaar in sorted({*gedekt, *groepen}):
        nummers = np.sort(groepen.get((regio, jaar), np.empty(0, np.int64)))
        gemeenten = sorted(g for g in laatste if gebieden.regio_van(g).code == regio)
        stammen = [(g, soort) for g in gemeenten for soort in vocabulary.SOORTEN]
        kolommen, pools, aantal = _columns(zaken, nummers, stammen, jaar, laatste, half)
        kolom, cel, effect = effects(verbinding, gebieden, zaken.mogelijk, kolommen, stammen, jaar, laatste, cellen)
        blokken.append(
            Blok(
                regio=regio,
                jaar=jaar,
                kolommen=kolommen,
                stammen=stammen,
                pools=[pool.rijen for pool in pools],
                alleen=np.array([pool.alleen for pool in pools], dtype=np.bool_),
                kolom=kolom,
                cel=cel,
                effect=effect,
                aantal=aantal,
            )
        )
    return blokken


def _columns(
    zaken: Zaken,
    nummers: Ints,
    stammen: Sequence[tuple[str, str]],
    jaar: int,
    laatste: Mapping[str, pd.Timestamp],
    half: Collection[tuple[str, str]],
) -> tuple[pd.DataFrame, list[_Pool], Counter[tuple[int, str, Any]]]:
    """The edits of a block, the pools they move rows of, and how many cases each category has in truth."""
    per_stam = zaken.rijen.iloc[nummers].groupby(["gemeente", "soort"]).indices
    lagen = _lags(zaken.rijen)
    kolommen: list[tuple[object, ...]] = []
    pools: list[_Pool] = []
    aantal: Counter[tuple[int, str, Any]] = Counter()
    for nummer, (gemeente, soort) in enumerate(stammen):
        eigen = nummers[np.sort(per_stam.get((gemeente, soort), np.empty(0, np.int64)))]
        alle_eigen = eigen
        kernen = _kernen(soort, jaar, lagen[soort], laatste[gemeente])
        if (gemeente, soort) in half:
            eigen, ankers = _anchors(zaken, eigen)
            for pool, teken in ankers:
                kolommen += [(len(pools), nummer, KOPIE, pool.kan[0], teken, pool.meest)]
                pools.append(pool)
        van = {naam: zaken.kolom[naam][eigen] for naam in _GEZIEN}
        for pool in (*_alone(zaken, eigen, soort, kernen), *_shared(zaken, van, eigen, soort, kernen)):
            kolommen += [(len(pools), nummer, pool.marge, c, 1, pool.meest) for c in pool.kan]
            kolommen += [(len(pools), nummer, pool.marge, c, -1, n) for c, n in Counter(pool.van_rij).items()]
            pools.append(pool)
        for marge, alle in zaken.categorie.items():
            aantal.update((nummer, marge, alle[i]) for i in alle_eigen)
        kolommen += [(-1, nummer, ZAAK, None, 1, MEEST), (-1, nummer, ZAAK, None, -1, int(van["alleen"].sum()))]
    frame = pd.DataFrame(kolommen, columns=["pool", "stam", "marge", "categorie", "teken", "meest"])
    return frame[frame.meest > 0].reset_index(drop=True), pools, aantal


def _lags(rijen: pd.DataFrame) -> dict[str, set[int]]:
    """Per soort after how many schooljaren cases end, as far as seen; the same and the next always can be."""
    seen = rijen[rijen.eind != OPEN]
    lagen = (seen.eind - seen.jaar).groupby(seen.soort).agg(set).to_dict()
    return {soort: {0, 1} | lagen.get(soort, set()) for soort in vocabulary.SOORTEN}


def _kernen(soort: str, jaar: int, lagen: set[int], laatste: pd.Timestamp) -> list[Kern]:
    """Every kern that a case of a soort and schooljaar can have; one that ends does so in a known schooljaar."""
    subsoorten = tuple(vocabulary.SUBSOORTEN.get(soort) or ("",))
    einden = sorted(
        jaar + lag for lag in lagen if jaar + lag <= laatste.year - (laatste.month < schooljaar.EERSTE_MAAND)
    )
    eindigt = [(sub, af, e) for sub in subsoorten for af in vocabulary.AFHANDELINGEN[soort] for e in einden]
    return [*eindigt, *((sub, "", OPEN) for sub in subsoorten)]


def _alone(zaken: Zaken, eigen: Ints, soort: str, kernen: Sequence[Kern]) -> Iterator[_Pool]:
    """The three pools of rows that are alone; they are there also where no row is, for who may come."""
    een = eigen[zaken.kolom["alleen"][eigen]]
    for marge, kan in (("kern", kernen), ("wie", zaken.mogelijk.kan[soort]), ("maand", MAANDEN)):
        yield _Pool(marge, True, een, [zaken.categorie[marge][i] for i in een], kan, MEEST)


def _anchors(zaken: Zaken, eigen: Ints) -> tuple[Ints, list[tuple[_Pool, int]]]:
    """Set apart of a stam the rows that are copied and those that can go: (the other rows, pools with their sign)."""
    gedekt = zaken.gedekt[eigen]

    def category(rij: int) -> tuple[Any, ...]:
        return tuple(zaken.categorie[marge][rij] for marge in MARGES)

    per: dict[tuple[tuple[Any, ...], int], list[int]] = {}
    for rij in eigen[gedekt].tolist():
        per.setdefault((category(rij), -1), []).append(rij)
    kernen = Counter(zaken.categorie["kern"][rij] for rij in eigen[~gedekt])
    for kern, n in sorted(kernen.items(), key=lambda paar: (-paar[1], paar[0]))[:KERNEN]:
        rijen = [r for r in eigen[~gedekt].tolist() if zaken.categorie["kern"][r] == kern and zaken.room(r)]
        # Of each person one, so that room for more is not counted twice.
        rijen = list({zaken.persoon[r]: r for r in reversed(rijen)}.values())[::-1]
        for rij in rijen[: 1 if n < 2 * ANKERS else ANKERS]:
            per.setdefault((category(rij), 1), []).append(rij)
    pools = []
    for (categorie, teken), rijen in per.items():
        meest = len(rijen) if teken < 0 else sum(zaken.room(r) for r in rijen)
        pools.append((_Pool(KOPIE, False, np.array(rijen), [], [categorie], min(MEEST, meest)), teken))
    weg = {rij for rijen in per.values() for rij in rijen}
    return np.array([rij for rij in eigen.tolist() if rij not in weg], dtype=np.int64), pools


def _shared(
    zaken: Zaken, van: Mapping[str, NDArray[Any]], eigen: Ints, soort: str, kernen: Sequence[Kern]
) -> Iterator[_Pool]:
    """The pools of rows of persons with more cases, each where such a row may change in one respect."""
    los = {naam: vrij[eigen] & ~van["alleen"] for naam, vrij in zaken.los.items()}

    def pool(marge: str, welke: Bools, kan: Sequence[Any]) -> Iterator[_Pool]:
        rijen = eigen[welke]
        if len(rijen):
            categorieen = [zaken.categorie[marge][i] for i in rijen]
            yield _Pool(marge, False, rijen, categorieen, kan, min(MEEST, len(rijen)))

    for einde in sorted(set(van["eind"][los["kern"]].tolist())):
        yield from pool("kern", los["kern"] & (van["eind"] == einde), [k for k in kernen if k[2] == einde])
    for groep in sorted(set(van["groep"][los["onderwijssoort"]].tolist())):
        kan = [w for w in zaken.mogelijk.kan[soort] if w[0] == groep]
        yield from pool("wie", los["onderwijssoort"] & (van["groep"] == groep), kan)
    # A year older or younger, this person is in the same group still: a month more or less changes no count.
    leeftijd = van["leeftijd_bij_start"].tolist()
    buren = [[vocabulary.leeftijdsgroep(max(0, n + d)) for d in (-1, 1)] for n in leeftijd]
    vast = np.array([b == [g, g] for b, g in zip(buren, van["groep"], strict=True)], dtype=np.bool_)
    yield from pool("maand", los["maand"] & vast, MAANDEN)


def add_rows(blok: Blok, rijen: Mapping[int, Sequence[tuple[Ints, Ints]]]) -> Blok:
    """The block with more rows: per number of a cell that is not there yet its entries, (columns, numbers) each."""
    if not rijen:
        return blok
    delen = [(kolom, np.full(len(kolom), cel), getal) for cel, stukken in rijen.items() for kolom, getal in stukken]
    kolom, cel, effect = (np.concatenate(kant) for kant in zip(*delen, strict=True))
    breed = 1 + int(max(cel.max(initial=0), blok.cel.max(initial=0)))
    sleutel, terug = np.unique(kolom * breed + cel, return_inverse=True)
    som = np.bincount(terug, weights=effect).astype(np.int64)
    sleutel, som = sleutel[som != 0], som[som != 0]
    return replace(
        blok,
        kolom=np.concatenate((blok.kolom, sleutel // breed)),
        cel=np.concatenate((blok.cel, sleutel % breed)),
        effect=np.concatenate((blok.effect, som)),
    )
