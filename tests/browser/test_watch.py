"""The watch over pages sees what it is there for."""

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch

OWN = "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<script>console.error('stuk')</script>", "console: stuk"),
        ("<script>throw new Error('kapot')</script>", "script error: kapot"),
        ("<img src='http://elders.invalid/x.png'>", "request to another host: http://elders.invalid/x.png"),
        (
            "<p>Goed</p><script>console.warn('let op')</script><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
            None,
        ),
    ],
)
def test_watch_sees_errors_and_strangers(browser: Browser, html: str, seen: str | None) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        watch = Watch(page, OWN)
        page.set_content(html)
        problems = watch.problems()
    assert any(seen in problem for problem in problems) if seen else not problems
    watch.allowed.append(".")
    assert not watch.problems()
