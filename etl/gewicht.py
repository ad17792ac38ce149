"""How dear a cell is to readers: what is cheap is hidden first where one of several must go."""

from __future__ import annotations

from collections.abc import Collection

from data.cells.cells import CelSleutel
from data.registry.indicators import INDICATOREN


def weight(cel: CelSleutel, gemeenten: Collection[str]) -> float:
    """Give what readers lose when this cell is hidden: totals and tiles are dear, details and second teleenheden cheap.

    The total of one soort is dearer than that of all soorten together (`werkprocessen`): where one of the two must go,
    a reader who asks how many cases of luxe verzuim or verlof there were is helped by the first.
    """
    if cel.indicator not in INDICATOREN:
        return 1.0
    ind = INDICATOREN[cel.indicator]
    gewicht = ind.gewicht if cel.uitsplitsing == "totaal" else max(1.0, ind.gewicht / 20)
    voorkeur = 1.0 if cel.teleenheid == ind.teleenheden[0] else 0.5
    return gewicht * voorkeur * (1.0 if cel.gebied in gemeenten else 3.0)
