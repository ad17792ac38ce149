"""The tables to protect: every counted cell, what is true of it, what the product shows, how cells hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from data.cells.cells import CelSleutel, Hoogstens, Paar, Som
from data.cells.relaties import relate
from data.publication.databases import publiek_pad
from data.referentie.gebieden import LAND, Gebieden, gebieden
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN
from data.reports import published
from etl.intern import open_intern
from etl.publicatie.kennis import told_by_reports
from etl.publicatie.lezen import read_live
from etl.tellen import Tellingen, count_cells, count_worlds, published_plan

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

KEYS = 1024
"""A record key is one of so many; a cell key is the sum of those of its records, modulo this number."""
LATE = 50
"""One in so many cases is known only in the second edition."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Cells, those that are told first, `told` of them; the rest is left over between tables and is shown nowhere.

    truth, key: per cell its count and its cell key. before, before_key: the same in the edition before, without the
    late cases (of told cells in werkprocessen only; see `in_cases`). hidden: which told cells the product hides.
    sums: exact (total, parts), as places in `cells`. at_least: (large, small). pairs: (werkprocessen, jongeren).
    block: per cell the number of its region and schooljaar; -1 for the country. reported: which told cells an annual
    report printed as we count them. people: jongeren of 5 to 18 per (gebied, schooljaar). region_of, names: per gebied.
    """

    cells: list[CelSleutel]
    told: int
    truth: Ints
    key: Ints
    before: Ints
    before_key: Ints
    hidden: Bools
    sums: list[tuple[int, tuple[int, ...]]]
    at_least: list[tuple[int, int]]
    pairs: list[tuple[int, int]]
    block: Ints
    reported: Bools
    people: Mapping[tuple[str, str], int]
    region_of: Mapping[str, str]
    names: Mapping[str, str]

    def in_cases(self, *, before: bool) -> Tables:
        """The told cells in werkprocessen alone, as they are now or as they were in the edition before."""
        own = [n for n in range(self.told) if self.cells[n].teleenheid == WERKPROCESSEN]
        place = {n: i for i, n in enumerate(own)}
        sums = [(total, parts) for total, parts in self.sums if place.keys() >= {total, *parts}]
        return replace(
            self,
            cells=[self.cells[n] for n in own],
            told=len(own),
            truth=(self.before if before else self.truth)[own],
            key=(self.before_key if before else self.key)[own],
            hidden=self.hidden[own],
            sums=[(place[total], tuple(place[p] for p in parts)) for total, parts in sums],
            at_least=[(place[large], place[small]) for large, small in self.at_least if {large, small} <= place.keys()],
            pairs=[],
            block=self.block[own],
            reported=self.reported[own],
        )

    @property
    def small(self) -> Bools:
        """Which told cells count 1 to 4."""
        return (self.truth[: self.told] >= 1) & (self.truth[: self.told] <= 4)


def read_tables(*, live: bool) -> Tables:
    """Read the data folder of this process. live: what is told and hidden is taken from its live publication."""
    land = gebieden()
    with open_intern(schrijven=True) as connection:
        counts = count_cells(connection, land)
        told, hidden = _read_told(counts, live=live)
        keys = _cell_keys(connection, land)
    rest = sorted(c for c in counts.cellen.keys() - told if _counts_cases(c) and (live or not _is_told(counts, c)))
    cells = [*sorted(told), *rest]
    place = {cell: n for n, cell in enumerate(cells)}
    known = told_by_reports(published.cijfers(), counts.cellen).exact
    sums, at_least, pairs = _relations(cells, place, counts)
    truth = np.array([counts.cellen[c].waarde for c in cells], dtype=np.int64)
    key, before, before_key = (np.array([keys[c][n] for c in cells], dtype=np.int64) for n in range(3))
    return Tables(
        cells=cells,
        told=len(told),
        truth=truth,
        key=key,
        before=before,
        before_key=before_key,
        hidden=np.array([c in hidden for c in cells[: len(told)]], dtype=np.bool_),
        sums=sums,
        at_least=at_least,
        pairs=pairs,
        block=_blocks(cells, counts.regio_van),
        reported=np.array([c in known for c in cells[: len(told)]], dtype=np.bool_),
        people={(c.gebied, c.schooljaar): t.waarde for c, t in counts.cellen.items() if c.indicator == "jongeren_5_18"},
        region_of=counts.regio_van,
        names={**{r.code: r.naam for r in land.regios}, **{g.code: g.naam for g in land.gemeenten}},
    )


def _counts_cases(cell: CelSleutel) -> bool:
    return cell.indicator not in INDICATOREN or INDICATOREN[cell.indicator].herkomst == WERKPROCESSEN


def _is_told(counts: Tellingen, cell: CelSleutel) -> bool:
    return counts.cellen[cell].zichtbaar and _counts_cases(cell)


def _read_told(counts: Tellingen, *, live: bool) -> tuple[set[CelSleutel], set[CelSleutel]]:
    """What is told, and what of it is hidden."""
    if not live:
        return {c for c in counts.cellen if _is_told(counts, c)}, set()
    if not publiek_pad().exists():
        raise FileNotFoundError("There is no live publication in this data folder.")
    told = {c: f for c, f in read_live().cijfers.items() if c in counts.cellen and _counts_cases(c)}
    return set(told), {c for c, f in told.items() if f.status == "onderdrukt"}


def _cell_keys(connection: Connection, land: Gebieden) -> Mapping[CelSleutel, tuple[int, int, int]]:
    """Per cell its key, and its count and key without the late cases, all by the product's own counting.

    Each row is put in a made-up delivery numbered after its key. What is counted of a cell in delivery n is then how
    many of its records have key n. A jongere has one key, whatever his cases.
    """
    found: dict[CelSleutel, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for unit, of in ((WERKPROCESSEN, "levering_id, regel"), (JONGEREN, "persoon")):
        connection.execute(
            text(
                f"CREATE OR REPLACE TEMP TABLE _sleutelrij AS SELECT *, CAST(hash({of}) % {KEYS} * 2 + "  # noqa: S608, own names
                f"CAST(hash(regel, 'laat') % {LATE} = 0 AND '{unit}' = '{WERKPROCESSEN}' AS INT) AS INT) AS wereld "
                "FROM actief"
            )
        )
        frame = count_worlds(connection, land, "_sleutelrij")
        frame["key"] = frame.wereld // 2 * frame[unit]
        early = frame[frame.wereld % 2 == 0]
        where = ["vorm", "gebied", "schooljaar"]
        now, before = (f.groupby(where)[["key", unit]].sum() for f in (frame, early))
        plan = published_plan()
        for (form, gebied, year), (key, count, key_before) in (
            now[["key"]].join(before[[unit, "key"]], rsuffix="_before").fillna(0).astype(int).iterrows()
        ):
            shape = plan[form][1]
            cell = CelSleutel(shape.indicator, unit, gebied, year, shape.uitsplitsing, shape.categorie)
            found[cell] = (key % KEYS, count, key_before % KEYS)
    return found


def _relations(
    cells: list[CelSleutel], place: Mapping[CelSleutel, int], counts: Tellingen
) -> tuple[list[tuple[int, tuple[int, ...]]], list[tuple[int, int]], list[tuple[int, int]]]:
    """Exact sums, what is at least something else, and (werkprocessen, jongeren), as places; years apart."""
    sums: list[tuple[int, tuple[int, ...]]] = []
    at_least: list[tuple[int, int]] = []
    pairs: list[tuple[int, int]] = []
    for relation in relate(cells, counts.regio_van, counts.delen_van):
        match relation:
            case Som(totaal=total, delen=parts, exact=True):
                sums.append((place[total], tuple(place[p] for p in parts)))
            case Som(totaal=total, delen=parts):
                at_least += [(place[total], place[p]) for p in parts]
            case Hoogstens(klein=small, groot=large):
                at_least.append((place[large], place[small]))
            case Paar(werkprocessen=cases, jongeren=young):
                pairs.append((place[cases], place[young]))
    return sums, at_least, pairs


def _blocks(cells: list[CelSleutel], region_of: Mapping[str, str]) -> Ints:
    numbers: dict[tuple[str, str], int] = {}
    return np.array(
        [
            -1
            if c.gebied == LAND
            else numbers.setdefault((region_of.get(c.gebied, c.gebied), c.schooljaar), len(numbers))
            for c in cells
        ],
        dtype=np.int64,
    )
