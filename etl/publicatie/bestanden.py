"""The publication files behind `publiek.duckdb`: built, put in place in one step, the earlier ones kept."""

from __future__ import annotations

from pathlib import Path

from data.databases import datamap, publiek_pad
from etl.versies import Versies

MAP = "publicaties"
BEWAARD = 10
# Public by nature, and the web process may run as somebody else.
_MODUS = 0o644


class GeenEerdereError(RuntimeError):
    """There is no earlier publication to go back to."""


def _versies() -> Versies:
    return Versies(publiek_pad(), datamap() / MAP, "publiek", BEWAARD, _MODUS)


def folder() -> Path:
    """The folder with all publications that are kept; made when it is not there."""
    return _versies().folder()


def begin_file(publicatie_id: str) -> Path:
    """Where a new publication is built, after clearing what a killed command left half done."""
    return _versies().begin(publicatie_id)


def finish_file(half: Path) -> Path:
    """Force a built file to disk and give it its name. It is not live yet."""
    return _versies().finish(half)


def make_live(bestand: Path) -> None:
    """Let the link point at this publication, in one step."""
    _versies().make_live(bestand)


def live_file() -> Path | None:
    """The publication that is live, or None."""
    return _versies().live()


def kept_files() -> list[Path]:
    """All publications that are kept, oldest first: a name begins with its time."""
    return _versies().kept()


def roll_back() -> Path:
    """Make the publication before the live one live again and return it; GeenEerdereError when there is none."""
    nu = live_file()
    eerder = [bestand for bestand in kept_files() if nu is not None and bestand.name < nu.name]
    if not eerder:
        raise GeenEerdereError("Er is geen eerdere publicatie om naar terug te gaan. De huidige blijft staan.")
    make_live(eerder[-1])
    return eerder[-1]


def remove_old() -> None:
    """Delete the oldest publications beyond the number that is kept; never the live one."""
    _versies().remove_old()
