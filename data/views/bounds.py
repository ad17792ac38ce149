"""What follows for a hidden percentage from the figures that are shown beside it, and nothing more.

Anyone can work this out from the published cells: it rests on no hidden value, not even on how many are hidden. So it
tells nothing that `afgeschermd` does not leave open. See docs/afscherming.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN

# Below this a bound says so little that a reader would take it for bad news.
ZINVOL_VANAF = 97.0


def at_least(beeld: Beeld, cijfer: Cijfer) -> float | None:
    """The percentage (0-100, rounded down to a tenth) that a hidden one cannot be below, or None.

    Only for a percentage that is 100% less a count: `schoolgaand` is at least what is left when the count is as large
    as the published cells allow.
    """
    ind = INDICATOREN[cijfer.sleutel.indicator]
    n = beeld.noemer(cijfer).waarde
    if cijfer.status != "onderdrukt" or not ind.aanvulling or not ind.teller or not n:
        return None
    grenzen = list(_at_most(beeld, cijfer, ind.teller))
    if not grenzen:
        return None
    laagste = math.floor(1000 * (1 - min(grenzen) / n)) / 10
    return laagste if ZINVOL_VANAF <= laagste < 100 else None


def _at_most(beeld: Beeld, cijfer: Cijfer, teller: str) -> Iterator[float]:
    """What the hidden count of jongeren cannot be above, by each published cell that bounds it."""
    regio = beeld.regio_van(beeld.gebieden[cijfer.sleutel.gebied]).code
    for eenheid in (JONGEREN, WERKPROCESSEN):  # each jongere has at least one werkproces
        eigen = cijfer.sleutel._replace(indicator=teller, teleenheid=eenheid)
        cellen = [eigen, *(eigen._replace(indicator=groter) for groter in INDICATOREN[teller].onderdeel_van)]
        yield from (w for cel in cellen if (w := beeld.uit_bron(cel, cijfer).waarde) is not None)
    rest = _rest_of_region(beeld, cijfer, eigen, regio)
    if rest is not None:
        yield rest


def _rest_of_region(beeld: Beeld, cijfer: Cijfer, eigen: CelSleutel, regio: str) -> float | None:
    """The werkprocessen of the region less those of the gemeenten that are shown: all that can be left for this one."""
    samen = beeld.uit_bron(eigen._replace(gebied=regio), cijfer).waarde
    if samen is None or regio == eigen.gebied:
        return None
    anderen = (g.code for g in beeld.gemeenten(regio) if g.code != eigen.gebied)
    return samen - sum(beeld.uit_bron(eigen._replace(gebied=code), cijfer).waarde or 0.0 for code in anderen)
