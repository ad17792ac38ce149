"""What an attacker adds who kept the earlier publication.

He takes the old numbers for unknowns of their own, with the old relations and what was shown then filled in, and
reckons that
late cases only add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.cells import CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som, VorigeCel, cells_of

EERDER = " (eerder)"
Grens = tuple[int, int | None]


@dataclass(frozen=True)
class Kennis:
    """All that is known: exact numbers, hidden cells, relations, and bounds on hidden cells. `waar`.

    The truth of hidden cells, to
    judge by and not to reckon with.
    """

    bekend: Mapping[CelSleutel, int]
    verborgen: frozenset[CelSleutel]
    relaties: list[Relatie]
    waar: Mapping[CelSleutel, int]
    grenzen: Mapping[CelSleutel, Grens] = field(default_factory=dict)


def then(cel: CelSleutel) -> CelSleutel:
    """The unknown that stands for a cell's count of then."""
    return cel._replace(schooljaar=cel.schooljaar + EERDER)


def add_earlier(kennis: Kennis, vorige: Mapping[CelSleutel, VorigeCel], *, alleen_erbij: bool) -> Kennis:
    """The knowledge of now with that of then. `alleen_erbij`: reckon that no count sank."""
    getoond = {then(c): v.waarde for c, v in vorige.items() if v.status == "gepubliceerd" and v.waarde is not None}
    weg = {c: v for c, v in vorige.items() if v.status != "gepubliceerd"}
    toen = getoond.keys() | {then(c) for c in weg}
    regels = [oud for r in kennis.relaties if toen.issuperset(cells_of(oud := _back_then(r)))]
    bestaat = kennis.bekend.keys() | kennis.verborgen | kennis.waar.keys()
    if alleen_erbij:
        regels += [Hoogstens(then(c), c) for c, v in sorted(vorige.items()) if c in bestaat and not _sank(kennis, c, v)]
    return Kennis(
        {**kennis.bekend, **getoond},
        kennis.verborgen,
        [*kennis.relaties, *regels],
        {**kennis.waar, **{then(c): v.waarde for c, v in weg.items() if v.waarde is not None}},
        {then(c): (v.laag or 0, v.hoog) for c, v in weg.items()},
    )


def _sank(kennis: Kennis, cel: CelSleutel, toen: VorigeCel) -> bool:
    """Whether it is plain, or known here, that the count became less.

    Then nobody gets further by reckoning otherwise.
    """
    nu = kennis.bekend.get(cel, kennis.waar.get(cel))
    return nu is not None and toen.waarde is not None and toen.waarde > nu


def _back_then(relatie: Relatie) -> Relatie:
    """The same relation between the counts of then."""
    if isinstance(relatie, Som):
        return Som(then(relatie.totaal), tuple(map(then, relatie.delen)), relatie.exact)
    if isinstance(relatie, Hoogstens):
        return Hoogstens(then(relatie.klein), then(relatie.groot))
    if isinstance(relatie, Paar):
        return Paar(then(relatie.werkprocessen), then(relatie.jongeren))
    return Lineair(tuple((factor, then(cel)) for factor, cel in relatie.termen))
