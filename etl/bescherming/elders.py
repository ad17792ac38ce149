"""What everyone knows from elsewhere: nothing that is hidden here makes such a cell uncertain again."""

from __future__ import annotations

import numpy as np

from etl.bescherming.buurt import nearby
from etl.bescherming.getuige import BREEDTE, SPELING
from etl.bescherming.model import Model
from etl.bescherming.stand import Opgave


def known_anyway(opgave: Opgave, cel: int) -> bool:
    """Whether a cell is narrow even with all that may be hidden hidden.

    What is known from elsewhere says it already.
    """
    stil = opgave.vast | opgave.rand
    vrij, _ = nearby(opgave.stelsel, cel, np.where(stil, np.inf, 0.0), opgave.stelsel.cells)
    model = Model(opgave.stelsel, vrij)
    breed = 0.0
    for teken in (1.0, -1.0):
        loon = np.zeros(len(vrij))
        loon[model.place(cel)] = teken
        verschil = model.widest(loon, BREEDTE)
        breed += 0.0 if verschil is None else abs(float(verschil[model.place(cel)]))
    return breed < BREEDTE - SPELING
