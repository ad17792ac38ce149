"""What a page does behind the tester's back: errors on the console, and requests to somebody else."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

_LOCAL = {"data", "blob", "about"}


class Watch:
    """Collects what goes wrong in one page from now on; `problems()` is empty when nothing did.

    A test of a page that must fail says so: `watch.allowed.append(r"status of 404")`.
    """

    def __init__(self, page: Page, own_url: str) -> None:
        self.allowed: list[str] = []
        self._seen: list[str] = []
        self._host = urlsplit(own_url).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._seen.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def problems(self) -> list[str]:
        """What was seen and not allowed, oldest first."""
        return [seen for seen in self._seen if not any(re.search(pattern, seen) for pattern in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._seen.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _LOCAL and address.netloc != self._host:
            self._seen.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self._seen.append(f"status {response.status}: {response.url}")
