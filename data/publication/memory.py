"""How much memory a database may take, where a container allows the process less than the machine has.

DuckDB looks at the machine. In a container of 1 GB on a machine of 64 it would be killed by the system, in the middle
of whatever it does, where with a limit of its own it goes over to the disk or says in words that there is too little.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_MB = 1000**2  # as DuckDB reads the letters MB
# Below this DuckDB can do nothing at all.
_LEAST = 64 * _MB
_ROOT = Path("/sys/fs/cgroup")
_OWN = Path("/proc/self/cgroup")


@lru_cache(maxsize=1)
def container_limit(root: Path = _ROOT, own: Path = _OWN) -> int | None:
    """The bytes that this process may have by the control group it is in, or one above it; None when there is no limit.

    root, own: where the system tells of the groups, and in which this process is.
    """
    found = [n for folder, name in _folders(root, own) if (n := _read(folder / name)) is not None]
    return min(found, default=None)


def memory_limit(most: str, part: float) -> str:
    """The limit for one database: `most` (`512MB`, `2GB`), or this part of what the container may have when less."""
    limit = container_limit()
    if limit is None:
        return most
    allowed = int(max(limit * part, _LEAST))
    return f"{allowed // _MB}MB" if allowed < _bytes(most) else most


def _bytes(text: str) -> int:
    return int(text[:-2]) * (_MB if text.endswith("MB") else 1000 * _MB)


def _folders(root: Path, own: Path) -> list[tuple[Path, str]]:
    """The folders of this group and of those above it, and the name of the limit there; of version 2, and of 1."""
    try:
        lines = [line.split(":", 2) for line in own.read_text().splitlines()]
    except OSError:
        lines = []
    found = [(root, "memory.max"), (root / "memory", "memory.limit_in_bytes")]
    for parts in (line for line in lines if len(line) == 3):
        inside = Path(parts[2].lstrip("/"))
        above = [inside, *inside.parents]
        if not parts[1]:
            found += [(root / each, "memory.max") for each in above]
        elif "memory" in parts[1].split(","):
            found += [(root / "memory" / each, "memory.limit_in_bytes") for each in above]
    return found


def _read(file: Path) -> int | None:
    try:
        text = file.read_text().strip()
    except OSError:
        return None
    # Version 1 says of no limit a number that no machine has.
    return int(text) if text.isdigit() and int(text) < 1 << 60 else None
