"""What was made once and holds as long as the publication does."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The latest `most` values of one publication; the first value of another publication drops them all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._publication = ""
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        """Whether a value is kept for the publication that came last, which need not be live any more."""
        return (self._publication, key) in self._values

    def get(self, publication: str, key: Hashable) -> T | None:
        """The value kept for this publication, or None."""
        return self._values.get((publication, key))

    def put(self, publication: str, key: Hashable, value: T) -> T:
        """Keep a value, and give it back."""
        with self._lock:
            if publication != self._publication:
                self._values.clear()
                self._publication = publication
            self._values[publication, key] = value
            if len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
