"""Counts that a report does not print and that follow from its percentage: 17 of 1.884, because 99,1% goes to school.

Only where one whole number fits and it is large enough to tell (`data/publication/x_of_n.py`). Where several fit, none
is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.cells.cells import CelSleutel
from data.publication.figures import Cijfer
from data.publication.x_of_n import deel_van
from data.registry.indicators import INDICATOREN, JONGEREN
from data.reports.dutch import number


def derive_counts(verslag: Mapping[CelSleutel, Cijfer]) -> dict[CelSleutel, Cijfer]:
    """The counts behind the reports' percentages that no report prints, marked `afgeleid`, by their cell."""
    afgeleid: dict[CelSleutel, Cijfer] = {}
    for sleutel, cijfer in verslag.items():
        ind = INDICATOREN.get(sleutel.indicator)
        if ind is None or not ind.is_percentage or not ind.teller or not ind.noemer:
            continue
        doel = sleutel._replace(indicator=ind.teller)
        noemer = verslag.get(CelSleutel(ind.noemer, JONGEREN, sleutel.gebied, sleutel.schooljaar))
        if doel in verslag or noemer is None or noemer.bron != cijfer.bron:
            continue
        deel = deel_van(ind, cijfer, noemer.waarde, None)
        if deel is None or deel.laag != deel.hoog or cijfer.waarde is None:
            continue
        procent = number(cijfer.waarde, cijfer.gedrukte_decimalen)
        afgeleid[doel] = replace(
            cijfer,
            sleutel=doel,
            waarde=float(deel.n - deel.laag if ind.aanvulling else deel.laag),
            zekerheid="afgeleid",
            toelichting=f"Het verslag noemt dit aantal niet zelf. Het volgt uit {procent}% van {number(deel.n, 0)}.",
            decimalen=0,
            naam_in_bron="",
        )
    return afgeleid
