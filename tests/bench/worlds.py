"""What choosing and proving by worlds costs and hides, on the example or on a delivery that is loaded already.

`python -m tests.bench.worlds` makes the example in a folder of its own, proves it and prints, per region and table,
what is hidden; then the share of cells and of cases at gemeente x soort, worlds, programs, processor seconds and most
memory. `--map MAP` takes a data folder in which something is loaded. `--bewaar` writes what was found to the file that
the example brings along: to be done anew when the example, the tables or the counting change.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.cells.cells import TOTAAL, CelSleutel
from data.registry.indicators import INDICATOREN, WERKPROCESSEN
from etl.intern import open_intern
from etl.publicatie.publiceren import Klaargezet, prepare
from etl.tafelkeuze import hidden_shares
from etl.tellen import Tellingen
from etl.verbs.inrichten import PEILDATUM
from etl.voorbeeld import MEEGELEVERD, STANDEN_CSV, WERKPROCESSEN_CSV
from etl.werelden import Voorraad, fingerprint, write_stock


def main() -> int:
    """Prove, print, and keep when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--map", type=Path)
    parser.add_argument("--bewaar", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as tijdelijk:
        os.environ["LEERRECHT_DATA"] = str(args.map or tijdelijk)
        if args.map is None:
            _load_example(Path(tijdelijk) / "voorbeeld")
        klok, begin = time.monotonic(), _processor()
        with open_intern(schrijven=True) as verbinding:
            klaar = prepare(verbinding, _say, lambda n, van: _say(f"  {n} van {van} regio's, {_processor():.0f} s"))
        if not isinstance(klaar, Klaargezet):
            _say("Er is niets veranderd.")
            return 1
        _print(klaar, _processor() - begin, time.monotonic() - klok)
    if args.bewaar:
        beschermd = klaar.beschermd
        bewijs = beschermd.bewijs
        write_stock(
            Voorraad(bewijs.bewerkingen, bewijs.onderdrukt, beschermd.stappen, fingerprint(beschermd.tellingen)),
            MEEGELEVERD,
        )
        _say(f"{MEEGELEVERD.name}: {MEEGELEVERD.stat().st_size:,} bytes")
    return 0


def _load_example(map_: Path) -> None:
    for opdracht in (
        ["voorbeeld", "--uit", str(map_)],
        ["laden", str(map_ / WERKPROCESSEN_CSV), str(map_ / STANDEN_CSV), "--peildatum", PEILDATUM],
    ):
        subprocess.run([sys.executable, "-m", "etl", *opdracht], check=True, capture_output=True)


def _print(klaar: Klaargezet, cpu: float, klok: float) -> None:
    tellingen, bewijs = klaar.beschermd.tellingen, klaar.beschermd.bewijs
    _say(f"{'regio':14}{'tafel':62}{'cellen':>8}{'weg':>8}{'niet nul weg':>14}")
    for (regio, tafel), deel in sorted(hidden_shares(tellingen, bewijs.onderdrukt).items()):
        _say(
            f"{regio:14}{' '.join(tafel):62}{deel.cellen:>8}{deel.weg / deel.cellen:>8.0%}"
            f"{deel.niet_nul_weg / max(1, deel.niet_nul):>14.0%}"
        )
    cellen = [c for c, t in tellingen.cellen.items() if t.zichtbaar]
    _say(
        f"{len(bewijs.onderdrukt)} van {len(cellen)} cellen weg ({len(bewijs.onderdrukt) / len(cellen):.1%}), "
        f"{_cases(tellingen, bewijs.onderdrukt):.2%} van de zaken in gemeente x soort; {len(bewijs.groepen)} groepen, "
        f"{bewijs.werelden} werelden, {bewijs.programmas} programma's, {cpu:.0f} s processor, {klok:.0f} s klok, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB"
    )


def _cases(tellingen: Tellingen, onderdrukt: frozenset[CelSleutel]) -> float:
    """Of the werkprocessen in the totals per gemeente and soort that are told, the share whose total is hidden."""
    per = {
        c: t.waarde
        for c, t in tellingen.cellen.items()
        if t.zichtbaar
        and c.gebied in tellingen.regio_van
        and (c.uitsplitsing, c.teleenheid) == (TOTAAL, WERKPROCESSEN)
        and (keuze := INDICATOREN[c.indicator].selectie)
        and keuze.moment == "start"
        and len(keuze.soorten or ()) == 1
    }
    return sum(n for c, n in per.items() if c in onderdrukt) / max(1, sum(per.values()))


def _processor() -> float:
    zelf = resource.getrusage(resource.RUSAGE_SELF)
    return zelf.ru_utime + zelf.ru_stime


def _say(regel: str) -> None:
    sys.stdout.write(regel + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
