"""Small groups that shown cells would give by adding and subtracting, found without a list of relations.

A group that shown cells give is a sum of shown cells with whole factors that counts some cases once and others not at
all. The margins of a stam are apart from each other, so such a group is, per stam, a set of categories of one margin:
a union of *atoms* (stam, margin, category). If it counts 1 to 4, each atom in it counts at most 4 in every table that
agrees with what is shown, because the group itself cannot move. So it is enough that

    each atom of 1 to 4 cases can have 5 in some solution of   change = effect @ x, change(shown) = 0, in balance

over the whole population: here persons do not matter, every case can go anywhere, and x need not be whole. Where an
atom stays below 5, the cheapest shown cells that must move along are hidden (`kiezen`). That is enough and somewhat
more than needed: an atom can be held below 5 by bounds that no group gives exactly.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from etl.werelden.kiezen import Keuze
from etl.werelden.model import Blok
from etl.werelden.program import Floats, Programma, Wens
from etl.werelden.zaken import Bools, Ints

VEEL = 5
"""From here on a count points at nobody."""
VRIJ = 1_000
"""More than any category gains."""
STIL = 4
RONDES = 60
"""Programs that ask many atoms at once: so many without a new one, and so many in all; then one by one."""


def hide_groups(blok: Blok, verborgen: Bools, zaken: Bools, vast: Bools, prijs: Floats) -> int:
    """Hide what gives a small group in this block; `verborgen` grows. Gives the number of programs.

    zaken: which cells count werkprocessen; the others say nothing here.
    """
    n = len(verborgen)
    met, aantal = with_atoms(population(blok), n)
    alles = np.concatenate((verborgen | ~zaken, np.ones(len(aantal), dtype=np.bool_)))
    klein = np.flatnonzero((aantal >= 1) & (aantal < VEEL))
    nauw, programmas = _held(Programma(met, alles, heel=False), n, aantal, klein, blok.jaar)
    nul = np.zeros(len(aantal))
    keuze = Keuze(met, alles, np.concatenate((vast & zaken, nul > 0)), np.concatenate((prijs, nul)))
    for een in nauw:
        mee = keuze.cheapest(n + np.array([een]), np.ones(1, dtype=np.int64), np.array([float(VEEL - aantal[een])]))
        programmas += 1
        if mee is not None:
            mee = mee[mee < n]
            verborgen[mee[zaken[mee]]] = True
    return programmas


def population(blok: Blok) -> Blok:
    """The block as if every case were of a person of its own: one pool per margin, and each case can go anywhere."""
    k = blok.kolommen
    pool = k.pool.to_numpy()
    houd = np.flatnonzero(((pool < 0) | blok.alleen[pool]) & (k.teken.to_numpy() > 0))
    op = k.iloc[houd].assign(meest=VRIJ)
    sleutels = zip(op.stam, op.marge, op.categorie, strict=True)
    totaal = dict.fromkeys(range(len(blok.stammen)), 0)
    for (stam, marge, _), aantal in blok.aantal.items():
        totaal[stam] += aantal if marge == "maand" else 0
    neer = op.assign(
        teken=-1, meest=[totaal[s] if m == "zaak" else blok.aantal.get((s, m, c), 0) for s, m, c in sleutels]
    )
    nieuw = np.full(len(k), -1)
    nieuw[houd] = np.arange(len(houd))
    eigen = nieuw[blok.kolom] >= 0
    kolom, cel, effect = nieuw[blok.kolom[eigen]], blok.cel[eigen], blok.effect[eigen]
    return replace(
        blok,
        kolommen=pd.concat([op, neer], ignore_index=True),
        kolom=np.concatenate((kolom, kolom + len(houd))),
        cel=np.concatenate((cel, cel)),
        effect=np.concatenate((effect, -effect)),
    )


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
    while len(klein) and stil < STIL and programmas < RONDES:
        gewicht = np.exp(6 * toeval.random(len(klein)))
        nodig = VEEL - aantal[klein]
        op = programma.relaxed(Wens(n + klein, np.ones(len(klein), dtype=np.int64), nodig, gewicht))
        programmas += 1
        over = klein[op < nodig - 1e-6]
        stil = stil + 1 if len(over) == len(klein) else 0
        klein = over
    return klein, programmas
