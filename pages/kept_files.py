"""Files that are made once per publication and sent from disk from then on: a report, a table with all figures.

Whoever asks while a file is made waits for that one, in every worker. Where nothing can be kept, each is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from flask import current_app

from data.publication.databases import datamap
from data.referentie.reference_csv import folder
from pages.server.page_store import PageStore, StoredPage, software

SAMEN = "LEERRECHT_SAMEN"
"""The setting of an app whose workers keep together what they made."""
_PROJECT = Path(__file__).parent.parent


def store(map_: str = "paginas") -> PageStore:
    """Where the workers of this site keep what they made together: with the publications that it is made of."""
    settings = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("LEERRECHT_")]
    made_by = software(_PROJECT, ("app.py", "pages", "components", "data", "assets", str(folder())), settings)
    return PageStore(datamap() / map_, f"{made_by} {version('dash')}")


def kept(map_: str, versie: str, naam: str, make: Callable[[], bytes]) -> bytes:
    """Give the file from disk; the first who asks makes it.

    map_: the folder beside the publications. versie: all that the content follows from, besides software and settings.
    """
    if not current_app.config[SAMEN]:
        return make()
    kast = _store(map_, str(datamap()))
    if gevonden := kast.read(versie, naam):
        return gevonden.html
    with kast.turn(versie, naam):
        if gevonden := kast.read(versie, naam):
            return gevonden.html
        gemaakt = make()
        kast.write(versie, naam, StoredPage(gemaakt, hashlib.sha256(gemaakt).hexdigest(), ""))
        return gemaakt


@lru_cache(maxsize=8)
def _store(map_: str, _datamap: str) -> PageStore:
    return store(map_)
