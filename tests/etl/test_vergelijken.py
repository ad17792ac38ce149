"""A delivery beside the one before it: came, went, changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from etl.intern import open_intern
from etl.intern import schema as intern
from etl.intern.vergelijken import Leveringsvergelijking, compare_with_previous
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
            Leveringsvergelijking("GM0148", "2023-2024", 1, erbij=1, weg=1, gewijzigd=1, gelijk=2),
            Leveringsvergelijking("GM0193", "2023-2024", None, erbij=1, weg=0, gewijzigd=0, gelijk=0),
        ]
        assert [v.vorige for v in compare_with_previous(verbinding, 1)] == [None]
        for nummer in (3, 9):
            with pytest.raises(GebruiksFout, match=f"geaccepteerde levering {nummer}"):
                compare_with_previous(verbinding, nummer)


def test_a_gemeente_that_merged_is_laid_beside_what_it_merged_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cases under the old code and under the new one: nothing came and nothing went."""
    (tmp_path / "regios.csv").write_text("code;naam\nR1;Proef\n")
    (tmp_path / "gemeenten.csv").write_text(
        "code;naam;regio;sinds;tot;opgegaan_in\nGM0001;Oud;R1;;2023-01-01;GM0002\nGM0002;Nieuw;R1;2023-01-01;;\n"
    )
    monkeypatch.setenv("LEERRECHT_REFERENTIE", str(tmp_path))
    codes = {1: "GM0001", 2: "GM0002"}
    with open_intern(schrijven=True) as verbinding:
        verbinding.execute(insert(intern.levering), [levering(1), levering(2, peildatum=date(2024, 8, 1))])
        for nummer, code in codes.items():
            verbinding.execute(
                insert(intern.dekking), [{"levering_id": nummer, "gemeente_code": code, "schooljaar": "2023-2024"}]
            )
            verbinding.execute(insert(intern.werkproces), [row("een", nummer, gemeente_code=code)])
        verbinding.commit()
        assert compare_with_previous(verbinding, 2) == [
            Leveringsvergelijking("GM0002", "2023-2024", 1, erbij=0, weg=0, gewijzigd=0, gelijk=1)
        ]
