"""Answers to signals: kept per chart, for who may see it, and no longer holding once the signal is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.referentie.gebieden import gebieden
from data.team.antwoorden import (
    OngeldigAntwoordError,
    Sleutel,
    Stand,
    keep_answer,
    make_answer,
    read_answer,
    reopen,
)
from data.team.bevoegd import Bevoegd, GeenToegangError, from_roles

STAND = Stand(True, date(2025, 4, 1), date(2025, 6, 1), 0.4)


@pytest.fixture(autouse=True)
def eigen_map(tmp_path: Path, live_beeld: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))


@pytest.mark.parametrize(
    ("nu", "anders"),
    [
        (STAND, False),
        (replace(STAND, van=date(2025, 5, 1), tot=date(2025, 7, 1), afwijking=0.5), False),
        (replace(STAND, van=date(2025, 7, 1), tot=date(2025, 9, 1)), True),
        (replace(STAND, omhoog=False), True),
        (replace(STAND, afwijking=0.7), True),
    ],
)
def test_another_signal_is_one_that_turned_grew_or_came_later(nu: Stand, anders: bool) -> None:
    assert nu.differs(STAND) == anders


def test_an_answer_is_of_one_chart_and_the_last_one_holds(regio: Bevoegd) -> None:
    kaart = Sleutel(gemeenten=("GM0148",), soort="verlof")
    eerste = make_answer(STAND, "onbekend", "  we   kijken ", "Jansen")
    assert read_answer(regio, kaart) is None
    keep_answer(regio, kaart, eerste)
    assert read_answer(regio, kaart) == eerste and eerste.notitie == "we kijken" and not eerste.trendbreuk
    tweede = make_answer(STAND, "registratie", "sinds 2024-2025 anders", "Bakker")
    keep_answer(regio, kaart, tweede)
    assert read_answer(regio, kaart) == tweede and tweede.trendbreuk == "2024-2025"
    assert read_answer(regio, replace(kaart, soort="vsv")) is None
    assert read_answer(regio, replace(kaart, gemeenten=("GM0148", "GM0193"))) is None
    reopen(regio, kaart)
    assert read_answer(regio, kaart) is None


def test_nobody_reads_or_answers_about_another_team() -> None:
    ander = from_roles(["teamlead:GM0957"], gebieden())
    kaart = Sleutel(gemeenten=("GM0148",))
    for doe in (lambda: read_answer(ander, kaart), lambda: reopen(ander, kaart)):
        with pytest.raises(GeenToegangError):
            doe()
    with pytest.raises(GeenToegangError):
        keep_answer(ander, kaart, make_answer(STAND, "echt", "", "Jansen"))


@pytest.mark.parametrize("notitie", ["bsn 123456782", "geboren 12-03-2011", "bel 06 1234 5678", "x" * 301])
def test_what_may_be_about_a_child_is_not_kept(notitie: str) -> None:
    with pytest.raises(OngeldigAntwoordError) as fout:
        make_answer(STAND, "echt", notitie, "Jansen")
    assert notitie not in str(fout.value)
    with pytest.raises(OngeldigAntwoordError, match="oorzaak"):
        make_answer(STAND, "anders", "", "Jansen")
