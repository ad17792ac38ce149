"""Small groups that shown cells give by adding and subtracting, found without a list of relations.

Counting sees of the cases of a region *atoms*: how many a stam has in each category of each of its margins. A shown
cell is a sum of atoms, so is the total of a stam, once per margin: `A x = b`, `x >= 0`. Some atoms that are empty must
be (a shown zero says so): the *empty* ones. What shown cells give is then every `y A`, whatever it does to the empty
ones, and a small group is

    g = y A outside the empty atoms,   g in {0, 1},   1 <= g x <= 4.

Nothing in such a group can ever be 5: the group itself cannot move. So first, with a few linear programs over
`A x = b, x >= 0`, the atoms of 1 to 4 cases are found that can never be 5 (here persons do not matter: every case can
go anywhere, and x need not be whole); then for each of those an integer program looks for a group around it. What no
program finds is no group: bounds alone may hold an atom below 5, and no sum of shown cells is it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import highspy
import numpy as np
import pandas as pd

from data.referentie import schooljaar
from data.registry import vocabulary
from etl.werelden.model import KOPIE, MARGES, ZAAK, Blok
from etl.werelden.program import ONEINDIG, Floats, load_program
from etl.werelden.zaken import OPEN, Bools, Ints

ONBEWEEGLIJK = "vast"
"""The margin of a case that stays as it is in every world."""
VEEL = 5
"""From here on a count points at nobody."""
STIL = 4
RONDES = 60
"""Programs that ask many atoms at once: so many without a new one, and so many in all."""
PRIMAAL = 4
"""What HiGHS calls the primal simplex."""
WEINIG = 60
"""So few atoms left, and a program changes little: then it goes on, by the primal simplex, from where the last ended.
From scratch costs ten times as much by then, and going on with many left ten times as much as from scratch."""
NOEMER = 60
"""The largest denominator of a factor by which a shown cell counts in a group."""


@dataclass(frozen=True)
class Matrix:
    """`A` as entries (rij, kolom, getal), with its size and x: how many true cases each column has."""

    rij: Ints
    kolom: Ints
    getal: Ints
    rijen: int
    aantal: Ints

    @property
    def kolommen(self) -> int:
        """How many columns there are."""
        return len(self.aantal)


class Groepsdeel(NamedTuple):
    """An atom: which block, which stam of it, which category of which margin. Margin `zaak`: all of the stam."""

    blok: int
    stam: int
    marge: str
    categorie: Any


class Lid(NamedTuple):
    """A `Groepsdeel` in words of its own, as it is kept: the cases of a stam and schooljaar with one category."""

    gemeente: str
    soort: str
    jaar: int
    marge: str
    categorie: Any


Groep = tuple[Lid, ...]


def entries_of(blokken: Sequence[Blok], groep: Sequence[Groepsdeel]) -> dict[int, list[tuple[Ints, Ints]]]:
    """What each edit does to the number of cases in a group."""
    entries: dict[int, list[tuple[Ints, Ints]]] = {}
    for nummer in sorted({d.blok for d in groep}):
        k = blokken[nummer].kolommen
        leden = {d[1:] for d in groep if d.blok == nummer}
        keer = np.array(
            [
                sum((stam, *deel) in leden for deel in _parts(marge, categorie))
                for stam, marge, categorie in zip(k.stam, k.marge, k.categorie, strict=True)
            ]
        )
        erin = np.flatnonzero(keer)
        if len(erin):
            entries[nummer] = [(erin, (k.teken.to_numpy() * keer)[erin])]
    return entries


def _parts(marge: str, categorie: Any) -> list[tuple[str, Any]]:
    """What of its stam an edit adds to: a whole case has a category of every margin."""
    if marge != KOPIE:
        return [(marge, categorie)]
    return [(ZAAK, None), *zip(MARGES, categorie, strict=True)]


def in_words(blokken: Sequence[Blok], delen: Sequence[Groepsdeel]) -> Groep:
    """What these parts of blocks are, apart from any block; with several editions the category tells which."""
    woorden: list[Lid] = []
    for d in delen:
        if d.marge == ONBEWEEGLIJK:
            continue
        gemeente, soort, *er_is = blokken[d.blok].stammen[d.stam]
        categorie = (*er_is, d.categorie) if er_is else d.categorie
        woorden.append(Lid(gemeente, soort, blokken[d.blok].jaar, d.marge, categorie))
    return tuple(woorden)


def count_groups(paren: pd.DataFrame, groepen: Sequence[Groep]) -> Ints:
    """How the number of cases in each group differs from the truth in each world: an array (world, group).

    paren: as `recount.pairs` gives them. Read off the rows themselves; nothing of the edits is used.
    """
    van: dict[Lid, list[int]] = {}
    for n, groep in enumerate(groepen):
        for lid in groep:
            van.setdefault(lid, []).append(n)
    uit = np.zeros((int(paren.nummer.max()) + 1 if len(paren) else 0, len(groepen)), dtype=np.int64)
    for nummer, echt, staten in _cases(paren):
        laatst = staten[max(staten)]
        start, keten = laatst["startdatum"], laatst["keten"]
        wie = (vocabulary.leeftijdsgroep(int(laatst["leeftijd_bij_start"])), laatst["onderwijssoort"])
        kern: tuple[Any, ...] = (laatst["subsoort"] or "", laatst["afhandeling"] or "", _eindjaar(laatst["einddatum"]))
        if keten:
            kern = (*kern, tuple(_eindjaar(staten[e]["einddatum"]) != OPEN for e in sorted(staten)[:-1]))
        begin = start.year - (start.month < schooljaar.EERSTE_MAAND)
        for marge, categorie in ((ZAAK, None), *zip(MARGES, (kern, wie, start.month), strict=True)):
            eigen = (tuple(sorted(staten)), categorie) if keten else categorie
            for n in van.get(Lid(laatst["gemeente_nu"], laatst["soort"], begin, marge, eigen), ()):
                uit[nummer, n] += -1 if echt else 1
    return uit


def _cases(paren: pd.DataFrame) -> Iterator[tuple[int, bool, dict[int, dict[str, Any]]]]:
    """Every case of every world, and in truth, as each edition has it."""
    frame = paren.assign(
        startdatum=pd.to_datetime(paren.startdatum),
        einddatum=pd.to_datetime(paren.einddatum),
        subsoort=paren.subsoort.fillna(""),
        afhandeling=paren.afhandeling.fillna(""),
        keten=paren.uitgave.max() > 0 if "uitgave" in paren else False,
    )
    if not frame.keten.any():
        frame = frame.assign(uitgave=0, zaak=[f"{n}" for n in range(len(frame))])
    zaken: dict[tuple[int, bool, str], dict[int, dict[str, Any]]] = {}
    for rij in frame.to_dict("records"):
        zaken.setdefault((rij["nummer"], bool(rij["echt"]), rij["zaak"]), {})[rij["uitgave"]] = rij
    for (nummer, echt, _), staten in zaken.items():
        yield nummer, echt, staten


def _eindjaar(dag: pd.Timestamp) -> int:
    return OPEN if pd.isna(dag) else int(dag.year - (dag.month < schooljaar.EERSTE_MAAND))


def small_groups(matrix: Matrix, gezien: Bools | None = None) -> Iterator[tuple[Ints, list[int]]]:
    """Find for every atom that is in a small group one such group: the columns it counts, the rows that give it.

    An atom that a group found earlier holds is not asked again. gezien: per column whether it is known to be in none:
    seen at 5, or no program found one. Added to; true as long as rows only go, for fewer rows give fewer groups.
    """
    gezien = np.zeros(matrix.kolommen, dtype=np.bool_) if gezien is None else gezien
    kleiner, wordt = _merged(matrix)
    leeg = _empty(kleiner)
    over = _held(kleiner, np.bincount(wordt, weights=gezien, minlength=kleiner.kolommen) > 0)
    # One column of those that became one: then each of the others is too, as long as they are one.
    eerste = np.unique(wordt, return_index=True)[1]
    klein = (kleiner.aantal > 0) & (kleiner.aantal < VEEL)
    klein[over] = False
    gezien[eerste[klein]] = True
    zoek = _search_program(kleiner, leeg, over)
    n = kleiner.kolommen
    gehad: set[int] = set()
    for atoom in over.tolist():
        if atoom in gehad:
            continue
        kolom = np.array([atoom], dtype=np.int32)
        zoek.changeColsBounds(1, kolom, np.ones(1), np.ones(1))
        zoek.clearSolver()
        zoek.run()
        kan_niet = zoek.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        gevonden = zoek.getInfo().primal_solution_status == 2  # feasible
        x = np.asarray(zoek.getSolution().col_value)
        zoek.changeColsBounds(1, kolom, np.zeros(1), np.ones(1))
        if kan_niet:
            gezien[wordt == atoom] = True
            continue
        if not gevonden:
            # Not decided: then the atom itself must move. What can be 5 is in no small group.
            yield np.flatnonzero(wordt == atoom), np.unique(kleiner.rij[kleiner.kolom == atoom]).tolist()
            continue
        groep = np.rint(x[:n])
        erin = (groep > 0.5) & ~leeg
        gehad |= set(np.flatnonzero(erin).tolist())
        factoren = {
            r: Fraction(waarde).limit_denominator(NOEMER) for r, waarde in enumerate(x[n:]) if abs(waarde) > 1e-6
        }
        if not _gives(kleiner, factoren, groep, leeg):
            raise ArithmeticError("een groep die de oplosser vond, klopt niet in breuken")
        yield np.flatnonzero(erin[wordt]), sorted(factoren)


def _merged(matrix: Matrix) -> tuple[Matrix, Ints]:
    """The same with equal columns as one, no sum of rows tells them apart; and which column each became."""
    volgorde = np.lexsort((matrix.rij, matrix.kolom))
    rij, getal = matrix.rij[volgorde], matrix.getal[volgorde]
    begin = np.searchsorted(matrix.kolom[volgorde], np.arange(matrix.kolommen + 1))
    nummer: dict[tuple[bytes, bytes], int] = {}
    wordt = np.empty(matrix.kolommen, dtype=np.int64)
    eerste: list[int] = []
    for k in range(matrix.kolommen):
        deel = slice(begin[k], begin[k + 1])
        wordt[k] = nummer.setdefault((rij[deel].tobytes(), getal[deel].tobytes()), len(nummer))
        if wordt[k] == len(eerste):
            eerste.append(k)
    blijft = np.isin(matrix.kolom, eerste)
    aantal = np.bincount(wordt, weights=matrix.aantal, minlength=len(eerste)).astype(np.int64)
    kleiner = Matrix(matrix.rij[blijft], wordt[matrix.kolom[blijft]], matrix.getal[blijft], matrix.rijen, aantal)
    return kleiner, wordt


def _empty(matrix: Matrix) -> Bools:
    """The atoms that are empty in every x: none can grow in any direction that keeps `A x` and no empty one lessens.

    One program finds all that can, because directions add up: maximise sum(min(d, 1)) over the empty ones.
    """
    nul = matrix.aantal == 0
    highs = load_program(
        (matrix.rij, matrix.kolom, matrix.getal),
        matrix.rijen,
        kosten=np.where(nul, -1.0, 0.0),
        onder=np.where(nul, 0.0, -ONEINDIG),
        boven=np.where(nul, 1.0, ONEINDIG),
    )
    highs.run()
    d = np.asarray(highs.getSolution().col_value)
    return np.asarray(nul & (d < 1e-7))


def _held(matrix: Matrix, gezien: Bools) -> Ints:
    """The atoms of 1 to 4 cases that no program brought to 5, many asked at once, with other weights each time."""
    n = matrix.kolommen
    over = np.flatnonzero((matrix.aantal >= 1) & (matrix.aantal < VEEL) & ~gezien)
    # Columns: the change of each atom, then of each small one what counts of it: no more than it, nor than to 5.
    klein = np.arange(len(over))
    telt = matrix.rijen + klein
    highs = load_program(
        (
            np.concatenate((matrix.rij, telt, telt)),
            np.concatenate((matrix.kolom, over, n + klein)),
            np.concatenate((matrix.getal, np.full(len(over), -1.0), np.ones(len(over)))),
        ),
        matrix.rijen + len(over),
        kosten=np.zeros(n + len(over)),
        onder=np.concatenate((-matrix.aantal, np.full(len(over), -float(VEEL)))),
        boven=np.concatenate((np.full(n, ONEINDIG), VEEL - matrix.aantal[over])),
        hoogstens=(np.arange(matrix.rijen + len(over)) >= matrix.rijen, np.zeros(matrix.rijen + len(over))),
    )
    toeval = np.random.default_rng(n)
    nauw = np.ones(len(over), dtype=np.bool_)
    stil = 0
    for ronde in range(RONDES):
        if not nauw.any() or stil == STIL:
            break
        kosten = np.where(nauw, -np.exp(6 * toeval.random(len(over))), 0.0)
        highs.changeColsCost(len(over), (n + klein).astype(np.int32), kosten)
        if ronde and nauw.sum() <= WEINIG:
            highs.setOptionValue("simplex_strategy", PRIMAAL)
        else:
            highs.clearSolver()
        highs.run()
        d = np.asarray(highs.getSolution().col_value)[over]
        blijft = nauw & (matrix.aantal[over] + d < VEEL - 1e-6)
        stil = stil + 1 if blijft.sum() == nauw.sum() else 0
        nauw = blijft
    return over[nauw]


def _search_program(matrix: Matrix, leeg: Bools, over: Ints) -> highspy.Highs:
    """The program of a group: columns g and y, with `g - y A = 0` and `g x <= 4`.

    Column g is 0 or 1 for an atom that is held below 5 or happens to be empty, anything where it must be empty, else
    0. Here "no solution" means that something is safe to show, and the presolver of HiGHS says that of programs with
    free columns that have one (ERGO-Code/HiGHS 3296; a test has such a region): so it is left out.
    """
    n, rijen = matrix.kolommen, matrix.rijen
    wie = np.flatnonzero(matrix.aantal)
    kan = ~leeg & ((matrix.aantal == 0) | np.isin(np.arange(n), over))
    highs = load_program(
        (
            np.concatenate((np.arange(n), matrix.kolom, np.full(len(wie), n))),
            np.concatenate((np.arange(n), n + matrix.rij, wie)),
            np.concatenate((np.ones(n), -matrix.getal, matrix.aantal[wie])).astype(np.float64),
        ),
        n + 1,
        kosten=np.concatenate((np.where(leeg, 0.0, matrix.aantal + 0.01), np.zeros(rijen))),
        onder=np.concatenate((np.where(leeg, -ONEINDIG, 0.0), np.full(rijen, -ONEINDIG))),
        boven=np.concatenate((np.where(leeg, ONEINDIG, kan), np.full(rijen, ONEINDIG))),
        hoogstens=(np.arange(n + 1) == n, np.where(np.arange(n + 1) == n, VEEL - 1.0, 0.0)),
        heel=np.concatenate((kan, np.zeros(rijen, dtype=np.bool_))),
    )
    highs.setOptionValue("presolve", "off")
    return highs


def _gives(matrix: Matrix, factoren: Mapping[int, Fraction], groep: Floats, leeg: Bools) -> bool:
    """Whether these factors give exactly this group, in fractions."""
    som = [Fraction(0)] * matrix.kolommen
    for r, k, a in zip(matrix.rij.tolist(), matrix.kolom.tolist(), matrix.getal.tolist(), strict=True):
        if r in factoren:
            som[k] += factoren[r] * int(a)
    return all(leeg[k] or som[k] == round(groep[k]) for k in range(matrix.kolommen))


def population(blokken: Sequence[Blok], getoond: Ints) -> tuple[Matrix, list[Groepsdeel]]:
    """What shown cells say of the atoms of a region: a row per shown cell, then one per margin of each stam.

    A case is counted as the first case of its stam and what each of its categories differs from that (`effecten`), so
    the columns are the atoms and, per stam, its number of cases (margin `zaak`); and each case that stays as it is.
    Gives for each column what it is.
    """
    plek = np.full(1 + max([*getoond.tolist(), *(int(b.cel.max()) for b in blokken if len(b.cel))], default=-1), -1)
    plek[getoond] = np.arange(len(getoond))
    namen: list[Groepsdeel] = []
    aantal: list[int] = []
    entries: list[tuple[Ints, Ints, Ints]] = []
    rijen = len(getoond)
    for nummer, blok in enumerate(blokken):
        k = blok.kolommen
        pool = k.pool.to_numpy()
        houd = np.flatnonzero(((pool < 0) | blok.alleen[pool]) & (k.teken.to_numpy() > 0))
        nieuw = np.full(len(k), -1)
        nieuw[houd] = len(namen) + np.arange(len(houd))
        eigen = (nieuw[blok.kolom] >= 0) & (plek[blok.cel] >= 0)
        entries.append((plek[blok.cel[eigen]], nieuw[blok.kolom[eigen]], blok.effect[eigen]))
        som: Counter[int] = Counter()
        for (stam, marge, _), n in blok.aantal.items():
            som[stam] += n if marge == MARGES[0] else 0
        rij_van: dict[tuple[int, str], int] = {}
        band: list[tuple[int, int, int]] = []
        deel = k.iloc[houd]
        for stam, marge, categorie in zip(deel.stam, deel.marge, deel.categorie, strict=True):
            heel = marge == ZAAK
            band += [
                (rij_van.setdefault((stam, m), rijen + len(rij_van)), len(namen), -1 if heel else 1)
                for m in (MARGES if heel else (marge,))
            ]
            aantal.append(som[stam] if heel else blok.aantal.get((stam, marge, categorie), 0))
            namen.append(Groepsdeel(nummer, stam, marge, categorie))
        entries.append(tuple(np.array(kant, dtype=np.int64) for kant in zip(*band, strict=True)))  # type: ignore[arg-type]
        rijen += len(rij_van)
        for n, (cel, keer) in enumerate(blok.vast):
            ziet = plek[np.minimum(cel, len(plek) - 1)] >= 0
            ziet &= cel < len(plek)
            entries.append((plek[cel[ziet]], np.full(int(ziet.sum()), len(namen)), keer[ziet]))
            aantal.append(1)
            namen.append(Groepsdeel(nummer, -1, ONBEWEEGLIJK, n))
    rij, kolom, getal = (np.concatenate(kant) for kant in zip(*entries, strict=True))
    return Matrix(rij, kolom, getal, rijen, np.array(aantal, dtype=np.int64)), namen
