"""The attack from outside over larger regions than a test run has time for.

`python -m tests.etl.keuring.groot [NAAM...]`. Without names: every scene.
With `--map MAP`: an export that is there already (`cijfers.csv`, `hierarchie.json`).
Prints per scene the size, what was hidden, how long it took and what leaked. Exit status 1 when anything did.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.etl.keuring.aanvaller import Uitslag, attack
from tests.etl.keuring.toneel import Toneel, deliver, make_rows, places, publish_now, stage
from tests.etl.keuring.uitvoer import Kennis, read_export

TONELEN: Mapping[str, Toneel] = {
    "twee": places([60, 25]),
    "vier": places([200, 40, 15, 6]),
    "groot en klein": places([1500, 9, 7, 5]),
    "bijna niets": places([2, 1, 0, 1], jaren=3),
    "alleen": places([55]),
    "drie jaren": places([80, 20, 10], jaren=3, zaad=3),
    "twee regio's, een met een gemeente": Toneel(
        {"GM9001": 40, "GM9002": 30, "GM9003": 12}, {"PR01": ["GM9001", "GM9002"], "PR02": ["GM9003"]}
    ),
    "veertig": places([max(4, 400 // (n + 1)) for n in range(40)], zaad=40),
}


def main() -> int:
    """Attack, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("namen", nargs="*", metavar="NAAM")
    parser.add_argument("--map", type=Path)
    args = parser.parse_args()
    if args.map:
        return _tell(str(args.map), _attack(args.map), 0.0)
    return max(_play(naam) for naam in args.namen or TONELEN)


def _play(naam: str) -> int:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as tijdelijk, stage(TONELEN[naam], Path(tijdelijk)) as map_:
        deliver(TONELEN[naam], make_rows(TONELEN[naam]))
        uitkomst = publish_now(map_ / "uit")
        gepubliceerd = time.monotonic() - begin
        _say(f"{naam}: {uitkomst.bewijs['afscherming']}")
        return _tell(naam, _attack(map_ / "uit"), gepubliceerd)


def _attack(map_: Path) -> Uitslag:
    kennis = Kennis()
    kennis.add(read_export(map_))
    return attack(kennis)


def _tell(naam: str, uitslag: Uitslag, seconden: float) -> int:
    _say(
        f"{naam}: {uitslag.cellen} cellen, {uitslag.verborgen} verborgen, gepubliceerd in {seconden:.0f} s, "
        f"{uitslag.lps} programma's, smalste {uitslag.smalste}, onbeslist {len(uitslag.onbeslist)}, "
        f"lekken {len(uitslag.vondsten)}"
    )
    for vondst in uitslag.vondsten[:20]:
        _say(f"  {vondst.reden}: {'|'.join(map(str, vondst.cel))} tussen {vondst.laag} en {vondst.hoog}")
    return int(bool(uitslag.vondsten))


def _say(regel: str) -> None:
    sys.stdout.write(f"{regel}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
