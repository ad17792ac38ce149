"""Which cells are unsafe by themselves (specification, section 2), and what must stay uncertain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.cells import HULP, CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som, Telling
from etl.bescherming.stelsel import difference_key

KLEIN = range(1, 5)
"""Counts that point at a few children."""

KLEINE_GROEP = 10
"""Below this many, to know that all of a group have one property is to know it of each."""

Deel = tuple[CelSleutel, CelSleutel]


@dataclass(frozen=True)
class Onveilig:
    """`primair`: hidden because unsafe in themselves. `verschillen`.

    (total, part) of which the difference must stay uncertain.
    `eis`: never-published cells that must stay uncertain all the same.
    """

    primair: frozenset[CelSleutel]
    verschillen: frozenset[Deel]
    eis: frozenset[CelSleutel]


def find_unsafe(tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie]) -> Onveilig:
    """Small counts, and groups that are all of one kind; of a fact that is counted twice, both counts or neither."""
    verschillen = frozenset((totaal, deel) for totaal, deel in parts_of(relaties) if _says_all(tellingen, totaal, deel))
    klein = {sleutel for sleutel, telling in tellingen.items() if telling.waarde in KLEIN and sleutel.indicator != HULP}
    onveilig = klein | {deel for _, deel in verschillen}
    for paar in relaties:
        if isinstance(paar, Paar) and (paar.werkprocessen in onveilig or paar.jongeren in onveilig):
            onveilig |= {paar.werkprocessen, paar.jongeren}
    zichtbaar = frozenset(sleutel for sleutel in onveilig if tellingen[sleutel].zichtbaar)
    return Onveilig(zichtbaar, verschillen, frozenset(onveilig) - zichtbaar)


def parts_of(relaties: Sequence[Relatie]) -> Iterator[Deel]:
    """Every (total, part) that says a property of a group.

    Where somebody lives, when, and how he is counted define the group; they are no property of it. So a gemeente
    is no part of its
    region in this sense (the only gemeente of a region is equal to it, and that tells nothing).
    """
    for relatie in relaties:
        if isinstance(relatie, Som) and len(relatie.delen) > 1:
            yield from ((relatie.totaal, deel) for deel in relatie.delen if _same_group(relatie.totaal, deel))
        elif isinstance(relatie, Hoogstens) and _same_group(relatie.groot, relatie.klein):
            yield relatie.groot, relatie.klein


def add_differences(
    tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie], verschillen: frozenset[Deel]
) -> tuple[dict[CelSleutel, Telling], list[Relatie]]:
    """The set with, for each difference, a never-published cell `totaal - deel`."""
    erbij = {
        difference_key(totaal, deel): Telling(tellingen[totaal].waarde - tellingen[deel].waarde, zichtbaar=False)
        for totaal, deel in verschillen
    }
    regels = [
        Lineair(((1, totaal), (-1, deel), (-1, difference_key(totaal, deel)))) for totaal, deel in sorted(verschillen)
    ]
    return {**tellingen, **erbij}, [*relaties, *regels]


def _same_group(totaal: CelSleutel, deel: CelSleutel) -> bool:
    return totaal[1:4] == deel[1:4]


def _says_all(tellingen: Mapping[CelSleutel, Telling], totaal: CelSleutel, deel: CelSleutel) -> bool:
    geheel, part = tellingen[totaal], tellingen[deel]
    return 0 < geheel.waarde == part.waarde < KLEINE_GROEP and geheel.zichtbaar and part.zichtbaar
