"""Where leveringsprofielen stand, and which there are: for the command line and for the site of the team."""

from __future__ import annotations

from pathlib import Path

from data.publication.databases import datamap
from data.referentie import reference_csv

_MAP = "profielen"


def folders() -> list[Path]:
    """Return where profiles stand, in the order in which a name is looked up.

    In the data folder (LEERRECHT_DATA), in the region's own reference folder (LEERRECHT_REFERENTIE), and shipped.
    """
    return list(
        dict.fromkeys((datamap() / _MAP, reference_csv.folder() / _MAP, reference_csv.SHIPPED / _MAP)),
    )


def names() -> list[str]:
    """Return the names of all profiles, sorted."""
    return sorted({file.stem for folder in folders() for file in folder.glob("*.toml")})
