"""Weeks, months and the same date in another year, against days counted one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.referentie import schooljaar
from data.team.stroom import Doorstroming, Optelling, Periode, find_tijd, reeks, same_day, vakken

PEIL = date(2024, 2, 29)
DAGEN = st.dictionaries(st.dates(date(2022, 8, 1), date(2024, 7, 31)), st.integers(1, 9), max_size=40)


@given(DAGEN, DAGEN, st.dates(date(2022, 8, 1), date(2024, 7, 31)))
def test_sums_over_days(instroom: dict[date, int], uit: dict[date, int], dag: date) -> None:
    stroom = Doorstroming(Optelling(instroom), Optelling(uit))
    van = dag - timedelta(days=30)
    assert stroom.aantal("instroom", van, dag) == sum(n for d, n in instroom.items() if van <= d <= dag)
    assert stroom.lopend(dag) == sum(n for d, n in instroom.items() if d <= dag) - sum(
        n for d, n in uit.items() if d <= dag
    )


@pytest.mark.parametrize("periode", ["maand", "week"])
@pytest.mark.parametrize("jaar", schooljaar.reeks("2019-2020", "2025-2026"))
def test_every_day_lies_in_one_month_and_one_week(periode: Periode, jaar: str) -> None:
    begin, eind = schooljaar.begin(jaar), schooljaar.einde(jaar)
    stukken = vakken(jaar, periode, eind)
    gezien = Counter(vak.van + timedelta(days=n) for vak in stukken for n in range((vak.tot - vak.van).days + 1))
    assert gezien == Counter(begin + timedelta(days=n) for n in range((eind - begin).days + 1))
    assert all(vak.heel for vak in stukken)
    assert all(vak.van.weekday() == 0 for vak in stukken[1:]) if periode == "week" else len(stukken) == 12


def test_what_is_not_over_yet_is_cut_off_and_says_so() -> None:
    stukken = vakken("2023-2024", "maand", date(2023, 10, 5))
    assert [(vak.van.month, vak.tot.day, vak.heel) for vak in stukken] == [(8, 31, True), (9, 30, True), (10, 5, False)]
    stroom = Doorstroming(Optelling({date(2023, 10, 5): 2, date(2023, 10, 6): 4}), Optelling({}))
    assert reeks(stroom, "instroom", stukken) == [0, 0, 2]


def test_the_same_day_of_another_year() -> None:
    assert same_day(date(2024, 2, 29), -1) == date(2023, 2, 28)
    assert same_day(date(2025, 7, 31), -2) == date(2023, 7, 31)


DEKKING = {
    ("A", "2021-2022"): (PEIL, False),
    ("A", "2022-2023"): (PEIL, False),
    ("A", "2023-2024"): (PEIL, False),
    ("B", "2022-2023"): (date(2024, 6, 1), False),
    ("B", "2023-2024"): (date(2024, 6, 1), False),
    ("C", "2021-2022"): (PEIL, True),
}


def test_years_are_compared_only_when_the_same_gemeenten_are_in_them() -> None:
    tijd = find_tijd(DEKKING, ["A", "B", "C"])
    assert tijd and (tijd.schooljaar, tijd.peildatum, tijd.met, tijd.zonder) == ("2023-2024", PEIL, ("A", "B"), ("C",))
    assert tijd.eerdere == ("2022-2023",) and tijd.tot("2022-2023") == date(2023, 2, 28)
    assert not tijd.afgelopen and not tijd.voorbeeld
    alleen = find_tijd(DEKKING, ["A"])
    assert alleen and alleen.eerdere == ("2022-2023", "2021-2022")
    eerder = find_tijd(DEKKING, ["A", "B", "C"], "2021-2022")
    assert eerder and eerder.met == ("A", "C") and eerder.afgelopen and eerder.voorbeeld
    assert find_tijd(DEKKING, ["C"], "2023-2024") is None and find_tijd({}, ["A"]) is None
