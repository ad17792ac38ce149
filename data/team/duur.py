"""How long it takes: median, 80th percentile, and Kaplan-Meier for what is still open. Pure functions of counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.stats import CensoredData, ecdf

# Below this a percentile says more about one werkproces than about the work.
MINSTE = 5
LEEFTIJDEN: tuple[tuple[int, str], ...] = (
    (0, "minder dan 1 maand"),
    (31, "1 tot 3 maanden"),
    (92, "3 tot 6 maanden"),
    (183, "6 maanden tot 1 jaar"),
    (366, "langer dan 1 jaar"),
)


class Aantal(NamedTuple):
    """This many werkprocessen took this many days."""

    dagen: int
    aantal: int


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Durations of one group, in days. mediaan and p80 are None below MINSTE werkprocessen."""

    aantal: int
    mediaan: int | None
    p80: int | None


def distribution(duren: Iterable[Aantal]) -> Verdeling:
    """Median and 80th percentile: the least number of days within which half, or 80 percent, was closed."""
    oplopend = sorted(duren)
    totaal = sum(duur.aantal for duur in oplopend)
    if totaal < MINSTE:
        return Verdeling(totaal, None, None)
    return Verdeling(totaal, _quantile(oplopend, totaal, 50), _quantile(oplopend, totaal, 80))


def _quantile(oplopend: Sequence[Aantal], totaal: int, procent: int) -> int:
    """The least value with at least this percentage at or below it (inverse of the empirical distribution)."""
    gezien = 0
    for dagen, aantal in oplopend:
        gezien += aantal
        if gezien * 100 >= totaal * procent:
            return dagen
    return oplopend[-1].dagen


@dataclass(frozen=True, slots=True)
class Overleving:
    """Kaplan-Meier: after so many days, the share still open. mediaan: None when less than half is ever closed."""

    dagen: tuple[int, ...]
    open: tuple[float, ...]
    aantal: int
    nog_open: int

    def on(self, dag: int) -> float | None:
        """The share still open after `dag` days; None beyond what was followed."""
        if not self.dagen or dag > self.dagen[-1]:
            return None
        plaats = int(np.searchsorted(self.dagen, dag, side="right")) - 1
        return 1.0 if plaats < 0 else self.open[plaats]

    @property
    def mediaan(self) -> int | None:
        """The first day on which no more than half is open."""
        return next((dag for dag, deel in zip(self.dagen, self.open, strict=True) if deel <= 0.5), None)


def survival(gevolgd: Iterable[tuple[int, bool, int]]) -> Overleving:
    """Kaplan-Meier of (days followed, closed, how many), by `scipy.stats.ecdf`.

    What is still open counts for as long as it was followed: without it the work would look quicker than it is.
    """
    rijen = [(dagen, dicht, aantal) for dagen, dicht, aantal in gevolgd if aantal]
    totaal = sum(aantal for *_, aantal in rijen)
    nog_open = sum(aantal for _, dicht, aantal in rijen if not dicht)
    if totaal < MINSTE or nog_open == totaal:
        return Overleving((), (), totaal, nog_open)
    aantallen = np.array([aantal for *_, aantal in rijen])
    dagen = np.repeat(np.array([dagen for dagen, *_ in rijen], dtype=float), aantallen)
    nog = np.repeat(np.array([not dicht for _, dicht, _ in rijen]), aantallen)
    kromme = ecdf(CensoredData.right_censored(dagen, nog)).sf
    return Overleving(
        tuple(int(q) for q in kromme.quantiles), tuple(map(float, kromme.probabilities)), totaal, nog_open
    )


def age_bands(leeftijden: Iterable[Aantal]) -> Mapping[str, int]:
    """What is open, by how long it has been open."""
    banden = dict.fromkeys((naam for _, naam in LEEFTIJDEN), 0)
    for dagen, aantal in leeftijden:
        banden[[naam for vanaf, naam in LEEFTIJDEN if vanaf <= dagen][-1]] += aantal
    return banden
