"""Both sites under gunicorn, as they are served for real, and what their workers use of the processor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from flask import Flask
from whitenoise import WhiteNoise

ROOT = Path(__file__).parents[2]
_PATIENCE = 120
_TICKS = os.sysconf("SC_CLK_TCK")


class Served(NamedTuple):
    """A running site: where, and the process that minds its workers."""

    url: str
    port: int
    process: int

    def processor_seconds(self) -> float:
        """Processor time of its workers until now."""
        workers = [
            Path(f"/proc/{pid}/stat")
            for pid in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        ]
        fields = [path.read_text().rpartition(")")[2].split() for path in workers]
        return sum(int(each[11]) + int(each[12]) for each in fields) / _TICKS


def static_files() -> WhiteNoise:
    """The static twins, as a WSGI application; STATIC_TWINS says in which folder they stand."""
    return WhiteNoise(Flask("static").wsgi_app, root=os.environ["STATIC_TWINS"], max_age=0)


@contextmanager
def serve(application: str, workers: int, **environment: str) -> Iterator[Served]:
    """Serve `application` until the block ends. The socket listens first, so the first request just waits."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
        port = listening.getsockname()[1]
        command = ["-m", "gunicorn", "-c", "gunicorn.conf.py", "--bind", f"fd://{listening.fileno()}", application]
        settings = {"WEB_CONCURRENCY": str(workers), "LOG_LEVEL": "warning", **environment}
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env={**os.environ, **settings}, pass_fds=[listening.fileno()]
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with urlopen(f"{url}{environment.get('READY', '/gereed')}", timeout=_PATIENCE):
            yield Served(url, port, process.pid)
    finally:
        process.terminate()
        process.wait(_PATIENCE)
