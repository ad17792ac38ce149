"""The audit log: who did what and when, one line of JSON each, only ever added to. Never a value of a jongere."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

from data.publication.databases import datamap

Gebeurtenis = Literal[
    "inloggen",
    "inloggen_geweigerd",
    "uitloggen",
    "toegang_geweigerd",
    "lijst",
    "telling",
    "download",
    "instelling",
    "antwoord",
    "bericht",
    "levering",
    "publicatie",
    "verslagtekst",
]
_LONGEST = 200


# Refusals of anybody in one hour, per reason: so many in full, and then only each time there are twice as many.
_IN_FULL, _HOUR = 20, 3600.0
_geteld: dict[tuple[Path, str], tuple[int, int]] = {}
_slot = Lock()


def count_down(reden: str) -> None:
    """Note that somebody who is not logged in was refused, without letting them fill the log.

    Of the first ones in an hour each has a line; after that a line tells how many there were, each time it doubles.
    """
    with _slot:
        uur, sleutel = int(time.time() // _HOUR), (datamap(), reden)
        laatst, eerder = _geteld.get(sleutel, (uur, 0))
        aantal = eerder + 1 if laatst == uur else 1
        _geteld[sleutel] = (uur, aantal)
        if len(_geteld) > 100:  # reasons are words of the provider too
            _geteld.clear()
    if aantal <= _IN_FULL:
        write_down("inloggen_geweigerd", "", reden=reden)
    elif aantal % _IN_FULL == 0 and (aantal // _IN_FULL) & (aantal // _IN_FULL - 1) == 0:
        write_down("inloggen_geweigerd", "", reden=reden, dit_uur=aantal)


def stages_of(taak: str) -> frozenset[str]:
    """Tell which stages of a task stand in the log already: whoever wrote one may have been killed just after."""
    merk = f'"taak": "{taak}"'
    try:
        with (datamap() / "audit.jsonl").open(encoding="utf-8") as regels:
            return frozenset(str(json.loads(regel)["stand"]) for regel in regels if merk in regel)
    except FileNotFoundError:
        return frozenset()


def write_down(gebeurtenis: Gebeurtenis, wie: str, **meer: str | int | None) -> None:
    """Add one line. `meer` says what it was about: our own words, numbers, names of files."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    gezegd = {naam: waarde for naam, waarde in meer.items() if waarde is not None}
    velden = {naam: waarde[:_LONGEST] if isinstance(waarde, str) else waarde for naam, waarde in gezegd.items()}
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
