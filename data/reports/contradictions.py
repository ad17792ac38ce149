"""The contradictions in the reports that this site's figures come from, ready to be shown with a source or a figure.

Found by data/reports/broncontrole.py in the files beside the code; they change with a release, so they are worked
out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.cells.cells import CelSleutel
from data.referentie.reference_csv import folder
from data.reports.broncontrole import Bevinding, check
from data.reports.published import alle_cijfers, uitspraken
from data.reports.published_figures import Publicatiecijfer


@dataclass(frozen=True, slots=True)
class Tegenspraak:
    """One finding with the figures it is about."""

    bevinding: Bevinding
    cijfers: tuple[Publicatiecijfer, ...]

    @property
    def bronnen(self) -> frozenset[str]:
        """Keys of the reports concerned."""
        return frozenset(cijfer.bron for cijfer in self.cijfers)

    @property
    def cellen(self) -> frozenset[CelSleutel]:
        """The cells of the registry concerned."""
        return frozenset(cijfer.sleutel for cijfer in self.cijfers if cijfer.sleutel)


def contradictions() -> tuple[Tegenspraak, ...]:
    """Every finding, in the fixed order of the check."""
    return _contradictions(folder())


@lru_cache(maxsize=4)
def _contradictions(_referentie: Path) -> tuple[Tegenspraak, ...]:
    figures = {cijfer.nummer: cijfer for cijfer in alle_cijfers()}
    return tuple(
        Tegenspraak(bevinding, tuple(figures[nummer] for nummer in bevinding.cijfers))
        for bevinding in check(figures.values(), uitspraken())
    )


def about_source(bron: str) -> tuple[Tegenspraak, ...]:
    """The findings in which a report plays a part."""
    return tuple(found for found in contradictions() if bron in found.bronnen)


def about_cells(cellen: Iterable[CelSleutel]) -> tuple[Tegenspraak, ...]:
    """The findings about any of these cells, each once."""
    gezocht = frozenset(cellen)
    return tuple(found for found in contradictions() if gezocht & found.cellen)
