"""Tiny sets of cells of which every possible table can be written down, so that what is known of a cell is certain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from data.cells import CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som

RUIM = 9
"""How far above the truth a number is looked at; the rule asks for 5."""

Tafels = Mapping[CelSleutel, NDArray[np.int64]]


@dataclass(frozen=True)
class Set:
    """Cells with their true counts and relations; `vrij`: the cells that decide all others."""

    waar: Mapping[CelSleutel, int]
    relaties: Sequence[Relatie]


def cell(gebied: str, categorie: str = "totaal", eenheid: str = "werkprocessen") -> CelSleutel:
    uitsplitsing = "totaal" if categorie == "totaal" else "soort"
    return CelSleutel("wat", eenheid, gebied, "2023-2024", uitsplitsing, categorie)


def crossed(aantallen: Sequence[int]) -> Set:
    """Two gemeenten and their region, two categories: nine cells in werkprocessen."""
    waar = {cell(g, c): n for (g, c), n in zip(product(("A", "B"), ("x", "y")), aantallen, strict=True)}
    waar |= {cell(g): waar[cell(g, "x")] + waar[cell(g, "y")] for g in ("A", "B")}
    waar |= {cell("R", c): waar[cell("A", c)] + waar[cell("B", c)] for c in ("x", "y", "totaal")}
    sommen = [Som(cell(g), (cell(g, "x"), cell(g, "y")), exact=True) for g in ("A", "B", "R")]
    return Set(
        waar, [*sommen, *(Som(cell("R", c), (cell("A", c), cell("B", c)), exact=True) for c in ("x", "y", "totaal"))]
    )


def counted_twice(werk: Sequence[int], jongeren: Sequence[int], totaal: int) -> Set:
    """One gemeente, two categories, in werkprocessen and in jongeren."""
    delen = {"werkprocessen": dict(zip("xy", werk, strict=True)), "jongeren": dict(zip("xy", jongeren, strict=True))}
    waar = {cell("A", c, e): n for e, per in delen.items() for c, n in per.items()}
    waar |= {cell("A"): sum(werk), cell("A", eenheid="jongeren"): totaal}
    relaties: list[Relatie] = [
        Som(cell("A", eenheid=e), (cell("A", "x", e), cell("A", "y", e)), exact=e == "werkprocessen") for e in delen
    ]
    return Set(waar, [*relaties, *(Paar(cell("A", c), cell("A", c, "jongeren")) for c in ("x", "y", "totaal"))])


def widths(set_: Set, verborgen: Collection[CelSleutel]) -> dict[CelSleutel, int]:
    """Of each hidden cell how far its largest and smallest possible value lie apart, over every table there is."""
    if not verborgen:
        return {}
    open_ = sorted(verborgen)
    assen = np.meshgrid(*(np.arange(set_.waar[c] + RUIM + 1) for c in open_), indexing="ij", sparse=True)
    tafels: Tafels = {c: np.array(n) for c, n in set_.waar.items()} | dict(zip(open_, assen, strict=True))
    kan = np.ones([set_.waar[c] + RUIM + 1 for c in open_], dtype=np.bool_)
    for relatie in set_.relaties:
        kan &= holds(relatie, tafels)
    waarden = dict(zip(open_, np.nonzero(kan), strict=True))
    return {c: int(n.max() - n.min()) for c, n in waarden.items()}


def holds(relatie: Relatie, n: Tafels) -> NDArray[np.bool_]:
    """In which of the tables a relation holds."""
    if isinstance(relatie, Som):
        som, delen = sum((n[d] for d in relatie.delen), np.array(0)), [n[d] for d in relatie.delen]
        meer = [n[relatie.totaal] >= deel for deel in delen]
        return n[relatie.totaal] == som if relatie.exact else (n[relatie.totaal] <= som) & meer[0] & meer[-1]
    if isinstance(relatie, Paar):
        werk, jong = n[relatie.werkprocessen], n[relatie.jongeren]
        return (werk >= jong) & ((werk > 0) == (jong > 0))
    assert not isinstance(relatie, (Hoogstens, Lineair))
    raise TypeError
