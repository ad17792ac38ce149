"""The answers to callback requests: a request is checked before any callback sees it. No answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, make_response, request

from pages.server import guard
from pages.server.payload import MOST_BYTES, RefusedError


def checked(callbacks: Mapping[str, Any], dispatch: Callable[[], Any]) -> Callable[[], Response]:
    """Give Dash's own handling of callback requests, `dispatch`, for those only that a page of ours can send.

    callbacks: what each declares, by name. It raises RefusedError for any other request.
    """

    def answer() -> Response:
        if request.mimetype != "application/json":
            raise RefusedError("De vraag is geen JSON.")
        if (request.content_length or 0) > MOST_BYTES:
            raise RefusedError("De vraag is te groot.")
        guard.check(request.get_data(), callbacks)
        return make_response(dispatch())

    return answer
