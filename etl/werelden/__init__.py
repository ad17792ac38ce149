"""Worlds as witnesses: possible deliveries that agree with all that is shown and differ where something is hidden.

Specification: docs/afscherming.md. The road: `zaken` reads the true rows, `model` says which small edits of them keep
a person and a delivery possible and what each does to every cell, `program` finds edits that move hidden cells and
leave shown ones, `realise` makes rows of them, `recount` lets the product's own counting judge.
"""

from __future__ import annotations

from etl.werelden.bewaren import read_worlds, write_worlds
from etl.werelden.prove import Bewijs, NietTeBewijzen, prove
from etl.werelden.recount import judge, number, recount

__all__ = ["Bewijs", "NietTeBewijzen", "judge", "number", "prove", "read_worlds", "recount", "write_worlds"]
