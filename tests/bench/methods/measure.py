"""The figures of one method on one set of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from components.words.notation import format_decimal, format_percentage
from data.cells.cells import TOTAAL
from tests.bench.methods import cell_keys
from tests.bench.methods.attack import MOST, System, build_system, tighten, widths_by_program
from tests.bench.methods.rounding import BASE, round_tables
from tests.bench.methods.tables import Bools, Floats, Ints, Tables
from tests.bench.methods.verdicts import changed, judge, sample_of, sentence, two_cells

PROMISE = 5
PROGRAMS = 60
"""So many small cells are asked with linear programs, drawn with a fixed seed."""


@dataclass(frozen=True)
class Shown:
    """What is told: a value per told cell (not a number where it is hidden), and the limits anyone knows from it."""

    value: Floats
    low: Ints
    high: Ints


def suppress(tables: Tables) -> Shown:
    """Show what the product shows."""
    truth, hidden = tables.truth[: tables.told], tables.hidden
    return Shown(
        np.where(hidden, np.nan, truth.astype(np.float64)), np.where(hidden, 0, truth), np.where(hidden, MOST, truth)
    )


def round_all(tables: Tables) -> Shown:
    """Show every count rounded. How far rounding goes is told with it, as the largest step that was taken."""
    value = round_tables(tables)[: tables.told]
    country = tables.block[: tables.told] < 0
    far = int(max(BASE - 1, np.abs(value - tables.truth[: tables.told])[~country].max()))
    low, high = np.maximum(value - far, 0), value + far
    return Shown(value.astype(np.float64), np.where(country, 0, low), np.where(country, MOST, high))


def perturb_all(tables: Tables) -> Shown:
    """Show every count with the noise of its cell key."""
    value = cell_keys.perturb(tables.truth[: tables.told], tables.key[: tables.told])
    return Shown(value.astype(np.float64), *cell_keys.behind(value))


def mix(tables: Tables, exact: Shown, rounded: Shown) -> Shown:
    """Totals as the product shows them, details rounded."""
    total = np.array([cell.uitsplitsing == TOTAAL for cell in tables.cells[: tables.told]])
    return Shown(*(np.where(total, e, r) for e, r in zip(_parts(exact), _parts(rounded), strict=True)))


def _parts(shown: Shown) -> tuple[Floats, Ints, Ints]:
    return shown.value, shown.low, shown.high


def measure(tables: Tables, shown: Shown, again: Callable[[Tables], Shown] | None) -> dict[str, str]:
    """Every figure of a method, as text. again: the method itself, to make two editions with; None: not asked."""
    system, told = build_system(tables), tables.told
    small = tables.small & ~_told_by_reports(tables, system)
    low, high = tighten(system, *_known(tables, shown))
    width = (high - low)[:told]
    drawn = np.random.default_rng(0).permutation(np.flatnonzero(small))[:PROGRAMS]
    drawn = drawn[tables.block[drawn] >= 0]
    narrow = widths_by_program(system, low, high, tables.block, drawn.tolist()) < PROMISE
    error = np.abs(shown.value - tables.truth[:told])[~np.isnan(shown.value)]
    sample = sample_of(tables)
    true = judge(tables, sample, tables.truth[:told].astype(np.float64))
    other, none = changed(true, judge(tables, sample, shown.value))
    return {
        "cijfers zonder getal": _share(np.isnan(shown.value).mean()),
        "kleine cijfers (1-4) precies bekend": _share((width[small] < 1).mean()),
        f"kleine cijfers op minder dan {PROMISE} na bekend, zeker": _share((width[small] < PROMISE).mean()),
        f"idem met lineaire programma's, van {len(drawn)} getrokken": _share(narrow.mean()),
        "kleine cijfers waarvan vaststaat dat het er niet nul zijn": _share((low[:told][small] >= 1).mean()),
        "idem, van de vorige uitgave: alleen die, en dan met deze ernaast": _editions(tables, again),
        "fout, gemiddeld": format_decimal(float(error.mean()), 2),
        "fout, grootste": format_decimal(float(error.max()), 0),
        "totalen die niet de som van de getoonde delen zijn": _share(_broken(tables, shown)),
        f"oordeel anders, van {len(sample)} percentages": _share(other),
        "oordeel niet te geven": _share(none),
    }


def read_aloud(tables: Tables, shown: Shown) -> list[str]:
    """What a raadslid reads of two cells: one that the product hides, and one that it shows."""
    return [sentence(tables, cell, *_parts(shown)) for cell in two_cells(tables)]


def _known(tables: Tables, shown: Shown | None) -> tuple[Floats, Floats]:
    """The limits that what is shown, and what annual reports printed, leave each cell; None: nothing is shown."""
    low, high = np.zeros(len(tables.cells)), np.full(len(tables.cells), float(MOST))
    if shown:
        low[: tables.told], high[: tables.told] = shown.low, shown.high
    known = np.flatnonzero(tables.reported)
    low[known] = high[known] = tables.truth[known]
    return low, high


def _told_by_reports(tables: Tables, system: System) -> Bools:
    """The told cells that nobody can protect any more: reports alone give them."""
    low, high = tighten(system, *_known(tables, None))
    return (high - low)[: tables.told] < PROMISE


def _editions(tables: Tables, again: Callable[[Tables], Shown] | None) -> str:
    """Small cells of an edition, for who has that one, and for who kept it beside the next and knows cases are added.

    In werkprocessen alone.
    """
    if again is None:
        return "-"
    then, now = tables.in_cases(before=True), tables.in_cases(before=False)
    system, was, has = build_system(now), again(then), again(now)
    small = then.small & ~now.reported
    low, high = was.low.astype(np.float64), was.high.astype(np.float64)
    later = tighten(system, has.low.astype(np.float64), has.high.astype(np.float64))[1]
    found = [tighten(system, low, high), tighten(system, low, np.minimum(high, later))]
    return "; ".join(_share(((top - bottom)[small] < PROMISE).mean()) for bottom, top in found)


def _broken(tables: Tables, shown: Shown) -> float:
    """Of the sums of which every figure is shown, the share that does not hold on the page."""
    sums = [
        (total, parts)
        for total, parts in tables.sums
        if max(total, *parts) < tables.told and not np.isnan(shown.value[[total, *parts]]).any()
    ]
    return sum(shown.value[total] != shown.value[list(parts)].sum() for total, parts in sums) / len(sums)


def _share(share: float) -> str:
    return format_percentage(100 * float(share))


def table_of(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Make a Markdown table: a column per method, a line per figure."""
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    lines += [f"| {name} | " + " | ".join(row[name] for row in rows) + " |" for name in rows[0]]
    return "\n".join(lines) + "\n"
