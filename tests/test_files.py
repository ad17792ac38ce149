"""What holds for the files of the project as files: their length, what they must not name, and the lock files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import QUICK, ROOT, SLOW, is_slow

LONGEST_FILE = 400
LONGEST_FUNCTION = 45

# A path of somebody's machine or the address of a package registry works on no other machine.
ELSEWHERE = re.compile(
    r"(?<![\w.~-])/(?:work|root|home|Users)/|/opt/(?:pypi|wheels)|(?:pypi|pythonhosted|npmjs|debian|ubuntu)\.(?:org|com)"
    r"|(?:docker|ghcr|quay)\.io"
)
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[\w+\])?==([^\s;\\]+)", re.MULTILINE)


def project_files() -> Iterator[Path]:
    """Every file that is not ignored by git, read from .gitignore itself: a bare machine has no git."""
    lines = (ROOT / ".gitignore").read_text().split()
    skipped = {line.rstrip("/") for line in lines if line.endswith("/")} | {".git"}
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and not skipped.intersection(inside) and not path.match("*.egg-info/*"):
            yield path


def texts() -> list[tuple[str, str]]:
    """Name and text of every file that is text."""
    found = ((path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in project_files())
    return [(name, content.decode("utf-8", "replace")) for name, content in found if b"\0" not in content]


def long_functions(source: str) -> list[str]:
    """Name and length of each function of more lines than one can take in at once."""
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    sizes = ((node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions)
    return [f"{name}: {size} lines" for name, size in sizes if size > LONGEST_FUNCTION]


def pins(name: str) -> dict[str, str]:
    """Version per package in a requirements file; a package with a version per Python keeps the first."""
    found = PIN.findall((ROOT / name).read_text())
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in reversed(found)}


def test_no_file_is_too_long() -> None:
    code = {name: text for name, text in texts() if name.endswith((".py", ".css", ".js", ".md"))}
    assert not [f"{name}: {n} lines" for name, text in code.items() if (n := text.count("\n")) >= LONGEST_FILE]
    python = ((name, text) for name, text in code.items() if name.endswith(".py"))
    assert not [f"{name}: {found}" for name, text in python for found in long_functions(text)]


def test_a_long_function_is_seen() -> None:
    body = "    x = 1\n"
    assert long_functions("def f():\n" + body * LONGEST_FUNCTION)
    assert not long_functions("def f():\n" + body * (LONGEST_FUNCTION - 1))


def test_nothing_names_a_machine_or_a_registry() -> None:
    hits = ((name, ELSEWHERE.search(text)) for name, text in texts())
    assert not [f"{name}: {hit.group()}" for name, hit in hits if hit]


@pytest.mark.parametrize("planted", ["cd /{}/main", "'/{}/.cache'", "file:///{}/me"])
@pytest.mark.parametrize("folder", ["work", "root", "home"])
def test_a_planted_path_is_seen(planted: str, folder: str) -> None:
    assert ELSEWHERE.search(planted.format(folder))


def test_an_address_on_the_web_is_no_path_of_a_machine() -> None:
    assert not ELSEWHERE.search("https://www.gemeente.nl/home/leerplicht")
    assert ELSEWHERE.search("https://pypi" + ".org/simple")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_lock_file_holds_every_pin_with_a_hash(name: str) -> None:
    lock = (ROOT / f"{name}.txt").read_text()
    assert pins(f"{name}.in").items() <= pins(f"{name}.txt").items()
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock) if PIN.match(entry))


def test_what_is_left_out_of_the_quick_tests_is_there() -> None:
    assert all((ROOT / "tests" / name).exists() for name in (*SLOW, *QUICK))
    # A test of a new file is quick until its file is named.
    assert not is_slow(ROOT / "tests" / "data" / "test_new.py", ["tmp_path"])
    assert is_slow(ROOT / "tests" / "data" / "test_new.py", ["published_data"])
    assert is_slow(ROOT / "tests" / "etl" / "werelden" / "test_new.py", [])
    assert not is_slow(ROOT / "tests" / QUICK[0], [])


def test_tests_run_on_the_versions_of_the_product() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()
