"""National goals that a report names, to hold a percentage against. A goal is no measurement and in no series."""

from __future__ import annotations

from dataclasses import dataclass

from data.registry.indicators import Indicator
from data.reports.published import alle_cijfers, bronnen


@dataclass(frozen=True, slots=True)
class Doel:
    """A goal as a report prints it. waarde: a percentage 0-100; wanneer: the year it is meant for; bron: the report."""

    waarde: float
    wanneer: str
    bron: str


def target(ind: Indicator) -> Doel | None:
    """The goal for this percentage, None when no report names one. A goal for a count of the country is left out."""
    if not ind.is_percentage:
        return None
    titels = {bron.sleutel: bron.titel for bron in bronnen()}
    gevonden = (c for c in alle_cijfers() if c.soort == "doel" and c.indicator == ind.key and c.is_percentage)
    return next((Doel(c.waarde, c.peildatum, titels[c.bron]) for c in gevonden if c.waarde is not None), None)
