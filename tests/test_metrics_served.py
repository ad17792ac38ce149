"""What Prometheus is told by the site as gunicorn serves it: all workers added up, and nothing of a visitor."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.databaseserver import free_port
from tests.pages import publicatie

ROOT = Path(__file__).parent.parent
# Only to end what hangs.
PATIENCE = 120


def fetch(url: str) -> str:
    """The text at an address, as soon as something answers there."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The site of two workers, and where it tells what it counted."""
    folder = tmp_path_factory.mktemp("metingen")
    publicatie.build(folder)
    site, metrics = free_port(), free_port()
    settings = {"PORT": str(site), "WEB_CONCURRENCY": "2", "LEERRECHT_METINGEN": str(metrics)}
    settings |= {"LEERRECHT_DATA": str(folder), "LEERRECHT_VOORAF": "nee", "LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "app:server"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | settings) as server:
        try:
            yield f"http://127.0.0.1:{site}", f"http://127.0.0.1:{metrics}/metrics"
        finally:
            server.terminate()


def told(url: str) -> dict[tuple[str, ...], float]:
    """Each number by its name and labels."""
    families = text_string_to_metric_families(fetch(url))
    return {
        (sample.name, *(f"{k}={v}" for k, v in sorted(sample.labels.items()))): float(sample.value)
        for family in families
        for sample in family.samples
    }


def test_all_workers_are_added_up_and_nobody_is_named(addresses: tuple[str, str]) -> None:
    site, metrics = addresses
    fetch(f"{site}/gereed")
    before = told(metrics)
    key = ("leerrecht_verzoeken_total", "soort=gemeente", "status=200")
    for _ in range(24):
        fetch(f"{site}/gemeente/aadorp?schooljaar=2023-2024")
    after = told(metrics)
    assert after[key] - before.get(key, 0) == 24
    assert after["leerrecht_verzoek_seconden_count", "soort=gemeente"] >= 24
    pages = [after.get(("leerrecht_paginageheugen_total", f"uitkomst={each}"), 0) for each in ("raak", "mis")]
    assert sum(pages) > 0
    assert after["leerrecht_publicatie_leeftijd_seconden",] > 0
    text = fetch(metrics)
    assert "aadorp" not in text and "127.0.0.1" not in text and "2023-2024" not in text


def test_the_public_port_tells_nothing_of_it(addresses: tuple[str, str]) -> None:
    site, _ = addresses
    with pytest.raises(URLError, match="404"):
        urlopen(f"{site}/metrics", timeout=PATIENCE)
