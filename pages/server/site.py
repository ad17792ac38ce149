"""What the plumbing must know of the site it serves: a page as a value, and which publication is live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dash.development.base_component import Component


class View(NamedTuple):
    """The page at one address.

    `url` is the one true address of this page (path and query, encoded): equal pages have equal addresses. `layout`
    makes the content of the page; it is not called when the page is still in the cache.
    framed: other sites may show it in a frame, so it comes without our own head and foot; whole: the address of the
    page that it is a part of. head: what stands in the frame around this page alone, by the id of its place. links:
    HTML for the head of the document, for programs.
    """

    status: int
    title: str
    description: str
    url: str
    layout: Callable[[], Component]
    framed: bool = False
    whole: str = ""
    head: Callable[[], Mapping[str, Any]] = dict
    links: str = ""


class Site(NamedTuple):
    """The site as the plumbing sees it.

    view: the page for a path (`/gemeente/hattem`) and its query parameters, also for an address that does not exist.
    publication: the id of the live publication; raises GeenPublicatieError when there is none, and
    OnbruikbarePublicatieError when there is one that cannot be read.
    urls: every address to tell search engines of.
    texts: tells apart the states of what pages show besides the publication, the texts of gemeenten.
    wrong_texts: what is wrong with those, each with its place and remedy (Dutch).
    address_id, content_id, title_id: the ids of the components that tell Dash the address, and that it puts the content
    and the title of a page in.
    """

    view: Callable[[str, Mapping[str, str]], View]
    publication: Callable[[], str]
    urls: Callable[[], Iterable[str]]
    texts: Callable[[], str] = str
    wrong_texts: Callable[[], Sequence[str]] = tuple
    address_id: str = "site-adres"
    content_id: str = "site-pagina"
    title_id: str = "site-titel"

    def version(self) -> str:
        """Tell apart the states of the site: what was made of one of them does not hold for another."""
        return f"{self.publication()} {self.texts()}"

    @property
    def page_question(self) -> str:
        """How a request names the callback that gives the content of an address."""
        return f"..{self.content_id}.children...{self.title_id}.data.."
