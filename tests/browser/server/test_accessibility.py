"""No violation of WCAG 2.2 AA that axe can see, on any page, in any state, at the widths and settings people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.server.conftest import MISSING, PAGES
from tests.browser.server.takeover import open_page

WIDTHS = (1280, 320)
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
Open = Callable[..., Page]


@pytest.fixture
def open_at(browser: Browser, server_url: str) -> Iterator[Open]:
    """Opens an address at a width, in a context of its own with the settings given."""
    contexts = []

    def start(address: str, width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(
            base_url=server_url, viewport={"width": width, "height": 800}, locale="nl-NL", **settings
        )
        contexts.append(context)
        page = context.new_page()
        open_page(page, address)
        return page

    yield start
    for context in contexts:
        context.close()


def violations(page: Page, *without: str) -> list[str]:
    """What axe finds, with the places; `without` names rules that do not apply."""
    options = RULES | {"rules": {name: {"enabled": False} for name in without}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['target']} {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*PAGES, *MISSING])
def test_page_has_no_violations(open_at: Open, name: str, width: int) -> None:
    """As it opens, with everything unfolded, on paper, with letters of twice the size and with more space between them.

    Never wider than the screen, and no text cut off.
    """
    page = open_at((PAGES | MISSING)[name], width)
    found = {"zoals geopend": violations(page) + too_wide(page)}
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found["uitgeklapt"] = violations(page) + too_wide(page)
    if width == WIDTHS[0]:
        page.emulate_media(media="print")
        found["op papier"] = violations(page, "target-size")  # nobody taps on paper
        page.emulate_media(media="screen")
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        found["letters van 200%"] = violations(page) + too_wide(page)
        page.evaluate("document.documentElement.style.removeProperty('font-size')")
    page.evaluate(MORE_SPACE)
    found["meer ruimte tussen letters en regels"] = too_wide(page) + cut_off(page)
    assert not {state: wrong for state, wrong in found.items() if wrong}


# WCAG 1.4.12. A sheet of the reader's own, as a browser lets him have it; the policy of the page is about other sheets.
MORE_SPACE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def cut_off(page: Page) -> list[str]:
    """Text that does not fit in a box that hides what sticks out; a chart is a picture, its words are in its table."""
    return page.evaluate(
        "() => [...document.querySelectorAll('main *')].filter(each => each.innerText && each.clientWidth > 1"
        " && !each.closest('[role=img]')"
        " && !['visible', 'auto', 'scroll'].includes(getComputedStyle(each).overflowX)"
        " && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1))"
        ".map(each => `afgekapt: ${each.tagName} ${each.className}`).slice(0, 5)"
    )


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways: WCAG 1.4.10 and 1.4.4."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]"
        ".filter(each => each.getBoundingClientRect().right > innerWidth && !each.closest('.tabel-kader'))"
        ".map(each => `breder dan het scherm: ${each.tagName} ${each.className}`).slice(0, 5)"
    )


SETTINGS: dict[str, dict[str, Any]] = {
    "donker": {"color_scheme": "dark"},
    "eigen kleuren": {"forced_colors": "active"},
    "weinig beweging": {"reduced_motion": "reduce"},
    "meer contrast": {"contrast": "more"},
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", ["regio", "gemeente"])
def test_own_settings_have_no_violations(open_at: Open, name: str, setting: str) -> None:
    assert not violations(open_at(PAGES[name], **SETTINGS[setting]))


def test_focus_can_be_seen_and_follows_the_page(open_at: Open) -> None:
    """The first stops of someone without a mouse: each has an outline and is in view."""
    page = open_at(PAGES["gemeente"], reduced_motion="reduce")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);"
            " return [at.tagName, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,"
            " box.top >= 0 && box.bottom <= innerHeight + 1]; }"
        )
        assert seen[1:] == [True, True], (seen[0], page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
