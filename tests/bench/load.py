"""Many requests at once from a client that does next to nothing: what two workers can do, what one request costs."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import NamedTuple

from tests.bench.serving import Served

# Connections after which two workers have both had one, but for one chance in a million.
_ENOUGH = 20


class Capacity(NamedTuple):
    """Requests per second with the client on the same machine, and processor milliseconds of the server per request."""

    per_second: float
    milliseconds: float


def get(path: str, *headers: str) -> bytes:
    """A request for a page as a browser sends it."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip, deflate, br, zstd", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


def measure(site: Served, requests: Sequence[bytes], times: int, at_once: int = 4) -> Capacity:
    """Send the requests in turn over `at_once` connections, `times` over each; every answer must be a good one."""
    warm(site, requests)
    before, start = site.processor_seconds(), perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda _: _send(site.port, requests, times), range(at_once)))
    took, used = perf_counter() - start, site.processor_seconds() - before
    return Capacity(at_once * times / took, used / (at_once * times) * 1000)


def ask(site: Served, request: bytes) -> None:
    """Send one request on a connection of its own; the answer must be a good one."""
    _send(site.port, [request], 1)


def warm(site: Served, requests: Sequence[bytes]) -> None:
    """Have each worker make each page: a new connection goes to whichever worker takes it."""
    for _ in range(_ENOUGH):
        _send(site.port, requests, len(requests))


def _send(port: int, requests: Sequence[bytes], times: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        left = b""
        for number in range(times):
            line.sendall(requests[number % len(requests)])
            left = _receive(line, left)


def _receive(line: socket.socket, received: bytes) -> bytes:
    """Read one answer; what came after it is returned."""
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += line.recv(65536)
    head = received[:end].lower()
    if not head.startswith((b"http/1.1 200", b"http/1.1 304")):
        raise RuntimeError(received[:end].decode(errors="replace"))
    length = 0 if head.startswith(b"http/1.1 304") else int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
    received = received[end + 4 :]
    while len(received) < length:
        received += line.recv(65536)
    return received[length:]
