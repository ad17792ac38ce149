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
    "INSTROOM",
    "JONGEREN",
    "MELDINGEN",
    "REGIOWOORDEN",
    "STANDAARD",
    "STANDEN",
    "VERLOOP",
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

STANDEN = tuple(ind.key for ind in INDICATOREN.values() if ind.herkomst == "standen")
"""The keys of what gemeenten deliver as a number of jongeren on a day."""

ANDERE_NOEMERS = tuple(
    ind.key
    for ind in sorted(INDICATOREN.values(), key=lambda ind: ind.andere_noemer or 0)
    if ind.andere_noemer is not None
)
"""The keys of what reports divide by where they do not say how many jongeren of 5 to 18 there are, best first."""

VERLOOP = tuple(
    (ind.key, stap) for stap, ind in sorted((i.verloopstap, i) for i in INDICATOREN.values() if i.verloopstap)
)
"""The steps from a report of absence to a jongere without a school, each with the key of its indicator."""

REGIOWOORDEN: Mapping[str, str] = MappingProxyType(dict(i.regiowoord for i in INDICATOREN.values() if i.regiowoord))
"""The words that each region explains in its own way, code to what readers see."""

INSTROOM: Mapping[str, str] = MappingProxyType(
    {
        "".join(ind.selectie.soorten or ()): ind.key
        for ind in reversed(GETELD)
        if ind.selectie
        and ind.selectie.moment == "start"
        and len(ind.selectie.soorten or ()) < 2
        and not ind.selectie.afhandelingen
    }
)
"""The key of the first indicator that counts what began of a soort werkproces; of all under the empty soort."""


def indicator(key: str) -> Indicator:
    """The entry with this key; KeyError names the key when there is none."""
    return INDICATOREN[key]


def tegels() -> tuple[Indicator, ...]:
    """The indicators with a tile, in reading order."""
    return tuple(sorted((i for i in INDICATOREN.values() if i.tegel is not None), key=lambda i: i.tegel or 0))


def geteld() -> tuple[Indicator, ...]:
    """The indicators that are counted from werkprocessen."""
    return tuple(i for i in INDICATOREN.values() if i.herkomst == "werkprocessen")
