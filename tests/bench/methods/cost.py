"""What work costs: processor seconds and memory, measured in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
Cost = tuple[float, float]
"""Processor seconds, and most memory in GB."""


def run_etl(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "etl", *words], check=True, stdout=sys.stderr)


def publish() -> Cost:
    """Publish what was delivered, as anyone does, and say what it cost."""
    return costs(partial(run_etl, "publiceren"))[1]


def costs(work: Callable[[], T]) -> tuple[T, Cost]:
    """Do work in a process of its own: (what it gives, what it cost)."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_watched, work).result()


def _watched(work: Callable[[], T]) -> tuple[T, Cost]:
    begin = _processor()
    result = work()
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return result, (_processor() - begin, most / 1e6)


def _processor() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
