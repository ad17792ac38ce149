"""Database files that readers follow by a link: built beside the live one, put in its place in one step, kept a while.

Replacing the link is the only moment at which anything changes for a reader, and the system does that in one step: a
killed command leaves the old file or the new one, never something in between.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_HALF = ".half"


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

    def begin(self, versie: str) -> Path:
        """Where a new version is built, after clearing what a killed command left half done."""
        for rest in self.folder().glob(f"*{_HALF}*"):
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
        """The version that is live, or None."""
        return Path(os.path.realpath(self.link)) if self.link.exists() else None

    def kept(self) -> list[Path]:
        """All versions that are kept, oldest first: a name begins with its time."""
        return sorted(self.folder().glob(f"{self.naam}-*.duckdb"))

    def remove_old(self) -> None:
        """Delete the oldest versions beyond the number that is kept; never the live one."""
        blijft = {*self.kept()[-self.bewaard :], self.live()}
        for bestand in self.kept():
            if bestand not in blijft:
                bestand.unlink()


def sync(pad: Path) -> None:
    """Force a file or folder to disk."""
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)
