"""The publication files: built beside the live one, put in its place in one step, the earlier ones kept.

`publiek.duckdb` is a link. Replacing the link is the only moment at which anything changes for a reader, and the system
does that in one step: a killed command leaves the old publication or the new one, never something in between.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.databases import datamap, publiek_pad

MAP = "publicaties"
BEWAARD = 10
_HALF = ".half"


class GeenEerdereError(RuntimeError):
    """There is no earlier publication to go back to."""


def folder() -> Path:
    """The folder with all publications that are kept; made when it is not there."""
    map_ = datamap() / MAP
    map_.mkdir(parents=True, exist_ok=True)
    map_.chmod(0o755)
    return map_


def begin_file(publicatie_id: str) -> Path:
    """Where a new publication is built, after clearing what a killed command left half done."""
    for rest in folder().glob(f"*{_HALF}*"):
        rest.unlink()
    return folder() / f"publiek-{publicatie_id}.duckdb{_HALF}"


def finish_file(half: Path) -> Path:
    """Force a built file to disk and give it its name. It is not live yet."""
    half.chmod(0o644)  # public by nature, and the web process may run as somebody else
    _sync(half)
    klaar = half.with_name(half.name.removesuffix(_HALF))
    half.rename(klaar)
    _sync(half.parent)
    return klaar


def make_live(bestand: Path) -> None:
    """Let the link point at this publication, in one step."""
    link = publiek_pad()
    tijdelijk = link.with_name(f".{link.name}.{os.getpid()}")
    tijdelijk.unlink(missing_ok=True)
    tijdelijk.symlink_to(bestand.relative_to(link.parent))
    tijdelijk.replace(link)
    _sync(link.parent)


def live_file() -> Path | None:
    """The publication that is live, or None."""
    link = publiek_pad()
    return Path(os.path.realpath(link)) if link.exists() else None


def kept_files() -> list[Path]:
    """All publications that are kept, oldest first: a name begins with its time."""
    return sorted(folder().glob("publiek-*.duckdb"))


def roll_back() -> Path:
    """Make the publication before the live one live again and return it; GeenEerdereError when there is none."""
    nu = live_file()
    eerder = [bestand for bestand in kept_files() if nu is not None and bestand.name < nu.name]
    if not eerder:
        raise GeenEerdereError("Er is geen eerdere publicatie om naar terug te gaan. De huidige blijft staan.")
    make_live(eerder[-1])
    return eerder[-1]


def remove_old() -> None:
    """Delete the oldest publications beyond the number that is kept; never the live one or the one before it."""
    blijft = set(kept_files()[-BEWAARD:])
    nu = live_file()
    for bestand in kept_files():
        if bestand not in blijft and bestand != nu:
            bestand.unlink()


def _sync(pad: Path) -> None:
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
