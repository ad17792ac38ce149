"""Disclosure control: what of a set of tables must stay hidden, decided for the whole set at once, with proof.

Specification: docs/afscherming.md.
"""

from __future__ import annotations

from etl.bescherming.bescherm import Bescherming, Statistiek, protect
from etl.bescherming.invoer import NietTeBeschermen, OngeldigeInvoer

__all__ = ["Bescherming", "NietTeBeschermen", "OngeldigeInvoer", "Statistiek", "protect"]
