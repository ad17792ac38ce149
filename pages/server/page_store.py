"""Keeps made pages in files, so that what one worker made the others need not make, nor itself after a restart.

A page lies under the version of the site that it was made of, the software and settings that made it, and its one true
address. It is written whole or not at all, one worker makes it while the others wait, and what is too much goes: first
what was read longest ago. A folder that cannot be written costs the time it would have saved, and no page.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from pages.server.logs import LOGGER

MOST_BYTES = 128 * 1024 * 1024
# So many versions are kept beside the present one: another process may still serve an older one.
_OTHERS = 2
# Makers of different pages wait for each other only when these fall together.
_TURNS = 64
_CODE = frozenset({".py", ".csv", ".css", ".js", ".svg", ".json", ".woff2"})


class StoredPage(NamedTuple):
    """What a page is sent with; its status and title follow from its address."""

    html: bytes
    etag: str
    policy: str


class PageStore:
    """Pages in files under `folder`.

    software: tells apart what makes the pages: of other code, settings or reference files nothing is taken.
    """

    def __init__(self, folder: Path, software: str, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._software, self._most = folder, software, most_bytes
        self._place: tuple[str, Path] | None = None
        self._bytes = 0
        self._told = False

    @contextmanager
    def turn(self, version: str, url: str) -> Iterator[None]:
        """Wait until no other process makes this page. One that dies lets go."""
        lock = self._lock(version, url)
        try:
            yield
        finally:
            if lock is not None:
                os.close(lock)

    def _lock(self, version: str, url: str) -> int | None:
        slot = f"beurt-{int(_digest(url)[:8], 16) % _TURNS}"
        with suppress(OSError):
            lock = os.open(self._at(version) / slot, os.O_WRONLY | os.O_CREAT, 0o640)
            fcntl.flock(lock, fcntl.LOCK_EX)
            return lock
        return None

    def only_one(self, version: str) -> int | None:
        """Give who asks first the task to make pages ahead, until it closes this; None when another has it."""
        with suppress(OSError):
            lock = os.open(self._at(version) / "vooraf", os.O_WRONLY | os.O_CREAT, 0o640)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
                return None
            return lock
        return None

    def read(self, version: str, url: str) -> StoredPage | None:
        """Return a page that was kept; None where there is none, or a file that is not whole."""
        with suppress(OSError, ValueError, KeyError):
            file = self._file(version, url)
            head, _, body = file.read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["url"] == url and told["inhoud"] == hashlib.sha256(body).hexdigest():
                os.utime(file)
                return StoredPage(body, str(told["etag"]), str(told["policy"]))
        return None

    def write(self, version: str, url: str, page: StoredPage) -> None:
        """Keep a page, whole or not at all."""
        told = {"url": url, "etag": page.etag, "policy": page.policy, "inhoud": hashlib.sha256(page.html).hexdigest()}
        content = json.dumps(told).encode() + b"\n" + page.html
        if len(content) > self._most // 10:
            return
        try:
            file = self._file(version, url)
            fresh = file.with_name(f"{file.name}.{os.getpid()}")
            fresh.write_bytes(content)
            fresh.replace(file)
        except OSError as error:
            if not self._told:
                LOGGER.warning("pagina's worden niet bewaard", extra={"velden": {"reden": type(error).__name__}})
            self._told = True
            return
        self._bytes += len(content)
        if self._bytes > self._most:
            self._bytes = self._shrink(file.parent)

    def _file(self, version: str, url: str) -> Path:
        return self._at(version) / f"{_digest(url)}.pagina"

    def _at(self, version: str) -> Path:
        """Give the folder of a version; the first time it is made, and those of long ago go."""
        if self._place is None or self._place[0] != version:
            place = self._folder / _digest(f"{version} {self._software}")
            place.mkdir(parents=True, exist_ok=True)
            os.utime(place)
            self._drop_others(place)
            self._bytes = sum(size for _, size, _ in _pages(place))
            self._place = version, place
        return self._place[1]

    def _drop_others(self, present: Path) -> None:
        others = sorted((p for p in self._folder.iterdir() if p != present), key=lambda p: -p.stat().st_mtime)
        for place in others[_OTHERS:]:
            shutil.rmtree(place, ignore_errors=True)

    def _shrink(self, place: Path) -> int:
        """Drop what was read longest ago until there is some room, and return how many bytes are left."""
        pages = sorted(_pages(place))
        left = sum(size for _, size, _ in pages)
        for _, size, file in pages:
            if left <= self._most * 3 // 4:
                break
            with suppress(OSError):
                file.unlink()
            left -= size
        return left


def _pages(place: Path) -> Iterable[tuple[float, int, Path]]:
    for file in place.glob("*.pagina"):
        with suppress(OSError):
            found = file.stat()
            yield found.st_mtime, found.st_size, file


def software(root: Path, folders: Iterable[str], settings: Iterable[str]) -> str:
    """Tell apart what makes pages: the files under `folders` of `root`, and the settings."""
    told = hashlib.sha256()
    for folder in folders:
        place = root / folder
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.suffix in _CODE and file.is_file():
                told.update(f"{file}\0".encode() + file.read_bytes())
    for setting in settings:
        told.update(f"{setting}\0".encode())
    return told.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
