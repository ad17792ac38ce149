"""What each region and each kind of count means by its words: the content of the bronnenbrug.

`definities-per-regio.csv` says what a region counts under a word, `telwijzen.csv` sets the own volgsysteem, DUO and the
statutory count side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.referentie.gebieden import about_here
from data.referentie.reference_csv import find, folder, read_rows
from data.registry.indicators import REGIOWOORDEN


@dataclass(frozen=True, slots=True)
class Definitie:
    """What a gebied counts under a word in a period; `bronnen` are keys of reports."""

    onderwerp: str
    gebied: str
    periode: str
    definitie: str
    let_op: str
    bronnen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telwijzen:
    """One point on which the three ways of counting differ, and what that does to the numbers."""

    punt: str
    volgsysteem: str
    duo: str
    wettelijk: str
    gevolg: str
    bronnen: tuple[str, ...]


def definities(onderwerp: str = "") -> tuple[Definitie, ...]:
    """Return the definitions of one subject (a key of REGIOWOORDEN), or all, of this site's gebieden."""
    found = _definities(find("definities-per-regio.csv"), folder())
    return tuple(definitie for definitie in found if onderwerp in ("", definitie.onderwerp))


def telwijzen() -> tuple[Telwijzen, ...]:
    """Return the points on which volgsysteem, DUO and the statutory count differ."""
    return _telwijzen(find("telwijzen.csv"))


@lru_cache(maxsize=8)
def _definities(bestand: Path, _referentie: Path) -> tuple[Definitie, ...]:
    return tuple(
        Definitie(
            row.choose("onderwerp", {key: key for key in REGIOWOORDEN}),
            row.need("gebied"),
            row.need("periode"),
            row.need("definitie"),
            row.get("let_op"),
            tuple(row.need("bron").split("|")),
        )
        for row in about_here(
            bestand, read_rows(bestand, ("onderwerp", "gebied", "periode", "definitie", "let_op", "bron"))
        )
    )


@lru_cache(maxsize=8)
def _telwijzen(bestand: Path) -> tuple[Telwijzen, ...]:
    return tuple(
        Telwijzen(
            row.need("punt"),
            row.need("volgsysteem"),
            row.need("duo"),
            row.need("wettelijk"),
            row.need("gevolg"),
            tuple(row.need("bron").split("|")),
        )
        for row in read_rows(bestand, ("punt", "volgsysteem", "duo", "wettelijk", "gevolg", "bron"))
    )
