"""The attack on what is about to be published: by code that hid nothing itself.

Two of them stand here for now. `attack` is the one that `publiceren` and `controle` call; it knows the relations that
the choice of what to hide knows. `examine` derives all it knows from the delivery contract, the definitions and the law
(read `openbaar`, `onderscheid`, `contract`, `stelsel`, `insluiten`, `programma`, `vonnis`, in that order).
"""

from __future__ import annotations

from etl.aanval.oordeel import Interval, Uitslag, attack
from etl.aanval.openbaar import OnbekendeTabel, Openbaar, PubliekCijfer, read_figures
from etl.aanval.regels import Schending
from etl.aanval.stelsel import Tegenspraak
from etl.aanval.vonnis import Uitkomst, Vondst, examine

__all__ = [
    "Interval",
    "OnbekendeTabel",
    "Openbaar",
    "PubliekCijfer",
    "Schending",
    "Tegenspraak",
    "Uitkomst",
    "Uitslag",
    "Vondst",
    "attack",
    "examine",
    "read_figures",
]
