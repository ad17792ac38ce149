"""What reports call the charts that this site has too: `namen-in-verslagen.csv`, for whoever looks for one by name.

Of a figure that a report prints its own words come with the figure. Here are the names of charts that a report shows
without their numbers.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.referentie.gebieden import about_here
from data.referentie.reference_csv import Row, find, folder, read_rows
from data.referentie.trendbreuken import place_and_around
from data.registry.indicators import INDICATOREN

_KOLOMMEN = ("indicator", "uitsplitsing", "gebied", "naam", "bron")


class Verslagnaam(NamedTuple):
    """The name that the report `bron` on a gebied gives to an indicator, whole (`totaal`) or in its parts."""

    indicator: str
    uitsplitsing: str
    gebied: str
    naam: str
    bron: str


def names_in_reports(indicator: str, uitsplitsing: str, gebied: str) -> tuple[str, ...]:
    """Return the names of this chart in reports on the gebied or a region it lies in, each once.

    Raises ReferentieFout when the file is wrong.
    """
    plaatsen = frozenset(place_and_around(gebied))
    gevonden = (n for n in _names(find("namen-in-verslagen.csv"), folder()) if n.gebied in plaatsen)
    return tuple(dict.fromkeys(n.naam for n in gevonden if (n.indicator, n.uitsplitsing) == (indicator, uitsplitsing)))


@lru_cache(maxsize=8)
def _names(bestand: Path, _referentie: Path) -> tuple[Verslagnaam, ...]:
    return tuple(_name(row) for row in about_here(bestand, read_rows(bestand, _KOLOMMEN)))


def _name(row: Row) -> Verslagnaam:
    if row.need("indicator") not in INDICATOREN:
        raise row.error("indicator", f"'{row.get('indicator')}' is geen onderwerp van deze site. Kijk de spelling na.")
    return Verslagnaam(*(row.need(kolom) for kolom in _KOLOMMEN))
