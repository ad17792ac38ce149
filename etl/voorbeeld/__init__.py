"""The example export: made-up werkprocessen for the real gemeenten, that agree with what reports published.

Deterministic in seed and size. Nothing in it is about a real person; its rows and its source say that it is an example.
"""

from etl.voorbeeld.export import STANDAARD_ZAAD, STANDEN_CSV, WERKPROCESSEN_CSV, Uitkomst, write_example

__all__ = ["STANDAARD_ZAAD", "STANDEN_CSV", "WERKPROCESSEN_CSV", "Uitkomst", "write_example"]
