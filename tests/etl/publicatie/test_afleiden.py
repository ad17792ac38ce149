"""A percentage is told only where the count it turns on is."""

from __future__ import annotations

from datetime import date

import pytest

from data.cells.cells import CelSleutel, Telling
from data.registry.indicators import JONGEREN
from etl.publicatie.afleiden import cijfer_rows
from etl.tellen import Herkomst, Tellingen

JAAR = "2023-2024"
TELLER, NOEMER = (CelSleutel(key, JONGEREN, "GM1", JAAR) for key in ("absoluut_verzuim", "jongeren_5_18"))
HERKOMST = Herkomst(date(2024, 10, 1), voorbeeld=False)


@pytest.mark.parametrize(("teller", "noemer"), [(True, True), (False, True), (True, False)])
def test_a_percentage_does_not_tell_a_count_that_is_not_told(teller: bool, noemer: bool) -> None:
    tellingen = Tellingen(
        cellen={TELLER: Telling(3, zichtbaar=teller), NOEMER: Telling(1500, zichtbaar=noemer)},
        herkomst={(soort, "GM1", JAAR): HERKOMST for soort in ("werkprocessen", "standen")},
        onbekend=frozenset(),
        delen_van={},
    )
    rij = next(r for r in cijfer_rows(tellingen, ()) if r["indicator"] == "schoolgaand")
    if teller and noemer:
        assert (rij["status"], rij["waarde"]) == ("gepubliceerd", 99.8)
    else:
        assert (rij["status"], rij["waarde"], rij["noemer"]) == ("onderdrukt", None, None)
