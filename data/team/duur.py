"""How long it takes: median, 80th percentile, and Kaplan-Meier for what is still open. Pure functions of counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

# How many took, or have taken, so many days.
Duren = Mapping[int, int]
# Below this a percentile says more about one werkproces than about the work.
MINSTE = 5
# The share still open is a product of fractions; where it is one half exactly, the last bit may say otherwise.
_HALF = 0.5 + 1e-9
# What has been open for more days than this is open for longer than a year, leap year or not.
JAAR = 366
LEEFTIJDEN: tuple[tuple[int, str], ...] = (
    (0, "minder dan 1 maand"),
    (31, "1 tot 3 maanden"),
    (92, "3 tot 6 maanden"),
    (183, "6 maanden tot 1 jaar"),
    (JAAR + 1, "langer dan 1 jaar"),
)


@dataclass(frozen=True, slots=True)
class Duurverdeling:
    """Durations of one group, in days. mediaan and p80 are None below MINSTE werkprocessen."""

    aantal: int
    mediaan: int | None
    p80: int | None


def distribution(duren: Duren) -> Duurverdeling:
    """Median and 80th percentile: the least number of days within which half, or 80 percent, was closed."""
    totaal = sum(duren.values())
    if totaal < MINSTE:
        return Duurverdeling(totaal, None, None)
    dagen = sorted(duren)
    gezien = list(accumulate(map(duren.__getitem__, dagen)))
    return Duurverdeling(totaal, *(dagen[bisect_left(gezien, -(-totaal * procent // 100))] for procent in (50, 80)))


def together(delen: Iterable[Duren]) -> Duren:
    """The durations of some groups as those of one."""
    samen: dict[int, int] = {}
    for deel in delen:
        for dagen, aantal in deel.items():
            samen[dagen] = samen.get(dagen, 0) + aantal
    return samen


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
        plaats = bisect_right(self.dagen, dag) - 1
        return 1.0 if plaats < 0 else self.open[plaats]

    @property
    def mediaan(self) -> int | None:
        """Return the first day on which no more than half is open."""
        return next((dag for dag, deel in zip(self.dagen, self.open, strict=True) if deel <= _HALF), None)


def survival(dicht: Duren, nog: Duren) -> Overleving:
    """Kaplan-Meier of days followed: `dicht` until they were closed, `nog` of what is still open.

    What is still open counts for as long as it was followed: without it the work would look quicker than it is. The
    product-limit estimate needs no more than how many there are per day (Kaplan and Meier 1958).
    """
    totaal, nog_open = sum(dicht.values()) + sum(nog.values()), sum(nog.values())
    if totaal < MINSTE or nog_open == totaal:
        return Overleving((), (), totaal, nog_open)
    dagen = sorted({*(dag for dag in dicht if dicht[dag]), *(dag for dag in nog if nog[dag])})
    weg = [dicht.get(dag, 0) + nog.get(dag, 0) for dag in dagen]
    gevolgd = [totaal - eerder for eerder in accumulate(weg[:-1], initial=0)]
    blijft = (1 - dicht.get(dag, 0) / n for dag, n in zip(dagen, gevolgd, strict=True))
    return Overleving(tuple(dagen), tuple(accumulate(blijft, mul)), totaal, nog_open)


def age_bands(leeftijden: Duren) -> Mapping[str, int]:
    """What is open, by how long it has been open."""
    banden = dict.fromkeys((naam for _, naam in LEEFTIJDEN), 0)
    for dagen, aantal in leeftijden.items():
        banden[[naam for vanaf, naam in LEEFTIJDEN if vanaf <= dagen][-1]] += aantal
    return banden
