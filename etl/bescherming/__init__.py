"""Disclosure control: what of a set of tables must stay hidden, decided for the whole set at once, with proof.

Specification: docs/afscherming.md.
"""

from __future__ import annotations

from etl.bescherming.bescherm import Bescherming, protect
from etl.bescherming.invoer import OngeldigeInvoer

__all__ = ["Bescherming", "OngeldigeInvoer", "protect"]
