"""How fine each table of a publication is told, and where else it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cells.tableplan import Tafel, ladder
from data.registry.indicator_types import Stap


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """Where a table is told. periode: a schooljaar, or a venster when the step is `venster`."""

    gebied: str
    periode: str
    stap: Stap


class Tafels:
    """The steps of one publication, per region (and the country) and table."""

    def __init__(self, stappen: Mapping[str, Mapping[Tafel, Stap]]) -> None:
        self._stappen = stappen

    def stap(self, tafel: Tafel, regio: str) -> Stap:
        """The step in which a region tells a table; `niet` for a table that does not exist.

        A publication from before steps were kept told every table per schooljaar. So does a region of which nothing
        was counted: nothing there is left out.
        """
        if not self._stappen:
            return "jaar"
        treden = ladder(tafel)
        return self._stappen.get(regio, {}).get(tafel, treden[0]) if treden else "niet"

    def per_regio(self) -> Mapping[str, Mapping[Tafel, Stap]]:
        """Every step that was recorded: code of a region (or the country) to its tables."""
        return self._stappen
