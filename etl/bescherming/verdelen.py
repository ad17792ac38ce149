"""Dividing the work: independent blocks, large blocks by region first, over two processes.

A witness of a part in which the part's border does not move is a witness of the whole, and it stays one when more
is hidden
elsewhere. So regions can be protected apart from each other, with what they add up to held still, and put
together; what is left
(the regions' own cells and the country's) is then protected in the whole.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from etl.bescherming.getuige import Getuige
from etl.bescherming.oplossen import Oplossing, solve
from etl.bescherming.prijs import by_size
from etl.bescherming.stand import Opgave
from etl.bescherming.stelsel import Ints, components

VEEL = 15_000
"""From this many cells in all on, a second process pays."""

Melden = Callable[[int], None]


@dataclass(frozen=True)
class Werk:
    """A block to solve, and its parts (cell numbers) that may be solved before."""

    opgave: Opgave
    delen: tuple[Ints, ...]


def blocks(opgave: Opgave) -> list[Ints]:
    """The cells of each independent block, sorted."""
    blok = components(opgave.stelsel)
    volgorde = np.argsort(blok, kind="stable")
    return np.split(volgorde, np.flatnonzero(np.diff(blok[volgorde])) + 1)


def regions(gebied: Sequence[str], ouder: dict[str, str]) -> tuple[Ints, ...]:
    """Of a block with a country over its regions: each region with its gemeenten. None for a block of one region."""
    groep: dict[str, list[int]] = {}
    for i, code in enumerate(gebied):
        regio = ouder.get(code)
        if regio is not None:
            groep.setdefault(regio if regio in ouder else code, []).append(i)
    if not any(regio in ouder for regio in ouder.values()):
        return ()
    return tuple(np.array(groep[code]) for code in sorted(groep))


def solve_all(werken: Sequence[Werk], processen: int, tot: float, melden: Melden) -> list[Oplossing]:
    """Solve every block. `melden` hears how many cells are done."""
    delen = [(i, cellen) for i, werk in enumerate(werken) for cellen in werk.delen]
    gedaan = _map([werken[i].opgave.part(cellen) for i, cellen in delen], [()] * len(delen), processen, tot, melden)
    vooraf: list[list[Getuige]] = [[] for _ in werken]
    opgaven = [_whole(werk) for werk in werken]
    for (i, cellen), oplossing in zip(delen, gedaan, strict=True):
        opgaven[i] = _more_hidden(opgaven[i], cellen[oplossing.onderdrukt])
        vooraf[i] += [Getuige(cellen[g.cellen], g.verschil) for g in oplossing.getuigen]
    return _map(opgaven, vooraf, processen, tot, melden)


def _whole(werk: Werk) -> Opgave:
    """What is left after the parts is about regions and the country: there size says little, and costs much time."""
    opgave = werk.opgave
    if not werk.delen:
        return opgave
    return replace(opgave, prijs=opgave.prijs / by_size(opgave.stelsel.waarde))


def _more_hidden(opgave: Opgave, cellen: Ints) -> Opgave:
    """What a part hid stays hidden: the part has had its second thoughts about it."""
    onderdrukt, blijft = opgave.onderdrukt.copy(), opgave.blijft.copy()
    onderdrukt[cellen] = blijft[cellen] = True
    return replace(opgave, onderdrukt=onderdrukt, blijft=blijft)


def _map(
    opgaven: Sequence[Opgave], vooraf: Sequence[Sequence[Getuige]], processen: int, tot: float, melden: Melden
) -> list[Oplossing]:
    """Solve in as many processes as asked; the answer does not depend on how many."""
    if processen > 1 and len(opgaven) > 1 and sum(o.stelsel.cells for o in opgaven) >= VEEL:
        # No second process to be had, for example within a script that cannot be imported: then this one does it all.
        with suppress(BrokenProcessPool, OSError):
            return _side_by_side(opgaven, vooraf, processen, tot, melden)
    return list(_one_by_one(opgaven, vooraf, tot, melden))


def _side_by_side(
    opgaven: Sequence[Opgave], vooraf: Sequence[Sequence[Getuige]], processen: int, tot: float, melden: Melden
) -> list[Oplossing]:
    """The largest first, so that no process waits long for the other at the end."""
    volgorde = sorted(range(len(opgaven)), key=lambda i: -opgaven[i].stelsel.cells)
    with ProcessPoolExecutor(processen, mp_context=multiprocessing.get_context("spawn")) as pool:
        beloften = {pool.submit(solve, opgaven[i], vooraf[i], tot): i for i in volgorde}
        for klaar in as_completed(beloften):
            melden(opgaven[beloften[klaar]].stelsel.cells)
        per = {i: belofte.result() for belofte, i in beloften.items()}
    return [per[i] for i in range(len(opgaven))]


def _one_by_one(
    opgaven: Sequence[Opgave], vooraf: Sequence[Sequence[Getuige]], tot: float, melden: Melden
) -> Iterator[Oplossing]:
    for opgave, getuigen in zip(opgaven, vooraf, strict=True):
        yield solve(opgave, getuigen, tot)
        melden(opgave.stelsel.cells)
