"""One edition in a proof: its deliveries, its cells, and what it is about.

Cells of an earlier edition have the key of the cell with the edition behind its categorie (`of_edition`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.cells.cells import CelSleutel
from data.referentie import schooljaar
from data.registry.indicators import WERKPROCESSEN
from etl.intern.actief import Stel
from etl.tellen import Tellingen

_SCHEIDING = "@uitgave"
Grenzen = tuple[int, int]
"""The lowest and highest that a count can be."""
NERGENS: Mapping[CelSleutel, Grenzen] = {}
"""Reports leave no cell between two values."""
VAST: tuple[int, ...] = ()
"""Stands for the editions that a case is in that stays as it is in every world."""


@dataclass(frozen=True)
class Uitgave:
    """An edition in a proof. leveringen: None for the one that is being made: those that count now.

    laatste: per gemeente the last day on which a case can end. dekking: the (gemeente, first calendar year of a
    schooljaar) of which something is known. eerste: the number of its first cell. index: its cells, as
    `recount.number` gives them.
    """

    leveringen: Stel | None
    tellingen: Tellingen
    sleutels: tuple[CelSleutel, ...]
    index: pd.Index
    eerste: int
    laatste: Mapping[str, pd.Timestamp]

    @cached_property
    def dekking(self) -> frozenset[tuple[str, int]]:
        """The (gemeente, first calendar year of a schooljaar) of which something is known."""
        return frozenset(
            (g, schooljaar.beginjaar(jaar))
            for soort, g, jaar in self.tellingen.herkomst
            if soort == WERKPROCESSEN and g in self.laatste and schooljaar.is_schooljaar(jaar)
        )


def of_edition(cel: CelSleutel, nummer: int) -> CelSleutel:
    """The key of a cell of an earlier edition."""
    return cel._replace(categorie=f"{cel.categorie}{_SCHEIDING}{nummer}")


def chain_keys(uitgaven: Sequence[Uitgave]) -> list[CelSleutel]:
    """The keys of the cells of all editions, those of the last under their own."""
    eerder = [of_edition(cel, e) for e, u in enumerate(uitgaven[:-1]) for cel in u.sleutels]
    return [*eerder, *uitgaven[-1].sleutels]


def without_edition(cel: CelSleutel) -> CelSleutel:
    """The cell that a key of `of_edition` is about; any other key as it is."""
    return cel._replace(categorie=cel.categorie.split(_SCHEIDING)[0])


def room(grenzen: Grenzen | None, n: int) -> tuple[int, int] | None:
    """How far a count may go down and up; None where a report that leaves it no room is about something else."""
    if grenzen is None or not grenzen[0] <= n <= grenzen[1]:
        return None
    return grenzen[0] - n, grenzen[1] - n


def room_left(grenzen: Mapping[CelSleutel, Grenzen], uitgaven: Sequence[Uitgave]) -> dict[CelSleutel, tuple[int, int]]:
    """How far the cells of all editions may go down and up, by what reports tell."""
    over: dict[CelSleutel, tuple[int, int]] = {}
    for e, uitgave in enumerate(uitgaven):
        for cel in grenzen.keys() & set(uitgave.sleutels):
            if ruimte := room(grenzen[cel], uitgave.tellingen.cellen[cel].waarde):
                over[of_edition(cel, e) if e < len(uitgaven) - 1 else cel] = ruimte
    return over


def last_days(tellingen: Tellingen) -> dict[str, pd.Timestamp]:
    """Per gemeente the last day on which a case can end: the peildatum of what speaks for its last schooljaar."""
    dagen: dict[str, pd.Timestamp] = {}
    for (soort, gebied, _), herkomst in sorted(tellingen.herkomst.items(), key=lambda paar: paar[0][2]):
        if soort == WERKPROCESSEN and gebied in tellingen.regio_van:
            dagen[gebied] = pd.Timestamp(herkomst.peildatum)
    return dagen


def present(uitgaven: Sequence[Uitgave], gemeente: str, jaar: int) -> tuple[int, ...]:
    """The editions that are about a gemeente and schooljaar of start; where none is, those about the gemeente."""
    van_jaar = tuple(e for e, u in enumerate(uitgaven) if (gemeente, jaar) in u.dekking)
    return van_jaar or tuple(e for e, u in enumerate(uitgaven) if gemeente in u.laatste)
