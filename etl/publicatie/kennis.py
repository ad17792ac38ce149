"""What annual reports and national sources already told, as far as it is the number that is about to be published.

An attacker has the reports too. Where a report's figure equals the count, or is a percentage that leaves it within a
few, he knows the cell; that cell needs no hiding for its own sake, but it may not help him to another. So it is with
what we show in no table (`etl.verslagvormen`). Where they differ they are two different numbers, and the report's is
shown as the report's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from data.cells.cells import CelSleutel, Telling
from data.publication.landelijk import LANDELIJK, LandelijkCijfer
from data.referentie import schooljaar
from data.registry.indicators import INDICATOREN, JONGEREN, STANDEN, WERKPROCESSEN
from data.reports.published_figures import Publicatiecijfer, mogelijke_aantallen
from etl.verslagvormen import report_plan
from etl.werelden import BREEDTE

PER_DUIZEND = "per 1.000"


@dataclass(frozen=True)
class Verslagkennis:
    """What readers of reports have in hand about these counts.

    exact: cells that they know within less than five; those are taken to be known exactly. grenzen: between what values
    a percentage leaves others. cijfers: the figures that say so, each with the lowest and highest that it leaves.
    """

    exact: Mapping[CelSleutel, int]
    grenzen: Mapping[CelSleutel, tuple[int, int]]
    cijfers: tuple[tuple[Publicatiecijfer, int, int], ...]


def told_by_reports(cijfers: Iterable[Publicatiecijfer], cellen: Mapping[CelSleutel, Telling]) -> Verslagkennis:
    """Lay the figures of reports beside what is counted, `cellen` of the plan and of `report_plan` alike.

    A whole number tells the cell that it equals; "less than", and a percentage of the number of jongeren that it is of,
    leave what rounds to them. A figure that leaves no room for our count is another number, and binds nothing.
    """
    plan = report_plan().cel_van
    ruimte: dict[CelSleutel, tuple[int, int]] = {}
    bindend: list[tuple[Publicatiecijfer, int, int]] = []
    for cijfer in cijfers:
        cel = plan.get(cijfer.nummer, cijfer.sleutel)
        kan = _left_by(cijfer, cel, cellen) if cel and cel in cellen else None
        if cel and kan and kan[0] <= cellen[cel].waarde <= kan[1]:
            bindend.append((cijfer, *kan))
            laag, hoog = ruimte.get(cel, kan)
            ruimte[cel] = max(laag, kan[0]), min(hoog, kan[1])
    exact = {cel: cellen[cel].waarde for cel, (laag, hoog) in ruimte.items() if hoog - laag < BREEDTE}
    return Verslagkennis(exact, {cel: r for cel, r in ruimte.items() if cel not in exact}, tuple(bindend))


def _left_by(cijfer: Publicatiecijfer, cel: CelSleutel, cellen: Mapping[CelSleutel, Telling]) -> tuple[int, int] | None:
    """The lowest and highest that a figure leaves the cell it is about; None when it says nothing of it."""
    if cijfer.waarde is None:
        return None
    if not cijfer.is_percentage:
        minder = cijfer.nauwkeurigheid == "minder_dan"
        return 0 if minder else math.ceil(cijfer.waarde), math.floor(cijfer.waarde) - minder
    ind = INDICATOREN[cijfer.indicator]
    noemer = cellen.get(CelSleutel(ind.noemer, JONGEREN, cel.gebied, cel.schooljaar)) if ind.noemer else None
    if noemer is None:
        return None
    return mogelijke_aantallen(cijfer.waarde, noemer.waarde, decimalen=cijfer.decimalen, rest=ind.aanvulling)


def national_knowledge(
    cijfers: Iterable[LandelijkCijfer], waarden: Mapping[CelSleutel, int], noemers: Mapping[CelSleutel, int]
) -> dict[CelSleutel, int]:
    """The cells that a national source gives away: its rate times a number of jongeren that anyone can look up.

    waarden: what is counted. noemers: the standen. `Absoluut verzuim per 1.000 leerlingen` rests on what the gemeente
    itself reported, so it may be our very count. Whoever wants to know tries: each schooljaar that a calendar year
    touches, jongeren and werkprocessen, each stand to divide by. Where the counts that round to the printed rate lie
    less than five apart and ours is among them, the cell is taken for known. A wider range tells nothing that hiding
    would have kept back. Numbers of early school leavers are of no use here: the source counts persons who are gone on
    a day, we count cases (see docs/afscherming.md).
    """
    gevonden: dict[CelSleutel, int] = {}
    for cijfer in cijfers:
        if cijfer.waarde is None or LANDELIJK[cijfer.indicator].eenheid != PER_DUIZEND:
            continue
        for jaar in _schooljaren(cijfer):
            for key, eenheid in product(LANDELIJK[cijfer.indicator].telt, (JONGEREN, WERKPROCESSEN)):
                cel = CelSleutel(key, eenheid, cijfer.gebied, jaar)
                waar = waarden.get(cel)
                if waar is not None and any(
                    laag <= waar <= hoog and hoog - laag < BREEDTE for laag, hoog in _ranges(cijfer, jaar, noemers)
                ):
                    gevonden[cel] = waar
    return gevonden


def _schooljaren(cijfer: LandelijkCijfer) -> tuple[str, ...]:
    if cijfer.periodesoort == "schooljaar":
        return (cijfer.periode,)
    jaar = int(cijfer.periode)
    return schooljaar.from_jaar(jaar - 1), schooljaar.from_jaar(jaar)


def _ranges(cijfer: LandelijkCijfer, jaar: str, noemers: Mapping[CelSleutel, int]) -> Iterator[tuple[int, int]]:
    """Per number of jongeren to divide by, the smallest and largest count that round to the rate, either way."""
    standen = {key: noemers.get(CelSleutel(key, JONGEREN, cijfer.gebied, jaar)) for key in STANDEN}
    leer, kwalificatie = standen["leerplichtigen"], standen["kwalificatieplichtigen"]
    samen = leer + kwalificatie if leer is not None and kwalificatie is not None else None
    printed, half = Decimal(str(cijfer.waarde)), Decimal(1).scaleb(-cijfer.decimalen) / 2
    for n in (*standen.values(), samen):
        if n:
            laag, hoog = (printed - half) * n / 1000, (printed + half) * n / 1000
            yield max(0, math.ceil(laag)), math.floor(hoog)
