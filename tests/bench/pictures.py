"""Pictures of one page of each kind: at a desk, on a phone, in the dark and on paper, with a page that shows them all.

    .venv/bin/python -m tests.bench.pictures --map docs/beeld/paginas

The pages are those of the live publication, found in the site's own list of addresses, so a new kind of page is there
by itself.
"""

from __future__ import annotations

import argparse
import base64
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.bench.first_look import chromium
from tests.bench.serving import Served, serve

# What is further down than this is left out, in CSS pixels: a picture is to recognise a page by.
_LONGEST = 1_500
_QUALITY = 45
_PAPER = 794  # A4 at 96 points to the inch


class Look(NamedTuple):
    """A way to look at a page: how wide the screen is, how much smaller the picture, and settings of the browser."""

    name: str
    width: int
    scale: float
    media: dict[str, Any]


LOOKS = (
    Look("bureau", 1280, 0.5, {}),
    Look("telefoon", 390, 0.75, {}),
    Look("donker", 1280, 0.5, {"color_scheme": "dark"}),
    Look("afdruk", _PAPER, 0.6, {"media": "print"}),
)
# Pages of text look the same in the dark and on paper, but for the colours.
_TEXT = frozenset({"toelichting", "bronnenbrug", "data", "toegankelijkheid", "niet-gevonden"})


def main() -> int:
    """Take the pictures, and write the page about them."""
    asked = argparse.ArgumentParser(description="Maak van elke soort pagina plaatjes.")
    asked.add_argument("--map", type=Path, required=True, help="waar de plaatjes komen")
    folder: Path = asked.parse_args().map
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, serve("app:server", 1) as site:
        pages = kinds()
        for name, address in pages.items():
            for look in looks(name):
                (folder / f"{name}-{look.name}.webp").write_bytes(_picture(browser, site, address, look))
    (folder / "README.md").write_text(_index(pages), "utf-8")
    return 0


def looks(name: str) -> tuple[Look, ...]:
    """The ways in which this page is shown."""
    return LOOKS[:2] if name in _TEXT else LOOKS


def kinds() -> dict[str, str]:
    """One address of each kind of page, and one that does not exist."""
    from app import create_app

    create_app()
    from pages.views import urls  # pages register themselves on an app that exists

    found: dict[str, str] = {}
    for url in urls():
        found.setdefault(urlsplit(url).path.strip("/").partition("/")[0] or "regio", url)
    return found | {"niet-gevonden": "/bestaat-niet"}


def _picture(browser: Browser, site: Served, address: str, look: Look) -> bytes:
    screen: Any = {"width": look.width, "height": 900}
    with browser.new_context(viewport=screen, locale="nl-NL", base_url=site.url) as context:
        page = context.new_page()
        page.emulate_media(**look.media)
        page.goto(address, wait_until="networkidle")
        if look.media.get("media") == "print":
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        return _as_webp(page, look)


def _as_webp(page: Page, look: Look) -> bytes:
    height = min(page.evaluate("document.documentElement.scrollHeight"), _LONGEST)
    clip = {"x": 0, "y": 0, "width": look.width, "height": height, "scale": look.scale}
    session = page.context.new_cdp_session(page)
    taken = session.send(
        "Page.captureScreenshot",
        {"format": "webp", "quality": _QUALITY, "clip": clip, "captureBeyondViewport": True},
    )
    return base64.b64decode(taken["data"])


def _index(pages: dict[str, str]) -> str:
    head = f"| pagina | {' | '.join(look.name for look in LOOKS)} |\n|{'---|' * (len(LOOKS) + 1)}\n"
    rows = [
        f"| `{address}` | {' | '.join(f'![{name}, {look.name}]({name}-{look.name}.webp)' for look in looks(name))} |"
        for name, address in pages.items()
    ]
    return (
        "# Elke soort pagina in beeld\n\nGemaakt met `python -m tests.bench.pictures`. Van lange pagina's staat hier "
        f"alleen het begin.\n\n{head}" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
