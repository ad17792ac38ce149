"""The publications that are kept beside the live one, for who wants to see what was told before.

One that was taken back is not among them: `terugdraaien` leaves a mark beside its file. Nor is one that was made and
never went live.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from data.publication.databases import datamap, open_publicatie, publiek_pad
from data.publication.readmodel import Beeld, beeld, read_beeld

MAP = "publicaties"
TERUGGEDRAAID = ".teruggedraaid"
_NAAM = re.compile(r"publiek-(\d{8}T\d{6}-n(\d+))\.duckdb")


def kept() -> tuple[str, ...]:
    """Return the ids of the publications that may be read, the live one first and then the newest."""
    live = beeld().publicatie.publicatie_id
    eerder = sorted((nummer, naam) for naam, nummer in _earlier().items() if naam != live)
    return (live, *(naam for _, naam in reversed(eerder)))


def read(publicatie_id: str) -> Beeld | None:
    """Read a publication by its id; None when it is not kept or was taken back."""
    live = beeld()
    if publicatie_id == live.publicatie.publicatie_id:
        return live
    if publicatie_id not in _earlier():
        return None
    return _read(str(datamap() / MAP / f"publiek-{publicatie_id}.duckdb"))


@lru_cache(maxsize=2)
def _read(bestand: str) -> Beeld:
    return read_beeld(open_publicatie(bestand))


def _earlier() -> dict[str, int]:
    """Id to number, of those that are no newer than the live one; none where a database server holds the figures."""
    if os.environ.get("DATABASE_URL"):
        return {}
    nu = _NAAM.fullmatch(Path(os.path.realpath(publiek_pad())).name)
    if nu is None:
        return {}
    gevonden = (_NAAM.fullmatch(pad.name) for pad in (datamap() / MAP).glob("publiek-*.duckdb") if not _is_back(pad))
    return {naam[1]: int(naam[2]) for naam in gevonden if naam and int(naam[2]) <= int(nu[2])}


def _is_back(bestand: Path) -> bool:
    return bestand.with_suffix(TERUGGEDRAAID).exists()
