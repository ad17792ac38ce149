"""Small groups that shown cells would give by adding and subtracting, found without a list of relations.

A group that shown cells give is a sum of shown cells with whole factors that counts some cases once and others not at
all. The margins of a stam are apart from each other, so such a group is, per stam, a set of categories of one margin:
a union of *atoms* (stam, margin, category). If it counts 1 to 4, each atom in it counts at most 4, in every world that
agrees with what is shown, because the group itself cannot move. So it is enough that

    each atom of 1 to 4 cases can have 5 in some solution of   change = effect @ x, change(shown) = 0, pools in balance

where x need not be whole: what no solution can move, no world can. Where an atom stays below 5, the cheapest shown
cells that must move along are hidden (`kiezen`). That is enough and somewhat more than needed: an atom can be held
below 5 by bounds that no group gives exactly.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from etl.werelden.kiezen import Keuze
from etl.werelden.model import Blok
from etl.werelden.program import Floats, Programma, Wens
from etl.werelden.zaken import Bools, Ints

VEEL = 5
"""From here on a count points at nobody."""
STIL = 3
BUNDEL = 8


def hide_groups(blok: Blok, verborgen: Bools, prijs: Floats) -> int:
    """Hide what gives a small group in this block; `verborgen` grows. Gives the number of programs."""
    n = len(verborgen)
    met, aantal = with_atoms(blok, n)
    alles = np.concatenate((verborgen, np.ones(len(aantal), dtype=np.bool_)))
    klein = np.flatnonzero((aantal >= 1) & (aantal < VEEL))
    vast, programmas = _held(Programma(met, alles, heel=False), n, aantal, klein, blok.jaar)
    keuze = Keuze(met, alles, np.concatenate((prijs, np.zeros(len(aantal)))))
    while len(vast):
        bundel, vast = vast[:BUNDEL], vast[BUNDEL:]
        mee = keuze.cheapest(n + bundel, np.ones(len(bundel), dtype=np.int64), (VEEL - aantal[bundel]).astype(float))
        programmas += 1
        if mee is not None:
            verborgen[mee[mee < n]] = True
        elif len(bundel) > 1:
            for een in bundel:
                mee = keuze.cheapest(n + np.array([een]), np.ones(1, dtype=np.int64), np.array([VEEL - aantal[een]]))
                programmas += 1
                if mee is not None:
                    verborgen[mee[mee < n]] = True
    return programmas


def with_atoms(blok: Blok, cellen: int) -> tuple[Blok, Ints]:
    """The block with a cell for each atom, numbered from `cellen` on, and how many true cases each has."""
    k = blok.kolommen
    eigen = np.flatnonzero(k.pool.to_numpy() >= 0)
    nummer: dict[object, int] = {}
    sleutels = list(zip(k.stam.iloc[eigen], k.marge.iloc[eigen], k.categorie.iloc[eigen], strict=True))
    atoom = np.array([nummer.setdefault(s, len(nummer)) for s in sleutels], dtype=np.int64)
    met = replace(
        blok,
        kolom=np.concatenate((blok.kolom, eigen)),
        cel=np.concatenate((blok.cel, cellen + atoom)),
        effect=np.concatenate((blok.effect, k.teken.to_numpy()[eigen])),
    )
    return met, np.array([blok.aantal.get(s, 0) for s in nummer], dtype=np.int64)  # type: ignore[call-overload]


def _held(programma: Programma, n: int, aantal: Ints, klein: Ints, zaad: int) -> tuple[Ints, int]:
    """Which of the small atoms no program brought to 5, many asked at once, and how many programs that took."""
    toeval = np.random.default_rng(zaad)
    stil = programmas = 0
    while len(klein) and stil < STIL:
        gewicht = np.exp(3 * toeval.random(len(klein)))
        nodig = VEEL - aantal[klein]
        op = programma.relaxed(Wens(n + klein, np.ones(len(klein), dtype=np.int64), nodig, gewicht))
        programmas += 1
        over = klein[op < nodig - 1e-6]
        stil = stil + 1 if len(over) > 0.95 * len(klein) else 0
        klein = over
    return klein, programmas
