"""The publication files behind `publiek.duckdb`: built, put in place in one step, the earlier ones kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data.publication.archief import MAP, TERUGGEDRAAID
from data.publication.databases import OnbruikbarePublicatieError, datamap, open_publicatie, publiek_pad
from data.publication.readmodel import read_beeld
from etl.versies import Versies, order

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


def next_number() -> int:
    """One more than that of any publication that is kept here."""
    return _versies().next_number()


def begin_file(publicatie_id: str) -> Path:
    """Where a new publication is built, after clearing what a killed command left half done."""
    return _versies().begin(publicatie_id)


def finish_file(half: Path) -> Path:
    """Force a built file to disk and give it its name. It is not live yet, and marked so until it is."""
    half.with_suffix("").with_suffix(TERUGGEDRAAID).touch()
    return _versies().finish(half)


def make_live(bestand: Path) -> None:
    """Let the link point at this publication, in one step. From then on the open data may give it."""
    _versies().make_live(bestand)
    bestand.with_suffix(TERUGGEDRAAID).unlink(missing_ok=True)


def live_file() -> Path | None:
    """The publication that is live, or None."""
    bestand = _versies().live()
    return bestand if bestand and bestand.exists() else None


def kept_files() -> list[Path]:
    """All publications that are kept, the first made first."""
    return _versies().kept()


def roll_back(eerst: Callable[[Path], object] | None = None) -> tuple[Path, list[OnbruikbarePublicatieError]]:
    """Make the last usable publication before the live one live again: it, and what is wrong with those passed over.

    eerst: what must be done with it before; when that fails the live one stays. Raises GeenEerdereError when there is
    none.
    """
    nu = _versies().live()
    eerder = [bestand for bestand in kept_files() if nu is not None and order(bestand.stem) < order(nu.stem)]
    overgeslagen: list[OnbruikbarePublicatieError] = []
    for bestand in reversed(eerder):
        try:
            read_beeld(open_publicatie(str(bestand)))
        except OnbruikbarePublicatieError as fout:
            overgeslagen.append(fout)
            continue
        if eerst:
            eerst(bestand)
        make_live(bestand)
        _mark(bestand, eerder, nu)
        return bestand, overgeslagen
    raise GeenEerdereError("Er is geen eerdere publicatie om naar terug te gaan. De huidige blijft staan.")


def _mark(live: Path, eerder: list[Path], nu: Path | None) -> None:
    """Let the open data no longer give what was taken back."""
    for bestand in (*eerder[eerder.index(live) + 1 :], *([nu] if nu else [])):
        bestand.with_suffix(TERUGGEDRAAID).touch()


def remove_old() -> None:
    """Delete the oldest publications beyond the number that is kept; never the live one."""
    _versies().remove_old()
    for merk in folder().glob(f"*{TERUGGEDRAAID}"):
        if not merk.with_suffix(".duckdb").exists():
            merk.unlink()
