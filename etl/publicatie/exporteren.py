"""Everything that is published, as files for others: figures counted, from reports and national, and the hierarchy.

Read from the live public database alone, so that nothing can come out that is not public already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.cells.hierarchie import hierarchy
from data.publication.csv_lines import csv_table
from data.publication.landelijk import LANDELIJK_KOLOMMEN, national_row
from data.publication.open_data import CIJFER_KOLOMMEN, VERSLAG_KOLOMMEN, figure_rows, report_rows
from etl.publicatie.lezen import Live


def export(live: Live, map_: Path) -> list[Path]:
    """Write the files into a folder (made when needed) and return them; national figures only when there are any."""
    map_.mkdir(parents=True, exist_ok=True)
    cijfers = _write_csv(map_ / "cijfers.csv", CIJFER_KOLOMMEN, figure_rows(live.cijfers.values()))
    verslag = _write_csv(map_ / "verslagcijfers.csv", VERSLAG_KOLOMMEN, report_rows(live.verslagcijfers))
    hierarchie = map_ / "hierarchie.json"
    hierarchie.write_text(
        json.dumps(hierarchy(live.delen_van, live.tafels), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    landelijk = [
        _write_csv(map_ / "landelijk.csv", LANDELIJK_KOLOMMEN, map(national_row, live.landelijk))
        for _ in live.landelijk[:1]
    ]
    return [cijfers, verslag, *landelijk, hierarchie]


def _write_csv(bestand: Path, kolommen: Sequence[str], rijen: Iterable[Mapping[str, object]]) -> Path:
    with bestand.open("w", encoding="utf-8", newline="") as uit:
        uit.writelines(csv_table(kolommen, rijen))
    return bestand
