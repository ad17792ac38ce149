"""The audit log: who did what and when, one line of JSON each, only ever added to. Never a value of a jongere."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Literal

from data.publication.databases import datamap

Gebeurtenis = Literal[
    "inloggen",
    "inloggen_geweigerd",
    "uitloggen",
    "toegang_geweigerd",
    "download",
    "instelling",
    "antwoord",
    "bericht",
    "levering",
    "publicatie",
]
_LONGEST = 200


def write_down(gebeurtenis: Gebeurtenis, wie: str, **meer: str | int | None) -> None:
    """Add one line. `meer` says what it was about: our own words, numbers, names of files."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    velden = {naam: waarde[:_LONGEST] if isinstance(waarde, str) else waarde for naam, waarde in meer.items()}
    regel = json.dumps(
        {"tijd": moment, "gebeurtenis": gebeurtenis, "wie": wie[:_LONGEST], **velden}, ensure_ascii=False
    )
    map_ = datamap()
    map_.mkdir(parents=True, exist_ok=True)
    # One write of one line: lines of several workers do not mix.
    nummer = os.open(map_ / "audit.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(nummer, f"{regel}\n".encode())
    finally:
        os.close(nummer)
