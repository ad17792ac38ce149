"""Makes the pages worth finding before anybody asks: once per version, by one worker, with room for visitors."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock, Thread

from pages.server.logs import LOGGER
from pages.server.page_store import PageStore
from pages.server.site import Site

# After each page as long a rest as it took, and so long at least: who asks for a page goes first.
_REST = 0.02


class Ahead:
    """Lets `make` make every page of `site`, when its version is one that was not seen before."""

    def __init__(self, site: Site, store: PageStore, make: Callable[[str, str], object]) -> None:
        self._site, self._store, self._make = site, store, make
        self._seen = ""
        self._lock = Lock()

    def notice(self, version: str) -> None:
        """Begin when this version is new. The thread ends by itself, and with the process."""
        if version == self._seen:
            return
        with self._lock:
            if version == self._seen:
                return
            self._seen = version
        Thread(target=self.run, args=(version,), name="paginas-vooraf", daemon=True).start()

    def run(self, version: str) -> None:
        """Make them, unless another worker does; stop when another version comes."""
        task = self._store.only_one(version)
        if task is None:
            return
        try:
            for url in self._site.urls():
                if self._site.version() != version:
                    return
                self._one(url)
        except Exception as error:  # noqa: BLE001 - visitors get their pages without this too
            LOGGER.warning("paginas vooraf maken stopte", extra={"velden": {"reden": type(error).__name__}})
        finally:
            os.close(task)

    def _one(self, url: str) -> None:
        begin = time.monotonic()
        path, _, query = url.partition("?")
        self._make(path, query)
        time.sleep(max(_REST, time.monotonic() - begin))
