"""What annual reports and national sources already told, as far as it is the number that is about to be published.

An attacker has the reports too. Where a report's figure equals the count, he knows the cell; that cell needs no hiding
for its own sake, but it may not help him to another. Where they differ they are two different numbers, and the
report's is shown as the report's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product

from data.cells.cells import CelSleutel, Telling
from data.publication.landelijk import LANDELIJK, LandelijkCijfer
from data.referentie import schooljaar
from data.registry.indicators import JONGEREN, STANDEN, WERKPROCESSEN
from data.reports.published_figures import Publicatiecijfer
from etl.werelden import BREEDTE

PER_DUIZEND = "per 1.000"


def known_cells(cijfers: Iterable[Publicatiecijfer], cellen: Mapping[CelSleutel, Telling]) -> dict[CelSleutel, int]:
    """The cells whose exact value stands in a report."""
    return {
        cel: int(cijfer.waarde)
        for cijfer in cijfers
        if (cel := cijfer.sleutel)
        and cijfer.waarde is not None
        and cel in cellen
        and cellen[cel].waarde == cijfer.waarde
    }


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
