"""The register of breaks in series: from which schooljaar a figure is no longer comparable with before, and why.

Lines are cut at a trendbreuk, a comparison across one is refused with its reason, and baselines start again after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.referentie import schooljaar
from data.referentie.gebieden import about_here, gebieden
from data.referentie.reference_csv import Row, find, folder, read_rows
from data.registry.indicators import INDICATOREN, Indicator

ALLE = "*"
# Everything counted from werkprocessen, and the percentages made of such counts.
GETELD = "geteld:werkprocessen"


@dataclass(frozen=True, slots=True)
class Trendbreuk:
    """A break, which holds in `gebied` and all that lies in it.

    indicatoren: registry keys, `*` for all, or `geteld:werkprocessen`. kort: what changed, in a sentence for a tile.
    """

    sleutel: str
    indicatoren: frozenset[str]
    gebied: str
    vanaf_schooljaar: str
    titel: str
    uitleg: str
    bron: str
    kort: str = ""


def trendbreuken(indicator: str, gebied: str) -> tuple[Trendbreuk, ...]:
    """Return the breaks of an indicator in a gebied, oldest first; those of the regions it lies in hold there too."""
    return _about_place(find("trendbreuken.csv"), folder(), indicator, gebied)


@lru_cache(maxsize=16_384)
def _about_place(bestand: Path, referentie: Path, indicator: str, gebied: str) -> tuple[Trendbreuk, ...]:
    places = frozenset(place_and_around(gebied))
    alle = _register(bestand, referentie)
    return tuple(breuk for breuk in alle if breuk.gebied in places and _is_about(breuk, indicator))


def vergelijkbaar(indicator: str, gebied: str, eerste: str, tweede: str) -> Trendbreuk | None:
    """Return the latest break between two schooljaren, in either order; None when they may be compared."""
    before, after = sorted((eerste, tweede))
    between = [b for b in trendbreuken(indicator, gebied) if before < b.vanaf_schooljaar <= after]
    return between[-1] if between else None


def register() -> tuple[Trendbreuk, ...]:
    """Return the breaks of our gebieden and the country, oldest first. Raises ReferentieFout when the file is wrong."""
    return _register(find("trendbreuken.csv"), folder())


@lru_cache(maxsize=8)
def _register(bestand: Path, _referentie: Path) -> tuple[Trendbreuk, ...]:
    columns = ("sleutel", "indicatoren", "gebied", "vanaf_schooljaar", "titel", "uitleg", "bron")
    rows = about_here(bestand, read_rows(bestand, columns))
    for number, row in enumerate(rows):
        if row.need("sleutel") in {earlier.get("sleutel") for earlier in rows[:number]}:
            raise row.error(
                "sleutel", f"'{row.get('sleutel')}' komt al eerder voor. Geef elke trendbreuk een eigen naam."
            )
    return tuple(sorted(map(_trendbreuk, rows), key=lambda breuk: breuk.vanaf_schooljaar))


def _trendbreuk(row: Row) -> Trendbreuk:
    return Trendbreuk(
        row.need("sleutel"),
        frozenset(filter(None, row.need("indicatoren").split("|"))),
        row.need("gebied"),
        row.parse("vanaf_schooljaar", schooljaar.parse, "een schooljaar als 2022-2023") or row.need("vanaf_schooljaar"),
        row.need("titel"),
        row.need("uitleg"),
        row.need("bron"),
        row.get("kort"),
    )


def place_and_around(gebied: str) -> Iterator[str]:
    """Yield the gebied itself, the region it lies in, the one that lies in, and so on."""
    while gebied:
        yield gebied
        gemeente, regio = gebieden().gemeente(gebied), gebieden().regio(gebied)
        gebied = gemeente.regio if gemeente else regio.deel_van if regio else ""


def _is_about(breuk: Trendbreuk, indicator: str) -> bool:
    entry = INDICATOREN.get(indicator)
    return bool({indicator, ALLE} & breuk.indicatoren) or (GETELD in breuk.indicatoren and _is_geteld(entry))


def _is_geteld(entry: Indicator | None) -> bool:
    if entry is None:
        return False
    return entry.herkomst == "werkprocessen" or (entry.teller is not None and _is_geteld(INDICATOREN.get(entry.teller)))
