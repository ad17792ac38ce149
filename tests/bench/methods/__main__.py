"""Lay three ways to protect small counts side by side; see the package.

`python -m tests.bench.methods [voorbeeld] [streken] [land]`. Every figure comes out of the run. `streken` are the first
regions of `land` (`--streken N`): there the product publishes, which for the whole country takes hours at this rate.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from components.words.notation import format_count, format_decimal, format_percentage
from tests.bench.in_document import write_between
from tests.bench.methods import country
from tests.bench.methods.cost import Cost, costs, publish, run_etl
from tests.bench.methods.measure import Shown, measure, mix, perturb_all, read_aloud, round_all, suppress, table_of
from tests.bench.methods.tables import Tables, read_tables

SETS = ("voorbeeld", "streken", "land")


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Drie manieren van afschermen naast elkaar.")
    asked.add_argument("sets", nargs="*", metavar="SET", help="voorbeeld, streken, land (standaard: alle drie)")
    asked.add_argument("--streken", type=int, default=2, help="hoeveel streken van het verzonnen land (standaard 2)")
    asked.add_argument("--map", type=Path, help="een gegevensmap waarin het voorbeeld al gepubliceerd is")
    asked.add_argument("--uitvoer", type=Path, help="zet de tabellen ook in dit document, op hun plaats")
    options = asked.parse_args()
    for name in options.sets or SETS:
        with tempfile.TemporaryDirectory() as folder, _data(name, Path(folder), options.streken, options.map):
            ready = name == "voorbeeld" and options.map is not None
            cost = None if name == "land" or ready else publish()
            tables, _ = costs(partial(read_tables, live=name != "land"))
            report = _lay_out(name, tables, cost, options.streken)
        sys.stdout.write(report + "\n")
        sys.stdout.flush()
        if options.uitvoer:
            write_between(options.uitvoer, name, report)
    return 0


@contextmanager
def _data(name: str, folder: Path, regions: int, example: Path | None) -> Iterator[None]:
    """A data folder with deliveries in it, named in the environment."""
    if name != "voorbeeld":
        with country.staged(regions if name == "streken" else country.REGIONS, folder):
            yield
        return
    before = os.environ.get("LEERRECHT_DATA")
    os.environ["LEERRECHT_DATA"] = str(example or folder / "data")
    try:
        if example is None:
            run_etl("voorbeeld", "--uit", str(folder / "voorbeeld"))
            for file in ("werkprocessen.csv", "standen.csv"):
                run_etl("laden", str(folder / "voorbeeld" / file))
        yield
    finally:
        if before is None:
            del os.environ["LEERRECHT_DATA"]
        else:
            os.environ["LEERRECHT_DATA"] = before


def _lay_out(name: str, tables: Tables, published: Cost | None, regions: int) -> str:
    """Apply every method to a set: the table and what must be said with it."""
    rounded, cost_rounded = costs(partial(round_all, tables))
    noisy, cost_noisy = costs(partial(perturb_all, tables))
    columns: dict[str, tuple[Shown, Callable[[Tables], Shown] | None, Cost | None]] = {
        "afronden op vijftallen": (rounded, round_all, cost_rounded),
        "ruis met celsleutels": (noisy, perturb_all, cost_noisy),
    }
    if name != "land":
        exact = suppress(tables)
        both = published and (published[0] + cost_rounded[0], max(published[1], cost_rounded[1]))
        mixed = mix(tables, exact, rounded)
        columns = {
            "verbergen": (exact, None, published),
            **columns,
            "totalen precies, rest afgerond": (mixed, None, both),
        }
    small = format_percentage(100 * float(tables.small.mean()))
    told = f"{format_count(tables.told)} cijfers, waarvan {small} van 1 tot en met 4"
    report = f"Gemeten op {time.strftime('%d-%m-%Y')}: {told}.\n\n"
    rows = []
    for shown, again, cost in columns.values():
        figures = measure(tables, shown, again)
        figures["processorseconden"] = format_decimal(cost[0], 1) if cost else "niet gemeten"
        figures["meeste geheugen, GB"] = format_decimal(cost[1], 1) if cost else "niet gemeten"
        rows.append(figures)
    report += table_of(list(columns), rows) + "\nEen raadslid leest:\n\n"
    report += "".join(f"- {how}: {' '.join(read_aloud(tables, shown))}\n" for how, (shown, _, _) in columns.items())
    if name == "streken" and published:
        whole = published[0] * country.REGIONS / regions
        report += (
            f"\nNaar rato van {regions} van {country.REGIONS} streken: verbergen kost voor het hele land ongeveer "
            f"{format_count(round(whole))} processorseconden. Dat is geschat, niet gemeten.\n"
        )
    return report


if __name__ == "__main__":
    sys.exit(main())
