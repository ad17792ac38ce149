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
    state_of,
)
from data.team.bevoegd import Bevoegd, GeenToegangError, from_roles
from data.team.signalen import Aandacht, rate_chart

STAND = Stand(True, date(2025, 4, 1), date(2025, 6, 1), 0.4)


@pytest.fixture(autouse=True)
def eigen_map(tmp_path: Path, live_beeld: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERRECHT_DATA", str(tmp_path))


@pytest.mark.parametrize(
    ("nu", "anders"),
    [
        (STAND, False),
        (replace(STAND, van=date(2025, 5, 1), tot=date(2025, 7, 1), afwijking=0.5), False),
        (replace(STAND, omhoog=False), True),
        (replace(STAND, afwijking=0.7), True),
    ],
)
def test_another_signal_is_one_that_turned_or_grew(nu: Stand, anders: bool) -> None:
    assert nu.differs(STAND) == anders


def test_an_answer_is_about_its_own_months(regio: Bevoegd) -> None:
    """Who answers a signal of last year does not bring back the one of this year, and the other way round."""
    kaart = Sleutel(gemeenten=("GM0148",))
    later = replace(STAND, van=date(2025, 7, 1), tot=date(2025, 9, 1))
    nu, toen = (make_answer(stand, "echt", "", "Jansen") for stand in (later, STAND))
    keep_answer(regio, kaart, nu)
    assert read_answer(regio, kaart, STAND) is None
    keep_answer(regio, kaart, toen)
    assert read_answer(regio, kaart, later) == nu and read_answer(regio, kaart, STAND) == toen
    reopen(regio, kaart, later)
    assert read_answer(regio, kaart, later) is None and read_answer(regio, kaart, STAND) == toen


def test_a_trendbreuk_is_proposed_from_the_schooljaar_of_the_last_month() -> None:
    """Another way of registering begins with a schooljaar: in September the months before it are of the old way."""
    begin = replace(STAND, van=date(2025, 7, 1), tot=date(2025, 9, 1))
    assert make_answer(begin, "registratie", "", "Jansen").trendbreuk == "2025-2026"


def test_another_month_of_a_control_chart_is_the_same_signal(regio: Bevoegd) -> None:
    """A run of months below the mean has a signal each month; it comes back when three new ones are over."""
    maanden = [date(2025, maand, 1) for maand in range(1, 10)]
    delen = {maand: (95, 100) if maand.month == 1 else (60, 100) for maand in maanden}
    kaart = rate_chart("", "op_tijd", delen, maanden, ())
    assert kaart is not None
    punt = next(p for p in kaart.punten if p.signaal)
    mei, juni, september = (state_of(Aandacht(kaart, date(2025, maand, 1), punt, 3.0)) for maand in (5, 6, 9))
    sleutel = Sleutel(gemeenten=("GM0148",), maat="op_tijd")
    keep_answer(regio, sleutel, make_answer(mei, "echt", "", "Jansen"))
    assert read_answer(regio, sleutel, juni) is not None and read_answer(regio, sleutel, september) is None


def test_an_answer_is_of_one_chart_and_the_last_one_holds(regio: Bevoegd) -> None:
    kaart = Sleutel(gemeenten=("GM0148",), soort="verlof")
    eerste = make_answer(STAND, "onbekend", "  we   kijken ", "Jansen")
    assert read_answer(regio, kaart, STAND) is None
    keep_answer(regio, kaart, eerste)
    assert read_answer(regio, kaart, STAND) == eerste and eerste.notitie == "we kijken" and not eerste.trendbreuk
    tweede = make_answer(STAND, "registratie", "sinds 2024-2025 anders", "Bakker")
    keep_answer(regio, kaart, tweede)
    assert read_answer(regio, kaart, STAND) == tweede and tweede.trendbreuk == "2024-2025"
    assert read_answer(regio, replace(kaart, soort="vsv"), STAND) is None
    assert read_answer(regio, replace(kaart, gemeenten=("GM0148", "GM0193")), STAND) is None
    reopen(regio, kaart, STAND)
    assert read_answer(regio, kaart, STAND) is None


def test_nobody_reads_or_answers_about_another_team() -> None:
    ander = from_roles(["teamlead:GM0957"], gebieden())
    kaart = Sleutel(gemeenten=("GM0148",))
    for doe in (lambda: read_answer(ander, kaart, STAND), lambda: reopen(ander, kaart, STAND)):
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
