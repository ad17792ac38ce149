"""The last text of each file that could be shown: it stays in the report for as long as what replaced it is wrong.

Kept in `verslagteksten` in the data folder, under the same names. Where nothing can be kept, a text that is wrong is
left out.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from data.publication.databases import datamap

KEPT_IN = "verslagteksten"
_LOG = logging.getLogger("leerrecht.verslagteksten")


def kept_text(plek: str) -> str:
    """Give what the file held when it was right; empty when it never was. plek: its path in the folder with texts."""
    try:
        return (datamap() / KEPT_IN / plek).read_text("utf-8")
    except OSError:
        return ""


def keep_text(plek: str, ruw: str) -> None:
    """Keep what a file that is right holds."""
    if not ruw or kept_text(plek) == ruw:
        return
    try:
        write_whole(datamap() / KEPT_IN / plek, ruw.encode())
    except OSError:
        _LOG.debug("%s: cannot be kept", plek)


def forget_removed(map_: str, namen: set[str]) -> None:
    """Forget the texts of files that are there no more, and their pictures: who takes a file away wants it gone."""
    eigen = datamap() / KEPT_IN / map_
    bewaard = sorted(eigen.iterdir()) if eigen.is_dir() else []
    weg = [bestand for bestand in bewaard if bestand.suffix == ".md" and bestand.name not in namen]
    teksten = [kept_text(f"{map_}/{b.name}") for b in bewaard if b.suffix == ".md" and b not in weg]
    # and the pictures that no text shows any more
    weg += [b for b in bewaard if b.suffix != ".md" and not any(f"]({b.name})" in tekst for tekst in teksten)]
    for bestand in weg:
        try:
            bestand.unlink(missing_ok=True)
        except OSError:
            _LOG.debug("%s/%s: cannot be forgotten", map_, bestand.name)


def write_whole(bestand: Path, inhoud: bytes) -> None:
    """Write a file in one go: who reads it has the old one or the new one."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    nieuw = bestand.with_name(f".{bestand.name}.{os.getpid()}")
    nieuw.write_bytes(inhoud)
    nieuw.replace(bestand)
