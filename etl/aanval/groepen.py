"""Small groups that nobody listed: sets of finest groups that shown cells give together, 1 to 4 for certain.

A set of disjoint finest groups is a choice `g` (0 or 1 for each). It is found out when `0 < g . x < 5` in every `x`
that the rows allow. That is a search with counterexamples: choose a `g` that fits all points seen so far (a small
integer program); let the linear program push `g . x` up and down; a point where it is 0 or 5 joins the others; when
neither is possible, the set is certain. No `g` left means that there is no such set. A finest group that was seen at 5
is in none.

Two finest groups are disjoint when they are of other gebieden or soorten, or stand in the same *view*: starts by age,
starts by month, what ended. Of each soort in a gebied a set takes one view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np

from etl.aanval.openbaar import BEHANDELD, LOPEND, Groep
from etl.aanval.programma import NABIJ, Deel
from etl.aanval.stelsel import Bools, Floats, Ints, Stelsel

KLEINST, GROOTST = 1e-3, 5 - 1e-3
"""In whole numbers: at least 1, at most 4."""
SAMEN = 12
"""How often at most what was never seen at 5 is pushed up together before sets are chosen."""
KNOPEN = 200
"""How many nodes of its tree a choice may look at; after that the search in this part is left undecided."""


class Gevonden(NamedTuple):
    """A set of finest groups and how many werkprocessen it holds."""

    groepen: tuple[Groep, ...]
    laag: int
    hoog: int


def finest(stelsel: Stelsel) -> dict[int, Groep]:
    """The groups of one soort that no others of their view make up, by the column of their werkprocessen."""
    gehelen = {
        u.geheel
        for u in stelsel.unies
        if len(u.delen) > 1
        and {view(d) for d in u.delen} == {view(u.geheel)}
        and not any(d.is_between for d in u.delen)
    }
    return {
        2 * i: groep
        for groep, i in stelsel.nummer.items()
        if groep not in gehelen
        and groep not in stelsel.onmogelijk
        and groep.moment != BEHANDELD
        and not groep.is_between
        and len({z.soort for z in groep.zaken}) == 1
    }


@dataclass
class Groepzoeker:
    """The search in one part of the system, which begins with all points that were found in it.

    kolommen: the finest groups in it, by column of the part. zeker: whether the last choice was made, or seen to be
    impossible.
    """

    deel: Deel
    kolommen: dict[int, Groep]
    boven: Mapping[str, Collection[str]]
    zeker: bool = True

    @property
    def punten(self) -> list[Floats]:
        """The points that agree with every row of the part."""
        return self.deel.punten

    def search(self, samen: int, keren: int) -> tuple[list[Gevonden], bool]:
        """The sets found, and whether nothing was left to choose.

        samen: how often at most what was never seen at 5 is pushed up together. keren: how many sets are tried.
        """
        gevonden: list[Gevonden] = []
        plek = np.array(sorted(self.kolommen), dtype=np.int64)
        toeval = np.random.default_rng(7)
        vrij = self._never_five(plek)
        for _ in range(samen if vrij.any() else 0):
            eerst = int(vrij.sum())
            self._push(plek[vrij], np.exp(4 * toeval.random(eerst)))
            vrij &= self._never_five(plek)
            if not 0 < vrij.sum() <= 0.9 * eerst:
                break
        if not vrij.any():
            return gevonden, True
        for _ in range(keren):
            keuze = self._choose(plek, vrij)
            if keuze is None:
                return gevonden, self.zeker
            een = np.ones(int(keuze.sum()))
            if self._moves_nearby(plek[keuze], een):
                vrij &= self._never_five(plek)
                continue
            if not self.deel.z.spend():
                break
            hoog, laag = self._push(plek[keuze], een), -self._push(plek[keuze], -een)
            if laag > KLEINST and hoog < GROOTST:
                groepen = tuple(self.kolommen[k] for k in plek[keuze].tolist())
                gevonden.append(Gevonden(groepen, int(np.ceil(laag - KLEINST)), int(np.floor(hoog + KLEINST))))
                vrij &= ~keuze
            elif keuze.sum() == 1 and hoog >= GROOTST:
                vrij &= ~keuze
        return gevonden, False

    def _never_five(self, plek: Ints) -> Bools:
        """Which of these groups no point found so far has at five; all of them before there is a point."""
        nooit = np.ones(len(plek), dtype=np.bool_)
        for x in self.punten:
            nooit &= x[plek] < GROOTST
        return nooit

    def _moves_nearby(self, plek: Ints, een: Floats) -> bool:
        """Whether a set is seen to be empty, or five, by moving what is near it; what was found is kept."""
        for grens in NABIJ:
            for x in self.deel.move_nearby(plek, een, grens):
                self.punten.append(x)
                if not KLEINST <= x[plek].sum() <= GROOTST:
                    return True
        return False

    def _push(self, plek: Ints, gewicht: Floats) -> float:
        kosten = np.zeros(len(self.deel.laag))
        kosten[plek] = gewicht
        x = self.deel.maximize(kosten)
        if x is None:
            return float("inf") if (gewicht > 0).all() else 0.0
        return float(kosten @ x)

    def _choose(self, plek: Ints, vrij: Bools) -> Bools | None:
        """A set that is small in every point seen, of few groups; None when none was found."""
        groepen = [self.kolommen[k] for k in plek.tolist()]
        beelden: dict[tuple[str, str], dict[tuple[str, ...], int]] = defaultdict(dict)
        n = len(plek)
        nummer = n
        for groep in groepen:
            eigen = beelden[groep.gebied, next(iter(groep.zaken)).soort]
            if view(groep) not in eigen:
                eigen[view(groep)] = nummer
                nummer += 1
        h = highspy.Highs()
        h.silent()
        h.setOptionValue("threads", 1)
        h.setOptionValue("mip_max_nodes", KNOPEN)
        # The presolver of HiGHS calls programs impossible that are not (ERGO-Code/HiGHS 3296).
        h.setOptionValue("presolve", "off")
        h.setOptionValue("mip_rel_gap", 0.5)
        hoogst = np.concatenate((vrij.astype(np.float64), np.ones(nummer - n)))
        h.addVars(nummer, np.zeros(nummer), hoogst)
        h.changeColsCost(n, np.arange(n, dtype=np.int32), np.ones(n))
        soort = np.full(nummer, highspy.HighsVarType.kInteger)
        h.changeColsIntegrality(nummer, np.arange(nummer, dtype=np.int32), soort)
        for x in self.punten:
            tel = np.flatnonzero(x[plek] > KLEINST).astype(np.int32)
            h.addRow(KLEINST, GROOTST, len(tel), tel, x[plek][tel])
        for k, groep in enumerate(groepen):
            beeld = beelden[groep.gebied, next(iter(groep.zaken)).soort][view(groep)]
            h.addRow(-highspy.kHighsInf, 0, 2, np.array([k, beeld], dtype=np.int32), np.array([1.0, -1.0]))
        for (gebied, wat), eigen in beelden.items():
            samen = [*eigen.values(), *self._above(beelden, gebied, wat)]
            if len(samen) > 1:
                h.addRow(0, 1, len(samen), np.array(samen, dtype=np.int32), np.ones(len(samen)))
        h.run()
        self.zeker = h.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
        if h.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            return None
        return np.asarray(h.getSolution().col_value)[:n] > 0.5

    def _above(
        self, beelden: Mapping[tuple[str, str], Mapping[tuple[str, ...], int]], gebied: str, wat: str
    ) -> list[int]:
        """The views of the same soort in the gebieden that this one is part of."""
        return [
            b
            for geheel, delen in self.boven.items()
            if gebied in delen
            for b in beelden.get((geheel, wat), {}).values()
        ]


def view(groep: Groep) -> tuple[str, ...]:
    """What finest groups must share to be disjoint for certain. A case runs on in more than one schooljaar."""
    dimensie = groep.kenmerk.split("=")[0] if "=" in groep.kenmerk else ""
    return (groep.moment, dimensie, groep.jaar if groep.moment == LOPEND else "")
