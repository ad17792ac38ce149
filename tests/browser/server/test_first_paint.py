"""The page is there at once and whole; where Dash has to finish it, it takes over without a visitor noticing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import VIEWPORTS, serve
from tests.browser.server.conftest import PAGES
from tests.browser.server.takeover import TREE, open_page, open_with_dash
from tests.browser.watch import Watch

RENDERER = "**/dash_renderer*.js"
# The page of the example site with a chart and a choice that a callback listens to.
WITH_DASH = "/gemeente/bee"


@pytest.fixture(scope="session")
def dash_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running example site."""
    folder = tmp_path_factory.mktemp("voorbeeldsite")
    (folder / "eerste").touch()
    (folder / "publiek.duckdb").symlink_to("eerste")
    application = "tests.pages.server.example_site:application()"
    with serve(application, folder, tmp_path_factory.mktemp("log") / "gunicorn.log") as url:
        yield url


@pytest.fixture
def dash_page(browser: Browser, dash_url: str) -> Iterator[Page]:
    """A page at a desk, whose addresses are those of the example site."""
    with browser.new_context(base_url=dash_url, viewport=VIEWPORTS["bureau"], locale="nl-NL") as context:
        page = context.new_page()
        watch = Watch(page, dash_url)
        yield page
        assert not watch.problems()


def test_first_look_is_the_page_that_dash_makes(browser: Browser, dash_url: str, dash_page: Page) -> None:
    with browser.new_context(base_url=dash_url, java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(WITH_DASH)
        assert plain.locator("h1").is_visible() and not plain.locator("#react-entry-point").is_visible()
        before, title = plain.locator("#ssr").evaluate(TREE), plain.title()
    open_with_dash(dash_page, WITH_DASH)
    # What a callback has answered since then is no part of the first look.
    dash_page.wait_for_selector("#antwoord:not(:empty)")
    dash_page.locator("#antwoord").evaluate("element => element.replaceChildren()")
    dash_page.locator("#kop").evaluate("element => ['lang', 'title'].forEach(name => element.removeAttribute(name))")
    after = dash_page.locator("#react-entry-point").evaluate(TREE)
    assert before == after
    assert dash_page.title() == title


@pytest.mark.parametrize("viewport", VIEWPORTS, indirect=True)
@pytest.mark.parametrize("name", ["regio", "gemeente in het jaar van het verslag", "vergelijken", "verzuim"])
def test_nothing_moves(page: Page, name: str) -> None:
    page.add_init_script(
        "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push("
        "[entry.value, entry.sources.map(source => String(source.node && source.node.className))])))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    open_page(page, PAGES[name])
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.moved))))"
    )
    assert sum(value for value, _ in moved) < 0.005, moved


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_as_it_comes(page: Page, name: str) -> None:
    """Nothing of Dash or Plotly is loaded, whatever the visitor does with mouse and keyboard."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, PAGES[name])
    page.mouse.move(9, 9)
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "dash" in url.lower() or "plotly" in url]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("main").count() == page.locator("h1").count() == 1


def test_page_is_light(page: Page) -> None:
    """Bytes over the line with every chart, headers included, without the browser's cache."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    open_page(page, PAGES["gemeente"])
    page.wait_for_load_state("networkidle")
    assert page.locator("main svg.strook, main figure svg, main .rijlijn").count() > 0
    assert sum(sizes) <= 400_000


def test_page_stays_when_the_scripts_do_not_come(browser: Browser, dash_url: str) -> None:
    with browser.new_context(base_url=dash_url) as context:
        page = context.new_page()
        page.route(RENDERER, lambda route: route.abort())
        page.goto(WITH_DASH)
        assert page.locator("#ssr h1").is_visible()


@pytest.fixture
def held(dash_page: Page) -> list[Route]:
    """Requests for Dash's main script, held until the test lets them go."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    dash_page.route(RENDERER, hold)
    return waiting


def test_focus_and_place_survive_the_take_over(dash_page: Page, held: list[Route]) -> None:
    page = dash_page
    with page.expect_request(RENDERER):
        page.goto(WITH_DASH, wait_until="commit")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.locator("#ssr select").focus()
    place = page.evaluate("scrollY")
    held[0].continue_()
    page.wait_for_selector("#ssr", state="detached")
    assert page.evaluate("document.activeElement.id") == "jaar"
    assert page.evaluate("scrollY") == place


@pytest.mark.parametrize("script", [RENDERER, "**/statisch/*.js"], ids=["before Dash", "before any script"])
def test_choice_made_before_the_take_over_is_kept_and_answered(dash_page: Page, script: str) -> None:
    page = dash_page
    held: list[Route] = []
    chosen = False
    page.route(script, lambda route: route.continue_() if chosen else held.append(route))
    with page.expect_request(script):
        page.goto(WITH_DASH, wait_until="commit")
    page.locator("#ssr select").select_option("2022-2023")
    chosen = True
    for route in held:
        route.continue_()
    page.wait_for_selector("#react-entry-point p:text-is('2022-2023 van /gemeente/bee')")
    assert page.locator("#react-entry-point select").input_value() == "2022-2023"


def test_every_id_stands_once_after_the_take_over(dash_page: Page) -> None:
    open_with_dash(dash_page, WITH_DASH)
    ids = dash_page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert dash_page.locator("main").count() == dash_page.locator("h1").count() == 1
