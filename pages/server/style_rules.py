"""Picks from the style sheet of the site what one page needs: style is half of a page, and most of it is for others.

A rule is needed when everything that it names (elements, classes, ids, attributes) is on the page, or in one of our
scripts: those put classes on what is there. What stands in `:not(...)`, `:has(...)` and the like is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import tinycss2
from tinycss2.ast import Node

_TOKENS = re.compile(r'<([a-z][a-z0-9]*)|\b(class|id)="([^"]*)"')
_ATTRIBUTES = re.compile(r"\s([a-z][a-z-]*)(?==\"|[\s>])")
_WORDS = re.compile(r"[\w-]+")
_DECLARED, _USED = re.compile(r"(?<![\w-])(--[\w-]+):[^;{}]*(;|(?=}))"), re.compile(r"var\(\s*(--[\w-]+)")
# In every page, and attributes that the browser or the reader sets.
_ALWAYS = frozenset({"html", "body", "[lang", "[open", "[hidden"})


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector as text, and what it names: `a`, `.tegel`, `#inhoud`, `[lang`."""

    text: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule, or a group of them under a condition such as `@media print`; what else begins with @ is whole."""

    selectors: tuple[_Selector, ...] = ()
    body: str = ""
    condition: str = ""
    inner: tuple[_Rule, ...] = ()


class StyleRules:
    """The rules of a sheet. scripts: the text of our own scripts."""

    def __init__(self, sheet: str, scripts: Iterable[str] = ()) -> None:
        self._rules = tuple(_read(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))
        words = {word for script in scripts for word in _WORDS.findall(script)}
        self._always = _ALWAYS | {f"{mark}{word}" for word in words for mark in ".#["}

    def of_page(self, html: str) -> str:
        """The rules that this HTML needs, in the order of the sheet; custom properties that none uses are out."""
        present = set(self._always)
        present.update(f"[{name}" for name in set(_ATTRIBUTES.findall(html)))
        for tag, kind, names in set(_TOKENS.findall(html)):
            present.update([tag] if tag else [f"{'.' if kind == 'class' else '#'}{name}" for name in names.split()])
        return _without_unused("".join(_chosen(self._rules, present)))


def _read(nodes: Sequence[Node]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield _Rule(tuple(_selectors(node.prelude)), body=_short(node.content))
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield _Rule(condition=f"@{node.at_keyword}{_short(node.prelude, strip=False)}", inner=tuple(_read(inner)))
        elif node.type == "at-rule":
            yield _Rule(body=tinycss2.serialize([node]))
        else:
            raise ValueError(f"Regel {node.source_line} van de stijl is geen CSS: {node.message}")


def _selectors(prelude: Sequence[Node]) -> Iterator[_Selector]:
    """The selectors of a list, which commas part."""
    one: list[Node] = []
    for node in (*prelude, None):
        if node is not None and node != ",":
            one.append(node)
        elif one:
            yield _Selector(_short(one), frozenset(_names(one)))
            one = []


def _names(nodes: Sequence[Node]) -> Iterator[str]:
    before = ""
    for node in nodes:
        if node.type == "hash":
            yield f"#{node.value}"
        elif node.type == "[] block":
            yield "[" + next(part.value for part in node.content if part.type == "ident")
        elif node.type == "ident" and before != ":":
            yield f".{node.value}" if before == "." else node.lower_value
        before = node.value if node.type == "literal" else ""


def _short(nodes: Sequence[Node], *, strip: bool = True) -> str:
    """The text without comments, each white space one space and none where it says nothing."""
    parts = [
        " " if node.type == "whitespace" else tinycss2.serialize([node]) for node in nodes if node.type != "comment"
    ]
    text = ""
    for part in parts:
        if part in (";", "{", "}", ","):
            text = text.rstrip(" ")
        elif part == " " and text[-1:] in (";", "{", "}", ",", " "):
            continue
        text += part
    return text.strip().rstrip(";") if strip else text.rstrip()


def _chosen(rules: Sequence[_Rule], present: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.condition:
            if inner := "".join(_chosen(rule.inner, present)):
                yield f"{rule.condition}{{{inner}}}"
        elif not rule.selectors:
            yield rule.body
        elif needed := [selector.text for selector in rule.selectors if selector.names <= present]:
            yield f"{','.join(needed)}{{{rule.body}}}"


def _without_unused(css: str) -> str:
    """Until every custom property that is set is used: one may be used by another only."""
    before = ""
    while before != css:
        before, used = css, set(_USED.findall(css))
        css = _DECLARED.sub(partial(_if_used, used), css)
    return css


def _if_used(used: set[str], found: re.Match[str]) -> str:
    return found[0] if found[1] in used else ""
