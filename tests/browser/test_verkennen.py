"""The workbench as its users have it: live, by keyboard, without scripts, from a link, on paper, on a small screen."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

expect.set_options(timeout=60_000)

LINES = "/verkennen?onderwerp=relatief_verzuim&waar=kampen,zwolle,rest&eenheid=jongeren&vorm=lijnen"
STATES = {
    "lijnen": LINES,
    "rangorde": "/verkennen?onderwerp=schoolgaand&waar=kampen&vorm=rangorde",
    "samen": "/verkennen?onderwerp=relatief_verzuim&tegen=vrijstellingen_verleend&waar=kampen&vorm=trechter",
    "veelvoud": "/verkennen?onderwerp=absoluut_verzuim&vorm=veelvoud",
    "niet begrepen": "/verkennen?onderwerp=bestaat-niet&waar=atlantis",
}
SHIFTS = """window.verschoven = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
    window.verschoven += entry.hadRecentInput ? 0 : entry.value })).observe({type: "layout-shift", buffered: true})"""


def alive(page: Page, url: str) -> None:
    """Open a view, and wait until its picture lives."""
    page.goto(url)
    expect(page.locator("#react-entry-point .levend .main-svg").first).to_be_visible()


def test_it_comes_alive_without_a_jump(page: Page) -> None:
    page.add_init_script(SHIFTS)
    alive(page, LINES)
    assert page.evaluate("window.verschoven") < 0.001


def test_a_choice_changes_address_answer_and_picture_and_keeps_the_focus(page: Page) -> None:
    alive(page, LINES)
    page.locator("#verken-vorm").focus()
    page.locator("#verken-vorm").select_option("rangorde")
    expect(page).to_have_url(re.compile("vorm=rangorde"))
    expect(page.locator("#antwoord h3")).to_contain_text("Van hoog naar laag")
    expect(page.locator("#verken-vorm")).to_be_focused()
    page.locator("#verken-plek3").focus()
    page.locator("#verken-plek3").select_option("hattem")
    expect(page).to_have_url(re.compile("waar=kampen,zwolle,hattem"))
    expect(page.locator("#antwoord h2")).to_contain_text("Hattem")
    expect(page.locator("#verken-plek3")).to_be_focused()


def test_what_was_chosen_can_be_undone(page: Page) -> None:
    alive(page, LINES)
    expect(page.locator("#verken-terug")).to_be_hidden()
    page.locator("#verken-plek2").select_option("hattem")
    expect(page.locator("#antwoord h2")).to_contain_text("Hattem")
    page.locator("#verken-terug").click()
    expect(page.locator("#antwoord h2")).to_contain_text("Zwolle")
    expect(page.locator("#verken-plek2")).to_have_value("zwolle")
    expect(page).to_have_url(re.compile("waar=kampen,zwolle"))


def test_a_mark_says_its_value_when_it_is_pointed_at(page: Page) -> None:
    alive(page, LINES)
    punt = page.locator("#antwoord .main-svg .points path").first
    punt.scroll_into_view_if_needed()
    punt.hover(force=True)
    expect(page.locator("#antwoord .hoverlayer text").first).to_contain_text("2020-2021")


def test_a_view_is_the_same_without_scripts(browser: Browser, server_url: str, page: Page) -> None:
    alive(page, LINES)
    answer = page.locator(".werkbank .antwoord").inner_text()
    with browser.new_context(java_script_enabled=False, base_url=server_url) as context:
        bare = context.new_page()
        bare.goto(LINES)
        assert bare.locator(".werkbank .antwoord").inner_text() == answer
        assert bare.locator("#antwoord img.plaat").is_visible()
        bare.locator("#verken-vorm").select_option("staven")
        bare.get_by_role("button", name="Toon", exact=True).click()
        assert "vorm=staven" in bare.url and "Staven" in bare.locator("#antwoord h3").inner_text()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, state: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(STATES[state])
    expect(page.locator("#react-entry-point #antwoord h2")).to_be_visible()
    page.wait_for_load_state("networkidle")
    for unfold in page.locator("#react-entry-point main details > summary").all():
        unfold.click()
    found = Axe().run(page).response["violations"]
    assert not [(fault["id"], [node["html"][:160] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(STATES[state])
    expect(page.locator("#react-entry-point #antwoord h2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_the_still_picture_stands_and_the_choices_do_not(page: Page) -> None:
    alive(page, LINES)
    page.emulate_media(media="print")
    expect(page.locator("#react-entry-point #antwoord picture")).to_be_visible()
    expect(page.locator("#react-entry-point .levend").first).to_be_hidden()
    expect(page.locator("#react-entry-point #verken-vraag")).to_be_hidden()


def test_other_pages_load_nothing_of_it(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    for url in ("/", "/vergelijken?gemeente=kampen", "/gemeente/kampen"):
        page.goto(url)
        page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if "plotly" in url or "_dash" in url or "voor." in url]
