"""The witnesses kept, and how far each cell is proved to reach by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from etl.bescherming.getuige import BREEDTE, Getuige


class Bereik:
    """The largest step up (`op`) and down (`neer`) per cell among the witnesses kept, each witness under its number."""

    def __init__(self, cellen: int) -> None:
        self.op = np.zeros(cellen, dtype=np.int64)
        self.neer = np.zeros(cellen, dtype=np.int64)
        self.volgende = 0
        self._getuigen: dict[int, Getuige] = {}
        self._stappen: defaultdict[int, dict[int, int]] = defaultdict(dict)

    @property
    def getuigen(self) -> list[Getuige]:
        """All witnesses kept, in the order in which they were found."""
        return [self._getuigen[nummer] for nummer in sorted(self._getuigen)]

    def wide(self, cel: int) -> bool:
        """Whether a cell is proved wide."""
        return bool(self.op[cel] + self.neer[cel] >= BREEDTE)

    def add(self, getuige: Getuige) -> None:
        """Keep a witness if it widens a cell that is not yet wide."""
        op, neer = self.op[getuige.cellen], self.neer[getuige.cellen]
        erbij = np.maximum(getuige.verschil - op, 0) + np.maximum(-getuige.verschil - neer, 0)
        if (erbij[op + neer < BREEDTE] > 0).any():
            self.keep(self.volgende, getuige)
            self.volgende += 1

    def keep(self, nummer: int, getuige: Getuige) -> None:
        """Keep a witness under a number."""
        self._getuigen[nummer] = getuige
        self.op[getuige.cellen] = np.maximum(self.op[getuige.cellen], getuige.verschil)
        self.neer[getuige.cellen] = np.maximum(self.neer[getuige.cellen], -getuige.verschil)
        for cel, stap in zip(getuige.cellen.tolist(), getuige.verschil.tolist(), strict=True):
            self._stappen[cel][nummer] = stap

    def moving(self, cel: int) -> dict[int, Getuige]:
        """The witnesses that move a cell."""
        return {nummer: self._getuigen[nummer] for nummer in self._stappen[cel]}

    def drop(self, nummers: Iterable[int]) -> None:
        """Let go of witnesses."""
        geraakt: set[int] = set()
        for nummer in nummers:
            for cel in self._getuigen.pop(nummer).cellen.tolist():
                del self._stappen[cel][nummer]
                geraakt.add(cel)
        for cel in geraakt:
            stappen = self._stappen[cel].values()
            self.op[cel] = max(0, max(stappen, default=0))
            self.neer[cel] = max(0, -min(stappen, default=0))

    def drop_since(self, punt: int) -> None:
        """Let go of what was kept since `volgende` stood at a point."""
        self.drop([nummer for nummer in range(punt, self.volgende) if nummer in self._getuigen])
