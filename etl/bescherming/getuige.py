"""Witnesses: whole-number tables that agree with everything published, kept as what they differ from the true table.

Two tables that agree with all that is public and lie at least BREEDTE apart in a cell prove that nobody, however he
calculates, can narrow that cell further. So the proof is in the tables, never in the solver that found them; every
table
is checked here in exact whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.bescherming.stelsel import Bools, Floats, Ints, Rij, Stelsel

BREEDTE = 5
"""How far apart the largest and the smallest possible value of a hidden cell must at least lie."""

SPELING = 1e-6
"""A value of the solver this close to a whole number is that number."""


@dataclass(frozen=True, slots=True)
class Getuige:
    """A table: the true one, with `verschil` added in `cellen` (sorted, no zeros)."""

    cellen: Ints
    verschil: Ints

    def moves_only(self, mag: Bools) -> bool:
        """Whether it differs from the truth only where it may, so that it agrees with all that is published."""
        return bool(mag[self.cellen].all())


def round_solution(stelsel: Stelsel, cellen: Ints, verschil: Floats) -> Getuige | None:
    """A solver's solution as a whole-number table; None when it is none.

    Near-whole values are rounded. What stands in no equality (jongeren) may be rounded up: all other rows stay
    true then, see
    docs/afscherming.md, "Whole numbers". Anything else that is not whole makes it no table.
    """
    heel = np.rint(verschil)
    gebroken = np.abs(verschil - heel) > SPELING
    if gebroken.any():
        if (stelsel.in_gelijk[cellen] & gebroken).any():
            return None
        heel[gebroken] = np.ceil(verschil[gebroken])
    tabel = _with_differences(stelsel, cellen, heel.astype(np.int64))
    weg = tabel != 0
    getuige = Getuige(cellen[weg], tabel[weg])
    return getuige if is_table(stelsel, getuige) else None


def _with_differences(stelsel: Stelsel, cellen: Ints, verschil: Ints) -> Ints:
    """Derived cells (total minus one part) follow from the two that they are the difference of."""
    afgeleid = cellen[stelsel.is_verschil[cellen]]
    if not len(afgeleid):
        return verschil
    tabel = np.zeros(stelsel.cells, dtype=np.int64)
    tabel[cellen] = verschil
    tabel[afgeleid] = 0
    for cel in afgeleid.tolist():
        _, kolom, factor = stelsel.entries(stelsel.rows_with(np.array([cel])))
        tabel[cel] = (factor * tabel[kolom]).sum()
    return tabel[cellen]


def is_table(stelsel: Stelsel, getuige: Getuige) -> bool:
    """Whether it is a possible table: no negative count, every relation kept. Exact, in whole numbers."""
    if (stelsel.waarde[getuige.cellen] + getuige.verschil < 0).any():
        return False
    rijen = stelsel.rows_with(getuige.cellen)
    rij, kolom, factor = stelsel.entries(rijen)
    x = stelsel.waarde[kolom]
    plaats = np.searchsorted(getuige.cellen, kolom)
    plaats[plaats == len(getuige.cellen)] = 0
    x = x + np.where(getuige.cellen[plaats] == kolom, getuige.verschil[plaats], 0) if len(getuige.cellen) else x
    som = np.zeros(len(rijen), dtype=np.int64)
    np.add.at(som, rij, factor * x)
    soort = stelsel.soort[rijen]
    paar = soort == Rij.PAAR
    goed = np.where(soort == Rij.GELIJK, som == 0, som >= 0) | paar
    return bool(goed.all()) and _pairs_hold(x[paar[rij]])


def _pairs_hold(x: Ints) -> bool:
    """Entries of the pair rows come as jongeren, werkprocessen by turns: no jongere, no werkproces."""
    jongeren, werkprocessen = x[0::2], x[1::2]
    return bool(((werkprocessen == 0) | (jongeren > 0)).all())


def split(stelsel: Stelsel, getuige: Getuige) -> list[Getuige]:
    """The parts of a witness that no row connects; each is a witness by itself, and a small one serves longer."""
    rij, kolom, _ = stelsel.entries(stelsel.rows_with(getuige.cellen))
    plaats = np.searchsorted(getuige.cellen, kolom)
    plaats[plaats == len(getuige.cellen)] = 0
    binnen = getuige.cellen[plaats] == kolom
    rij, plaats = rij[binnen], plaats[binnen]
    groep = np.arange(len(getuige.cellen))
    laagste = np.empty(int(rij.max(initial=-1)) + 1, dtype=np.int64)
    while True:
        laagste.fill(len(groep))
        np.minimum.at(laagste, rij, groep[plaats])
        nieuw = groep.copy()
        np.minimum.at(nieuw, plaats, laagste[rij])
        if (nieuw == groep).all():
            break
        groep = nieuw[nieuw]
    return [Getuige(getuige.cellen[groep == g], getuige.verschil[groep == g]) for g in np.unique(groep)]
