"""Which gemeenten are comparable: those of about the same size, by a rule that anyone can check.

The bands double from one to the next, so that the largest in a band is never more than twice the smallest but at the
ends. Counted in jongeren of 5 to 18, because that is the group leerplicht is about; CBS bands count all inhabitants.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

_ONDERGRENZEN = (0, 3_000, 6_000, 12_000, 24_000)


@dataclass(frozen=True, slots=True)
class Grootteklasse:
    """A size band: `van` jongeren or more, fewer than `tot`; None when there is no upper bound."""

    van: int
    tot: int | None

    def holds(self, jongeren: float) -> bool:
        """True when a gemeente with so many jongeren falls in this band."""
        return self.van <= jongeren and (self.tot is None or jongeren < self.tot)


@dataclass(frozen=True, slots=True)
class Vergelijkgroep:
    """A gemeente's size band and the other gemeenten in it, nearest in size first."""

    klasse: Grootteklasse
    gemeenten: tuple[str, ...]


GROOTTEKLASSEN: tuple[Grootteklasse, ...] = tuple(
    Grootteklasse(van, tot) for van, tot in zip(_ONDERGRENZEN, (*_ONDERGRENZEN[1:], None), strict=True)
)


def size_band(jongeren: float) -> Grootteklasse:
    """The band of a gemeente with so many jongeren of 5 to 18. ValueError below zero."""
    if not jongeren >= 0:
        raise ValueError("Het aantal jongeren mag niet negatief zijn.")
    return next(klasse for klasse in GROOTTEKLASSEN if klasse.holds(jongeren))


def find_comparable(
    gemeente: str, jongeren: Mapping[str, float | None], among: Collection[str] | None = None
) -> Vergelijkgroep | None:
    """The gemeenten in the same size band, or None when it is not known how many jongeren this one has.

    jongeren: gemeente code to the published number of jongeren 5-18; where it is None the gemeente is left out.
    among: only these may be compared with, for an indicator that not every region counts alike.
    """
    eigen = jongeren.get(gemeente)
    if eigen is None:
        return None
    klasse = size_band(eigen)
    kandidaten = {
        code: aantal
        for code, aantal in jongeren.items()
        if code != gemeente and aantal is not None and klasse.holds(aantal) and (among is None or code in among)
    }
    return Vergelijkgroep(klasse, tuple(sorted(kandidaten, key=lambda code: (abs(kandidaten[code] - eigen), code))))
