"""Gemeenten that a reader put beside the own one, in the measure of a comparison that is on the page already.

One of the same region is a row of that comparison. One of another region is no part of it: its figure is shown in the
same measure where it can be, and nothing is tested of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.registry.indicators import INDICATOREN
from data.views.counts import count
from data.views.side_by_side import Naast, Plaats, differs_by_region, measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Ernaast:
    """One gemeente put beside. plaats.waarde is None where there is nothing to show in this measure.

    in_regio: it is one of the comparison. telt_anders: its region means something else by the figure in this source.
    """

    plaats: Plaats
    in_regio: bool
    telt_anders: bool = False

    @property
    def gebied(self) -> Gebied:
        """The gemeente."""
        return self.plaats.gebied


def places_beside(beeld: Beeld, naast: Naast, anderen: Sequence[Gebied]) -> tuple[Ernaast, ...]:
    """Each of `anderen` as a place of the comparison `naast`, in the same order."""
    in_regio = {rij.gebied.code: rij for rij in naast.rijen}
    anders = differs_by_region(INDICATOREN[naast.sleutel.indicator], naast.soort)
    gevonden = []
    for gebied in anderen:
        if rij := in_regio.get(gebied.code):
            gevonden.append(Ernaast(plaats=rij, in_regio=True))
            continue
        telling = count(beeld, naast.sleutel._replace(gebied=gebied.code), naast.soort, naast.noemer)
        past = not anders and naast.maat in measures([telling], naast.sleutel.indicator)
        getoetst = past and not (naast.op_jongeren or naast.gemengd)
        plaats = Plaats(
            telling,
            telling.value(naast.maat) if past else None,
            telling.interval(naast.maat) if getoetst else None,
            None,
            None,
        )
        gevonden.append(Ernaast(plaats=plaats, in_regio=False, telt_anders=anders))
    return tuple(gevonden)
