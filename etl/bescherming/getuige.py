"""Witnesses: whole-number tables that agree with everything published, kept as what they differ from the true table.

Two tables that agree with all that is public and lie at least BREEDTE apart in a cell prove that nobody, however he
calculates, can narrow that cell further. So the proof is in the tables, never in the solver that found them; every table
is checked here in exact whole numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.bescherming.stelsel import Ints, Rij, Stelsel

BREEDTE = 5
"""How far apart the largest and the smallest possible value of a hidden cell must at least lie."""

SPELING = 1e-6
"""A value of the solver this close to a whole number is that number."""


@dataclass(frozen=True, slots=True)
class Getuige:
    """A table: the true one, with `verschil` added in `cellen` (sorted, no zeros)."""

    cellen: Ints
    verschil: Ints

    def moves_outside(self, mag: NDArray[np.bool_]) -> bool:
        """Whether it differs from the truth in a cell that may not differ, so that it agrees with what is published no more."""
        return not bool(mag[self.cellen].all())


def rows_touched(stelsel: Stelsel, cellen: Ints) -> Ints:
    """Every row in which one of the cells stands."""
    if not len(cellen):
        return np.empty(0, dtype=np.int64)
    return np.unique(np.concatenate([stelsel.rows_at(cel) for cel in cellen.tolist()]))


def round_solution(stelsel: Stelsel, cellen: Ints, verschil: NDArray[np.float64]) -> Getuige | None:
    """A solver's solution as a whole-number table; None when it is none.

    Near-whole values are rounded. What stands in no equality (jongeren) may be rounded up: all other rows stay true then, see
    docs/afscherming.md, "Whole numbers". Anything else that is not whole makes it no table.
    """
    heel = np.rint(verschil)
    gebroken = np.abs(verschil - heel) > SPELING
    if gebroken.any():
        if stelsel.in_gelijk[cellen[gebroken]].any():
            return None
        heel[gebroken] = np.ceil(verschil[gebroken])
    tabel = _with_rests(stelsel, cellen, heel.astype(np.int64))
    return tabel if is_table(stelsel, tabel) else None


def _with_rests(stelsel: Stelsel, cellen: Ints, verschil: Ints) -> Getuige:
    """Derived cells (total minus one part) follow from the two that they are the difference of."""
    waarden = dict(zip(cellen.tolist(), verschil.tolist(), strict=True))
    for cel in [cel for cel in waarden if stelsel.is_rest[cel]]:
        kolommen, factoren = stelsel.row(int(stelsel.rows_at(cel)[0]))
        waarden[cel] = sum(f * waarden.get(k, 0) for k, f in zip(kolommen.tolist(), factoren.tolist(), strict=True) if k != cel)
    return make_getuige((k, v) for k, v in waarden.items() if v)


def make_getuige(verschillen: Iterable[tuple[int, int]]) -> Getuige:
    """A witness from (cell, difference) pairs."""
    gesorteerd = sorted(verschillen)
    return Getuige(
        np.array([k for k, _ in gesorteerd], dtype=np.int64), np.array([v for _, v in gesorteerd], dtype=np.int64)
    )


def is_table(stelsel: Stelsel, getuige: Getuige) -> bool:
    """Whether it is a possible table: no negative count, every relation kept. Exact, in whole numbers."""
    waarden = dict(zip(getuige.cellen.tolist(), getuige.verschil.tolist(), strict=True))
    if any(stelsel.waarde[k] + v < 0 for k, v in waarden.items()):
        return False
    return all(_row_holds(stelsel, rij, waarden) for rij in rows_touched(stelsel, getuige.cellen).tolist())


def _row_holds(stelsel: Stelsel, rij: int, waarden: dict[int, int]) -> bool:
    kolommen, factoren = stelsel.row(rij)
    tabel = [int(stelsel.waarde[k]) + waarden.get(k, 0) for k in kolommen.tolist()]
    if stelsel.soort[rij] == Rij.PAAR:
        jongeren, werkprocessen = tabel
        return werkprocessen == 0 or jongeren > 0
    som = sum(f * x for f, x in zip(factoren.tolist(), tabel, strict=True))
    return som == 0 if stelsel.soort[rij] == Rij.GELIJK else som >= 0


class Bereik:
    """How far each cell is proved to reach: the largest step up and down among the witnesses kept."""

    def __init__(self, cellen: int) -> None:
        self.op = np.zeros(cellen, dtype=np.int64)
        self.neer = np.zeros(cellen, dtype=np.int64)
        self.getuigen: list[Getuige] = []

    def add(self, getuige: Getuige) -> bool:
        """Keep a witness if it widens something."""
        op = np.maximum(getuige.verschil, 0)
        neer = np.maximum(-getuige.verschil, 0)
        if not ((op > self.op[getuige.cellen]) | (neer > self.neer[getuige.cellen])).any():
            return False
        self.op[getuige.cellen] = np.maximum(self.op[getuige.cellen], op)
        self.neer[getuige.cellen] = np.maximum(self.neer[getuige.cellen], neer)
        self.getuigen.append(getuige)
        return True

    def breedte(self) -> Ints:
        """Per cell how far its known possible values lie apart."""
        return self.op + self.neer

    def without(self, mag: NDArray[np.bool_]) -> Bereik:
        """What is left when some cells may differ no more."""
        over = Bereik(len(self.op))
        for getuige in self.getuigen:
            if not getuige.moves_outside(mag):
                over.add(getuige)
        return over


def proved(bereik: Bereik, eis: Collection[int]) -> bool:
    """Whether every cell that must be wide is proved to be."""
    return bool((bereik.breedte()[list(eis)] >= BREEDTE).all())
