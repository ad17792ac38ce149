"""Follows which publication is live, and reads another one while the old one is still served."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from sqlalchemy import Engine

from data.publication.databases import publieke_engine, which

T = TypeVar("T")

_LOG = logging.getLogger("leerrecht.publicatie")
# How long, in seconds, after a publication that could not be read it is tried again.
_AGAIN = 10.0


class LivePublication(Generic[T]):
    """The publication that is live, as `read` makes it of an engine.

    Who asks right after a swap waits for one reading, however many ask. `in_background`: nobody waits; the old
    publication is given until the new one is read. That takes seconds for a country, and a visitor does not know that
    anything was published. Where nothing was read before, everybody waits.
    """

    def __init__(self, read: Callable[[Engine], T], *, in_background: bool = False) -> None:
        self._read, self.in_background = read, in_background
        self._place: object = None
        self._value: T | None = None
        self._reader: Thread | None = None
        self._not_before = 0.0
        self._lock = Lock()

    def get(self) -> T:
        """Return the live publication. Raises GeenPublicatieError when there is none, and what `read` raises."""
        engine = publieke_engine()
        value = self._value
        if which(engine) == self._place and value is not None:
            return value
        if self.in_background and value is not None:
            self._begin_reading(engine)
            return value
        with self._lock:
            if which(engine) != self._place or self._value is None:
                self._take(engine)
            assert self._value is not None  # noqa: S101 - for mypy: _take has set it or raised
            return self._value

    def _take(self, engine: Engine) -> None:
        value = self._read(engine)
        self._value, self._place = value, which(engine)

    def _begin_reading(self, engine: Engine) -> None:
        """Read in a thread of its own, one at a time.

        A process that ends waits for it: a thread that is cut off while it is inside DuckDB takes the process down.
        """
        with self._lock:
            busy = self._reader is not None and self._reader.is_alive()
            if busy or which(engine) == self._place or time.monotonic() < self._not_before:
                return
            self._reader = Thread(target=self._take_or_log, args=(engine,), name="publicatie-lezen")
            self._reader.start()

    def _take_or_log(self, engine: Engine) -> None:
        try:
            self._take(engine)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the new one, the old one is served
            self._not_before = time.monotonic() + _AGAIN
            _LOG.error("de nieuwe publicatie is niet te lezen (%s); de vorige blijft staan", type(error).__name__)
