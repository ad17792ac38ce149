"""What readers lose: verdicts that change, and what is read of one and the same cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.words.labels import category_label
from components.words.notation import AFGESCHERMD, format_count
from components.words.nouns import count_noun, words_for
from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Gebied, onbekend
from data.registry.indicators import INDICATOREN
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.counts import ComparableCount
from data.views.maatstaf import Maatstaf, place_against
from tests.bench.methods.tables import Floats, Ints, Tables

SAMPLE = 1_500
"""So many percentages of gemeenten are judged, drawn with a fixed seed."""


def sample_of(tables: Tables) -> list[tuple[int, int]]:
    """(gemeente, region) as places: cells of a gemeente that can be held against the rest of its region."""
    place = {cell: n for n, cell in enumerate(tables.cells[: tables.told])}
    found = [
        (n, place[above])
        for cell, n in place.items()
        if cell.gebied in tables.region_of
        and (above := cell._replace(gebied=tables.region_of[cell.gebied])) in place
        and {(cell.gebied, cell.schooljaar), (above.gebied, cell.schooljaar)} <= tables.people.keys()
        and tables.truth[n] < tables.people[cell.gebied, cell.schooljaar]
        and tables.truth[n] < tables.truth[place[above]]
    ]
    drawn = np.random.default_rng(0).permutation(len(found))[:SAMPLE]
    return [found[n] for n in sorted(drawn.tolist())]


def judge(tables: Tables, sample: Sequence[tuple[int, int]], shown: Floats) -> list[Oordeel | None]:
    """What the page would say of each: "hoger", "lager" or no clear difference; None where a figure is hidden."""
    verdicts: list[Oordeel | None] = []
    for own, region in sample:
        if np.isnan(shown[own]) or np.isnan(shown[region]):
            verdicts.append(None)
            continue
        cell, above = tables.cells[own], tables.cells[region]
        count, rest = int(shown[own]), int(max(0, shown[region] - shown[own]))
        people = tables.people[cell.gebied, cell.schooljaar]
        others = tables.people[above.gebied, cell.schooljaar] - people
        plek = _place(cell, count, people, Maatstaf("rest", rest, rest, others)) if others > 0 else None
        verdicts.append(plek.op_95 if plek else None)
    return verdicts


def _place(cell: CelSleutel, count: int, people: int, rest: Maatstaf) -> Plek | None:
    gebied = Gebied(cell.gebied, cell.gebied, "", "gemeente", None)
    own = ComparableCount(
        gebied, onbekend(cell), onbekend(cell), count, count, people, personen=cell.teleenheid == "jongeren"
    )
    return place_against(own, rest)


def changed(true: Sequence[Oordeel | None], said: Sequence[Oordeel | None]) -> tuple[float, float]:
    """The shares of verdicts that differ from what the true counts say, and that cannot be given."""
    other = sum(t is not s for t, s in zip(true, said, strict=True) if s is not None)
    return other / len(true), sum(s is None for s in said) / len(true)


def sentence(tables: Tables, cell: int, shown: Floats, low: Ints, high: Ints) -> str:
    """What a raadslid reads of a cell."""
    key = tables.cells[cell]
    place, indicator = tables.names[key.gebied], INDICATOREN[key.indicator]
    part = "" if key.uitsplitsing == TOTAAL else f" ({category_label(key.uitsplitsing, key.categorie).lower()})"
    what = f"{place}, {key.schooljaar}, {indicator.titel.lower()}{part}"
    if np.isnan(shown[cell]):
        return f"{what}: {AFGESCHERMD}."
    said = count_noun(shown[cell], words_for(indicator, key.teleenheid))
    if low[cell] == high[cell]:
        return f"{what}: {said}."
    limits = f"{format_count(low[cell])} en {format_count(high[cell])}"
    return f"{what}: ongeveer {said}. Het echte aantal ligt tussen {limits}."


def two_cells(tables: Tables) -> tuple[int, int]:
    """The cells to read aloud: of the newest schooljaar something hidden (a detail, if any is) and a shown detail.

    Both of a gemeente. Where nothing small is hidden, something small.
    """
    newest = max(c.schooljaar for c in tables.cells[: tables.told])
    own = [
        n for n, c in enumerate(tables.cells[: tables.told]) if c.schooljaar == newest and c.gebied in tables.region_of
    ]
    details = [n for n in own if tables.cells[n].uitsplitsing != TOTAAL]
    small = [n for n in own if tables.small[n]]
    hidden = [n for n in small if tables.hidden[n]]
    told = [n for n in hidden if n in details] or hidden or small
    shown = [n for n in details if not tables.hidden[n] and 10 <= tables.truth[n] < 100 and tables.truth[n] % 5]
    return told[len(told) // 2], shown[len(shown) // 2]
