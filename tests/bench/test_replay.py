"""The attacker who replays the choice: his tables are all there are, and what he knows follows from them."""

from __future__ import annotations

from itertools import product

import numpy as np

from tests.bench import replay
from tests.bench.replay import Toy, choose, known, tables_that_agree, weigh

TOY = Toy(((3, 9), (12, 8)))


def test_the_chooser_hides_what_is_small_and_enough_around_it() -> None:
    hidden = choose(TOY, TOY.unsafe)
    assert (hidden >= TOY.unsafe).all()
    assert hidden.sum() > TOY.unsafe.sum()
    values = np.array([table.cells.ravel() for table in tables_that_agree(TOY, hidden)])
    assert (np.ptp(values[:, hidden], axis=0) >= 5).all()


def test_every_table_that_agrees_is_found() -> None:
    hidden = np.array([True, True, False, True, True, False, False, False, False])
    shown = TOY.cells.ravel()[~hidden]
    every = (Toy(((a, b), (c, d))) for a, b, c, d in product(range(21), repeat=4) if a + b == 12)
    wanted = {toy.inner for toy in every if (toy.cells.ravel()[~hidden] == shown).all()}
    assert {toy.inner for toy in tables_that_agree(TOY, hidden)} == wanted


def test_a_table_with_a_small_count_in_sight_does_not_give_the_pattern() -> None:
    hidden = np.zeros(9, dtype=np.bool_)
    assert weigh(TOY, hidden, 0.0) == 0.0
    assert weigh(TOY, choose(TOY, TOY.unsafe), 0.0) == 1.0


def test_chance_leaves_more_tables_possible() -> None:
    """Of a pattern drawn by chance each table that agrees can be the true one, unless it shows a small count."""
    hidden = choose(TOY, TOY.unsafe)
    tables = tables_that_agree(TOY, hidden)
    without = [weigh(table, hidden, 0.0) > 0 for table in tables]
    within = [weigh(table, hidden, 0.1) > 0 for table in tables]
    assert sum(within) > sum(without) >= 1
    assert all(w >= wo for w, wo in zip(within, without, strict=True))


def test_what_is_known_follows_from_tables_and_weights() -> None:
    tables = [Toy(((n, 20),)) for n in (1, 3, 9)]
    hidden = np.array([True, False, False, False, False, False])
    assert not known(tables, [1, 1, 1], hidden).certain
    sure = known(tables, [1, 1, 0.01], hidden)
    assert (sure.certain, sure.sure, sure.small) == (False, True, False)
    pinned = known(tables, [1, 1, 0], hidden)
    assert (pinned.certain, pinned.sure, pinned.small) == (True, True, True)


def test_toys_are_the_same_every_time_and_hold_something_small() -> None:
    first, second = ([toy for toy, _ in replay.draw(5, 2, 0)] for _ in range(2))
    assert first == second
    assert all(toy.unsafe.any() for toy in first)
