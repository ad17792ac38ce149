"""The cell: one number that is published or hidden, and what holds between cells by what they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from data.registry.vocabulary import TOTAAL as TOTAAL

HULP = "hulp"
"""The indicator of a cell that no table shows and that only ties others together (what was still open between two
schooljaren): `hierarchie.json` says so, and counts are checked by it."""

Status = Literal["gepubliceerd", "onderdrukt", "onbekend", "nvt"]


class CelSleutel(NamedTuple):
    """What a number is about. A total has `uitsplitsing` and `categorie` both `totaal`."""

    indicator: str
    teleenheid: str
    gebied: str
    schooljaar: str
    uitsplitsing: str = TOTAAL
    categorie: str = TOTAAL


@dataclass(frozen=True, slots=True)
class Telling:
    """A counted cell.

    `zichtbaar` is False for a residual that is never published but could be worked out from what is (for example the
    vrijstellingen that ended without being granted); it must be protected all the same. `gewicht` says how much readers
    lose when the cell is hidden (higher = hide later).
    """

    waarde: int
    zichtbaar: bool = True
    gewicht: float = 1.0


@dataclass(frozen=True, slots=True)
class VorigeCel:
    """What earlier publications told about a cell of the same set.

    `waarde`: the count then, also of a hidden cell where it is known internally. `laag`, `hoog`: between what values
    everything published before leaves a hidden cell; None = not known.
    """

    status: Status
    waarde: int | None
    laag: int | None = None
    hoog: int | None = None


@dataclass(frozen=True, slots=True)
class Som:
    """A total and all of its parts.

    exact: `totaal == sum(delen)` (werkprocessen). Not exact: persons may stand under several parts, so only
    `max(delen) <= totaal <= sum(delen)` is known (jongeren).
    """

    totaal: CelSleutel
    delen: tuple[CelSleutel, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Hoogstens:
    """`klein <= groot`: the one group is part of the other, the rest is not published."""

    klein: CelSleutel
    groot: CelSleutel


@dataclass(frozen=True, slots=True)
class Paar:
    """Two counts of one fact: `werkprocessen >= jongeren`, and both are 0 or both are at least 1."""

    werkprocessen: CelSleutel
    jongeren: CelSleutel


Relatie = Som | Hoogstens | Paar


def cells_of(relatie: Relatie) -> tuple[CelSleutel, ...]:
    """The cells that a relation speaks of, the whole before its parts."""
    if isinstance(relatie, Som):
        return (relatie.totaal, *relatie.delen)
    if isinstance(relatie, Hoogstens):
        return (relatie.groot, relatie.klein)
    return (relatie.werkprocessen, relatie.jongeren)
