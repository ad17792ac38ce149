"""The browser holds the pages to their own policy: nothing from elsewhere, nothing inline, no cookie, no frame."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.server.conftest import MISSING, PAGES
from tests.browser.server.takeover import open_page
from tests.browser.watch import Watch

# `watch` fails a test of `page` on any console error (a breach of the policy is one) and any request to another host.


@pytest.fixture
def responses(page: Page) -> list[Response]:
    """Every response that the page gets."""
    seen: list[Response] = []

    def keep(response: Response) -> None:
        seen.append(response)

    page.on("response", keep)
    return seen


@pytest.mark.parametrize("name", [*PAGES, *MISSING])
def test_page_keeps_to_its_policy(page: Page, watch: Watch, responses: list[Response], name: str) -> None:
    if name in MISSING:
        watch.allowed.append("status of 404")
    open_page(page, (PAGES | MISSING)[name])
    page.wait_for_load_state("networkidle")
    assert not page.context.cookies()
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    # Of a file that the browser still has (304) only what changes is told again.
    told = [each for each in responses if each.url.startswith("http") and each.status != 304]
    for response in told:
        headers = response.all_headers()
        assert "set-cookie" not in headers and headers["x-content-type-options"] == "nosniff", response.url
        assert response.status == (404 if name in MISSING and response.request.is_navigation_request() else 200)


def test_choosing_keeps_to_the_policy(page: Page) -> None:
    open_page(page, PAGES["gemeente"])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.locator("main a[data-ter-plekke]:not([aria-current])").last.click()
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert not page.context.cookies()


def test_charts_send_nothing_to_a_cloud(page: Page) -> None:
    open_page(page, PAGES["gemeente"])
    assert page.locator("main svg.strook, main figure svg, main .rijlijn").count() > 0
    assert page.locator(".modebar-btn").count() == 0
    assert page.evaluate("document.documentElement.outerHTML.includes('chart-studio')") is False


@pytest.fixture
def victim(browser: Browser, server_url: str) -> Iterator[Page]:
    """A page that something was put into; what it logs is what the test is about, so it is not watched."""
    with browser.new_context(base_url=server_url) as context:
        page = context.new_page()
        open_page(page, PAGES["toelichting"])
        page.evaluate(
            "window.blocked = [];"
            "addEventListener('securitypolicyviolation', event => window.blocked.push(event.effectiveDirective))"
        )
        yield page


# A violation is told a moment later, in a task of its own; the limit only ends a test in which nothing is told.
TOLD = (
    "await Promise.race([new Promise(done => addEventListener('securitypolicyviolation', () => setTimeout(done))),"
    " new Promise(done => setTimeout(done, 20000))])"
)


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        (
            "const s = document.createElement('script'); s.text = 'window.hacked = 1'; document.body.append(s)",
            "script-src-elem",
        ),
        (
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">')",
            "script-src-attr",
        ),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')", "style-src-attr"),
        ("document.body.insertAdjacentHTML('beforeend', '<style>p { color: red }</style>')", "style-src-elem"),
        ("document.body.insertAdjacentHTML('beforeend', '<img src=\"http://elders.invalid/a.png\">')", "img-src"),
        ("document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/\"></iframe>')", "frame-src"),
        ("document.body.insertAdjacentHTML('beforeend', '<object data=\"/assets/icoon.svg\"></object>')", "object-src"),
        ("document.head.insertAdjacentHTML('beforeend', '<base href=\"http://elders.invalid/\">')", "base-uri"),
        ("fetch('http://elders.invalid/').catch(() => 0)", "connect-src"),
        ("setTimeout('window.hacked = 1')", "script-src"),
    ],
)
def test_what_is_put_into_a_page_does_not_work(victim: Page, markup: str, rule: str) -> None:
    victim.evaluate(f"async () => {{ {markup}; {TOLD} }}")
    assert victim.evaluate("window.blocked") == [rule]
    assert victim.evaluate("window.hacked") is None


class _Neighbour(BaseHTTPRequestHandler):
    """Another site, that shows the address after the question mark in a frame."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<iframe src='{self.path.partition('?')[2]}' width='900' height='1100'></iframe>".encode())

    def log_message(self, *_: object) -> None:
        """Nothing to say."""


@pytest.fixture(scope="module")
def neighbour_url() -> Iterator[str]:
    """The address of a site that is not ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Neighbour) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/?"
        server.shutdown()


@pytest.fixture
def neighbour(browser: Browser) -> Iterator[Page]:
    """A page to visit that site with."""
    with browser.new_context(viewport={"width": 1000, "height": 1200}) as context:
        yield context.new_page()


def test_no_other_site_can_frame_a_page(neighbour: Page, neighbour_url: str, server_url: str) -> None:
    neighbour.goto(f"{neighbour_url}{server_url}/toelichting", wait_until="networkidle")
    frame = neighbour.locator("iframe").element_handle().content_frame()
    assert frame is not None and "Toelichting" not in frame.content()


def test_other_sites_can_frame_the_tiles_and_the_page_opens_outside_it(
    neighbour: Page, neighbour_url: str, server_url: str
) -> None:
    neighbour.goto(f"{neighbour_url}{server_url}/insluiten/aadorp", wait_until="networkidle")
    frame = neighbour.frame_locator("iframe")
    assert frame.locator("article.tegel").count() > 3
    assert frame.locator("a:not([target=_blank])").count() == 0
    with neighbour.context.expect_page() as opened:
        frame.get_by_role("link", name="Alle cijfers van Aadorp").click()
    opened.value.wait_for_selector("header ~ main h1:text-is('Aadorp')")
