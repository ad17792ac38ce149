"""Pages as a reader has them: the HTML as a tree, with its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Node:
    """An element with what stands in it."""

    tag: str
    attrs: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Node]:
        """Every element of these kinds, in reading order."""
        found = [] if self.tag not in tags else [self]
        return found + [n for child in self.children if isinstance(child, Node) for n in child.all(*tags)]

    @property
    def text(self) -> str:
        """The words in it."""
        return " ".join(c if isinstance(c, str) else c.text for c in self.children)

    def has_class(self, naam: str) -> bool:
        return naam in (self.attrs.get("class") or "").split()

    def with_class(self, naam: str) -> list[Node]:
        found = [self] if self.has_class(naam) else []
        return found + [n for child in self.children if isinstance(child, Node) for n in child.with_class(naam)]


class Tree(HTMLParser):
    """Builds the tree, and fails on what does not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read_html(html: str) -> Node:
    """The tree of a page."""
    tree = Tree()
    tree.feed(html)
    return tree.root
