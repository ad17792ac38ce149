"""What must be hidden for its own sake, and which differences of cells must stay open (docs/afscherming.md).

A *verschil* is a sum of cells with whole factors that counts a group no table shows: a total less a category that is
all of it, the jongeren with only other cases, those under two kinds. Which cells hold which is read off the plan: what
each cell counts is a set of atomen at a moment. Groups of werkprocessen need no list: `groepen` finds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from data.cells.cells import CelSleutel, Telling
from data.cells.tableplan import Inhoud, Niveau, Vorm
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from etl.tellen import Tellingen, published_plan

KLEIN = range(1, 5)
"""Counts that point at a few children."""
KLEINE_GROEP = 10
"""Below this many, to know that all of a group have one property is to know it of each."""

Verschil = tuple[tuple[CelSleutel, int], ...]
"""Cells with the factor by which each counts."""


@dataclass(frozen=True)
class Onveilig:
    """cellen: hidden for their own sake. hele: (category, total less category): hidden where something else could be.

    verschillen: small groups of jongeren that cells would give.
    """

    cellen: frozenset[CelSleutel]
    hele: tuple[tuple[CelSleutel, Verschil], ...]
    verschillen: tuple[Verschil, ...]


def find_unsafe(tellingen: Tellingen, kennis: Collection[CelSleutel] = ()) -> Onveilig:
    """Find what must be hidden among the cells that readers may see.

    kennis: cells that they have from elsewhere. What these give together is no leak of ours.
    """
    weet = frozenset(kennis)
    zichtbaar = {c: t for c, t in tellingen.cellen.items() if t.zichtbaar or c in weet}
    klein = {c for c, t in zichtbaar.items() if t.zichtbaar and (t.waarde in KLEIN or c in tellingen.weinig)}
    # Of a fact that is counted twice, both counts or neither.
    klein |= {p for c in klein if (p := pair(c)) in zichtbaar and zichtbaar[p].zichtbaar}
    hele: list[tuple[CelSleutel, Verschil]] = []
    verschillen: list[Verschil] = []
    inhoud = {(niveau, vorm): i for niveau, vorm, i in published_plan()}
    for plek, cellen in _by_place(zichtbaar, tellingen.regio_van, inhoud).items():
        for (deel, klein_i), (geheel, groot_i) in _nested(cellen):
            if {deel, geheel} <= weet:
                continue
            rest = zichtbaar[geheel].waarde - zichtbaar[deel].waarde
            verschil: Verschil = ((geheel, 1), (deel, -1))
            if rest == 0 and 0 < zichtbaar[geheel].waarde < KLEINE_GROEP and klein_i != groot_i:
                hele.append((deel, verschil))
            elif plek[2] == JONGEREN and rest in KLEIN:
                verschillen.append(verschil)
        if plek[2] == JONGEREN:
            for geheel, delen in _unions(cellen):
                te_veel = sum(zichtbaar[d].waarde for d in delen) - zichtbaar[geheel].waarde
                if te_veel in KLEIN and not {*delen, geheel} <= weet:
                    verschillen.append((*((d, 1) for d in delen), (geheel, -1)))
    return Onveilig(frozenset(klein), tuple(hele), tuple(verschillen))


def pair(cel: CelSleutel) -> CelSleutel:
    """Give the other count of the same fact."""
    return cel._replace(teleenheid=JONGEREN if cel.teleenheid == WERKPROCESSEN else WERKPROCESSEN)


Plek = tuple[str, str, str, str]
"""gebied, schooljaar, teleenheid, moment: cells that count parts of one set."""


def _by_place(
    zichtbaar: Mapping[CelSleutel, Telling],
    regio_van: Mapping[str, str],
    inhoud: Mapping[tuple[Niveau, Vorm], Inhoud],
) -> dict[Plek, list[tuple[CelSleutel, Inhoud]]]:
    """The counted cells of each place with what each counts."""
    per: dict[Plek, list[tuple[CelSleutel, Inhoud]]] = defaultdict(list)
    for c in zichtbaar:
        niveau: Niveau = "gemeente" if c.gebied in regio_van else "regio"
        if i := inhoud.get((niveau, Vorm(c.indicator, c.uitsplitsing, c.categorie))):
            per[c.gebied, c.schooljaar, c.teleenheid, i.moment].append((c, i))
    return per


def _nested(
    cellen: Sequence[tuple[CelSleutel, Inhoud]],
) -> Iterator[tuple[tuple[CelSleutel, Inhoud], tuple[CelSleutel, Inhoud]]]:
    """Every (part, whole): what the part counts is among what the whole counts."""
    for geheel in cellen:
        for deel in cellen:
            binnen = geheel[1].dimensie in {"", deel[1].dimensie} and geheel[1].waarde in {"", deel[1].waarde}
            if deel[0] != geheel[0] and binnen and deel[1].atomen <= geheel[1].atomen:
                yield deel, geheel


def _unions(cellen: Sequence[tuple[CelSleutel, Inhoud]]) -> Iterator[tuple[CelSleutel, tuple[CelSleutel, ...]]]:
    """Every whole with parts apart from each other that make it up."""
    heel = [(c, i.atomen) for c, i in cellen if not i.dimensie]
    for geheel, alles in heel:
        delen = [(c, a) for c, a in heel if a < alles]
        for n in range(2, len(delen) + 1):
            for keuze in combinations(delen, n):
                if sum(len(a) for _, a in keuze) == len(alles) and frozenset().union(*(a for _, a in keuze)) == alles:
                    yield geheel, tuple(c for c, _ in keuze)
