"""What stands there before the scripts is what stands there after them: the same page, in the same place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import VIEWPORTS
from tests.browser.server.conftest import MISSING, PAGES
from tests.browser.server.takeover import TREE, open_page, wait_for_charts
from tests.browser.watch import Watch

EVERY = {**PAGES, **MISSING}
RENDERER = "**/dash_renderer*.js"


@pytest.fixture
def plain_page(browser: Browser, server_url: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    with browser.new_context(base_url=server_url, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", EVERY)
def test_first_look_is_the_page_that_dash_makes(page: Page, plain_page: Page, watch: Watch, name: str) -> None:
    watch.allowed.append("404")
    plain_page.goto(EVERY[name])
    assert plain_page.locator("h1").is_visible() and not plain_page.locator("#react-entry-point").is_visible()
    before = plain_page.locator("#ssr").evaluate(TREE)
    title = plain_page.title()
    open_page(page, EVERY[name])
    after = page.locator("#react-entry-point").evaluate(TREE)
    assert before == after
    assert page.title() == title


@pytest.mark.parametrize("viewport", VIEWPORTS, indirect=True)
@pytest.mark.parametrize("name", ["regio", "gemeente in het jaar van het verslag", "vergelijken"])
def test_nothing_moves(page: Page, name: str) -> None:
    page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push("
        "[entry.value, entry.sources.map(source => String(source.node && source.node.className))])))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    open_page(page, PAGES[name])
    wait_for_charts(page)
    moved = page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.moved))))"
    )
    assert sum(value for value, _ in moved) < 0.005, moved


def test_page_stays_when_the_scripts_do_not_come(page: Page, watch: Watch) -> None:
    watch.allowed += ["ERR_FAILED", "DashRenderer is not defined", "DashContext"]
    page.route(RENDERER, lambda route: route.abort())
    page.goto(PAGES["gemeente"])
    assert page.locator("#ssr h1").is_visible()


@pytest.fixture
def nobody(browser: Browser, server_url: str) -> Iterator[tuple[Page, list[str]]]:
    """A page on a phone that nobody has touched, and what it asked for."""
    with browser.new_context(
        base_url=server_url, viewport=VIEWPORTS["telefoon"], is_mobile=True, has_touch=True
    ) as context:
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        yield page, asked


def test_page_without_charts_does_without_dash_on_a_phone(nobody: tuple[Page, list[str]]) -> None:
    page, asked = nobody
    page.goto(PAGES["vergelijken"], wait_until="networkidle")
    page.locator("summary").first.tap()
    page.locator("#ssr footer a[href='/toelichting']").tap()
    page.wait_for_url("**/toelichting")
    page.wait_for_load_state("networkidle")
    assert page.locator("#ssr h1").inner_text() == "Toelichting"
    assert not [url for url in asked if "_dash-" in url]


@pytest.mark.parametrize("sign", ["mouse", "keyboard"])
def test_page_without_charts_starts_dash_at_a_sign(nobody: tuple[Page, list[str]], sign: str) -> None:
    page, _ = nobody
    page.goto(PAGES["toelichting"])
    if sign == "mouse":
        page.mouse.move(9, 9)
    else:
        page.keyboard.press("Tab")
    page.wait_for_selector("#ssr", state="detached")
    assert page.locator("#react-entry-point h1").inner_text() == "Toelichting"


@pytest.fixture
def held(page: Page) -> list[Route]:
    """Requests for Dash's main script, held until the test lets them go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(RENDERER, hold)
    return waiting


def test_focus_and_place_survive_the_take_over(page: Page, held: list[Route]) -> None:
    with page.expect_request(RENDERER):
        page.goto(PAGES["gemeente"], wait_until="commit")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    link = page.locator("#ssr #inhoud a[href]").nth(9)
    link.focus()
    address, place = link.get_attribute("href"), page.evaluate("scrollY")
    held[0].continue_()
    page.wait_for_selector("#ssr", state="detached")
    wait_for_charts(page)
    assert page.evaluate("document.activeElement.getAttribute('href')") == address
    assert page.evaluate("scrollY") == place


def test_link_works_before_the_take_over(page: Page, held: list[Route]) -> None:
    page.goto(PAGES["regio"], wait_until="commit")
    page.locator("#ssr a[href^='/gemeente/beedorp']").first.click()
    page.wait_for_url("**/gemeente/beedorp*", wait_until="commit")
    assert page.locator("#ssr h1").inner_text() == "Beedorp"


def test_every_id_stands_once_after_the_take_over(page: Page) -> None:
    open_page(page, PAGES["gemeente"])
    wait_for_charts(page)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("main").count() == page.locator("h1").count() == 1


def test_another_gemeente_is_one_small_question(page: Page) -> None:
    open_page(page, PAGES["regio"])
    wait_for_charts(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url.partition('?')[0]}"))
    page.locator("#react-entry-point a[href^='/gemeente/beedorp']").first.click()
    page.wait_for_selector("h1:text-is('Beedorp')")
    wait_for_charts(page)
    assert [each for each in asked if "_dash-update-component" in each] == [
        f"POST {page.url.partition('/gemeente')[0]}/_dash-update-component"
    ]
    assert len(asked) <= 2, asked
    assert page.title().startswith("Beedorp")


def test_page_without_charts_loads_no_plotly(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, PAGES["toelichting"])
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "plotly" in url]


def test_page_with_charts_is_light(page: Page) -> None:
    """Bytes over the line, headers included, without the browser's cache."""
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])})
    )
    open_page(page, PAGES["gemeente"])
    wait_for_charts(page)
    page.wait_for_load_state("networkidle")
    charts = sum(size for request, size in sizes.items() if "plotly" in urls[request])
    assert sum(sizes.values()) <= 800_000
    assert sum(sizes.values()) - charts <= 400_000
