"""What a container allows, as version 1 and version 2 of its groups tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.publication import memory
from data.publication.databases import open_publicatie
from etl.intern.bestand import GEHEUGEN, connect
from tests.pages.publicatie import build

MB = 1000**2


@pytest.fixture(autouse=True)
def read_anew() -> None:
    memory.container_limit.cache_clear()


def limit(folder: Path, own: str, files: dict[str, str]) -> int | None:
    for name, text in files.items():
        (folder / "groep" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "groep" / name).write_text(text)
    (folder / "eigen").write_text(own)
    return memory.container_limit(folder / "groep", folder / "eigen")


@pytest.mark.parametrize(
    ("own", "files", "expected"),
    [
        ("0::/\n", {"memory.max": f"{512 * MB}\n"}, 512 * MB),
        ("0::/\n", {"memory.max": "max\n"}, None),
        ("0::/a/b\n", {"memory.max": "max", "a/memory.max": f"{256 * MB}", "a/b/memory.max": "max"}, 256 * MB),
        ("0::/a/b\n", {"a/memory.max": f"{256 * MB}", "a/b/memory.max": f"{128 * MB}"}, 128 * MB),
        ("5:cpu,memory:/x\n1:name=systemd:/x\n", {"memory/x/memory.limit_in_bytes": f"{64 * MB}"}, 64 * MB),
        ("5:memory:/x\n", {"memory/x/memory.limit_in_bytes": "9223372036854771712"}, None),
        ("0::/../elders\n", {}, None),
        ("", {}, None),
    ],
)
def test_the_least_of_the_groups_counts(tmp_path: Path, own: str, files: dict[str, str], expected: int | None) -> None:
    assert limit(tmp_path, own, files) == expected


@pytest.mark.parametrize(
    ("limit_mb", "most", "part", "expected"),
    [(None, "2GB", 0.6, "2GB"), (8192, "2GB", 0.6, "2GB"), (1000, "2GB", 0.6, "600MB"), (50, "512MB", 0.25, "64MB")],
)
def test_a_database_gets_its_part_and_never_more_than_it_needs(
    monkeypatch: pytest.MonkeyPatch, limit_mb: int | None, most: str, part: float, expected: str
) -> None:
    monkeypatch.setattr(memory, "container_limit", lambda: limit_mb and limit_mb * MB)
    assert memory.memory_limit(most, part) == expected


def test_the_databases_open_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "container_limit", lambda: 400 * MB)
    vraag = "SELECT current_setting('memory_limit')"
    with open_publicatie(str(build(tmp_path))).connect() as verbinding:
        assert verbinding.exec_driver_sql(vraag).scalar_one() == "95.3 MiB"
    with connect(tmp_path / "intern.duckdb", schrijven=True) as verbinding:
        assert verbinding.exec_driver_sql(vraag).scalar_one() == "228.8 MiB"
    assert GEHEUGEN == "2GB"
