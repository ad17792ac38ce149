"""Earlier publications as knowledge for the next.

Of every cell that was published before there are two numbers: of then and of now. The old ones keep all relations among
themselves; what was shown of them is known for good. Late cases only add, so the old number is at most the new one
(where the truth
says otherwise the attacker would be wrong to reckon so, and the rule is left out). So the earlier publication
becomes more cells and more
relations of the same kinds, and what is proved for the whole is proved against someone who kept both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.cells import CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som, Telling, VorigeCel, cells_of
from etl.bescherming.invoer import holds
from etl.bescherming.onveilig import add_differences, find_unsafe

TOEN = " (vorige publicatie)"
GRENS = "grens"


@dataclass(frozen=True)
class Verleden:
    """What earlier publications add to the set.

    Cells, relations, which of the cells everyone knows, which must stay wide.
    """

    tellingen: dict[CelSleutel, Telling] = field(default_factory=dict)
    relaties: list[Relatie] = field(default_factory=list)
    vast: frozenset[CelSleutel] = frozenset()
    eis: frozenset[CelSleutel] = frozenset()


def old_key(sleutel: CelSleutel) -> CelSleutel:
    """The same cell as it was published before."""
    return sleutel._replace(schooljaar=sleutel.schooljaar + TOEN)


def remember_previous(
    tellingen: Mapping[CelSleutel, Telling], relaties: Sequence[Relatie], vorige: Mapping[CelSleutel, VorigeCel]
) -> Verleden:
    """Write the earlier publications as cells and relations. Cells whose old count is not known here are left out."""
    toen = {s: cel for s, cel in vorige.items() if s in tellingen and cel.waarde is not None}
    if not toen:
        return Verleden()
    waarden = {s: cel.waarde or 0 for s, cel in toen.items()}
    oud = {old_key(s): Telling(n, tellingen[s].zichtbaar) for s, n in waarden.items()}
    regels = [
        _renamed(r)
        for r in relaties
        if all(s in toen for s in cells_of(r)) and holds({s: waarden[s] for s in cells_of(r)}, r)
    ]
    onveilig = find_unsafe(oud, regels)
    ruim, regels = add_differences(oud, regels, onveilig.verschillen)
    bekend = {old_key(s) for s, cel in toen.items() if cel.status == "gepubliceerd"}
    weg = {old_key(s) for s, cel in toen.items() if cel.status == "onderdrukt"}
    grenzen, banden = _bounds(toen, waarden)
    banden += [Hoogstens(old_key(s), s) for s, n in sorted(waarden.items()) if n <= tellingen[s].waarde]
    return Verleden(
        {s: Telling(t.waarde, zichtbaar=False) for s, t in ruim.items()} | grenzen,
        [*regels, *banden],
        frozenset(bekend) | frozenset(grenzen),
        frozenset((weg | onveilig.primair | onveilig.eis | (ruim.keys() - oud.keys())) - bekend),
    )


def _bounds(
    toen: Mapping[CelSleutel, VorigeCel], waarden: Mapping[CelSleutel, int]
) -> tuple[dict[CelSleutel, Telling], list[Relatie]]:
    """Between what values publications before the last one left a hidden cell: cells of a known value.

    And at-most rules.
    """
    grenzen: dict[CelSleutel, Telling] = {}
    banden: list[Relatie] = []
    for s, cel in sorted(toen.items()):
        if cel.status == "onderdrukt":
            laag, hoog = _limit(s, "laag"), _limit(s, "hoog")
            if cel.laag is not None and 0 < cel.laag <= waarden[s]:
                grenzen[laag] = Telling(cel.laag, zichtbaar=False)
                banden.append(Hoogstens(laag, old_key(s)))
            if cel.hoog is not None and cel.hoog >= waarden[s]:
                grenzen[hoog] = Telling(cel.hoog, zichtbaar=False)
                banden.append(Hoogstens(old_key(s), hoog))
    return grenzen, banden


def _limit(sleutel: CelSleutel, kant: str) -> CelSleutel:
    return old_key(sleutel)._replace(
        uitsplitsing=GRENS, categorie=f"{kant} van {sleutel.uitsplitsing}/{sleutel.categorie}"
    )


def _renamed(relatie: Relatie) -> Relatie:
    """The same relation between the old cells."""
    if isinstance(relatie, Som):
        return Som(old_key(relatie.totaal), tuple(old_key(deel) for deel in relatie.delen), relatie.exact)
    if isinstance(relatie, Hoogstens):
        return Hoogstens(old_key(relatie.klein), old_key(relatie.groot))
    if isinstance(relatie, Paar):
        return Paar(old_key(relatie.werkprocessen), old_key(relatie.jongeren))
    return Lineair(tuple((factor, old_key(s)) for factor, s in relatie.termen))
