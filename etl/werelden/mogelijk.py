"""What can be: which ages go with a soort and onderwijssoort. The reviewed reference tables, and what was seen.

`data/referentie/mogelijk.csv` and `mogelijk-onderwijs.csv` hold what law and definition exclude. A delivery that breaks
them is not refused, and what is can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.referentie.reference_csv import SHIPPED, read_rows
from data.registry import vocabulary

GEWOON = {"0-4": 4, "5-11": 8, "12-15": 14, "16-17": 16, "18+": 19}
"""An ordinary age of each leeftijdsgroep, for a soort of which nobody in it was seen."""
JIB = range(23, 27)
"""Jongeren in beeld are 23 to 27 years old by definition, which is finer than the leeftijdsgroepen."""

PER_PERSOON = 6
"""The most cases of one soort that a made-up person has in one schooljaar: one in two months at most."""


@dataclass(frozen=True)
class Mogelijk:
    """kan: per soort every (leeftijdsgroep, onderwijssoort) that a made-up case can have. leeftijden: ages seen."""

    kan: Mapping[str, tuple[tuple[str, str], ...]]
    leeftijden: Mapping[tuple[str, str], tuple[int, ...]]

    def age(self, soort: str, groep: str, liefst: int | None = None) -> int:
        """An age for a made-up case: one that was seen of this soort and leeftijdsgroep, nearest to `liefst`."""
        gewoon = JIB[0] if soort == "jib" and groep == "18+" else GEWOON[groep]
        doel = gewoon if liefst is None else liefst
        return min(self.leeftijden.get((soort, groep), (gewoon,)), key=lambda n: (abs(n - doel), n))


def with_seen(rijen: pd.DataFrame) -> Mogelijk:
    """The reviewed tables with everything that occurs among the rows."""
    soorten = _read("mogelijk.csv", "soort")
    onderwijs = _read("mogelijk-onderwijs.csv", "onderwijssoort")
    gezien = set(zip(rijen.soort, rijen.groep, rijen.onderwijssoort, strict=True))
    kan = {
        soort: tuple(
            (groep, o)
            for groep in vocabulary.LEEFTIJDSGROEPEN
            for o in vocabulary.ONDERWIJSSOORTEN
            if (groep in soorten[soort] and groep in onderwijs[o]) or (soort, groep, o) in gezien
        )
        for soort in vocabulary.SOORTEN
    }
    leeftijden = rijen.groupby(["soort", "groep"]).leeftijd_bij_start.agg(lambda x: tuple(sorted(set(x.astype(int)))))
    return Mogelijk(kan, leeftijden.to_dict())


@cache
def _read(bestand: str, kolom: str) -> dict[str, frozenset[str]]:
    rijen = read_rows(SHIPPED / bestand, (kolom, "leeftijdsgroepen", "waarom"))
    return {rij.need(kolom): frozenset(rij.need("leeftijdsgroepen").split()) for rij in rijen}
