"""What can be: which age goes with which soort and onderwijssoort, and when a case can end. A reviewed table."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from data import vocabulary

_TABEL = Path(__file__).parent / "mogelijk.csv"

Kern = tuple[str, str, int]
"""What a case is about beside its soort: subsoort, afhandeling, and how many schooljaren after its start it ends."""


@lru_cache(maxsize=1)
def ages() -> dict[tuple[str, str], range]:
    """Per (soort, onderwijssoort) the ages at which a made-up case can begin."""
    tabel = pd.read_csv(_TABEL)
    return {(r.soort, r.onderwijssoort): range(r.vanaf, r.tot + 1) for r in tabel.itertuples()}


def age_for(soort: str, onderwijssoort: str, groep: str, liefst: int) -> int | None:
    """The age of a group nearest to `liefst` that goes with a soort and onderwijssoort; None when there is none."""
    kan = [n for n in ages().get((soort, onderwijssoort), ()) if vocabulary.leeftijdsgroep(n) == groep]
    return min(kan, key=lambda n: (abs(n - liefst), n), default=None)


@lru_cache(maxsize=16)
def leeftijd_onderwijs(soort: str) -> tuple[tuple[str, str], ...]:
    """Every (leeftijdsgroep, onderwijssoort) that a made-up case of a soort can have."""
    return tuple(
        (groep, onderwijs)
        for groep in vocabulary.LEEFTIJDSGROEPEN
        for onderwijs in vocabulary.ONDERWIJSSOORTEN
        if age_for(soort, onderwijs, groep, 0) is not None
    )
