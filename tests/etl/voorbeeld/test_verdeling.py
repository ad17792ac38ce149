"""Whole numbers that meet every demand: for any table that exists, and with the lightest giving way when none does."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.voorbeeld.verdeling import Eis, verdeel

Tabel = st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32 - 1))


@settings(max_examples=40)
@given(Tabel, st.integers(1, 30))
def test_margins_of_a_table_that_exists_are_met(vorm: tuple[int, int, int], grootte: int) -> None:
    rijen, kolommen, zaad = vorm
    rng = np.random.default_rng(zaad)
    bestaat = rng.poisson(grootte / 3, (rijen, kolommen))
    plek = np.arange(rijen * kolommen).reshape(rijen, kolommen)
    eisen = [Eis(plek[r], int(bestaat[r].sum()), int(bestaat[r].sum())) for r in range(rijen)]
    eisen += [Eis(plek[:, k], int(bestaat[:, k].sum()), None) for k in range(kolommen)]
    gekozen = verdeel(rng.gamma(1.0, grootte, rijen * kolommen), eisen, rng)
    assert gekozen.min() >= 0
    for eis in eisen:
        assert eis.laag <= gekozen[eis.plus].sum() <= (np.inf if eis.hoog is None else eis.hoog)


@given(st.lists(st.floats(0, 50), min_size=1, max_size=20), st.integers(0, 1000))
def test_without_demands_each_number_goes_to_a_neighbour(verwacht: list[float], zaad: int) -> None:
    getallen = np.array(verwacht)
    gekozen = verdeel(getallen, [], np.random.default_rng(zaad))
    assert (np.abs(gekozen - getallen) < 1 + 1e-6).all()


def test_contradicting_demands_the_lightest_gives_way() -> None:
    alles = np.arange(3)
    eisen = [Eis(alles, 30, 30, gewicht=1.0), Eis(alles, 28, 28, gewicht=2.0)]
    assert verdeel(np.array([5.0, 5.0, 5.0]), eisen, np.random.default_rng(1)).sum() == 28


def test_proportions_are_kept() -> None:
    gekozen = verdeel(np.array([1.0, 2.0, 7.0]), [Eis(np.arange(3), 1000, 1000)], np.random.default_rng(1))
    assert np.abs(gekozen - [100, 200, 700]).max() <= 1


def test_limits_and_subtraction() -> None:
    """Two groepen of 6 and 5 persons that are 9 different persons share 2."""
    eisen = [
        Eis(np.array([0]), 6, 6), Eis(np.array([1]), 5, 5), Eis(np.array([0, 1]), 9, 9, min=(2,)),
    ]  # fmt: skip
    hoog = np.array([10, 10, 5])
    gekozen = verdeel(np.array([3.0, 3.0, 0.0]), eisen, np.random.default_rng(1), np.zeros(3, dtype=np.int64), hoog)
    assert gekozen.tolist() == [6, 5, 2]
