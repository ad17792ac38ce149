"""The stranger at the door: the attack that thinks in possible deliveries, on what is about to go live or is.

It asks nothing yet: `AAN` is the one line that lets it refuse. Until what is hidden is chosen with possible deliveries
in mind, it would refuse nearly everything, and rightly so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection

from data.cells import CelSleutel
from data.vocabulary import leeftijdsgroep
from etl.aanval import Openbaar, Tegenspraak, examine
from etl.aanval.mogelijk import Mogelijk, read_possible
from etl.intern import actief

AAN = False
STEEKPROEF = 20
"""How many of the cells and groups still open after the first round are asked one by one."""


def count_leaks(
    getoond: Mapping[CelSleutel, float],
    onderdrukt: Collection[CelSleutel],
    *,
    delen_van: Mapping[str, tuple[str, ...]],
    peildata: Mapping[tuple[str, str], date],
    kennis: Mapping[CelSleutel, int],
    mogelijk: Mogelijk,
) -> int:
    """How many cells and groups come out too closely. A set that contradicts itself counts as one."""
    openbaar = Openbaar(
        getoond=getoond,
        onderdrukt=onderdrukt,
        delen_van=delen_van,
        peildata=peildata,
        kennis=kennis,
        mogelijk=mogelijk,
        opgeteld=True,
    )
    try:
        return len(examine(openbaar, steekproef=STEEKPROEF).vondsten)
    except Tegenspraak:
        return 1


def read_seen(verbinding: Connection) -> Mogelijk:
    """What can be, with what the active werkprocessen hold added to it: an error of a register exists."""
    gezien = {
        (soort, onderwijssoort, leeftijdsgroep(leeftijd))
        for soort, onderwijssoort, leeftijd in actief.ages_per_kind(verbinding)
    }
    return read_possible().with_seen(gezien, een_leeftijd=not actief.has_two_births(verbinding))
