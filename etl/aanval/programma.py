"""Linear programs over what bounds leave open: how far can an unknown go, with everything else that is known.

The unknowns that bounds did not settle fall into parts without a row in common. In a part, HiGHS pushes many targets at
once in changing directions; each point it returns agrees with every row, so two points in which a target differs show
how wide it is for who knows no more than these rows. What stays narrow is moved alone: first with only the unknowns
nearest to it, from the mean of all points found; then with the whole part, down and up, and that optimum is a bound
that no possible delivery exceeds. It can be wider than the deliveries are (whole numbers, and what no row says): a
linear program finds what is narrow, it proves nothing wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from etl.aanval.stelsel import Bools, Coefficienten, Floats, Ints, Tegenspraak

_PLAFOND = 1e5
"""Above this no count is looked for: no gemeente or region has so many werkprocessen of a kind that is hidden."""
_SPELING = 1e-6
NABIJ = (200, 1_500)
"""How many unknowns around one move along with it, step by step, before the whole part does."""


@dataclass(frozen=True)
class Doelen:
    """Sums of unknowns to look at: target `doel[k]` has `factor[k]` times column `kolom[k]`.

    laag, hoog: between what values each lies for certain; drawn in by what the programs find. groep: it is only asked
    whether it is for certain between 1 and `breedte - 1`; of the others, whether they are narrower than `breedte`.
    """

    doel: Ints
    kolom: Ints
    factor: Floats
    laag: Floats
    hoog: Floats
    groep: Bools
    breedte: int


@dataclass
class Zoektocht:
    """The search. minst, meest: the extremes each target had among the points found.

    A target lies in one part: the unknowns it is a sum of share rows, as far as they are open. heel: how many questions
    may still be put to a whole part, which is dear; what is known from fewer unknowns costs nothing of it.
    """

    matrix: Coefficienten
    laag: Floats
    hoog: Floats
    doelen: Doelen
    heel: float = np.inf
    lps: int = 0
    minst: Floats = field(init=False)
    meest: Floats = field(init=False)
    deel_van: Ints = field(init=False)
    _delen: dict[int, Deel] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.deel_van = parts(self.matrix, self.laag, self.hoog)
        self.minst, self.meest = np.full(len(self.doelen.laag), np.inf), np.full(len(self.doelen.laag), -np.inf)

    def search(self, vragen: Ints, rondes: int, alleen: int, zaad: int) -> Ints:
        """Look at these targets: together in each part, `rondes` times, then `alleen` of those still narrow one by one.

        zaad: of what is drawn when more are narrow than are asked. Returns what is left that nobody asked.
        """
        plaats = np.full(len(self.doelen.laag), -1)
        open_ = (self.laag < self.hoog)[self.doelen.kolom]
        plaats[self.doelen.doel[open_]] = self.deel_van[self.doelen.kolom[open_]]
        for nummer in np.unique(plaats[vragen]).tolist():
            if nummer >= 0:
                self.part(nummer).push_together(vragen[plaats[vragen] == nummer], rondes)
        nauw = vragen[~self.settled(vragen) & (plaats[vragen] >= 0)]
        gevraagd = nauw if len(nauw) <= alleen else self._sample(nauw, alleen, zaad)
        gehad = [
            doel
            for doel in gevraagd.tolist()
            if not self.settled(np.array([doel]))[0] and self.part(int(plaats[doel])).ask_alone(doel)
        ]
        over = np.setdiff1d(nauw, gehad)
        return np.asarray(over[~self.settled(over)])

    def _sample(self, nauw: Ints, aantal: int, zaad: int) -> Ints:
        """Half of them those that bounds leave least room, a cell by its width, a group by how large it can be.

        The other half is drawn from all that is left, so that nothing is safe from being asked.
        """
        d = self.doelen
        zeker_iets = d.laag[nauw] >= 1
        ruimte = np.where(d.groep[nauw], d.hoog[nauw] + np.where(zeker_iets, 0, d.breedte), d.hoog[nauw] - d.laag[nauw])
        volgorde = nauw[np.argsort(ruimte, kind="stable")]
        gevaarlijk, rest = volgorde[: aantal // 2], volgorde[aantal // 2 :]
        geloot = np.random.default_rng(zaad).choice(rest, aantal - len(gevaarlijk), replace=False)
        return np.concatenate((gevaarlijk, geloot))

    def part(self, nummer: int) -> Deel:
        """One part as a linear program, which stays warm."""
        if nummer not in self._delen:
            self._delen[nummer] = Deel(self, np.flatnonzero((self.deel_van == nummer) & (self.laag < self.hoog)))
        return self._delen[nummer]

    def bound(self, termen: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """Between what values a sum of columns lies for certain, by the rows nearest to them; may be wider than it is.

        termen: (column, factor).
        """
        laag = hoog = 0.0
        per_deel: dict[int, list[tuple[int, int]]] = {}
        for k, f in termen:
            if self.laag[k] < self.hoog[k]:
                per_deel.setdefault(int(self.deel_van[k]), []).append((k, f))
            else:
                laag, hoog = laag + f * self.laag[k], hoog + f * self.laag[k]
        for nummer, deel in per_deel.items():
            kolom, factor = (np.array(kant) for kant in zip(*deel, strict=True))
            laag -= self.part(nummer).at_most(kolom, -factor)
            hoog += self.part(nummer).at_most(kolom, factor)
        return np.ceil(laag - _SPELING), np.floor(hoog + _SPELING)

    def spend(self) -> bool:
        """Whether one more question may be put to a whole part; it counts."""
        self.heel -= 1
        return self.heel >= 0

    def settled(self, doelen: Ints) -> Bools:
        """Which of these need no more looking at: they were seen as wide, or as uncertain, as they must be."""
        minst, meest, breedte = self.minst[doelen], self.meest[doelen], self.doelen.breedte
        anders = (minst <= _SPELING) | (meest >= breedte - _SPELING)
        return np.asarray(np.where(self.doelen.groep[doelen], anders, meest - minst >= breedte - _SPELING))


def parts(matrix: Coefficienten, laag: Floats, hoog: Floats) -> Ints:
    """Per column the part it is in: columns that are open and share a row share a part."""
    open_ = (laag < hoog)[matrix.kolom] & ~matrix.gevolg[matrix.rij]
    rij, kolom = matrix.rij[open_], matrix.kolom[open_]
    deel = np.arange(len(laag))
    while True:
        per_rij = np.full(len(matrix.laag), len(laag))
        np.minimum.at(per_rij, rij, deel[kolom])
        nieuw = deel.copy()
        np.minimum.at(nieuw, kolom, per_rij[rij])
        nieuw = nieuw[nieuw]
        if (nieuw == deel).all():
            return deel
        deel = nieuw


class Deel:
    """One part as a linear program, warm from one question to the next."""

    def __init__(self, zoektocht: Zoektocht, kolommen: Ints) -> None:
        self.z = zoektocht
        self.kolommen = kolommen
        self.laag, self.hoog = zoektocht.laag[kolommen], np.minimum(zoektocht.hoog[kolommen], _PLAFOND)
        plaats = np.full(len(zoektocht.laag), -1)
        plaats[kolommen] = np.arange(len(kolommen))
        self._set_targets(plaats)
        m = zoektocht.matrix
        rijen = np.unique(m.rij[plaats[m.kolom] >= 0])
        rijen = rijen[~m.gevolg[rijen]]
        nummer = np.full(len(m.laag), -1)
        nummer[rijen] = np.arange(len(rijen))
        onze = nummer[m.rij] >= 0
        open_ = onze & (plaats[m.kolom] >= 0)
        vast = onze & ~open_
        bekend = np.bincount(nummer[m.rij[vast]], m.factor[vast] * zoektocht.laag[m.kolom[vast]], len(rijen))
        entries = (nummer[m.rij[open_]], plaats[m.kolom[open_]], m.factor[open_])
        self.entries = entries
        self.rij_laag, self.rij_hoog = m.laag[rijen] - bekend, m.hoog[rijen] - bekend
        self.highs = _program(*entries, (self.rij_laag, self.rij_hoog), (self.laag, self.hoog))
        # Without crossover the point is inside, not in a corner: more targets are seen to move at once.
        self.highs.setOptionValue("solver", "ipm")
        self.highs.setOptionValue("run_crossover", "off")
        self.punten: list[Floats] = []
        self._midden = np.zeros(len(kolommen))
        self._van_kolom = _Index(entries[1], len(kolommen))
        self._van_rij = _Index(entries[0], len(rijen))

    def _set_targets(self, plaats: Ints) -> None:
        """The targets of this part as sums of its columns; `vast` is what each has besides."""
        d = self.z.doelen
        self.doelen = np.unique(d.doel[plaats[d.kolom] >= 0])
        nummer = np.full(len(d.laag), -1)
        nummer[self.doelen] = np.arange(len(self.doelen))
        onze = nummer[d.doel] >= 0
        open_ = onze & (plaats[d.kolom] >= 0)
        los = onze & ~open_
        bekend = d.factor[los] * self.z.laag[d.kolom[los]]
        self.vast = np.bincount(nummer[d.doel[los]], bekend, len(self.doelen))
        self.doel, self.kolom, self.factor = nummer[d.doel[open_]], plaats[d.kolom[open_]], d.factor[open_]

    def push_together(self, vragen: Ints, rondes: int) -> None:
        """Push all open targets at once, in changing directions, as long as that helps."""
        kans = np.random.default_rng(7)
        open_ = vragen
        for keer in range(rondes):
            richting = kans.choice([-1.0, 1.0], len(open_)) if keer else np.ones(len(open_))
            gewicht = richting * (0.5 + kans.random(len(open_)))
            for teken in (1.0, -1.0):
                self._push(open_, teken * gewicht)
            rest = open_[~self.z.settled(open_)]
            if len(rest) <= 1 or (keer > 1 and len(rest) > 0.7 * len(open_)):
                return
            open_ = rest

    def ask_alone(self, doel: int) -> bool:
        """See how far one target moves; when that is not far, draw in its bounds by what the whole part allows.

        False when that may not be asked any more.
        """
        een, d = np.array([doel]), self.z.doelen
        eigen = self.doelen[self.doel] == doel
        for grens in NABIJ:
            self.move_nearby(self.kolom[eigen], self.factor[eigen], grens)
            if self.z.settled(een)[0]:
                return True
        if not self.z.spend():
            return False
        d.hoog[doel] = min(d.hoog[doel], np.floor(self._push(een, np.ones(1)) + _SPELING))
        d.laag[doel] = max(d.laag[doel], np.ceil(-self._push(een, -np.ones(1)) - _SPELING))
        return True

    def _push(self, doelen: Ints, gewicht: Floats) -> float:
        """The largest weighted sum of these targets that the rows allow (infinite when HiGHS does not say)."""
        per_doel = np.zeros(len(self.z.doelen.laag))
        per_doel[doelen] = gewicht
        hier = per_doel[self.doelen]
        kosten = np.bincount(self.kolom, hier[self.doel] * self.factor, len(self.laag)).astype(np.float64)
        x = self.maximize(kosten)
        return float("inf") if x is None else float(hier @ self._values(x))

    def maximize(self, kosten: Floats) -> Floats | None:
        """The point where this weighted sum of columns is largest; None when HiGHS does not say.

        Raises Tegenspraak when no point agrees with the rows.
        """
        self.highs.changeColsCost(len(kosten), np.arange(len(kosten), dtype=np.int32), -kosten)
        self.highs.run()
        self.z.lps += 1
        stand = self.highs.getModelStatus()
        if stand == highspy.HighsModelStatus.kInfeasible:
            raise Tegenspraak
        if stand != highspy.HighsModelStatus.kOptimal:
            return None
        x = np.clip(np.asarray(self.highs.getSolution().col_value), self.laag, self.hoog)
        self.punten.append(x)
        self._midden += (x - self._midden) / len(self.punten)
        self._keep(x)
        return np.asarray(x)

    def _values(self, x: Floats) -> Floats:
        """What each target of this part is in a point."""
        return np.asarray(self.vast + np.bincount(self.doel, self.factor * x[self.kolom], len(self.doelen)))

    def _keep(self, x: Floats) -> None:
        """Remember how far each target went in this point."""
        waarde = self._values(x)
        self.z.minst[self.doelen] = np.minimum(self.z.minst[self.doelen], waarde)
        self.z.meest[self.doelen] = np.maximum(self.z.meest[self.doelen], waarde)

    def move_nearby(self, kolommen: Ints, factoren: Floats, grens: int) -> list[Floats]:
        """Move one sum of columns both ways from between the points found, with about `grens` unknowns around it.

        Gives the points it comes to; they agree with every row of the part.
        """
        gevonden: list[Floats] = []
        if not self.punten:
            return gevonden
        midden = self._midden
        rij, kolom, factor = self.entries
        vrij = self._around(kolommen, grens)
        rijen = np.unique(rij[self._van_kolom.of(vrij)])
        plaats, nummer = np.full(len(midden), -1), np.full(len(self.rij_laag), -1)
        plaats[vrij], nummer[rijen] = np.arange(len(vrij)), np.arange(len(rijen))
        alle = self._van_rij.of(rijen)
        stand = np.bincount(nummer[rij[alle]], factor[alle] * midden[kolom[alle]], len(rijen))
        hier = alle[plaats[kolom[alle]] >= 0]
        # Steps from the middle, so that standing still is always possible.
        highs = _program(
            nummer[rij[hier]],
            plaats[kolom[hier]],
            factor[hier],
            (np.minimum(self.rij_laag[rijen] - stand, 0), np.maximum(self.rij_hoog[rijen] - stand, 0)),
            (self.laag[vrij] - midden[vrij], self.hoog[vrij] - midden[vrij]),
        )
        kosten = np.bincount(plaats[kolommen], factoren, len(vrij))
        for teken in (1.0, -1.0):
            highs.changeColsCost(len(vrij), np.arange(len(vrij), dtype=np.int32), teken * kosten)
            highs.run()
            self.z.lps += 1
            if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                x = midden.copy()
                x[vrij] += np.asarray(highs.getSolution().col_value)
                self._keep(x)
                gevonden.append(x)
        return gevonden

    def at_most(self, kolommen: Ints, factoren: Ints) -> float:
        """The largest sum of these columns that rows allow which lie wholly among the unknowns nearest to them."""
        eigen = np.searchsorted(self.kolommen, kolommen)
        vrij = self._around(eigen, NABIJ[0])
        plaats = np.full(len(self.laag), -1)
        plaats[vrij] = np.arange(len(vrij))
        rij, kolom, factor = self.entries
        binnen = np.bincount(rij, plaats[kolom] < 0, len(self.rij_laag)) == 0
        rijen = np.flatnonzero(binnen)
        nummer = np.full(len(binnen), -1)
        nummer[rijen] = np.arange(len(rijen))
        hier = np.flatnonzero(binnen[rij])
        highs = _program(
            nummer[rij[hier]],
            plaats[kolom[hier]],
            factor[hier],
            (self.rij_laag[rijen], self.rij_hoog[rijen]),
            (self.laag[vrij], self.hoog[vrij]),
        )
        kosten = np.bincount(plaats[eigen], factoren, len(vrij)).astype(np.float64)
        highs.changeColsCost(len(vrij), np.arange(len(vrij), dtype=np.int32), -kosten)
        highs.run()
        self.z.lps += 1
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return float("inf")
        return -highs.getInfo().objective_function_value

    def _around(self, begin: Ints, grens: int) -> Ints:
        """The unknowns nearest to these, by rows they share; whole rings, until there are more than `grens`."""
        rij, kolom, _ = self.entries
        vrij = np.unique(begin)
        while len(vrij) < grens:
            ring = np.unique(kolom[self._van_rij.of(np.unique(rij[self._van_kolom.of(vrij)]))])
            if len(ring) == len(vrij):
                break
            vrij = ring
        return vrij


class _Index:
    """Finds the entries of a set of rows, or columns."""

    def __init__(self, nummers: Ints, aantal: int) -> None:
        self._volgorde = np.argsort(nummers, kind="stable")
        self._begin = np.concatenate(([0], np.cumsum(np.bincount(nummers, minlength=aantal))))

    def of(self, nummers: Ints) -> Ints:
        stukken = [self._volgorde[self._begin[i] : self._begin[i + 1]] for i in nummers.tolist()]
        return np.concatenate([np.zeros(0, dtype=np.int64), *stukken])


def _program(
    rij: Ints, kolom: Ints, factor: Floats, rijen: tuple[Floats, Floats], kolommen: tuple[Floats, Floats]
) -> highspy.Highs:
    volgorde = np.lexsort((kolom, rij))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(kolommen[0]), len(rijen[0])
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = kolommen
    lp.row_lower_, lp.row_upper_ = rijen
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(np.bincount(rij, minlength=lp.num_row_)))).astype(np.int32)
    lp.a_matrix_.index_ = kolom[volgorde].astype(np.int32)
    lp.a_matrix_.value_ = factor[volgorde]
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    return highs
