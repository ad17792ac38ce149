"""What stands there now: the live publication, as far as it can be read, and any that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from data.cells.cells import CelSleutel
from data.publication import queries
from data.publication.databases import BeschadigdePublicatieError, open_publicatie
from data.publication.figures import Cijfer
from data.publication.landelijk import LandelijkCijfer
from data.publication.readmodel import read_beeld
from etl.publicatie import bestanden

T = TypeVar("T")


def live_head() -> tuple[str, str, Mapping[str, Any]] | None:
    """Identity, fingerprint and evidence of what is live; None when nothing is, or what is cannot be read."""
    bestand = bestanden.live_file()
    if bestand is None:
        return None
    try:
        read_beeld(open_publicatie(str(bestand)))  # whole: damage may lie anywhere in it
        return read_head(bestand)
    except BeschadigdePublicatieError:
        return None


def read_head(bestand: Path) -> tuple[str, str, Mapping[str, Any]]:
    """Identity, fingerprint and evidence of a publication file."""
    with open_publicatie(str(bestand)).connect() as verbinding:
        return queries.read_head(verbinding)


def live_national() -> tuple[LandelijkCijfer, ...]:
    """The figures of national sources in the live publication; none when nothing is live, or it cannot be read."""
    return _read_live(queries.read_landelijk, ())


def live_cells() -> dict[CelSleutel, Cijfer]:
    """Every cell of the live publication; none when nothing is live, or it cannot be read."""
    return _read_live(queries.read_cijfers, {})


def _read_live(read: Callable[[Connection], T], niets: T) -> T:
    bestand = bestanden.live_file()
    if bestand is None:
        return niets
    try:
        with open_publicatie(str(bestand)).connect() as verbinding:
            return read(verbinding)
    except BeschadigdePublicatieError:
        return niets


def shown_in(bestand: Path) -> dict[CelSleutel, tuple[str, float | None]]:
    """Status and value of each cell of a publication file."""
    with open_publicatie(str(bestand)).connect() as verbinding:
        return {cel: (c.status, c.waarde) for cel, c in queries.read_cijfers(verbinding).items()}
