"""The rows around some unknowns, ready for a linear program, and which unknowns hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.aanval.onbekenden import Bools, Floats, Ints, Onbekenden

PER_JONGERE = 10_000
"""One jongere is never taken to have more werkprocessen than this, nor than the cell can have at all.

The smaller the number, the better a linear program keeps the row.
"""

LANG = 12
"""How many unknowns of a row are near each other."""


@dataclass(frozen=True)
class Uitsnede:
    """The rows that touch the unknowns `vrij`: entries (`rij`, place in `vrij`, `factor`), pairs as rows at the end.

    `gelijk`: which rows are equalities. `van`: the row's number in the whole; -1 for a pair.
    """

    vrij: Ints
    rij: Ints
    plaats: Ints
    factor: Ints
    gelijk: Bools
    van: Ints


class Verband:
    """The rows of all unknowns in compressed form, pairs included as `hoogstens * jongeren - werkprocessen >= 0`."""

    def __init__(self, vraag: Onbekenden, hoog: Floats) -> None:
        hoogstens = np.clip(hoog[vraag.werk], 1, PER_JONGERE).astype(np.int64)
        paren = vraag.rows + np.arange(len(vraag.werk))
        self.rij = np.concatenate((vraag.rij, paren, paren))
        self.kolom = np.concatenate((vraag.kolom, vraag.jong, vraag.werk))
        self.factor = np.concatenate((vraag.factor, hoogstens, np.full(len(paren), -1)))
        self.vast = np.concatenate((vraag.vast, np.zeros(len(paren), dtype=np.int64)))
        self.gelijk = np.concatenate((vraag.gelijk, np.zeros(len(paren), dtype=np.bool_)))
        self.unknowns = len(vraag.cellen)
        op_rij = np.argsort(self.rij, kind="stable")
        self.rij, self.kolom, self.factor = self.rij[op_rij], self.kolom[op_rij], self.factor[op_rij]
        self._begin = np.concatenate(([0], np.cumsum(np.bincount(self.rij, minlength=len(self.vast)))))
        self._op_kolom = np.argsort(self.kolom, kind="stable")
        self._kolom_begin = np.concatenate(([0], np.cumsum(np.bincount(self.kolom, minlength=self.unknowns))))

    def parts(self) -> Ints:
        """Per unknown the number of its part: the lowest unknown that rows connect it with."""
        deel = np.arange(self.unknowns)
        while True:
            laagste = np.full(len(self.vast), self.unknowns)
            np.minimum.at(laagste, self.rij, deel[self.kolom])
            nieuw = deel.copy()
            np.minimum.at(nieuw, self.kolom, laagste[self.rij])
            nieuw = nieuw[nieuw]
            if (nieuw == deel).all():
                return deel
            deel = nieuw

    def around(self, kern: Ints, grens: int) -> Ints:
        """About `grens` unknowns near some, sorted: at one step, at two, ...; of a long row only the first few."""
        erin = np.zeros(self.unknowns, dtype=np.bool_)
        erin[kern] = True
        rand = kern
        while len(rand) and erin.sum() < grens:
            bereikt = np.zeros(self.unknowns, dtype=np.bool_)
            bereikt[self.kolom[self._first_entries(self._rows(rand))]] = True
            rand = np.flatnonzero(bereikt & ~erin)
            erin[rand[: max(0, grens - int(erin.sum()))]] = True
        return np.flatnonzero(erin)

    def cut(self, vrij: Ints) -> Uitsnede:
        """The rows that touch the unknowns, without the others in those rows."""
        rijen = self._rows(vrij)
        plek = self._entries(rijen)
        nummer = np.full(self.unknowns, -1)
        nummer[vrij] = np.arange(len(vrij))
        plaats = nummer[self.kolom[plek]]
        binnen = plaats >= 0
        rij = np.searchsorted(rijen, self.rij[plek])
        return Uitsnede(vrij, rij[binnen], plaats[binnen], self.factor[plek][binnen], self.gelijk[rijen], rijen)

    def sums(self, tafel: Ints, rijen: Ints) -> Ints:
        """What the rows come to in a table."""
        plek = self._entries(rijen)
        som = np.zeros(len(rijen), dtype=np.int64)
        np.add.at(som, np.searchsorted(rijen, self.rij[plek]), self.factor[plek] * tafel[self.kolom[plek]])
        return som + self.vast[rijen]

    def _rows(self, kolommen: Ints) -> Ints:
        raakt = np.zeros(len(self.vast), dtype=np.bool_)
        raakt[self.rij[self._op_kolom[_reach(self._kolom_begin, kolommen)]]] = True
        return np.flatnonzero(raakt)

    def _entries(self, rijen: Ints) -> Ints:
        return _reach(self._begin, rijen)

    def _first_entries(self, rijen: Ints) -> Ints:
        """The first few of each row. All of a country would be near each other, and no way from there would fit."""
        plek = self._entries(rijen)
        return plek[plek - self._begin[self.rij[plek]] < LANG]


def _reach(begin: Ints, wat: Ints) -> Ints:
    aantal = np.diff(begin)[wat]
    return np.arange(int(aantal.sum())) + np.repeat(begin[wat] - np.cumsum(aantal) + aantal, aantal)
