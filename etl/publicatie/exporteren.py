"""Everything that is published, as files for others: the same files as the site gives, under the same names.

Read from the live public database alone, so that nothing can come out that is not public already.
"""

from __future__ import annotations

from pathlib import Path

from data.opendata.bestanden import make, names
from data.opendata.uitgever import licence
from data.publication.readmodel import Beeld


def export(live: Beeld, map_: Path) -> list[Path]:
    """Write the files into a folder (made when needed) and return them; national figures only when there are any."""
    map_.mkdir(parents=True, exist_ok=True)
    geschreven = []
    for naam in names(live):
        (map_ / naam).write_bytes(make(live, naam, licence()).inhoud)
        geschreven.append(map_ / naam)
    return geschreven
