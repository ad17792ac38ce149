"""What hiding a cell costs beside its weight: more for more cases."""

from __future__ import annotations

import numpy as np

from etl.bescherming.stelsel import Floats, Ints

DUURDER = 1.25


def by_size(waarde: Ints) -> Floats:
    """A quarter more for each doubling of the number of cases.

    So a large total is shown and a small one hidden where either will do. In steps: one case more changes no price.
    """
    return DUURDER ** np.frexp(waarde.astype(np.float64))[1].astype(np.float64)
