"""What the public database tells of the protection: nothing that says how many figures are small."""

from __future__ import annotations

import json

from data.cells.cells import CelSleutel, Telling
from etl.aanval import Vonnis
from etl.publicatie.publiceren import _Beschermd, _evidence
from etl.tellen import Tellingen
from etl.werelden import Bewijs


def cells(aantal: int) -> list[CelSleutel]:
    return [CelSleutel("verlof", "werkprocessen", f"GM{n:04d}", "2024-2025") for n in range(aantal)]


def test_how_many_are_unsafe_in_themselves_is_not_told() -> None:
    """Anyone can count what is hidden; of how much of it that is because of itself nothing is said."""
    bewijs = Bewijs(
        onderdrukt=frozenset(cells(66)),
        onveilig=frozenset(cells(61)),
        vast=frozenset(cells(59)),
        paren=None,
        groepen=((),) * 53,
        verschillen=((),) * 47,
        werelden=9,
        programmas=43,
    )
    tellingen = Tellingen({cel: Telling(7) for cel in cells(81)}, {}, frozenset(), {})
    aanval = Vonnis(
        intervallen={},
        vondsten=(),
        herhalingen=0,
        onbeslist=0,
        afgebroken=0,
        losser=False,
        cellen=81,
        onderdrukt=66,
        groepen=7,
        smalste=5,
        lps=3,
        steekproef=60,
        zaad=5,
        seconden=0.1,
    )
    verteld = _evidence(_Beschermd(tellingen, {}, bewijs, aanval))
    assert verteld["afscherming"] == {"cellen": 81, "onderdrukt": 66}
    assert not [n for n in ("61", "59", "53", "47", "43") if n in json.dumps(verteld)]
