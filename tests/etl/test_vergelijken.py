"""A delivery beside the one before it: came, went, changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from data import schema_intern as intern
from etl.intern import open_intern
from etl.intern.vergelijken import Vergelijking, compare_with_previous
from etl.meldingen import GebruiksFout
from tests.etl.test_teambeeld import levering, werkproces

START = date(2023, 9, 1)


def row(nummer: str, levering_id: int, **anders: Any) -> dict[str, Any]:
    return werkproces(nummer, f"p-{nummer}", START) | {"levering_id": levering_id} | anders


def test_what_came_went_and_changed() -> None:
    rijen = [row(nummer, 1) for nummer in ("blijft", "weg", "anders", "ouder")]
    rijen += [row("blijft", 2), row("nieuw", 2), row("anders", 2, soort="preventie")]
    rijen += [row("ouder", 2, leeftijd_op_peildatum=13), row("elders", 2, gemeente_code="GM0193")]
    with open_intern(schrijven=True) as verbinding:
        twee = levering(2, peildatum=date(2024, 8, 1))
        verbinding.execute(insert(intern.levering), [levering(1), twee, levering(3, soort="standen")])
        dekking = [(1, "GM0148"), (2, "GM0148"), (2, "GM0193")]
        verbinding.execute(
            insert(intern.dekking),
            [{"levering_id": n, "gemeente_code": code, "schooljaar": "2023-2024"} for n, code in dekking],
        )
        verbinding.execute(insert(intern.werkproces), rijen)
        verbinding.commit()
        assert compare_with_previous(verbinding, 2) == [
            Vergelijking("GM0148", "2023-2024", 1, erbij=1, weg=1, gewijzigd=1, gelijk=2),
            Vergelijking("GM0193", "2023-2024", None, erbij=1, weg=0, gewijzigd=0, gelijk=0),
        ]
        assert [v.vorige for v in compare_with_previous(verbinding, 1)] == [None]
        for nummer in (3, 9):
            with pytest.raises(GebruiksFout, match=f"geaccepteerde levering {nummer}"):
                compare_with_previous(verbinding, nummer)
