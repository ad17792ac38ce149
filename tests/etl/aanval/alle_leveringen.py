"""Every delivery that could be behind a small publication: whole numbers of jongeren per combination of cases.

Written from the slow twin alone, and shares nothing with the attack. A publication adds up over jongeren: what one of
them contributes depends on the kinds of cases he has (`zaken`: made-up rows, one per kind) and on how many of each. So
a delivery is a number of jongeren per combination of kinds, and how often a kind comes again to somebody who has it.
That is all, so the extremes below are those over all possible deliveries made of these kinds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from data.cells.cells import CelSleutel
from data.registry.indicators import WERKPROCESSEN
from tests.etl.aanval.hulp import Rij, count_all

MEEST = 100
"""More of anything than a made-up publication counts."""
_LEEFTIJDEN = ("0-4", "5-11", "12-15", "16-17", "18+")

Floats = np.ndarray[Any, np.dtype[np.float64]]


class Leveringen:
    """The deliveries made of these kinds that give exactly what is shown."""

    def __init__(
        self,
        zaken: Sequence[Rij],
        getoond: Mapping[CelSleutel, float],
        delen_van: Mapping[str, tuple[str, ...]],
        jaren: Collection[str],
        *,
        opgeteld: bool,
    ) -> None:
        per_zaak = [count_all([z], delen_van, jaren) for z in zaken]
        self.zaken = len(zaken)
        self.combinaties = [
            c
            for k in range(1, len(zaken) + 1)
            for c in combinations(range(len(zaken)), k)
            if all(can_be_one(zaken[a], zaken[b]) for a, b in combinations(c, 2))
        ]
        van_een = [
            count_all([{**zaken[k], "persoon": "p"} for k in c], delen_van, jaren, opgeteld=opgeteld)
            for c in self.combinaties
        ]
        self.cellen = {
            cel: np.array(
                [t[cel] for t in van_een] + [t[cel] if cel.teleenheid == WERKPROCESSEN else 0 for t in per_zaak],
                dtype=np.float64,
            )
            for cel in per_zaak[0]
        }
        # A case that comes again needs somebody who has it.
        opnieuw = np.array(
            [
                [-MEEST * (k in c) for c in self.combinaties] + [1.0 * (k == j) for j in range(self.zaken)]
                for k in range(self.zaken)
            ]
        )
        rijen = np.array([self.cellen[cel] for cel in getoond])
        waarden = np.array(list(getoond.values()))
        self._eisen = (LinearConstraint(rijen, waarden, waarden), LinearConstraint(opnieuw, -np.inf, 0))

    def cell(self, cel: CelSleutel) -> tuple[int, int]:
        """Between what values a cell lies over all deliveries."""
        return self._extremes(self.cellen[cel])

    def cases(self, soorten: Collection[int]) -> tuple[int, int]:
        """How many werkprocessen there can be of these kinds together."""
        per_combinatie = [sum(k in soorten for k in c) for c in self.combinaties]
        return self._extremes(np.array([*per_combinatie, *(k in soorten for k in range(self.zaken))], dtype=np.float64))

    def persons(self, wie: Iterable[bool]) -> tuple[int, int]:
        """How many jongeren there can be with these combinations (one truth value per combination)."""
        return self._extremes(np.array([*wie, *[False] * self.zaken], dtype=np.float64))

    def _extremes(self, som: Floats) -> tuple[int, int]:
        uiterst: list[int] = []
        for teken in (1, -1):
            antwoord = milp(
                teken * som, constraints=self._eisen, integrality=np.ones(len(som)), bounds=Bounds(0, MEEST)
            )
            assert antwoord.success, antwoord.message
            uiterst.append(round(teken * antwoord.fun))
        return uiterst[0], uiterst[1]


def can_be_one(a: Rij, b: Rij) -> bool:
    """Whether one date of birth can give both ages, for cases that begin in one schooljaar."""
    i, j = (_LEEFTIJDEN.index(z["leeftijdsgroep"]) for z in (a, b))
    return a["jaar"] != b["jaar"] or abs(i - j) <= 1
