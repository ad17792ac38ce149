"""Keeps what holds as long as one version of the site does, bounded in bytes; the least recently used goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

# What a key, its place in the mapping and the objects around the bytes take, roughly; addresses are short.
_OVERHEAD = 2_000


class VersionCache(Generic[T]):
    """Values of one version of the site; the first value of another version drops them all.

    most_bytes: how much is kept at most. size: the bytes of one value. A value larger than a tenth of the whole is
    not kept: it would push out many that are asked for more.
    """

    def __init__(self, most_bytes: int, size: Callable[[T], int]) -> None:
        self._most, self._size = most_bytes, size
        self._version = ""
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, Future[T]] = {}
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """Return how many bytes are kept now."""
        return self._bytes

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether a value is kept for the version that came last, which need not be the present one."""
        return key in self._values

    def get(self, version: str, key: Hashable) -> T | None:
        """Return the value kept for this version, or None."""
        with self._lock:
            if version != self._version or key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, version: str, key: Hashable, value: T) -> T:
        """Keep a value, and give it back."""
        with self._lock:
            if version != self._version:
                self._values.clear()
                self._version, self._bytes = version, 0
            if (weight := self._size(value) + _OVERHEAD) > self._most // 10:
                return value
            if key in self._values:
                self._bytes -= self._size(self._values.pop(key)) + _OVERHEAD
            self._values[key] = value
            self._bytes += weight
            while self._bytes > self._most:
                self._bytes -= self._size(self._values.popitem(last=False)[1]) + _OVERHEAD
        return value

    def get_or_make(self, version: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept, else what `make` gives: called once, however many ask for it at the same time.

        What is made is not kept by this: the caller knows whether the version is still the same. Others, who ask for
        another key, do not wait.
        """
        if (kept := self.get(version, key)) is not None:
            return kept
        with self._lock:
            pending = self._making.get((version, key))
            mine = pending is None
            if pending is None:
                pending = self._making[version, key] = Future()
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
                del self._making[version, key]
        return made
