"""Worlds as witnesses: possible deliveries that agree with all that is shown and differ where something is hidden.

Specification: docs/afscherming.md. The road, which `prove` and `streek` walk: `onveilig` says what is hidden for its
own sake, `zaken` reads the true rows, `model` says which small edits of them keep a person and a delivery possible
and what each does to every cell, `kiezen` finds what else must be hidden, `search` finds (with `program`) edits that
move hidden cells and leave shown ones, `groepen` finds the small groups that shown cells would still give, `realise`
makes rows of the edits, `recount` lets the product's own counting judge.
"""

from __future__ import annotations

from etl.werelden.bewaren import read_edits, read_worlds, write_edits, write_worlds
from etl.werelden.groepen import count_groups
from etl.werelden.keten import Verteld, look_back, read_earlier, with_edition
from etl.werelden.prove import Bewijs, Bewijzer, prove
from etl.werelden.recount import BREEDTE, add_up, judge, narrow_columns, number, recount, recount_chain
from etl.werelden.streek import NietTeBewijzen
from etl.werelden.uitgave import chain_keys, room_left
from etl.werelden.voorraad import Voorraad, fingerprint, read_stock, write_stock

__all__ = [
    "BREEDTE",
    "Bewijs",
    "Bewijzer",
    "NietTeBewijzen",
    "Verteld",
    "Voorraad",
    "add_up",
    "chain_keys",
    "count_groups",
    "fingerprint",
    "judge",
    "look_back",
    "narrow_columns",
    "number",
    "prove",
    "read_earlier",
    "read_edits",
    "read_stock",
    "read_worlds",
    "recount",
    "recount_chain",
    "room_left",
    "with_edition",
    "write_edits",
    "write_stock",
    "write_worlds",
]
