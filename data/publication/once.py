"""What is asked of a publication again and again is worked out once: a publication never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


class Unchanging(Protocol):
    """Something that never changes, with a place to keep what was worked out from it."""

    onthouden: dict[tuple[str, ...], Any]


def once(function: F) -> F:
    """Keep each answer of a function of a publication and some codes, with the publication.

    Only for codes that the publication itself limits (gebieden, schooljaren): of each answer one is kept.
    """

    @wraps(function)
    def answer(beeld: Unchanging, *codes: str) -> Any:
        key = (function.__module__, function.__qualname__, *codes)
        if key not in beeld.onthouden:
            beeld.onthouden[key] = function(beeld, *codes)
        return beeld.onthouden[key]

    return cast(F, answer)
