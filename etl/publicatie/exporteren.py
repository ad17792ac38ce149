"""Everything that is published, as files for others: figures counted, from reports and national, and the hierarchy.

Read from the live public database alone, so that nothing can come out that is not public already.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.cells.cells import CelSleutel
from data.cells.hierarchie import hierarchy
from data.publication.figures import Cijfer
from data.publication.landelijk import LANDELIJK_KOLOMMEN, national_row
from etl.publicatie.lezen import Live

KOLOMMEN = (*CelSleutel._fields, "waarde", "status", "bron", "peildatum")
VERSLAG_KOLOMMEN = (
    "gebied",
    "schooljaar",
    "titel",
    "onderdeel",
    "waarde",
    "eenheid",
    "status",
    "zekerheid",
    "bron",
    "sectie",
    "toelichting",
    "indicator",
)


def export(live: Live, map_: Path) -> list[Path]:
    """Write the files into a folder (made when needed) and return them; national figures only when there are any."""
    map_.mkdir(parents=True, exist_ok=True)
    cijfers = _write_csv(map_ / "cijfers.csv", KOLOMMEN, (_row(c) for c in live.cijfers.values()))
    verslag = _write_csv(
        map_ / "verslagcijfers.csv",
        VERSLAG_KOLOMMEN,
        ({**asdict(v), "waarde": _number(v.waarde), "bron": v.bron.titel} for v in live.verslagcijfers),
    )
    hierarchie = map_ / "hierarchie.json"
    hierarchie.write_text(
        json.dumps(hierarchy(live.delen_van, live.tafels), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    landelijk = [
        _write_csv(map_ / "landelijk.csv", LANDELIJK_KOLOMMEN, map(national_row, live.landelijk))
        for _ in live.landelijk[:1]
    ]
    return [cijfers, verslag, *landelijk, hierarchie]


def _write_csv(bestand: Path, kolommen: Sequence[str], rijen: Iterable[dict[str, Any]]) -> Path:
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        schrijver = csv.DictWriter(uit, kolommen, extrasaction="ignore", lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)
    return bestand


def _row(cijfer: Cijfer) -> dict[str, Any]:
    return {
        **cijfer.sleutel._asdict(),
        "waarde": _number(cijfer.waarde),
        "status": cijfer.status,
        "bron": cijfer.bron.sleutel if cijfer.bron else "",
        "peildatum": cijfer.peildatum or "",
    }


def _number(waarde: float | None) -> str:
    if waarde is None:
        return ""
    return str(int(waarde)) if waarde == int(waarde) else repr(waarde)
