"""What the loader of a delivery says to be zero: gemeenten and schooljaren of which it has no row."""

from __future__ import annotations

from typing import NamedTuple

from data.referentie import schooljaar
from data.referentie.gebieden import Gebieden, normalise_code, slugify

ALLE = "alle"


class NulFout(ValueError):
    """What stands there names no gemeente, or no schooljaren. `melding` and `remedie` are Dutch."""

    def __init__(self, melding: str, remedie: str) -> None:
        super().__init__(melding)
        self.melding, self.remedie = melding, remedie


class Nul(NamedTuple):
    """What the loader says to be zero where no row stands: a gemeente code or `ALLE`, in some schooljaren or in all."""

    gemeente: str
    jaren: tuple[str, str] | None = None


def read_nul(tekst: str, gebieden: Gebieden) -> Nul:
    """Read `GEMEENTE[:VAN[:TOT]]`: a gemeente (also one that no longer exists) by code or name, or `alle`.

    Raises NulFout, which repeats nothing of what was written.
    """
    wie, _, wanneer = tekst.partition(":")
    jaren = _read_jaren(wanneer) if wanneer else None
    if wie.strip().lower() == ALLE:
        return Nul(ALLE, jaren)
    gemeente = gebieden.gemeente(normalise_code(wie) or "") or gebieden.gemeente_by_slug(slugify(wie))
    if gemeente is None:
        raise NulFout(
            "Er staat geen gemeente van deze site.",
            "Geef een code of naam, als GM0148:2020-2021:2022-2023, of alle.",
        )
    return Nul(gemeente.code, jaren)


def _read_jaren(tekst: str) -> tuple[str, str]:
    eerste, _, laatste = tekst.partition(":")
    try:
        jaren = schooljaar.parse(eerste), schooljaar.parse(laatste or eerste)
    except ValueError as fout:
        raise NulFout("De schooljaren kloppen niet.", "Bijvoorbeeld: alle:2020-2021:2024-2025.") from fout
    if jaren[0] > jaren[1]:
        raise NulFout("De schooljaren lopen terug.", "Zet het eerste schooljaar voorop: alle:2020-2021:2024-2025.")
    return jaren
