"""HTML that was made safe, as components: so that it stands in the page like everything else."""

from __future__ import annotations

from html.parser import HTMLParser

from dash import html
from dash.development.base_component import Component

_MAKEN = {
    "p": html.P,
    "ul": html.Ul,
    "ol": html.Ol,
    "li": html.Li,
    "strong": html.Strong,
    "em": html.Em,
    "a": html.A,
    "blockquote": html.Blockquote,
}


class _Lezer(HTMLParser):
    """Builds the tree; a tag that is not in the list loses its tag and keeps its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stapel: list[list[Component | str]] = [[]]
        self.open: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.stapel[-1].append(html.Br())
        elif tag in _MAKEN:
            href = dict(attrs).get("href") or ""
            self.open.append((tag, {"href": href, "rel": "noopener noreferrer"} if tag == "a" and href else {}))
            self.stapel.append([])

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            naam, kenmerken = self.open.pop()
            kinderen = self.stapel.pop()
            self.stapel[-1].append(_MAKEN[naam](kinderen, **kenmerken))

    def handle_data(self, data: str) -> None:
        if data.strip() or len(self.stapel) > 1:
            self.stapel[-1].append(data)


def from_safe_html(tekst: str) -> list[Component | str]:
    """The components of a text in paragraphs, lists, emphasis and links."""
    lezer = _Lezer()
    lezer.feed(tekst)
    lezer.close()
    return lezer.stapel[0]
