"""How soon /verkennen is there and answers, beside a static page with the same picture and beside plain Dash.

    python -m tests.bench.workbench --keer 5

Served on this machine by gunicorn with two workers, opened in headless Chromium with an empty cache. Medians, and the
processor time of the server per choice. The live publication is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page

from data.publication.readmodel import beeld
from pages.explore_questions import questions
from pages.views import site
from tests.bench import load, timing
from tests.bench.first_look import chromium
from tests.bench.serving import Served, serve
from tests.bench.static_twin import write_twin

_PAINT = "performance.getEntriesByName('first-contentful-paint').map(each => each.startTime)[0]"
_LIVE = ".main-svg"
_AT_ONCE = 50
_AIMS = (
    "eerste beeld <= 1,3 keer de statische pagina; levend <= 1 s aan een bureau en <= 8 s op de trage telefoon; een "
    f"keuze <= 150 ms en <= 20 ms processortijd; {_AT_ONCE} tegelijk zonder wachttijd boven 500 ms"
)


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Meet hoe snel de werkbank is.")
    asked.add_argument("--keer", type=int, default=5, help="hoe vaak elke pagina wordt geopend (standaard 5)")
    times = asked.parse_args().keer
    views = [vraag.url for _, vraag in questions(beeld())]
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, serve("app:server", 2) as ours:
        twins = Path(folder)
        load.warm(ours, [load.get(path) for path in views])
        _twin(browser, ours, views[1], twins)
        static = serve("tests.bench.serving:static_files()", 2, STATIC_TWINS=str(twins), READY="/werkbank.html")
        with static as plain, serve("tests.bench.plain_dash:create()", 2) as dash:
            lines = [f"Belasting bij het begin: {os.getloadavg()[0]:.1f}. Doelen: {_AIMS}.", ""]
            for device in (timing.PHONE, timing.DESK):
                lines += _first(browser, device, ours.url + views[1], plain.url + "/werkbank.html", dash.url, times)
            lines += _choices(browser, ours.url + views[1], dash.url, times)
            lines += _server(ours, views)
    sys.stdout.write("\n".join([*lines, ""]))
    return 0


def _twin(browser: Browser, ours: Served, path: str, folder: Path) -> None:
    """The page without any script, as it came."""
    with browser.new_context(java_script_enabled=True, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(ours.url + path)
        write_twin(page, folder, "werkbank")


def _first(browser: Browser, device: timing.Profile, ours: str, static: str, dash: str, times: int) -> list[str]:
    found: dict[str, list[float]] = {}
    for _ in range(times):
        for name, url, live in (("werkbank", ours, _LIVE), ("statisch", static, ""), ("kaal Dash", dash, _LIVE)):
            with timing.visit(browser, device) as (page, _):
                page.goto(url, wait_until="commit")
                page.wait_for_function(f"() => {_PAINT}", timeout=120_000)
                found.setdefault(f"{name}, eerste beeld", []).append(page.evaluate(_PAINT))
                if live:
                    page.wait_for_selector(live, timeout=120_000)
                    found.setdefault(f"{name}, levend", []).append(page.evaluate("performance.now()"))
    return [f"{device.name}: {name}: {median(each):.0f} ms" for name, each in found.items()]


def _choices(browser: Browser, ours: str, dash: str, times: int) -> list[str]:
    with timing.visit(browser, timing.DESK) as (page, _):
        page.goto(ours)
        page.wait_for_selector(_LIVE)
        keuzes = ["rangorde", "lijnen", "staven"] * times
        mine = [_timed(page, _choose(page, keuze)) for keuze in keuzes]
    with timing.visit(browser, timing.DESK) as (page, _):
        page.goto(dash)
        page.wait_for_selector(_LIVE)
        page.wait_for_timeout(500)
        theirs = [_plain_choice(page, n) for n in range(times)]
    return [f"een keuze: werkbank {median(mine):.0f} ms, kaal Dash {median(theirs):.0f} ms"]


def _choose(page: Page, keuze: str) -> Callable[[], None]:
    """Choose, and wait until both the words and the picture are those of the choice."""

    def act() -> None:
        page.evaluate("document.querySelector('#antwoord h3').dataset.oud = 'ja'")
        page.select_option("#verken-vorm", keuze)
        page.wait_for_selector(f"#antwoord h3:not([data-oud]) >> xpath=ancestor::figure >> css={_LIVE}")

    return act


def _plain_choice(page: Page, number: int) -> float:
    wanted = ["Absoluut verzuim", "Relatief verzuim"][number % 2]

    def act() -> None:
        page.click("#onderwerp")
        page.get_by_text(wanted, exact=True).last.click()
        page.wait_for_function("titel => document.querySelector('.gtitle')?.textContent === titel", arg=wanted)

    return _timed(page, act)


def _timed(_page: Page, act: Callable[[], None]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def _server(ours: Served, views: list[str]) -> list[str]:
    """What a choice costs the processor, and how long anybody waits when fifty choose at once."""
    asked = [_question(url) for url in views]
    one = load.measure(ours, asked, 100)
    crowd = load.measure(ours, asked, 4, at_once=_AT_ONCE)
    wait = 1000 * _AT_ONCE / crowd.per_second
    return [
        f"processortijd per keuze: {one.milliseconds:.1f} ms; {one.per_second:.0f} keuzes per seconde",
        f"{_AT_ONCE} tegelijk: {crowd.per_second:.0f} keuzes per seconde, gemiddeld {wait:.0f} ms wachten",
    ]


def _question(url: str) -> bytes:
    """What Dash's scripts ask for this address."""
    place, (path, _, query) = site(), url.partition("?")
    body = json.dumps(
        {
            "output": place.page_question,
            "outputs": [{"id": place.content_id, "property": "children"}, {"id": place.title_id, "property": "data"}],
            "inputs": [
                {"id": place.address_id, "property": "pathname", "value": path},
                {"id": place.address_id, "property": "search", "value": f"?{query}"},
            ],
            "changedPropIds": [f"{place.address_id}.search"],
            "state": [],
        }
    ).encode()
    head = [
        "POST /_dash-update-component HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        "Accept-Encoding: br",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


if __name__ == "__main__":
    sys.exit(main())
