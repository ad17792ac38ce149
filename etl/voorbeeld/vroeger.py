"""Werkprocessen of the example that began before its first schooljaar, and ended in it or later, or still run.

They are what the first schooljaar would have left to the second, a year earlier. Only such as no published figure is
about: those of what ended or was open count them too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from etl.voorbeeld.aannames import NAAR_NIEUW_SCHOOLJAAR
from etl.voorbeeld.cellen import AFHANDELINGEN, Aantallen, Celkolommen, Verwachting
from etl.voorbeeld.datums import GEEN, Dagen, Keuze, draw_dates
from etl.voorbeeld.toewijzing import deal

# A whole number of weeks, so that a working day stays one.
_EEN_JAAR = 364


def expected_before(cellen: Celkolommen, verwacht: Verwachting, bepaald: NDArray[np.bool_]) -> Verwachting:
    """Expected rows that began a year before a cell of the first schooljaar did, per cell.

    verwacht: expected rows per cell. bepaald: the cells that a published figure is about.
    """
    overgaand = (cellen.start == 0) & (cellen.eind != 0)
    overgaand &= cellen.afhandeling != AFHANDELINGEN.index(NAAR_NIEUW_SCHOOLJAAR)
    result: Verwachting = np.where(overgaand & ~bepaald[_a_year_earlier(cellen)], verwacht, 0.0)
    return result


def _a_year_earlier(cellen: Celkolommen) -> Aantallen:
    """Per cell the one that ends a schooljaar earlier, else alike: what counts this one counts it too, once moved.

    The cell itself where there is none, or where it is still open.
    """
    kolommen = (cellen.soort, cellen.subsoort, cellen.onderwijssoort, cellen.leeftijdsgroep, cellen.afhandeling)
    sleutel = np.zeros(len(cellen), dtype=np.int64)
    for kolom in (*kolommen, cellen.start):
        sleutel = sleutel * (int(kolom.max()) + 1) + kolom
    sleutel = sleutel * (int(cellen.eind.max()) + 2) + cellen.eind + 1
    volgorde = np.argsort(sleutel)
    gezocht = np.where(cellen.eind > 0, sleutel - 1, sleutel)
    plek = volgorde[np.minimum(np.searchsorted(sleutel[volgorde], gezocht), len(cellen) - 1)]
    result: Aantallen = np.where(sleutel[plek] == gezocht, plek, np.arange(len(cellen)))
    return result


def draw_before(
    cellen: Celkolommen, gewicht: Verwachting, aantal: int, rng: np.random.Generator
) -> tuple[Keuze, Dagen, Dagen]:
    """Return cell, start and end of so many rows."""
    cel = np.repeat(np.arange(len(cellen)), deal(aantal, gewicht, rng) if aantal else 0)
    start, eind = draw_dates(cellen, cel, rng)
    return cel, start - _EEN_JAAR, np.where(eind == GEEN, GEEN, eind - _EEN_JAAR).astype(np.int32)
