"""A real PostgreSQL and a real pgbouncer for the tests, in a folder of their own, started and stopped here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

WACHTWOORD = "g3h31m-v4n-d3-pr03f"
SCHRIJVER, LEZER = "schrijft", "leerrecht_leest"
_PATIENCE = 60


def program(name: str) -> str:
    """A program of PostgreSQL, newest first; a test without it is skipped nowhere: it fails."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[-3]))
    path = str(found[-1]) if found else shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not installed (Debian: apt-get install postgresql pgbouncer)", pytrace=False)
    return path


def as_servant() -> dict[str, object]:
    """PostgreSQL refuses to run as root; then it runs as the user that its package made."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that the servant may use; those of pytest are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="leerrecht-server-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Databaseserver:
    """A running cluster. `settings`: what it is started with besides."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str, user: str = SCHRIJVER, port: int | None = None) -> str:
        """The address of a database, with the password in it."""
        return f"postgresql://{user}:{WACHTWOORD}@127.0.0.1:{port or self.port}/{database}"

    def make(self) -> None:
        """Make an empty cluster."""
        (self.folder / "wachtwoord").write_text(WACHTWOORD)
        options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--username=baas", "--no-sync"]
        command = [program("initdb"), *options, f"--pwfile={self.folder}/wachtwoord", "-D", str(self.folder / "data")]
        subprocess.run(command, check=True, capture_output=True, **as_servant())  # type: ignore[call-overload]

    def start(self, **settings: object) -> None:
        """Start it and wait until it answers."""
        chosen = {"fsync": "off", "listen_addresses": "127.0.0.1", "port": self.port, **settings}
        options = [f"-c{name}={value}" for name, value in chosen.items()]
        command = [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *options]
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **as_servant())  # type: ignore[call-overload]
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres", "baas"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    pytest.fail((self.folder / "log").read_text()[-2000:], pytrace=False)
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it at once, as a machine that fails does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(_PATIENCE)

    def execute(self, command: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Do something as the owner of the server."""
        with psycopg.connect(self.url(database, "baas"), autocommit=True) as connection:
            cursor = connection.execute(command)
            return cursor.fetchall() if cursor.description else []

    def new_database(self, rest: str = "") -> str:
        """The name of an empty database of the one who publishes."""
        name = f"proef{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} OWNER {SCHRIJVER} TEMPLATE template0 {rest}")
        return name


@contextmanager
def running_server() -> Iterator[Databaseserver]:
    """A cluster with the one who publishes and the one who reads, stopped and gone at the end."""
    with own_folder() as folder:
        server = Databaseserver(folder)
        server.make()
        server.start()
        try:
            for role in (SCHRIJVER, LEZER):
                server.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{WACHTWOORD}'")
            yield server
        finally:
            server.stop()


@contextmanager
def running_replica(server: Databaseserver, delay: str) -> Iterator[Databaseserver]:
    """A copy that follows the server, so much later."""
    with own_folder() as folder:
        replica = Databaseserver(folder)
        command = [
            program("pg_basebackup"),
            "-d",
            server.url("", "baas"),
            "-D",
            str(folder / "data"),
            "-R",
            "-c",
            "fast",
        ]
        subprocess.run(command, check=True, capture_output=True, **as_servant())  # type: ignore[call-overload]
        replica.start(recovery_min_apply_delay=delay)
        try:
            yield replica
        finally:
            replica.stop()


@contextmanager
def running_pooler(server: Databaseserver, connections: int = 2) -> Iterator[int]:
    """The port of a pgbouncer that gives each transaction one of a few connections, per account."""
    port = free_port()
    with own_folder() as folder:
        (folder / "lijst").write_text(f'"{SCHRIJVER}" "{WACHTWOORD}"\n"{LEZER}" "{WACHTWOORD}"\n')
        settings = {
            "listen_addr": "127.0.0.1",
            "listen_port": port,
            "unix_socket_dir": "",
            "pool_mode": "transaction",
            "default_pool_size": connections,
            "auth_type": "scram-sha-256",
            "auth_file": folder / "lijst",
        }
        lines = [f"{name} = {value}" for name, value in settings.items()]
        databases = f"[databases]\n* = host=127.0.0.1 port={server.port}\n"
        (folder / "pgbouncer.ini").write_text(f"{databases}[pgbouncer]\n" + "\n".join(lines))
        with (folder / "log").open("wb") as log:
            command = [shutil.which("pgbouncer") or program("pgbouncer"), str(folder / "pgbouncer.ini")]
            process = subprocess.Popen(command, stdout=log, stderr=log, **as_servant())  # type: ignore[call-overload]
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nothing listens on port {port}", pytrace=False)
