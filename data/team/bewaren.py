"""Small files of what a team keeps for itself: read whole, changed under a lock, replaced in one go."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.publication.databases import datamap

Inhoud = dict[str, Any]


def read_file(naam: str) -> Inhoud:
    """What the file `naam`.json holds; nothing when it was never written."""
    try:
        return dict(json.loads(_path(naam).read_text("utf-8")))
    except FileNotFoundError:
        return {}


def change_file(naam: str, verander: Callable[[Inhoud], Inhoud]) -> None:
    """Replace what the file holds by what `verander` makes of it; who else changes it waits."""
    pad = _path(naam)
    with pad.with_name(f".{naam}.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        inhoud = verander(read_file(naam))
        nieuw = pad.with_name(f".{naam}.{os.getpid()}")
        nieuw.touch(0o600)
        nieuw.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1), "utf-8")
        nieuw.replace(pad)


def _path(naam: str) -> Path:
    map_ = datamap() / "team"
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    return map_ / f"{naam}.json"
