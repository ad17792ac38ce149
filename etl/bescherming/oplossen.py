"""Solving one block, in this process or in another."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.bescherming.elders import known_anyway
from etl.bescherming.getuige import BREEDTE, Getuige, is_table
from etl.bescherming.kiezer import choose
from etl.bescherming.stand import Opgave, Stand
from etl.bescherming.stelsel import Ints
from etl.bescherming.verbeteren import improve

WEINIG = 300
"""Programs that second thoughts about a block may always take; of a large one a third of what the choice took."""


@dataclass(frozen=True)
class Oplossing:
    """What is hidden in a block, with the witnesses; cells by their number in the block."""

    onderdrukt: Ints
    getuigen: tuple[Getuige, ...]
    onhoudbaar: Ints
    vervallen: Ints
    lps: int


def solve(opgave: Opgave, getuigen: Sequence[Getuige] = (), tot: float = np.inf) -> Oplossing:
    """Protect a block. `getuigen`: what is proved already. `tot`: when, on the clock, to grow coarse."""
    stand = Stand(opgave)
    for getuige in getuigen:
        stand.add(getuige)
    choose(stand, lambda: time.time() > tot)
    if time.time() < tot:
        improve(stand, max(WEINIG, stand.lps // 3))
    return Oplossing(
        np.flatnonzero(stand.onderdrukt),
        tuple(stand.bereik.getuigen),
        np.array(sorted(stand.onhoudbaar), dtype=np.int64),
        np.array(sorted(set(stand.vervallen)), dtype=np.int64),
        stand.lps,
    )


def is_proof(opgave: Opgave, oplossing: Oplossing) -> bool:
    """Whether the witnesses prove the solution: each a table of whole numbers that agrees with all that is public.

    And every cell
    that must be wide is wide. Looks at nothing but the tables.
    """
    onderdrukt = np.zeros(opgave.stelsel.cells, dtype=np.bool_)
    onderdrukt[oplossing.onderdrukt] = True
    stil = opgave.vast | opgave.rand
    mag = (onderdrukt | ~opgave.stelsel.zichtbaar) & ~stil
    op, neer = np.zeros(opgave.stelsel.cells, dtype=np.int64), np.zeros(opgave.stelsel.cells, dtype=np.int64)
    for getuige in oplossing.getuigen:
        if not getuige.moves_only(mag) or not is_table(opgave.stelsel, getuige):
            return False
        op[getuige.cellen] = np.maximum(op[getuige.cellen], getuige.verschil)
        neer[getuige.cellen] = np.maximum(neer[getuige.cellen], -getuige.verschil)
    nauw = (onderdrukt | opgave.eis) & ~stil & (op + neer < BREEDTE)
    nauw[oplossing.onhoudbaar] = False
    return not (nauw.any() or (opgave.blijft & ~onderdrukt).any()) and all(
        known_anyway(opgave, int(c)) for c in oplossing.onhoudbaar
    )
