"""The counts behind a rounded percentage: never the wrong ones, never so few that they point at someone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.cells.cells import CelSleutel
from data.publication.figures import Bron, Cijfer, Deel
from data.publication.x_of_n import counts_for, deel_van
from data.registry.indicators import INDICATOREN

SCHOOL = INDICATOREN["schoolgaand"]
VERSLAG = Bron("v", "Verslag", "Gemeente", "verslag")
CIJFER = Cijfer(CelSleutel("schoolgaand", "jongeren", "GM1", "2022-2023"), 99.1, "gepubliceerd", VERSLAG)


@given(st.integers(1, 50_000), st.data())
def test_the_true_count_is_always_in_the_range_and_the_ends_round_to_the_percentage(
    n: int, data: st.DataObject
) -> None:
    waar = data.draw(st.integers(0, n))
    percentage = round(100 * waar / n, 1)
    laag, hoog = counts_for(percentage, n)
    assert laag <= waar <= hoog
    assert all(abs(100 * x / n - percentage) <= 0.05 + 1e-9 for x in (laag, hoog))


def test_a_percentage_without_decimals_leaves_ten_times_as_much_open() -> None:
    """44% of 203 is 89 or 90; 44,0% would be 89 alone. 1% more or less of 20.000 is 200 jongeren."""
    assert counts_for(44.0, 20_000, 0) == (8700, 8900)
    assert counts_for(44.0, 20_000, 1) == (8790, 8810)
    vsv = Cijfer(CelSleutel("vsv_na_1_jaar", "jongeren", "GM1", "2022-2023"), 44.0, "gepubliceerd", VERSLAG)
    assert vsv.gedrukte_decimalen == 1 and replace(vsv, decimalen=0).gedrukte_decimalen == 0
    ind = INDICATOREN["vsv_na_1_jaar"]
    assert deel_van(ind, replace(vsv, decimalen=0), 20_000, None) == Deel(8700, 8900, 20_000)


def test_hattem_has_seventeen() -> None:
    assert deel_van(SCHOOL, CIJFER, 1884, None) == Deel(1867, 1867, 1884)


@given(st.integers(1, 50_000), st.floats(90, 100))
def test_a_range_never_tells_of_fewer_than_five(n: int, percentage: float) -> None:
    deel = deel_van(SCHOOL, replace(CIJFER, waarde=round(percentage, 1)), n, None)
    assume(deel is not None)
    assert deel and deel.n - deel.hoog >= 5


@pytest.mark.parametrize(
    ("waarde", "n", "teller", "verwacht"),
    [
        (99.3, 3931.0, 27.0, Deel(3904, 3904, 3931)),
        (95.0, 3931.0, 27.0, None),  # the report contradicts itself
        (99.3, None, 27.0, None),
        (99.3, 0.0, 0.0, None),
        (None, 3931.0, 27.0, None),
    ],
)
def test_a_known_count_explains_the_percentage_only_when_they_agree(
    waarde: float | None, n: float | None, teller: float | None, verwacht: Deel | None
) -> None:
    assert deel_van(SCHOOL, replace(CIJFER, waarde=waarde), n, teller) == verwacht


def test_werkprocessen_are_no_part_of_the_jongeren() -> None:
    sleutel = CelSleutel("relatief_verzuim", "werkprocessen", "GM1", "2022-2023")
    assert deel_van(INDICATOREN["relatief_verzuim"], replace(CIJFER, sleutel=sleutel, waarde=98.0), 1884, None) is None
