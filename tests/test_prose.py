"""How code is spoken of: docstrings that are whole, and a name for one thing only. Every rule is shown to fail."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("data", "etl", "components", "pages")

# `name: what it is`, also of several names at once.
EXPLAINED = re.compile(r"\w+(, \w+)*:")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def sources(layer: str) -> dict[str, str]:
    """The text of each module of a layer, by its path."""
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / layer).rglob("*.py")}


def own_words(node: Documented) -> set[str]:
    """The names of parameters or fields: a paragraph about one may begin with it."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return {arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    fields = {
        item.target.id for item in node.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }
    made = (item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
    return fields.union(*map(own_words, made))


def broken(source: str) -> Iterator[str]:
    """Each paragraph of a docstring that lost its beginning, or one of a pair of backticks. Indented is a formula."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, Documented) or not (text := ast.get_docstring(node)):
            continue
        for paragraph in re.split(r"\n[ \t]*\n", text):
            first = re.match(r"\w*", paragraph)
            word = first[0] if first else ""
            if word in {"And", "But"} or (
                word[:1].islower() and word not in own_words(node) and not EXPLAINED.match(paragraph)
            ):
                yield f"{node.lineno if hasattr(node, 'lineno') else 1}: begins with {word!r}"
            if paragraph.count("`") % 2:
                yield f"a backtick without its other half: {paragraph[:60]}"


def doubles(texts: Iterable[str]) -> set[str]:
    """The names of classes that are stated more than once."""
    found = Counter(node.name for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef))
    return {name for name, times in found.items() if times > 1}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_docstring_is_whole(layer: str) -> None:
    assert not [f"{path}, {fault}" for path, text in sources(layer).items() for fault in broken(text)]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_type_has_a_name_of_its_own_in_its_layer(layer: str) -> None:
    assert doubles(sources(layer).values()) == set()


@pytest.mark.parametrize(
    "text",
    [
        "And then.",
        "But not here.",
        "rewarded ones at most.",
        "Gives `a and b.",
        "Whole.\n\n    and a half.",
        "`a` is `b.",
    ],
)
def test_a_planted_half_is_seen(text: str) -> None:
    assert list(broken(f'def f(waarde):\n    """{text}"""\n'))


@pytest.mark.parametrize(
    "text",
    ["Whole.", "Gives `a` and `b`.", "Whole.\n\n    waarde: in percent.", "Whole.\n\n        x = 1\n\n    Rest."],
)
def test_what_is_whole_passes(text: str) -> None:
    assert not list(broken(f'def f(waarde):\n    """{text}"""\n'))


def test_a_planted_double_is_seen() -> None:
    assert doubles(["class Rij: ...", "def f():\n    class Rij: ..."]) == {"Rij"}
    assert not doubles(["class Rij: ...", "class Regel: ..."])
