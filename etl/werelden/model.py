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

Where reports told one of the two counts of a fact (werkprocessen and jongeren), the other must move without it; so must
late cases, which are mostly of persons who have older ones. There some rows are *anchors*: they stay, and their person
can get one more case just like it (`kopie`), or a row goes whose person is counted anyway (`gedekt`). Then
werkprocessen move and jongeren stay; with persons who come and go, jongeren move and werkprocessen stay.

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
from etl.werelden.effecten import MAANDEN, Bewerkingen, Kern, Stam, count_chain, editions_of, effects, first_day
from etl.werelden.uitgave import VAST, Uitgave, present
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
    entries of the matrix. aantal: how many true cases each (stam, marge, categorie) has. vast: of each case that stays
    as it is (`keten`) the cells that it is counted in, and how often.
    """

    regio: str
    jaar: int
    kolommen: pd.DataFrame
    stammen: list[Stam]
    pools: list[Ints]
    alleen: Bools
    kolom: Ints
    cel: Ints
    effect: Ints
    aantal: Mapping[tuple[int, str, Any], int]
    vast: Sequence[tuple[Ints, Ints]] = ()

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
    uitgaven: Sequence[Uitgave],
    half: Collection[tuple[str, str]] = (),
    *,
    van: Collection[str],
    stil: bool = True,
) -> list[Blok]:
    """Make the block of each of these regions (`van`) and schooljaar of start.

    half: the (gemeente, soort) in which werkprocessen must be able to move without jongeren. stil: a block in which no
    case was different in any edition changes in all of them at once. Blocks number the cells of all editions as these
    do.
    """
    groepen = zaken.rijen.groupby(["regio", "jaar"]).indices
    gedekt = {(gebieden.regio_van(g).code, jaar) for u in uitgaven for g, jaar in u.dekking}
    laatste = {g for u in uitgaven for g in u.laatste}
    delen = []
    for regio, jaar in sorted(paar for paar in {*gedekt, *groepen} if paar[0] in van):
        nummers = np.sort(groepen.get((regio, jaar), np.empty(0, np.int64)))
        gemeenten = sorted(g for g in laatste if gebieden.regio_van(g).code == regio)
        even = stil and len(uitgaven) > 1 and _is_still(zaken, nummers, uitgaven, jaar)
        stammen = _stammen(zaken, nummers, gemeenten, uitgaven, jaar, stil=even)
        kolommen, pools, aantal = _columns(zaken, nummers, stammen, jaar, uitgaven, half, stil=even)
        delen.append((regio, nummers, Bewerkingen(kolommen, stammen, jaar), pools, aantal))
    entries = effects(verbinding, gebieden, zaken.mogelijk, [d[2] for d in delen], uitgaven) if delen else []
    return [
        Blok(
            regio=regio,
            jaar=bewerkingen.jaar,
            kolommen=bewerkingen.kolommen,
            stammen=list(bewerkingen.stammen),
            pools=[pool.rijen for pool in pools],
            alleen=np.array([pool.alleen for pool in pools], dtype=np.bool_),
            kolom=kolom,
            cel=cel,
            effect=effect,
            aantal=aantal,
            vast=_fixed(verbinding, gebieden, zaken, nummers, uitgaven),
        )
        for (regio, nummers, bewerkingen, pools, aantal), (kolom, cel, effect) in zip(delen, entries, strict=True)
    ]


def _columns(
    zaken: Zaken,
    nummers: Ints,
    stammen: Sequence[Stam],
    jaar: int,
    uitgaven: Sequence[Uitgave],
    half: Collection[tuple[str, str]],
    *,
    stil: bool,
) -> tuple[pd.DataFrame, list[_Pool], Counter[tuple[int, str, Any]]]:
    """The edits of a block, the pools they move rows of, and how many cases each category has in truth."""
    velden = ["gemeente", "soort", "er_is"] if len(uitgaven) > 1 else ["gemeente", "soort"]
    per_stam = zaken.rijen.iloc[nummers].groupby(velden).indices
    lagen = _lags(zaken.rijen)
    kolommen: list[tuple[object, ...]] = []
    pools: list[_Pool] = []
    aantal: Counter[tuple[int, str, Any]] = Counter()
    bezet: set[tuple[str, str]] = set()
    for nummer, stam in enumerate(stammen):
        gemeente, soort = stam[:2]
        over = present(uitgaven, gemeente, jaar)
        eigen = alle_eigen = nummers[np.sort(per_stam.get(stam, np.empty(0, np.int64)))]
        dagen = [uitgaven[e].laatste[gemeente] for e in editions_of(stam, jaar, uitgaven)]
        kan = _possible(zaken, soort, jaar, lagen[soort], dagen, keten=len(uitgaven) > 1, stil=stil)
        # Who is taken out again later, or away for a while: no more than there were. The column that adds never moves.
        blijft = stam[2:] not in ((), (over[len(over) - len(stam[-1]) :],))
        heel = stam[2:] in ((), (over,))
        # Late cases are mostly of persons who have older ones: they too can come and go.
        if not heel or (gemeente, soort) in half:
            eigen, ankers = _anchors(zaken, eigen, bezet, heel=heel, meer=not blijft)
            for pool, teken in ankers:
                kolommen += [(len(pools), nummer, KOPIE, pool.kan[0], teken, pool.meest)]
                pools.append(pool)
        van = {naam: zaken.kolom[naam][eigen] for naam in _GEZIEN}
        for pool in (*_alone(zaken, eigen, kan), *_shared(zaken, van, eigen, kan)):
            kolommen += [(len(pools), nummer, pool.marge, c, 1, pool.meest) for c in pool.kan]
            kolommen += [(len(pools), nummer, pool.marge, c, -1, n) for c, n in Counter(pool.van_rij).items()]
            pools.append(pool)
        for marge, alle in zaken.categorie.items():
            aantal.update((nummer, marge, alle[i]) for i in alle_eigen)
        kolommen.append((-1, nummer, ZAAK, None, 1, -1 if blijft else MEEST))
        kolommen.append((-1, nummer, ZAAK, None, -1, int(van["alleen"].sum())))
    frame = pd.DataFrame(kolommen, columns=["pool", "stam", "marge", "categorie", "teken", "meest"])
    frame = frame[frame.meest != 0].reset_index(drop=True)
    return frame.assign(meest=frame.meest.clip(lower=0)), pools, aantal


def _stammen(
    zaken: Zaken, nummers: Ints, gemeenten: Sequence[str], uitgaven: Sequence[Uitgave], jaar: int, *, stil: bool
) -> list[Stam]:
    """Every gemeente and soort; with several editions also in which of them cases can be."""
    paren = [(g, soort) for g in gemeenten for soort in vocabulary.SOORTEN]
    if len(uitgaven) == 1:
        return [*paren]
    return [
        (*paar, er_is)
        for paar in paren
        for er_is in _patterns(zaken, nummers, paar, present(uitgaven, paar[0], jaar), stil=stil)
    ]


def _patterns(zaken: Zaken, nummers: Ints, stam: Stam, over: tuple[int, ...], *, stil: bool) -> list[tuple[int, ...]]:
    """The editions that cases of a stam can be in: from any edition on, and otherwise as some truly are."""
    if stil:
        return [over]
    k = zaken.kolom
    waar = {k["er_is"][n] for n in nummers.tolist() if (k["gemeente"][n], k["soort"][n]) == stam} - {VAST}
    return sorted({over[n:] for n in range(len(over))} | waar)


def _is_still(zaken: Zaken, nummers: Ints, uitgaven: Sequence[Uitgave], jaar: int) -> bool:
    """Whether no case of a block was any different in any edition: then it does not change apart from itself either."""
    return all(
        er_is == present(uitgaven, gemeente, jaar) and toen == (eind != OPEN,) * len(toen)
        for gemeente, er_is, toen, eind in zip(
            *(zaken.kolom[naam][nummers] for naam in ("gemeente", "er_is", "toen", "eind")), strict=True
        )
    )


def _fixed(
    verbinding: Connection, gebieden: Gebieden, zaken: Zaken, nummers: Ints, uitgaven: Sequence[Uitgave]
) -> list[tuple[Ints, Ints]]:
    """Count each case that stays as it is."""
    if len(uitgaven) == 1:
        return []
    vaste = [n for n in nummers.tolist() if zaken.kolom["er_is"][n] == VAST]
    rijen = pd.DataFrame(
        [{**staat, "uitgave": e, "wereld": w} for w, n in enumerate(vaste) for e, staat in zaken.states(n).items()]
    )
    if rijen.empty:
        return []
    wie, cel, getal = count_chain(verbinding, gebieden, uitgaven, rijen)
    return [(cel[wie == w], getal[wie == w]) for w in range(len(vaste))]


def _lags(rijen: pd.DataFrame) -> dict[str, set[int]]:
    """Per soort after how many schooljaren cases end, as far as seen; the same and the next always can be."""
    seen = rijen[rijen.eind != OPEN]
    lagen = (seen.eind - seen.jaar).groupby(seen.soort).agg(set).to_dict()
    return {soort: {0, 1} | lagen.get(soort, set()) for soort in vocabulary.SOORTEN}


def _possible(
    zaken: Zaken, soort: str, jaar: int, lagen: set[int], dagen: Sequence[pd.Timestamp], *, keten: bool, stil: bool
) -> dict[str, Sequence[Any]]:
    """Per margin every category that a case of a soort and schooljaar can have.

    dagen: the peildatum of each edition that it is in; nobody delivers a case that starts later.
    """
    kernen = _kernen(soort, jaar, lagen, dagen, keten=keten)
    return {
        "kern": [k for k in kernen if k[3] == (k[2] != OPEN,) * len(k[3])] if stil else kernen,
        "wie": zaken.mogelijk.kan[soort],
        "maand": [maand for maand in MAANDEN if first_day(jaar, maand) <= min(dagen)],
    }


def _kernen(soort: str, jaar: int, lagen: set[int], laatste: Sequence[pd.Timestamp], *, keten: bool) -> list[Kern]:
    """Every kern that a case of a soort and schooljaar can have; one that ends does so in a known schooljaar.

    laatste: the last day on which it can end, for each edition that it is in. keten: there are more editions.
    """
    subsoorten = tuple(vocabulary.SUBSOORTEN.get(soort) or ("",))
    tot = [dag.year - (dag.month < schooljaar.EERSTE_MAAND) for dag in laatste]
    einden = sorted(jaar + lag for lag in lagen if jaar + lag <= tot[-1])
    eindigt = [(sub, af, e) for sub in subsoorten for af in vocabulary.AFHANDELINGEN[soort] for e in einden]
    alle: list[Kern] = [*eindigt, *((sub, "", OPEN) for sub in subsoorten)]
    if not keten:
        return alle
    return [(*kern, toen) for kern in alle for toen in _courses(kern, tot[:-1])]


def _courses(kern: Kern, tot: Sequence[int]) -> Iterator[tuple[bool, ...]]:
    """Every way in which earlier editions can have a kern: open up to some edition, then ended as it is."""
    for open_ in range(len(tot), -1, -1):
        if open_ == len(tot) or (kern[2] != OPEN and tot[open_] >= kern[2]):
            yield (False,) * open_ + (True,) * (len(tot) - open_)


def _alone(zaken: Zaken, eigen: Ints, kan: Mapping[str, Sequence[Any]]) -> Iterator[_Pool]:
    """The three pools of rows that are alone; they are there also where no row is, for who may come."""
    een = eigen[zaken.kolom["alleen"][eigen]]
    for marge, alle in kan.items():
        yield _Pool(marge, True, een, [zaken.categorie[marge][i] for i in een], alle, MEEST)


def _anchors(
    zaken: Zaken, eigen: Ints, bezet: set[tuple[str, str]], *, heel: bool, meer: bool
) -> tuple[Ints, list[tuple[_Pool, int]]]:
    """Set apart of a stam the rows that are copied and those that can go: (the other rows, pools with their sign).

    bezet: (person, soort) of rows that are copied already: nobody gets more cases than anyone has. heel: rows that are
    alone can be copied too. meer: any can.
    """
    gedekt = zaken.gedekt[eigen]
    te_kopieren = eigen[~gedekt & (heel | ~zaken.kolom["alleen"][eigen])] if meer else eigen[:0]

    def category(rij: int) -> tuple[Any, ...]:
        return tuple(zaken.categorie[marge][rij] for marge in MARGES)

    def who(rij: int) -> tuple[str, str]:
        return zaken.persoon[rij], zaken.kolom["soort"][rij]

    per: dict[tuple[tuple[Any, ...], int], list[int]] = {}
    for rij in eigen[gedekt].tolist():
        per.setdefault((category(rij), -1), []).append(rij)
    kernen = Counter(zaken.categorie["kern"][rij] for rij in te_kopieren)
    for kern, n in sorted(kernen.items(), key=lambda paar: (-paar[1], paar[0]))[:KERNEN]:
        rijen = [r for r in te_kopieren.tolist() if zaken.categorie["kern"][r] == kern and zaken.room(r)]
        # Of each person one, so that room for more is not counted twice.
        rijen = list({zaken.persoon[r]: r for r in reversed(rijen)}.values())[::-1]
        for rij in [r for r in rijen if heel or who(r) not in bezet][: 1 if n < 2 * ANKERS else ANKERS]:
            bezet.add(who(rij))
            per.setdefault((category(rij), 1), []).append(rij)
    pools = []
    for (categorie, teken), rijen in per.items():
        meest = len(rijen) if teken < 0 else sum(zaken.room(r) for r in rijen)
        pools.append((_Pool(KOPIE, False, np.array(rijen), [], [categorie], min(MEEST, meest)), teken))
    weg = {rij for rijen in per.values() for rij in rijen}
    return np.array([rij for rij in eigen.tolist() if rij not in weg], dtype=np.int64), pools


def _shared(
    zaken: Zaken, van: Mapping[str, NDArray[Any]], eigen: Ints, kan: Mapping[str, Sequence[Any]]
) -> Iterator[_Pool]:
    """The pools of rows of persons with more cases, each where such a row may change in one respect."""
    los = {naam: vrij[eigen] & ~van["alleen"] for naam, vrij in zaken.los.items()}

    def pool(marge: str, welke: Bools, alle: Sequence[Any]) -> Iterator[_Pool]:
        rijen = eigen[welke]
        if len(rijen):
            categorieen = [zaken.categorie[marge][i] for i in rijen]
            yield _Pool(marge, False, rijen, categorieen, alle, min(MEEST, len(rijen)))

    # The end stays, and with several editions also when it was known.
    rest = [zaken.categorie["kern"][i][2:] for i in eigen]
    for einde in sorted({r for r, vrij in zip(rest, los["kern"], strict=True) if vrij}):
        welke = los["kern"] & np.array([r == einde for r in rest], dtype=np.bool_)
        yield from pool("kern", welke, [k for k in kan["kern"] if k[2:] == einde])
    for groep in sorted(set(van["groep"][los["onderwijssoort"]].tolist())):
        zo_oud = [w for w in kan["wie"] if w[0] == groep]
        yield from pool("wie", los["onderwijssoort"] & (van["groep"] == groep), zo_oud)
    # A year older or younger, this person is in the same group still: a month more or less changes no count.
    leeftijd = van["leeftijd_bij_start"].tolist()
    buren = [[vocabulary.leeftijdsgroep(max(0, n + d)) for d in (-1, 1)] for n in leeftijd]
    vast = np.array([b == [g, g] for b, g in zip(buren, van["groep"], strict=True)], dtype=np.bool_)
    yield from pool("maand", los["maand"] & vast, kan["maand"])


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
