"""What the reports alone already give away: nothing that is hidden here can make that uncertain again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from data.cells import CelSleutel, Relatie
from etl.aanval.grenzen import propagate
from etl.aanval.onbekenden import find_unknowns


def narrow_by_reports(
    kennis: Mapping[CelSleutel, int], relaties: Sequence[Relatie], breedte: int
) -> frozenset[CelSleutel]:
    """The cells that lie in less than `breedte` for who has the reports and nothing of ours.

    A report that says "2 werkprocessen" says "1 or 2 jongeren" with it.
    """
    if not kennis:
        return frozenset()
    vraag = find_unknowns(kennis, (), relaties)
    laag, hoog = propagate(vraag)
    return frozenset(vraag.cellen[i] for i in np.flatnonzero(hoog - laag < breedte))
