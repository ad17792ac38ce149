"""How long loading takes, next to what DuckDB itself needs to put the same file in a table without looking at it.

    python -m tests.bench.meet_inname --rijen 10000000 --map /tmp/meting

Each part runs in a process of its own, so that memory and processor time are its own. `quotes` writes every field in
quotes, which takes the slower way: rewritten in Python before DuckDB reads it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import duckdb

_ROWS = """
COPY (SELECT 'W' || lpad(i::VARCHAR, 9, '0') AS werkproces_id,
  'P' || lpad((hash(i // 2) % 100000000)::VARCHAR, 9, '0') AS persoon_id,
  ['GM0193', '0193', '148', 'GM0160', '0957', '1735'][1 + i % 6] AS gemeente_code,
  'relatief_verzuim' AS soort, ['16_uur', 'overig', 'luxe'][1 + i % 3] AS subsoort,
  ['po', 'vo', 'mbo', ''][1 + i % 4] AS onderwijssoort,
  strftime(DATE '2006-01-01' + (hash(i * 3) % 3000)::INTEGER, '%d-%m-%Y') AS geboortedatum,
  strftime(DATE '2020-08-01' + (hash(i * 5) % 1400)::INTEGER, '%d-%m-%Y') AS startdatum,
  CASE WHEN i % 7 = 0 THEN '' ELSE strftime(DATE '2024-08-01' + (hash(i * 7) % 300)::INTEGER, '%d-%m-%Y') END
    AS einddatum,
  CASE WHEN i % 7 = 0 THEN '' WHEN i % 1000 = 1 THEN 'onzin' ELSE 'halt' END AS afhandeling
  FROM range($rijen) t(i)) TO '$doel' (HEADER, DELIMITER ';', $aanhaling)
"""


def generate(doel: Path, rijen: int, *, quotes: bool) -> None:
    """Write a delivery of so many rows, one in a thousand of them bad."""
    aanhaling = "FORCE_QUOTE *" if quotes else "QUOTE ''"
    sql = _ROWS.replace("$rijen", str(rijen)).replace("$doel", str(doel)).replace("$aanhaling", aanhaling)
    with duckdb.connect(config={"memory_limit": "2GB"}) as verbinding:
        verbinding.execute(sql)


def raw(bestand: Path) -> None:
    """What the comparison is with: DuckDB's own reader, all text, straight into a table."""
    with duckdb.connect(str(bestand.with_suffix(".duckdb")), config={"memory_limit": "2GB"}) as verbinding:
        sql = "CREATE TABLE alles AS FROM read_csv($1, delim = ';', header = true, all_varchar = true)"
        verbinding.execute(sql, [str(bestand)])


def load(bestand: Path) -> None:
    """Our own loading, as the command does it."""
    from etl.__main__ import main

    os.environ["LEERRECHT_DATA"] = str(bestand.with_suffix(".var"))
    if main(["laden", str(bestand)]):
        raise SystemExit(1)


def measure(wat: str, bestand: Path) -> dict[str, float]:
    """Seconds on the clock, seconds of processor, and the most memory (MB) of one part in its own process."""
    begin = time.monotonic()
    vooraf = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = (
        "import resource; from pathlib import Path; from tests.bench import meet_inname;"
        f"meet_inname.{wat}(Path({str(bestand)!r}));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    klaar = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    achteraf = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = achteraf.ru_utime + achteraf.ru_stime - vooraf.ru_utime - vooraf.ru_stime
    return {
        "klok_s": round(time.monotonic() - begin, 1),
        "processor_s": round(processor, 1),
        "geheugen_mb": round(int(klaar.stdout.split()[-1]) / 1024),
    }


def main() -> None:
    """Generate, measure both, and print one JSON document."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rijen", type=int, default=10_000_000)
    parser.add_argument("--map", type=Path, required=True)
    args = parser.parse_args()
    args.map.mkdir(parents=True, exist_ok=True)
    uitkomst: dict[str, object] = {"rijen": args.rijen}
    for naam in ("gewoon", "quotes"):
        bestand = args.map / f"{naam}.csv"
        generate(bestand, args.rijen, quotes=naam == "quotes")
        kaal, eigen = measure("raw", bestand), measure("load", bestand)
        verhouding = round(eigen["processor_s"] / kaal["processor_s"], 2)
        uitkomst[naam] = {
            "MB": bestand.stat().st_size // 10**6,
            "duckdb": kaal,
            "laden": eigen,
            "verhouding": verhouding,
        }
    sys.stdout.write(json.dumps(uitkomst, indent=2) + "\n")


if __name__ == "__main__":
    main()
