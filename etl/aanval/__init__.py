"""The attack on what is about to be published: by code that hid nothing itself.

It derives all it knows from the delivery contract, the definitions of the registry and the law; of how cells were
chosen to be hidden it knows nothing. Read `openbaar` (what is public), `mogelijk` and `leeftijden` (what law and
definition allow), `onderscheid` (what the tables tell apart), `contract` (what holds of every possible delivery),
`stelsel` and `insluiten` (rows and the bounds that follow), `programma` (linear programs), `groepen` (small groups that
nobody listed) and `vonnis` (the verdict), in that order.
"""

from __future__ import annotations

from etl.aanval.openbaar import (
    OnbekendeTabel,
    Openbaar,
    PubliekCijfer,
    VerteldeGroep,
    read_figures,
    told_groups,
)
from etl.aanval.stelsel import Tegenspraak
from etl.aanval.vonnis import Lek, Vonnis, examine

__all__ = [
    "Lek",
    "OnbekendeTabel",
    "Openbaar",
    "PubliekCijfer",
    "Tegenspraak",
    "VerteldeGroep",
    "Vonnis",
    "examine",
    "read_figures",
    "told_groups",
]
