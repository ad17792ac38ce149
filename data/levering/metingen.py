"""How long each command took the last time: a small file per command, for who watches the site.

Written only where that is asked for (LEERRECHT_METINGEN). It holds no more than a duration, a status and a moment.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from data.publication.databases import datamap

SETTING = "LEERRECHT_METINGEN"


def measures_folder() -> Path:
    """Where the files are."""
    return datamap() / "metingen"


def write_measure(taak: str, seconden: float, status: int) -> None:
    """Keep what one command took. A command does not fail because this cannot be written."""
    if not os.environ.get(SETTING):
        return
    with suppress(OSError):
        measures_folder().mkdir(parents=True, exist_ok=True)
        half = measures_folder() / f".{taak}.{os.getpid()}"
        half.write_text(json.dumps({"seconden": round(seconden, 3), "status": status, "moment": time.time()}), "utf-8")
        half.replace(measures_folder() / f"{taak}.json")
