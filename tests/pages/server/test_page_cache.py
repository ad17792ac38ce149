"""The one store of pages: what is asked for stays, what is of another version goes, and a page is made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from dash import html

from pages.server.page_cache import PageCache, RenderedPage, StoredResponse
from pages.server.site import View


def page(size: int = 5, url: str = "/") -> RenderedPage:
    return RenderedPage(View(200, "", "", url, html.Div), b"x" * size, "", "")


def sent(body: bytes) -> StoredResponse:
    return StoredResponse("/", "200 OK", [], body, "")


def test_how_much_is_kept_is_bounded_and_what_is_asked_for_stays() -> None:
    cache = PageCache(100_000)
    cache.put("een", "vaak", page(5_000))
    for n in range(1_000):
        cache.put("een", f"{n}", page(5_000))
        assert cache.get("een", "vaak")
        assert cache.bytes <= 100_000
    assert cache.get("een", "999") and not cache.get("een", "0")
    cache.put("een", "groot", page(50_000))
    assert not cache.get("een", "groot")
    cache.put("twee", "nieuw", page())
    assert not cache.get("een", "999") and not cache.get("twee", "999") and cache.bytes < 3_000


def test_what_went_out_with_a_page_counts_once_and_goes_with_it() -> None:
    cache = PageCache(100_000)
    kept = cache.put("een", "/", page(5_000))
    before = cache.bytes
    cache.put_sent(("een", "/"), "br", sent(kept.html))
    assert cache.bytes == before
    cache.put_sent(("een", "/"), "", sent(b"y" * 2_000))
    assert cache.bytes == before + 2_000
    cache.put("een", "/", page(1))  # one that was made at the same time
    assert (found := cache.get("een", "/")) and set(found.sent) == {"br", ""}
    cache.put_sent(("een", "/"), "gzip", sent(b"z" * 50_000))
    assert (found := cache.get("een", "/")) and set(found.sent) == {"br", ""}
    for gone in (("nul", "/"), ("een", "/nergens")):
        cache.put_sent(gone, "", sent(b"y"))
        assert not cache.get(*gone)
    for n in range(100):
        cache.put("een", f"{n}", page(5_000))
    assert "/" not in cache and cache.bytes <= 100_000


def test_who_ask_at_the_same_time_wait_for_one_and_others_for_nobody() -> None:
    cache = PageCache()
    begun, may_end = Event(), Event()
    made: list[str] = []

    def slow() -> RenderedPage:
        made.append("traag")
        begun.set()
        assert may_end.wait(60)
        return page(url="traag")

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(cache.get_or_make, "een", "traag", slow)
        assert begun.wait(60)
        second = pool.submit(cache.get_or_make, "een", "traag", slow)
        assert cache.get_or_make("een", "snel", lambda: page(url="snel")).view.url == "snel"
        may_end.set()
        assert first.result() is second.result()
    assert made == ["traag"]


def test_a_fault_is_told_to_all_who_wait_and_kept_for_nobody() -> None:
    cache = PageCache()
    for _ in range(2):
        with pytest.raises(OSError, match="weg"):
            cache.get_or_make("een", "a", _gone)
    assert cache.get_or_make("een", "a", lambda: page(url="er weer")).view.url == "er weer"


def _gone() -> RenderedPage:
    raise OSError("weg")
