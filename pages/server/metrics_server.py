"""`/metrics` for Prometheus, on a port of its own, in a process of its own: `python -m pages.server.metrics_server`.

It is started by gunicorn, which holds the other end of its standard input: when that is gone, so is this.
It adds up what the workers counted, and tells how long the commands took that ran on this data folder.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from data.levering.metingen import SETTING, measures_folder
from pages.server.metrics import FOLDER, MOMENT


class Ages(Collector):
    """What the workers counted, and how old the publication is that they show."""

    def __init__(self, folder: str) -> None:
        self._workers = MultiProcessCollector(None, path=folder)

    def collect(self) -> Iterator[Metric]:
        """The numbers of now."""
        for metric in self._workers.collect():
            yield metric
            if metric.name == MOMENT and metric.samples:
                age = time.time() - max(sample.value for sample in metric.samples)
                text = "Hoe oud de getoonde publicatie is"
                yield GaugeMetricFamily("leerrecht_publicatie_leeftijd_seconden", text, value=age)


class Tasks(Collector):
    """How long each command took the last time, and what came of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterator[Metric]:
        """The numbers of now."""
        families = {
            "seconden": GaugeMetricFamily("leerrecht_taak_seconden", "Hoe lang het commando duurde", labels=["taak"]),
            "status": GaugeMetricFamily("leerrecht_taak_status", "De status waarmee het eindigde", labels=["taak"]),
            "moment": GaugeMetricFamily("leerrecht_taak_moment_seconden", "Wanneer het eindigde", labels=["taak"]),
        }
        for file in sorted(self._folder.glob("*.json")):
            measured = json.loads(file.read_text("utf-8"))
            for name, family in families.items():
                family.add_metric([file.stem], measured[name])
        yield from families.values()


def address(text: str) -> tuple[str, int]:
    """Host and port of `9400` or `0.0.0.0:9400`; without a host only this machine."""
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


def main() -> int:
    """Serve until gunicorn is gone, then clear what the workers wrote."""
    folder = os.environ[FOLDER]
    host, port = address(os.environ[SETTING])
    registry = CollectorRegistry()
    registry.register(Ages(folder))
    registry.register(Tasks(measures_folder()))
    server, thread = start_http_server(port, host, registry=registry)
    sys.stdin.read()
    server.shutdown()
    server.server_close()
    thread.join()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
