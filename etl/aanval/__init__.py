"""The attack on what is about to be published: the proof that nothing leaks, by code that hid nothing itself."""

from __future__ import annotations

from etl.aanval.oordeel import Interval, Uitslag, attack
from etl.aanval.regels import Schending

__all__ = ["Interval", "Schending", "Uitslag", "attack"]
