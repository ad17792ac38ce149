"""How soon a visitor sees our pages, beside a static page with the same tiles and charts.

    make bench ARGS="--keer 5 --uitvoer docs/snelheid.md"

Our pages, their static twins and a small static page that was written apart are served on this machine by gunicorn and
opened in headless Chromium with an empty cache, on a phone (processor 4 times slower, 1,6 Mbit/s, 150 ms) and at a
desk. Medians are printed, and ratios: those depend less on the machine than the milliseconds do. What a page costs that
nobody asked for before is measured apart, and after a restart. The live publication is measured; without one, the
artificial publication of the tests.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from uuid import uuid4

from playwright.sync_api import Browser, sync_playwright

from data.publication.databases import publiek_pad
from data.publication.readmodel import beeld
from pages.views import site
from tests.bench import load, timing
from tests.bench.serving import ROOT, Served, serve
from tests.bench.small_static import write_small
from tests.bench.static_twin import write_twin
from tests.pages import publicatie

_CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Between these the tables stand in a file; what else is in it is written by hand.
_BEGIN, _END = "<!-- begin van de meting -->", "<!-- einde van de meting -->"
_AIMS = {
    "tegels, t.o.v. de kleine pagina": "<= 1,3",
    "kB van een gemeente": "<= 14",
    "andere gemeente aan een bureau, ms": "<= 100",
    "een pagina voor het eerst, ms processor": "<= 80",
    "pagina's per seconde": ">= 2.000",
}


def main() -> int:
    """Measure, and print or write the tables."""
    asked = argparse.ArgumentParser(description="Meet hoe snel de site is, naast een statische pagina.")
    asked.add_argument("--keer", type=int, default=5, help="hoe vaak elke pagina wordt geopend (standaard 5)")
    asked.add_argument("--uitvoer", type=Path, help="zet de tabellen ook in dit bestand, op hun plaats")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not publiek_pad().exists():
            os.environ["LEERRECHT_DATA"] = str(Path(folder) / "proef")
            Path(folder, "proef").mkdir()
            publicatie.build(Path(folder) / "proef")
        report = _measure(Path(folder), options.keer)
    sys.stdout.write(report)
    if options.uitvoer:
        text = options.uitvoer.read_text("utf-8")
        before, after = text.partition(_BEGIN)[0], text.partition(_END)[2]
        options.uitvoer.write_text(f"{before}{_BEGIN}\n{report}{_END}{after}", "utf-8")
    return 0


def _measure(folder: Path, times: int) -> str:
    # Two of one region: the page of the one leads to the other.
    largest = max(beeld().regios(), key=lambda regio: len(beeld().gemeenten(regio.code)))
    first, second = beeld().gemeenten(largest.code)[:2]
    pages = {gebied.slug: f"/gemeente/{gebied.slug}" for gebied in (first, second)}
    names = {gebied.slug: gebied.naam for gebied in (first, second)}
    twins = folder / "statisch"
    twins.mkdir()
    with chromium() as browser, serve("app:server", 2) as ours:
        for slug, path in pages.items():
            with timing.visit(browser, timing.DESK) as (page, _):
                page.goto(ours.url + path)
                write_twin(page, twins, slug)
        for gebied in (first, second):
            write_small(beeld(), gebied, [g for g in beeld().gemeenten(largest.code) if g != gebied], twins)
        load.warm(ours, [load.get(path) for path in pages.values()])
        static = serve("tests.bench.serving:static_files()", 2, STATIC_TWINS=str(twins), READY=f"/{first.slug}.html")
        with static as plain:
            rows = _loading(browser, ours, plain, pages, names, times) + _choosing(browser, ours, plain, names, times)
            capacity = _capacity(ours, list(pages.values())) | {
                "statische pagina": load.measure(plain, [load.get(f"/{slug}.html") for slug in pages], 2_000)
            }
    return _report(rows, capacity, _first_time(), names, times)


def _first_time() -> dict[str, float]:
    """Milliseconds of processor for each page worth finding, never asked for before, and again after a restart.

    The setting is one of ours that nobody has: pages made under other settings are not taken.
    """
    urls = [view for view in site().urls() if not view.startswith("/data")]
    setting = {"LEERRECHT_METING": uuid4().hex, "LEERRECHT_VOORAF": "nee"}
    found: dict[str, float] = {}
    for label in ("een pagina voor het eerst", "dezelfde na een herstart"):
        with serve("app:server", 2, **setting) as fresh:
            before = fresh.processor_seconds()
            for url in urls:
                load.ask(fresh, load.get(url))
            found[label] = (fresh.processor_seconds() - before) / len(urls) * 1000
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser to measure with."""
    found = subprocess.run(
        [sys.executable, ".ci/chromium.py", "--zoek"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout, args=_CHROMIUM_FLAGS)
        yield browser
        browser.close()


Row = tuple[str, str, float, float, float]


def _loading(
    browser: Browser, ours: Served, plain: Served, pages: dict[str, str], names: dict[str, str], times: int
) -> list[Row]:
    """First visits: for each device and moment, our median and those of the static pages."""
    slug, path = next(iter(pages.items()))
    rows: list[Row] = []
    for device in (timing.PHONE, timing.DESK):
        urls = (ours.url + path, f"{plain.url}/{slug}.html", f"{plain.url}/klein-{slug}.html")
        visits: list[list[timing.Loading]] = [[] for _ in urls]
        for _ in range(times):
            for url, kept in zip(urls, visits, strict=True):
                kept.append(timing.load(browser, device, url, names[slug]))
        for what, label in _MOMENTS.items():
            scale = 1000 if what.startswith("bytes") else 1
            mine, twin, small = (median(getattr(each, what) for each in kept) / scale for kept in visits)
            rows.append((device.name, label, mine, twin, small))
    return rows


_MOMENTS = {
    "first_paint": "eerste beeld, ms",
    "tiles": "tegels, ms",
    "charts": "grafieken, ms",
    "bytes_total": "kB",
}


def _choosing(browser: Browser, ours: Served, plain: Served, names: dict[str, str], times: int) -> list[Row]:
    """Another gemeente, for someone who is here already, until its tiles."""
    (here, there), heading = names, list(names.values())[1]
    rows: list[Row] = []
    for device in (timing.PHONE, timing.DESK):
        ways = (
            (f"{ours.url}/gemeente/{here}", f"main a[href^='/gemeente/{there}']"),
            (f"{plain.url}/{here}.html", f"main a[href='/{there}.html']"),
            (f"{plain.url}/klein-{here}.html", f"main a[href='/klein-{there}.html']"),
        )
        chosen: list[list[float]] = [[] for _ in ways]
        for _ in range(times):
            for (url, link), kept in zip(ways, chosen, strict=True):
                kept.append(timing.choose(browser, device, url, link, heading)[0])
        mine, twin, small = map(median, chosen)
        rows.append((device.name, "andere gemeente: tegels, ms", mine, twin, small))
    return rows


def _capacity(ours: Served, paths: list[str]) -> dict[str, load.Capacity]:
    requests = [load.get(path) for path in paths]
    return {f"pagina, {n} verbindingen": load.measure(ours, requests, 8_000 // n, n) for n in (4, 16, 50)}


def _report(
    rows: list[Row], capacity: dict[str, load.Capacity], first: dict[str, float], names: dict[str, str], times: int
) -> str:
    lines = [
        f"Pagina's van {' en '.join(names.values())}, mediaan van {times} keer, lege cache, {os.cpu_count()} "
        f"processorkernen waarop ook browser en server draaien, belasting bij het einde {_comma(os.getloadavg()[0])}. "
        "Telefoon: processor 4x trager, 1,6 Mbit/s, 150 ms.",
        "",
        "| apparaat | wat | onze pagina | dezelfde, statisch | verhouding | kleine pagina | verhouding |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {device} | {what} | {mine:.0f} | {twin:.0f} | {_ratio(mine, twin)} | {small:.0f} | {_ratio(mine, small)} |"
        for device, what, mine, twin, small in rows
    ]
    lines += ["", "| wat | per seconde, 2 workers | processortijd per keer, ms |", "|---|---:|---:|"]
    lines += [f"| {what} | {each.per_second:.0f} | {_comma(each.milliseconds, 2)} |" for what, each in capacity.items()]
    lines += ["", "| wat | processortijd, ms |", "|---|---:|"]
    lines += [f"| {what} | {milliseconds:.0f} |" for what, milliseconds in first.items()]
    lines += ["", "Waar we naar streven: " + "; ".join(f"{what} {aim}" for what, aim in _AIMS.items()) + ".", ""]
    return "\n".join(lines)


def _ratio(mine: float, theirs: float) -> str:
    return _comma(mine / theirs, 2) if theirs else "-"


def _comma(number: float, decimals: int = 1) -> str:
    return f"{number:.{decimals}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
