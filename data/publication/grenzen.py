"""The boundaries of gemeenten as they are drawn on the map of their region.

`python -m etl grenzen` writes them, as one file in the data folder. They are no part of a publication: another map
changes no figure. A region is drawn only when every gemeente that it has now is in the file; without, the page lays
squares as the gemeenten lie. A file that cannot be read is left out, and the log says so.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.publication.databases import datamap

BESTAND = "grenzen.json"
BREED = 1000
"""How wide every map is, in units of its own."""
CHECKED_EVERY = 5.0
_VORM = 1
_LOG = logging.getLogger("leerrecht.grenzen")


class Vlak(NamedTuple):
    """What a gemeente looks like: the path of an SVG, and the middle of its largest circle with the radius of that."""

    pad: str
    x: int
    y: int
    straal: int


@dataclass(frozen=True)
class Streekkaart:
    """The gemeenten of a region by code, on a sheet of BREED by `hoog` units."""

    hoog: int
    vlakken: Mapping[str, Vlak]


@dataclass(frozen=True)
class Grenzen:
    """Boundaries of a source that is named beside them. regios: the map of each region by its code."""

    bron: str
    licentie: str
    regios: Mapping[str, Streekkaart]


def boundaries_file() -> Path:
    """Where they stand."""
    return datamap() / BESTAND


def boundaries() -> Grenzen | None:
    """Read what was imported; None when nothing was, or nothing that can be read."""
    bestand = boundaries_file()
    return _read_or_log(bestand, bestand.stat().st_mtime_ns) if bestand.is_file() else None


def region_outline(regio: str, gemeenten: Collection[str]) -> tuple[Grenzen, Streekkaart] | None:
    """The map of a region with exactly these gemeenten, and where it comes from; None when there is none."""
    grenzen = boundaries()
    kaart = grenzen.regios.get(regio) if grenzen else None
    return (grenzen, kaart) if grenzen and kaart and set(kaart.vlakken) == set(gemeenten) else None


def boundaries_state() -> str:
    """Tell one import from another; looked up at most once in CHECKED_EVERY seconds, as every page view asks."""
    return _state(str(boundaries_file()), int(time.monotonic() / CHECKED_EVERY))


def as_text(grenzen: Grenzen) -> str:
    """What the file holds."""
    return json.dumps({"vorm": _VORM, **asdict(grenzen)}, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2)
def _state(bestand: str, _moment: int) -> str:
    pad = Path(bestand)
    return f"{pad.stat().st_mtime_ns:x}" if pad.is_file() else ""


@lru_cache(maxsize=2)
def _read_or_log(bestand: Path, _gewijzigd: int) -> Grenzen | None:
    try:
        inhoud = json.loads(bestand.read_text(encoding="utf-8"))
        if inhoud["vorm"] != _VORM:
            raise ValueError("a form of another version")
        regios = {
            regio: Streekkaart(int(k["hoog"]), {code: Vlak(*vlak) for code, vlak in k["vlakken"].items()})
            for regio, k in inhoud["regios"].items()
        }
        return Grenzen(str(inhoud["bron"]), str(inhoud["licentie"]), regios)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        _LOG.warning(
            "%s is niet te lezen; de kaarten bestaan uit vakjes. Lees de grenzen opnieuw in met: python -m etl grenzen",
            bestand.name,
        )
        return None
