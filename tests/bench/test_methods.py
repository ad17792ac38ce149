"""The three ways to protect, on tables small enough to see through."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from data.cells.cells import CelSleutel
from tests.bench.methods import cell_keys
from tests.bench.methods.attack import MOST, build_system, tighten, widths_by_program
from tests.bench.methods.measure import mix, perturb_all, round_all, suppress
from tests.bench.methods.rounding import round_tables
from tests.bench.methods.tables import KEYS, Tables


def table(inner: list[list[int]], hidden: set[int] | None = None) -> Tables:
    """Gemeenten by categories, with the totals of both and of all; cells row by row, the region last."""
    full = np.array([[*row, sum(row)] for row in inner])
    full = np.vstack((full, full.sum(axis=0)))
    rows, columns = full.shape
    names = [
        (f"G{r}" if r < rows - 1 else "R", f"c{c}" if c < columns - 1 else "totaal")
        for r in range(rows)
        for c in range(columns)
    ]
    cells = [
        CelSleutel("verlof", "werkprocessen", place, "2024-2025", "totaal" if cat == "totaal" else "maand", cat)
        for place, cat in names
    ]
    n = np.arange(rows * columns).reshape(rows, columns)
    sums = [(int(n[r, -1]), tuple(n[r, :-1].tolist())) for r in range(rows)]
    sums += [(int(n[-1, c]), tuple(n[:-1, c].tolist())) for c in range(columns)]
    truth = full.ravel().astype(np.int64)
    return Tables(
        cells=cells,
        told=len(cells),
        truth=truth,
        key=np.arange(len(cells)) * 37 % KEYS,
        before=truth,
        before_key=truth,
        hidden=np.isin(np.arange(len(cells)), sorted(hidden or ())),
        sums=sums,
        at_least=[],
        pairs=[],
        block=np.zeros(len(cells), dtype=np.int64),
        reported=np.zeros(len(cells), dtype=np.bool_),
        people={},
        region_of={f"G{r}": "R" for r in range(rows - 1)},
        names={},
    )


@pytest.mark.parametrize("inner", [[[1, 2], [3, 4]], [[12, 7, 1], [0, 5, 9], [3, 3, 3]], [[0, 0], [0, 1]]])
def test_rounded_figures_add_up_and_stay_near(inner: list[list[int]]) -> None:
    tables = table(inner)
    rounded = round_tables(tables)
    assert set((rounded % 5).tolist()) == {0}
    assert np.abs(rounded - tables.truth).max() < 5
    assert (rounded == tables.truth)[tables.truth % 5 == 0].all()
    assert all(rounded[total] == rounded[list(parts)].sum() for total, parts in tables.sums)


def test_rounding_is_the_nearest_that_adds_up() -> None:
    tables = table([[1, 2], [3, 6]])
    own = range(9)
    best = min(
        np.abs(np.array(r) - tables.truth).sum()
        for inner in product(*[(5 * (n // 5), 5 * (n // 5) + 5) for n in (1, 2, 3, 6)])
        if (r := table([list(inner[:2]), list(inner[2:])]).truth.tolist())
        and all(abs(r[n] - tables.truth[n]) < 5 for n in own)
    )
    assert np.abs(round_tables(tables) - tables.truth).sum() == best


@pytest.mark.parametrize("count", range(1, 15))
def test_noise_is_right_on_average_and_never_shows_a_small_count(count: int) -> None:
    values, chances = cell_keys.row(count)
    assert chances.sum() == pytest.approx(1)
    assert values @ chances == pytest.approx(count)
    assert not set(values.tolist()) & set(cell_keys.NEVER)
    assert np.abs(values - count).max() <= cell_keys.FURTHEST
    if count not in cell_keys.NEVER:
        assert (values - count) ** 2 @ chances <= cell_keys.VARIANCE + 1e-6


def test_noise_follows_its_table_and_a_set_of_records_gets_one_value() -> None:
    keys = np.arange(KEYS)
    for count in (0, 3, 8, 400):
        shown = cell_keys.perturb(np.full(KEYS, count), keys)
        _, chances = cell_keys.row(min(count, 10))
        seen = np.bincount(shown - shown.min(), minlength=1) / KEYS
        assert seen.max() == pytest.approx(chances.max(), abs=0.01)
        low, high = cell_keys.behind(shown)
        assert (low <= count).all()
        assert (count <= high).all()
        assert (np.diff(shown) >= 0).all()  # the key alone decides


def test_a_value_betrays_no_more_than_the_table_says() -> None:
    low, high = cell_keys.behind(np.array([0, 5, 40]))
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == [(0, 5), (1, 10), (35, 45)]


def test_what_is_hidden_alone_is_found() -> None:
    tables = table([[12, 3], [8, 20]], hidden={1})
    shown = suppress(tables)
    low, high = tighten(build_system(tables), shown.low.astype(float), shown.high.astype(float))
    assert (low[1], high[1]) == (3, 3)


def test_programs_find_what_every_table_written_out_gives() -> None:
    """Two gemeenten by three categories, of which only the totals are shown."""
    tables = table([[2, 3, 4], [1, 6, 2]], hidden={0, 1, 2, 4, 5, 6})
    shown, system = suppress(tables), build_system(tables)
    low, high = tighten(system, shown.low.astype(float), shown.high.astype(float))
    widths = widths_by_program(system, low, high, tables.block, [0, 1, 2, 4, 5, 6])
    first = np.array([(a, b, 9 - a - b) for a, b in product(range(4), range(10)) if 0 <= 9 - a - b <= 6 and b <= 9])
    assert widths.tolist() == [*np.ptp(first, axis=0).tolist()] * 2
    assert ((high - low)[[0, 1, 2, 4, 5, 6]] >= widths).all()


def test_every_method_leaves_the_truth_possible() -> None:
    tables = table([[1, 12, 0], [4, 7, 33], [2, 0, 18]], hidden={0, 1, 4, 5})
    exact, rounded = suppress(tables), round_all(tables)
    for shown in (exact, rounded, perturb_all(tables), mix(tables, exact, rounded)):
        low, high = tighten(build_system(tables), shown.low.astype(float), shown.high.astype(float))
        assert (low <= tables.truth).all()
        assert (tables.truth <= high).all()
        assert high.max() <= MOST


def test_noise_does_not_add_up_where_rounding_does() -> None:
    tables = table([[n * 7 % 23 for n in range(r, r + 4)] for r in range(1, 13, 4)])

    def broken(value: np.ndarray) -> int:
        return sum(value[total] != value[list(parts)].sum() for total, parts in tables.sums)

    assert broken(round_all(tables).value) == 0
    assert broken(perturb_all(tables).value) > 0
    assert all(a <= b for a, b in pairwise(sorted(tables.truth.tolist())))
