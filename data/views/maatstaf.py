"""What a gemeente is held against: the others, without itself.

Of a region that is the rest: the published figure of the region less the published one of the gemeente, never counted
anew. Where either is hidden there is no rest. Then those that are shown are taken together, and whoever speaks of it
says so. Nothing here knows more than who reads the two figures on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from data.statistics.funnel import Plek, weigh
from data.statistics.statistics import Oordeel, conditional_test
from data.views.counts import ComparableCount

Tegen = Literal["rest", "anderen"]


@dataclass(frozen=True, slots=True)
class Maatstaf:
    """A count (or the range it lies in) out of n jongeren. wat: the rest of the region, or the others shown.

    gemeenten: how many those others are, 0 where that is not told (the rest). enige: the name of the only one.
    """

    wat: Tegen
    laag: int
    hoog: int
    n: int
    gemeenten: int = 0
    enige: str = ""

    @property
    def aandeel(self) -> float:
        """The share or rate per person, of the middle of the range."""
        return (self.laag + self.hoog) / 2 / self.n


def others(
    eigen: ComparableCount, alle: Sequence[ComparableCount], regio: ComparableCount | None, *, is_hele_regio: bool
) -> Maatstaf | None:
    """What `eigen` is held against, None when there is nothing.

    alle: the gemeenten compared, with `eigen`. regio: the count of the region when it is published to the last one.
    is_hele_regio: `alle` are all gemeenten of the region.
    """
    if eigen.laag is None or eigen.hoog is None or not eigen.n:
        return None
    if regio is not None and regio.laag is not None and regio.n:
        rest = Maatstaf("rest", regio.laag - eigen.hoog, regio.laag - eigen.laag, regio.n - eigen.n)
        return rest if rest.laag >= 0 and rest.n > 0 else None
    anderen = [t for t in alle if t.gebied != eigen.gebied]
    met_getal = [t for t in anderen if t.laag is not None and t.n]
    if not met_getal:
        return None
    bekend = [(t.laag or 0, t.hoog or 0, t.n or 0) for t in met_getal]
    wat: Tegen = "rest" if is_hele_regio and len(bekend) == len(anderen) else "anderen"
    laag, hoog, n = (sum(getallen) for getallen in zip(*bekend, strict=True))
    if wat == "rest":
        return Maatstaf(wat, laag, hoog, n)
    return Maatstaf(wat, laag, hoog, n, len(bekend), met_getal[0].gebied.naam if len(bekend) == 1 else "")


def place_against(eigen: ComparableCount, maatstaf: Maatstaf | None) -> Plek | None:
    """Whether a gemeente differs from what it is held against, for each count that the two ranges leave open.

    The exact conditional test of two rates, because the rest of a region may be smaller than the gemeente. Of those
    who do go to school the test of rare events would see nothing, so there it is those who do not.
    """
    if maatstaf is None or eigen.laag is None or eigen.hoog is None or not eigen.n:
        return None
    eigen_tellingen, andere = {eigen.laag, eigen.hoog}, {maatstaf.laag, maatstaf.hoog}
    omgekeerd = eigen.is_share and maatstaf.hoog <= maatstaf.n and eigen.hoog + eigen.laag > eigen.n
    if omgekeerd:
        eigen_tellingen = {eigen.n - x for x in eigen_tellingen}
        andere = {maatstaf.n - y for y in andere}
    paren = list(product(eigen_tellingen, andere))
    kans = max(conditional_test(x, eigen.n, y, maatstaf.n) for x, y in paren)
    hoger = {(x / eigen.n > y / maatstaf.n) is not omgekeerd for x, y in paren}
    richting = Oordeel.HOGER if hoger == {True} else Oordeel.LAGER
    return weigh(kans, richting if len(hoger) == 1 else Oordeel.NIET_TE_ONDERSCHEIDEN, zaken=not eigen.personen)
