"""The product's own counting as the judge of worlds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from data.gebieden import Gebieden
from etl.werelden.model import count_rows, number_cells
from etl.werelden.realise import Wereld
from etl.werelden.zaken import Ints, Zaken


def recount(
    verbinding: Connection, gebieden: Gebieden, zaken: Zaken, werelden: Sequence[Wereld], cellen: pd.Index
) -> Ints:
    """How every cell of every world differs from the truth: an array (world, cell).

    Of each world all rows of the persons in whom it differs are counted, as they are in it and as they are in truth.
    A cell counts rows, or persons with at least one row, so what is the same in both makes no difference.
    """
    delen = []
    for n, wereld in enumerate(werelden):
        echt, gemaakt = wereld.touched(zaken)
        delen += [echt.assign(wereld=2 * n), gemaakt.assign(wereld=2 * n + 1)]
    nummer, cel, aantal = number_cells(count_rows(verbinding, gebieden, pd.concat(delen, ignore_index=True)), cellen)
    uit = np.zeros((len(werelden), len(cellen)), dtype=np.int64)
    np.add.at(uit, (nummer // 2, cel), np.where(nummer % 2 == 1, aantal, -aantal))
    return uit
