"""The body of a callback request as JSON that can do no harm: bounded in size, depth and numbers, and really text."""

from __future__ import annotations

import json
from typing import Any

MOST_BYTES = 64 * 1024
_DEEPEST = 12
_LONGEST_KEY = 200
_GREATEST = 1e300


class RefusedError(Exception):
    """The request is not one that our own pages send. `reason` is Dutch and repeats nothing of what was sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(body: bytes) -> Any:
    """The JSON value in `body`. RefusedError when it is too large or too deep, or not JSON in UTF-8."""
    if len(body) > MOST_BYTES:
        raise RefusedError("De vraag is te groot.")
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse, parse_float=_finite, parse_int=_finite_int)
        _check(value, _DEEPEST)
    except (ValueError, RecursionError):
        raise RefusedError("De vraag is geen geldige JSON.") from None
    return value


def _refuse(_name: str) -> None:
    """NaN and Infinity are Python's own addition to JSON."""
    raise ValueError


def _finite(text: str) -> float:
    number = float(text)
    if abs(number) > _GREATEST:
        raise ValueError
    return number


def _finite_int(text: str) -> int:
    if len(text) > 16:
        raise ValueError
    return int(text)


def _check(value: Any, left: int) -> None:
    if left == 0:
        raise RefusedError("De vraag is te diep genest.")
    if isinstance(value, dict):
        if any(len(key) > _LONGEST_KEY for key in value):
            raise RefusedError("De vraag bevat een te lange naam.")
        value = [*value, *value.values()]
    if isinstance(value, list):
        for each in value:
            _check(each, left - 1)
    elif isinstance(value, str):
        # Half a surrogate pair is no character: it can be read from JSON and never be written again.
        value.encode("utf-8")
