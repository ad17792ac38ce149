"""The one registry of indicators.

A new indicator is one entry: in `indicator_counts.py` when it is counted, in `indicator_reports.py` when only reports
give it. Counting, the plan of tables, disclosure control, tiles, charts, tables, downloads, the explanation page and
the parametrised tests all follow from it. An entry that cannot be right is refused when this module is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.registry.indicator_checks import check_registry
from data.registry.indicator_counts import GETELD
from data.registry.indicator_reports import ALLEEN_IN_VERSLAGEN
from data.registry.indicator_types import (
    JONGEREN,
    MELDINGEN,
    WERKPROCESSEN,
    Herkomst,
    Indicator,
    Moment,
    Richting,
    Selectie,
    Thema,
    Uitsplitsing,
)

__all__ = [
    "ANDERE_NOEMERS",
    "INDICATOREN",
    "JONGEREN",
    "MELDINGEN",
    "STANDAARD",
    "WERKPROCESSEN",
    "Herkomst",
    "Indicator",
    "Moment",
    "Richting",
    "Selectie",
    "Thema",
    "Uitsplitsing",
    "geteld",
    "indicator",
    "tegels",
]

INDICATOREN: Mapping[str, Indicator]
INDICATOREN = MappingProxyType(check_registry((*GETELD, *ALLEEN_IN_VERSLAGEN)))

STANDAARD = INDICATOREN["schoolgaand"]
"""What a page opens with when nothing was chosen."""

ANDERE_NOEMERS = tuple(
    ind.key
    for ind in sorted(INDICATOREN.values(), key=lambda ind: ind.andere_noemer or 0)
    if ind.andere_noemer is not None
)
"""The keys of what reports divide by where they do not say how many jongeren of 5 to 18 there are, best first."""


def indicator(key: str) -> Indicator:
    """The entry with this key; KeyError names the key when there is none."""
    return INDICATOREN[key]


def tegels() -> tuple[Indicator, ...]:
    """The indicators with a tile, in reading order."""
    return tuple(sorted((i for i in INDICATOREN.values() if i.tegel is not None), key=lambda i: i.tegel or 0))


def geteld() -> tuple[Indicator, ...]:
    """The indicators that are counted from werkprocessen."""
    return tuple(i for i in INDICATOREN.values() if i.herkomst == "werkprocessen")
