"""What a visitor waits for, measured in the browser: first paint, tiles, charts, bytes, and another gemeente."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, Page


class Profile(NamedTuple):
    """A device: how much slower its processor is, its line in bits per second and milliseconds, and its screen."""

    name: str
    slower: int
    bits: int
    latency: int
    width: int
    height: int


PHONE = Profile("telefoon", 4, 1_600_000, 150, 390, 844)
DESK = Profile("bureau", 1, 0, 0, 1280, 900)


class Loading(NamedTuple):
    """One visit with an empty cache: milliseconds from the start of the navigation, and bytes over the line."""

    first_paint: float
    tiles: float
    charts: float
    bytes_total: int


# Looks at every frame from the start of a document, and notes the first in which a thing can be seen. What to look for
# is kept in window.name, the one thing that outlives a document: a static page gets to another gemeente by loading one.
_WATCH = """(() => {
    const now = () => performance.timeOrigin + performance.now();
    const inSight = selector => [...document.querySelectorAll(selector)]
        .filter(element => element.checkVisibility({visibilityProperty: true}));
    const tiles = heading => inSight("h1").some(each => each.innerText === heading) && inSight(".tegel").length > 0;
    const charts = heading => tiles(heading) && inSight("figure svg").length > 0;
    const moment = (ready, heading) => new Promise(done => {
        const look = () => requestAnimationFrame(() => ready(heading) ? done(now()) : look());
        look();
    });
    const paint = () => new Promise(done => new PerformanceObserver(list => list.getEntries().forEach(
        entry => entry.name === "first-contentful-paint" && done(performance.timeOrigin + entry.startTime)
    )).observe({type: "paint", buffered: true}));
    window.lookFor = heading => {
        window.name = heading;
        window.seen = Promise.all([paint(), moment(tiles, heading), moment(charts, heading)]);
    };
    window.choose = (selector, heading) => {
        lookFor(heading);
        const link = document.querySelector(selector), start = now();
        link.click();
        return start;
    };
    if (window.name) { lookFor(window.name); }
})()"""


@contextmanager
def visit(browser: Browser, profile: Profile) -> Iterator[tuple[Page, CDPSession]]:
    """A new page with an empty cache on such a device."""
    phone = profile.slower > 1
    screen: Any = {"width": profile.width, "height": profile.height}
    with browser.new_context(viewport=screen, locale="nl-NL", is_mobile=phone, has_touch=phone) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        if profile.bits:
            line = {"downloadThroughput": profile.bits / 8, "uploadThroughput": profile.bits / 16}
            session.send("Network.emulateNetworkConditions", {"offline": False, "latency": profile.latency, **line})
            session.send("Emulation.setCPUThrottlingRate", {"rate": profile.slower})
        yield page, session


def load(browser: Browser, profile: Profile, url: str, heading: str) -> Loading:
    """Open `url` and wait for everything; `heading` is what the h1 will say."""
    with visit(browser, profile) as (page, session):
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        page.add_init_script(f"window.name = {json.dumps(heading)}")
        page.add_init_script(_WATCH)
        page.goto(url, wait_until="commit")
        paint, tiles, charts = page.evaluate("seen.then(found => found.map(each => each - performance.timeOrigin))")
        page.wait_for_load_state("networkidle")
        return Loading(paint, tiles, charts, sum(sizes))


def choose(browser: Browser, profile: Profile, url: str, link: str, heading: str) -> tuple[float, float]:
    """Milliseconds from following `link` on the page at `url` until the tiles, and until the charts, of `heading`."""
    with visit(browser, profile) as (page, _):
        page.add_init_script(_WATCH)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        start = page.evaluate("([link, heading]) => choose(link, heading)", [link, heading])
        page.wait_for_selector(f"h1:text-is('{heading}')")
        _, tiles, charts = page.evaluate("seen")
        return tiles - start, charts - start
