"""What published figures say together: one value per fact, printed or worked out from others that are printed.

A fact is told by figures with the same `feit`, gebied and moment. Values are ranges, because a report rounds and says
"ruim" or "ongeveer"; two figures contradict each other only when their ranges do not meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from data.referentie.gebieden import Gebieden
from data.reports.published_figures import Publicatiecijfer


class Feit(NamedTuple):
    """What is told, of which gebied, and when (a schooljaar, else a peildatum; empty for what holds until changed)."""

    naam: str
    gebied: str
    moment: str


@dataclass(frozen=True, slots=True)
class Waarde:
    """The range a value lies in, both ends included, the figures it rests on, and how it was had (Dutch)."""

    laag: Fraction
    hoog: Fraction
    cijfers: tuple[Publicatiecijfer, ...]
    hoe: str = "genoemd"

    def meets(self, other: Waarde) -> bool:
        """Whether both can be the same number."""
        return self.laag <= other.hoog and other.laag <= self.hoog


def moment(cijfer: Publicatiecijfer) -> str:
    """When the fact holds."""
    return cijfer.schooljaar or cijfer.peildatum if cijfer.soort in ("meting", "doel") else ""


def fact(cijfer: Publicatiecijfer) -> Feit:
    """The fact a figure tells."""
    return Feit(cijfer.feit, cijfer.gebied, moment(cijfer))


def printed(cijfer: Publicatiecijfer) -> Waarde:
    """The range a printed figure stands for: half a unit of its last decimal, wider for "ruim" and "minder dan"."""
    if cijfer.waarde is None:
        raise ValueError(f"cijfer {cijfer.nummer} heeft geen waarde")
    exact, unit = Fraction(str(cijfer.waarde)), Fraction(1, 10**cijfer.decimalen)
    half = unit / 2 if cijfer.is_percentage or cijfer.decimalen else Fraction(0)
    low, high = {
        "": (exact - half, exact + half),
        "ongeveer": (exact - half, exact + half) if half else (exact * Fraction(19, 20), exact * Fraction(21, 20)),
        "ruim": (exact, exact + unit if half else exact * Fraction(21, 20)),
        "minder_dan": (Fraction(0), exact),
    }[cijfer.nauwkeurigheid]
    return Waarde(low, high, (cijfer,))


def total(waarden: Sequence[Waarde], hoe: str) -> Waarde:
    """The sum of values."""
    figures = tuple(cijfer for waarde in waarden for cijfer in waarde.cijfers)
    return Waarde(
        sum((w.laag for w in waarden), Fraction(0)), sum((w.hoog for w in waarden), Fraction(0)), figures, hoe
    )


@dataclass(frozen=True, slots=True)
class Verdeling:
    """The parts that one report gives of a whole, each fact once. `volledig`: all parts are there, with a value."""

    naam: str
    delen: tuple[Waarde, ...]
    volledig: bool
    overlap: bool

    @property
    def som(self) -> Waarde:
        """The parts together."""
        return total(self.delen, f"opgeteld naar {self.naam.replace('_', ' ')}")


class Feiten:
    """All facts that a set of figures tells."""

    def __init__(self, cijfers: Iterable[Publicatiecijfer], gebieden: Gebieden) -> None:
        self.cijfers = tuple(cijfers)
        self._gebieden = gebieden
        self._told: dict[Feit, list[Publicatiecijfer]] = {}
        self._parts: dict[Feit, dict[tuple[str, str], dict[str, Publicatiecijfer]]] = {}
        for cijfer in self.cijfers:
            if cijfer.waarde is not None:
                self._told.setdefault(fact(cijfer), []).append(cijfer)
            if cijfer.geheel:
                partitions = self._parts.setdefault(fact(cijfer)._replace(naam=cijfer.geheel), {})
                partitions.setdefault((cijfer.bron, cijfer.verdeling), {}).setdefault(cijfer.feit, cijfer)

    def told(self) -> dict[Feit, list[Publicatiecijfer]]:
        """Every fact with the figures that print it."""
        return self._told

    def wholes(self) -> list[Feit]:
        """Every fact that parts are given of, or that is told of a region and of its gemeenten."""
        return list(dict.fromkeys([*self._parts, *self._told]))

    def genoemd(self, feit: Feit) -> Waarde | None:
        """The printed value: the one preferred, else the most certain."""
        order = {"zeker": 0, "afgeleid": 1, "onzeker": 2}
        figures = sorted(self._told.get(feit, []), key=lambda c: (order[c.zekerheid], not c.voorkeur))
        return printed(figures[0]) if figures else None

    def verdelingen(self, feit: Feit) -> list[Verdeling]:
        """The breakdowns given of a fact."""
        return [self._verdeling(key[1], list(parts.values())) for key, parts in self._parts.get(feit, {}).items()]

    def over_gemeenten(self, feit: Feit) -> Waarde | None:
        """The sum over the gemeenten of a region, when each of them has a printed count."""
        regio = self._gebieden.regio(feit.gebied)
        values = [self.genoemd(feit._replace(gebied=code)) for code in regio.gemeenten] if regio else []
        counts = [waarde for waarde in values if waarde and not waarde.cijfers[0].is_percentage]
        return total(counts, "opgeteld over de gemeenten") if counts and len(counts) == len(values) else None

    def waarde(self, feit: Feit) -> Waarde | None:
        """The value of a fact: printed, else the sum over the gemeenten, else the sum of all its parts."""
        complete = (v.som for v in self.verdelingen(feit) if v.volledig and not v.overlap)
        return self.genoemd(feit) or self.over_gemeenten(feit) or next(complete, None)

    @staticmethod
    def _verdeling(naam: str, parts: list[Publicatiecijfer]) -> Verdeling:
        values = tuple(printed(cijfer) for cijfer in parts if cijfer.waarde is not None)
        complete = len(values) == len(parts) and all(cijfer.volledig != "nee" for cijfer in parts)
        return Verdeling(naam, values, complete, any(cijfer.volledig == "overlap" for cijfer in parts))
