"""Database files that readers follow by a link: built beside the live one, put in its place in one step, kept a while.

Replacing the link is the only moment at which anything changes for a reader, and the system does that in one step: a
killed command leaves the old file or the new one, never something in between.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_HALF = ".half"
_NUMBER = re.compile(r"-\d{8}T\d{6}-n(\d+)(?:-|$)")


@dataclass(frozen=True, slots=True)
class Versies:
    """The versions behind one link. `modus` is the file mode: who may read them; `bewaard`: how many are kept."""

    link: Path
    map: Path
    naam: str
    bewaard: int
    modus: int

    def folder(self) -> Path:
        """The folder with all versions that are kept; made when it is not there."""
        self.map.mkdir(parents=True, exist_ok=True)
        self.map.chmod(self.modus | (self.modus & 0o444) >> 2)  # who may read the files may enter
        return self.map

    def next_number(self) -> int:
        """One more than that of any version that is kept."""
        return max((number_of(pad.stem) for pad in self.kept()), default=0) + 1

    def begin(self, versie: str) -> Path:
        """Where a new version is built, after clearing what a killed command left half done."""
        for rest in (*self.folder().glob(f"*{_HALF}*"), *self.link.parent.glob(f".{self.link.name}.*")):
            rest.unlink()
        return self.folder() / f"{self.naam}-{versie}.duckdb{_HALF}"

    def finish(self, half: Path) -> Path:
        """Force a built file to disk and give it its name. It is not live yet."""
        half.chmod(self.modus)
        sync(half)
        klaar = half.with_name(half.name.removesuffix(_HALF))
        half.rename(klaar)
        sync(half.parent)
        return klaar

    def make_live(self, bestand: Path) -> None:
        """Let the link point at this version, in one step."""
        tijdelijk = self.link.with_name(f".{self.link.name}.{os.getpid()}")
        tijdelijk.unlink(missing_ok=True)
        tijdelijk.symlink_to(bestand.relative_to(self.link.parent))
        tijdelijk.replace(self.link)
        sync(self.link.parent)

    def live(self) -> Path | None:
        """The version that is live, or None. It need not be there any more when somebody removed it."""
        return Path(os.path.realpath(self.link)) if os.path.lexists(self.link) else None

    def kept(self) -> list[Path]:
        """All versions that are kept, the first made first."""
        return sorted(self.folder().glob(f"{self.naam}-*.duckdb"), key=lambda pad: order(pad.stem))

    def remove_old(self) -> None:
        """Delete the oldest versions beyond the number that is kept; never the live one."""
        blijft = {*self.kept()[-self.bewaard :], self.live()}
        for bestand in self.kept():
            if bestand not in blijft:
                bestand.unlink()


def name_of(moment: datetime, nummer: int) -> str:
    """What the version with this number is called."""
    return f"{moment:%Y%m%dT%H%M%S}-n{nummer:04d}"


def number_of(naam: str) -> int:
    """The number in the name of a version; 0 for one from before they were numbered."""
    gevonden = _NUMBER.search(naam)
    return int(gevonden[1]) if gevonden else 0


def order(naam: str) -> tuple[int, str]:
    """What versions are put in order by: their number, because a clock can be set back. Without one by time."""
    return number_of(naam), naam


def sync(pad: Path) -> None:
    """Force a file or folder to disk."""
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
