"""A made-up country of one schooljaar, delivered like any other; a part of it where the whole takes too long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.etl.keuring.toneel import Toneel, deliver, make_rows, stage

GEMEENTEN, REGIONS = 342, 38
SMALLEST, MIDDLE = 300, 5_000
"""Jongeren in the smallest gemeente and in the middle one; a lognormal gives the others."""
CASES = 0.085
"""Werkprocessen per jongere and schooljaar, of the order that annual reports show."""


@contextmanager
def staged(regions: int, folder: Path) -> Iterator[None]:
    """A data folder with the delivery of the first so many regions, for as long as the block lasts."""
    people = np.random.default_rng(7).lognormal(np.log(MIDDLE), 0.8, GEMEENTEN).round().astype(int)
    busy = np.random.default_rng(8).gamma(12.0, CASES / 12.0, GEMEENTEN)
    codes = [f"GM{9001 + n}" for n in range(GEMEENTEN)]
    own = [n for n in range(GEMEENTEN) if n % REGIONS < regions]
    scene = Toneel(
        {codes[n]: max(1, round(int(max(SMALLEST, people[n])) * busy[n])) for n in own},
        {f"PR{r + 1:02d}": [codes[n] for n in own if n % REGIONS == r] for r in range(regions)},
        jongeren={codes[n]: int(max(SMALLEST, people[n])) for n in own},
    )
    with stage(scene, folder):
        deliver(scene, make_rows(scene))
        yield
