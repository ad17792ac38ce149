"""The example export: made-up werkprocessen for the real gemeenten, that agree with what reports published.

Deterministic in seed and size. Nothing in it is about a real person; its rows and its source say that it is an example.
"""

from pathlib import Path

from etl.voorbeeld.export import STANDAARD_ZAAD, STANDEN_CSV, WERKPROCESSEN_CSV, Geschreven, write_example

MEEGELEVERD = Path(__file__).parent / "werelden.json.gz"
"""Worlds that were found for the example as it is made without arguments; `python -m tests.bench.worlds` makes it."""

__all__ = ["MEEGELEVERD", "STANDAARD_ZAAD", "STANDEN_CSV", "WERKPROCESSEN_CSV", "Geschreven", "write_example"]
