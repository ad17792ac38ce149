"""A stranger with the exported files and the law in hand, who thinks in possible deliveries.

`python -m tests.etl.keuring.vreemdeling MAP [--steekproef N] [--verslagen]`: reads `cijfers.csv` and `hierarchie.json`
(and, when asked, the figures of reports) from a folder that `exporteer` wrote, and prints how much comes out too
closely, per kind. No cell by name. Exit status 1 when anything does.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from data.cells.cells import CelSleutel
from etl.aanval.openbaar import Definitie, Openbaar, PubliekCijfer, Verhouding, read_figures
from etl.aanval.vonnis import Vonnis, agrees, examine


def read_files(map_: Path) -> Openbaar:
    """What the files tell, and nothing else: also what counts as what, and whether anything ran before."""
    hierarchie = json.loads((map_ / "hierarchie.json").read_text(encoding="utf-8"))
    cijfers = (
        PubliekCijfer(
            CelSleutel(*(rij[naam] for naam in CelSleutel._fields)),
            rij["status"],
            float(rij["waarde"]) if rij["waarde"] else None,
            date.fromisoformat(rij["peildatum"]) if rij["peildatum"] else None,
        )
        for rij in _rows(map_ / "cijfers.csv")
    )
    return read_figures(
        cijfers,
        {geheel: tuple(delen) for geheel, delen in hierarchie["gebied"].items()},
        opgeteld=hierarchie["gebied_exact"]["jongeren"],
        niets_eerder="liep er niets" in hierarchie["stroom_uitleg"],
        definities=dict(_definitions(hierarchie)),
        verhoudingen={
            key: Verhouding(v["teller"], v["noemer"], v["formule"].startswith("100 * (1 -"))
            for key, v in hierarchie["verhoudingen"].items()
        },
    )


def _definitions(hierarchie: dict[str, Any]) -> Iterator[tuple[str, Definitie]]:
    for key, wat in hierarchie["indicatoren"].items():
        if wat["moment"]:
            soorten, afhandelingen = (frozenset(wat[x]) if wat[x] else None for x in ("soorten", "afhandelingen"))
            yield key, Definitie(wat["moment"], soorten, afhandelingen)


def _rows(bestand: Path) -> Iterable[dict[str, str]]:
    with bestand.open(encoding="utf-8", newline="") as invoer:
        yield from csv.DictReader(invoer)


def with_reports(openbaar: Openbaar, map_: Path) -> Openbaar:
    """The same with what reports tell of hidden totals, as far as that does not contradict what is shown."""
    verteld: dict[CelSleutel, float] = {}
    for rij in _rows(map_ / "verslagcijfers.csv"):
        cel = CelSleutel(rij["indicator"], rij["eenheid"], rij["gebied"], rij["schooljaar"])
        if rij["waarde"] and not rij["onderdeel"] and cel in openbaar.onderdrukt:
            verteld[cel] = float(rij["waarde"])
    for cel, waarde in sorted(verteld.items()):
        erbij = replace(openbaar, kennis={**openbaar.kennis, cel: waarde})
        openbaar = erbij if agrees(erbij) else openbaar
    return openbaar


def tell(uitkomst: Vonnis) -> str:
    """The result in numbers."""
    return (
        f"{uitkomst.cellen} cellen, {uitkomst.onderdrukt} verborgen, {uitkomst.groepen} groepen bekeken; "
        f"te nauw: {uitkomst.per_soort() or 'niets'}; smalste {uitkomst.smalste}; niet gevraagd {uitkomst.onbeslist}, "
        f"delen niet uitgezocht op groepen samen {uitkomst.afgebroken}; "
        f"herhalingen van 1 tot en met 4: {uitkomst.herhalingen}; wat niet kan telde {'niet ' * uitkomst.losser}mee; "
        f"{uitkomst.lps} programma's, {uitkomst.seconden:.0f} s, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


def main() -> int:
    """Attack, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("map", type=Path)
    parser.add_argument("--steekproef", type=int)
    parser.add_argument("--verslagen", action="store_true")
    args = parser.parse_args()
    openbaar = read_files(args.map)
    if args.verslagen:
        openbaar = with_reports(openbaar, args.map)
    uitkomst = examine(openbaar, steekproef=args.steekproef)
    sys.stdout.write(tell(uitkomst) + "\n")
    return int(not uitkomst.veilig)


if __name__ == "__main__":
    sys.exit(main())
