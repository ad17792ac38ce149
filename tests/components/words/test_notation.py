"""Numbers and signs as a Dutch reader expects them."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.words import notation
from data.cells.cells import Status
from data.statistics.statistics import Interval


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0"), (1.0, "1"), (4269, "4.269"), (66115.0, "66.115")])
def test_counts(aantal: float, tekst: str) -> None:
    assert notation.format_count(aantal) == tekst


@pytest.mark.parametrize(
    ("percentage", "tekst"),
    [
        (99.2, "99,2%"),
        (0, "0,0%"),
        (100, "100,0%"),
        (99.95, "meer dan 99,9%"),
        (99.94, "99,9%"),
        (0.04, "minder dan 0,1%"),
        (0.05, "0,1%"),
        (0.15, "0,2%"),
        (12.25, "12,3%"),
    ],
)
def test_percentages(percentage: float, tekst: str) -> None:
    assert notation.format_percentage(percentage) == tekst


def test_rates_intervals_and_decimals() -> None:
    assert notation.format_per_thousand(403 / 66.115) == "6,1 per 1.000"
    assert notation.format_per_thousand(0.01) == "minder dan 0,1 per 1.000"
    assert notation.format_per_thousand(0) == "0,0 per 1.000"
    assert notation.format_interval(Interval(5.64, 14.4)) == "5,6 tot 14,4"
    assert notation.format_decimal(1234.5) == "1.234,5"
    assert notation.format_decimal(1234.5, 0) == "1.235"
    assert notation.format_decimal(-0.04) == "0,0"
    assert notation.format_decimal(-2.25) == "-2,3"


def test_days_and_months() -> None:
    assert notation.format_day(date(2023, 10, 1)) == "1 oktober 2023"
    assert notation.format_month(date(2024, 3, 31)) == "maart 2024"


@pytest.mark.parametrize(
    ("status", "teken", "uitspraak"),
    [("onderdrukt", "afgeschermd", "afgeschermd"), ("onbekend", ".", "onbekend"), ("nvt", "-", "niet van toepassing")],
)
def test_signs_of_what_is_not_there(status: Status, teken: str, uitspraak: str) -> None:
    assert notation.format_cell(None, status) == teken
    assert notation.format_cell(None, status, percentage=True, voorlopig=True) == teken
    assert notation.speak_cell(None, status) == uitspraak
    assert teken in dict(notation.TEKENS)


def test_published_cells() -> None:
    assert notation.format_cell(0, "gepubliceerd") == "0"
    assert notation.format_cell(4269, "gepubliceerd", voorlopig=True) == "4.269*"
    assert notation.format_cell(99.2, "gepubliceerd", percentage=True) == "99,2%"
    assert notation.speak_cell(4269, "gepubliceerd", voorlopig=True) == "4.269, voorlopig"
    assert "*" in dict(notation.TEKENS)


@pytest.mark.parametrize("onzin", [math.nan, math.inf])
def test_nothing_that_is_no_number_reaches_the_screen(onzin: float) -> None:
    for schrijf in (notation.format_count, notation.format_decimal, notation.format_percentage):
        with pytest.raises(ValueError, match=r"getal"):
            schrijf(onzin)


def test_a_hole_in_a_published_cell_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="waarde"):
        notation.format_cell(None, "gepubliceerd")
    with pytest.raises(ValueError, match="heel getal"):
        notation.format_count(2.5)


@given(st.floats(0, 100))
def test_only_nobody_is_zero_and_only_everybody_is_a_hundred(percentage: float) -> None:
    tekst = notation.format_percentage(percentage)
    assert (tekst == "0,0%") == (percentage == 0)
    assert (tekst == "100,0%") == (percentage == 100)
