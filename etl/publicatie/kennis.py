"""What the annual reports already told, as far as it is exactly the number that is about to be published.

An attacker has the reports too. Where a report's figure equals the count, he knows the cell; that cell needs no hiding
for its own sake, but it may not help him to another. Where they differ they are two different numbers, and the
report's is shown as the report's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.cells import CelSleutel, Telling
from data.published_figures import Publicatiecijfer


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
