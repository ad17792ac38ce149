"""Scripts, style sheets and pictures: compressed once, named after their content, served by WhiteNoise.

Compressing at the highest quality takes seconds, so the result is kept in a folder (`build/statisch`, or
LEERRECHT_STATISCH) by the hash of the content. Whoever comes second, a worker or a restart, finds it there. A container
that cannot write there compresses at a lower quality in a folder of its own.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

import brotli
from whitenoise import WhiteNoise

from pages.server.headers import came_over_tls, strict_transport

_PROJECT = Path(__file__).resolve().parent.parent.parent
OWN_PREFIX = "/statisch/"
_BEST, _QUICK = 11, 5
# How long, in seconds, a browser may go without asking after a file whose name stays the same when it changes.
_SHORT = 300
_COMPRESSIBLE = frozenset({".js", ".mjs", ".css", ".svg", ".json", ".txt", ".webmanifest", ".ico", ".xml"})


def digest(content: bytes) -> str:
    """A name for this content, short enough for a URL."""
    return hashlib.sha256(content).hexdigest()[:16]


class StaticFiles:
    """Every file that the site serves as it is. `add` them all, then ask `serve` as the WSGI application."""

    def __init__(self, application: Any, security_headers: dict[str, str]) -> None:
        self._security_headers = security_headers
        self._kept = Path(os.environ.get("LEERRECHT_STATISCH") or _PROJECT / "build" / "statisch")
        self._writable, self._quality = _writable_folder(self._kept)
        self._immutable: set[str] = set()
        self._application = application
        self._files = WhiteNoise(
            application,
            max_age=None,
            allow_all_origins=False,
            add_headers_function=self._add_headers,
            immutable_file_test=lambda _path, url: url in self._immutable,
        )

    def add(self, url: str, content: bytes, *, immutable: bool) -> None:
        """Serve `content` at `url`; immutable when another content will never stand there."""
        if immutable:
            self._immutable.add(url)
        self._files.add_file_to_dictionary(url, str(self._keep(content, Path(url).suffix)))

    def add_fingerprinted(self, name: str, content: bytes) -> str:
        """Serve our own `content` (`kaart.svg`) under a name that holds its hash; the URL is returned."""
        path = Path(name)
        url = f"{OWN_PREFIX}{path.stem}.{digest(content)}{path.suffix}"
        self.add(url, content, immutable=True)
        return url

    def serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI application: a file when this is its address, else what stands behind us."""
        only_looking = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if only_looking and environ["PATH_INFO"] in self._files.files:
            # Files this small go out whole, as HTTP allows: WhiteNoise refuses the range of one byte, 0-0.
            environ.pop("HTTP_RANGE", None)
            if came_over_tls(environ):
                start_response = _over_tls(start_response)
        answer: Iterable[bytes] = (self._files if only_looking else self._application)(environ, start_response)
        return answer

    def _add_headers(self, headers: Headers, path: str, url: str) -> None:
        # Weak, because a file goes out in several encodings under it; that of WhiteNoise is not.
        headers["ETag"] = f'W/"{Path(path).stem[:24]}"'
        if url not in self._immutable:
            headers["Cache-Control"] = f"max-age={_SHORT}, public"
        for name, value in self._security_headers.items():
            headers[name] = value

    def _keep(self, content: bytes, suffix: str) -> Path:
        name = f"{hashlib.sha256(content).hexdigest()}{suffix}"
        if (kept := self._kept / name).exists():
            return kept
        target = self._writable / name
        with _one_at_a_time(self._writable):
            if not target.exists():
                self._write(target, content, suffix)
        return target

    def _write(self, target: Path, content: bytes, suffix: str) -> None:
        """The file itself comes last: when it is there, its compressed forms are."""
        forms = {"": content}
        if suffix in _COMPRESSIBLE:
            forms = {
                ".br": brotli.compress(content, quality=self._quality),
                ".gz": gzip.compress(content, compresslevel=9, mtime=0),
                "": content,
            }
        for ending, data in forms.items():
            if not ending or len(data) < len(content):
                _write_whole(Path(f"{target}{ending}"), data)


def _over_tls(start_response: Callable[..., Any]) -> Callable[..., Any]:
    """Start the response with what a browser has to know that came over TLS."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, *strict_transport().items()], *rest)

    return start


def _write_whole(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).chmod(0o644)  # an image is built by one user and run by another
    Path(temporary).replace(path)


def _writable_folder(wanted: Path) -> tuple[Path, int]:
    with suppress(OSError):
        wanted.mkdir(parents=True, exist_ok=True)
    if os.access(wanted, os.W_OK):
        return wanted, _BEST
    return Path(tempfile.mkdtemp(prefix="leerrecht-statisch-")), _QUICK


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two workers that start together should not both spend seconds on the same file."""
    with (folder / ".slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
