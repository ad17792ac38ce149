"""The first visit to a freshly set up site, at the width of a desk and of a phone."""

from playwright.sync_api import Page, expect


def test_home_page_comes_up_and_fits_its_width(page: Page) -> None:
    response = page.goto("/")
    assert response
    assert response.status == 200
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("#site-pagina h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
