"""Keeps the pages of one version of the site, bounded in bytes; the least recently used goes first.

A page stands in it once, under its one true address, with the answers that went out with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future
from threading import Lock
from typing import NamedTuple

from pages.server.site import View

Headers = list[tuple[str, str]]
# The version of the site, and the true address of a page in it.
MadeOf = tuple[str, str]

MOST_BYTES = 96 * 1024 * 1024
# What an address, its place in the mapping and the objects around the bytes take, roughly; addresses are short.
_OVERHEAD = 2_000


class RenderedPage(NamedTuple):
    """A page ready to be sent, with its security policy. `html` is in brotli.

    version: of the site that it was made of; empty when another one came in between, or when it is not kept.
    """

    view: View
    html: bytes
    etag: str
    policy: str
    version: str = ""


class StoredResponse(NamedTuple):
    """An answer as it went out, without its number. `path`: as it is written in the log; `etag`: the bare tag."""

    path: str
    status: str
    headers: Headers
    body: bytes
    etag: str


class CachedPage(NamedTuple):
    """A page, and the answers that went out with it, by what an answer depends on besides the page."""

    page: RenderedPage
    sent: Mapping[Hashable, StoredResponse]

    @property
    def weight(self) -> int:
        """Return the bytes it takes; an answer in brotli is the page itself."""
        return sum(map(len, {self.page.html, *(each.body for each in self.sent.values())})) + _OVERHEAD


class PageCache:
    """Pages of one version of the site by their true address; the first page of another version drops them all.

    most_bytes: how much is kept at most. A page larger than a tenth of the whole is not kept: it would push out many
    that are asked for more.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._version = ""
        self._pages: OrderedDict[str, CachedPage] = OrderedDict()
        self._bytes = 0
        self._making: dict[tuple[str, str], Future[RenderedPage]] = {}
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """Return how many bytes are kept now."""
        return self._bytes

    def __contains__(self, url: str) -> bool:
        """Tell whether a page is kept for the version that came last, which need not be the present one."""
        return url in self._pages

    def get(self, version: str, url: str) -> CachedPage | None:
        """Return the page at an address in this version, with its answers; None when it is not kept."""
        with self._lock:
            if version != self._version or url not in self._pages:
                return None
            self._pages.move_to_end(url)
            return self._pages[url]

    def put(self, version: str, url: str, page: RenderedPage) -> RenderedPage:
        """Keep a page, unless it is kept already, and give it back."""
        with self._lock:
            if version != self._version:
                self._pages.clear()
                self._version, self._bytes = version, 0
            if url not in self._pages:
                self._keep(url, CachedPage(page, {}))
        return page

    def put_sent(self, made_of: MadeOf, form: Hashable, response: StoredResponse) -> None:
        """Keep an answer with the page that it was made of, for who asks in the same form; when that is still there."""
        with self._lock:
            version, url = made_of
            if version == self._version and (kept := self._pages.get(url)):
                self._keep(url, CachedPage(kept.page, {**kept.sent, form: response}))

    def _keep(self, url: str, cached: CachedPage) -> None:
        if cached.weight > self._most // 10:
            return
        if url in self._pages:
            self._bytes -= self._pages.pop(url).weight
        self._pages[url] = cached
        self._bytes += cached.weight
        while self._bytes > self._most:
            self._bytes -= self._pages.popitem(last=False)[1].weight

    def get_or_make(self, version: str, url: str, make: Callable[[], RenderedPage]) -> RenderedPage:
        """Return what is kept, else what `make` gives: called once, however many ask for it at the same time.

        What is made is not kept by this: the caller knows whether the version is still the same. Others, who ask for
        another page, do not wait.
        """
        if kept := self.get(version, url):
            return kept.page
        with self._lock:
            pending = self._making.get((version, url))
            mine = pending is None
            if pending is None:
                pending = self._making[version, url] = Future()
        if not mine:
            return pending.result()
        try:
            made = make()
            pending.set_result(made)
        except BaseException as error:
            pending.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._making[version, url]
        return made
