"""When the werkprocessen of the example start and end. Dates are days since 1 January 1970."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.referentie import schooljaar
from etl.voorbeeld.aannames import NAAR_NIEUW_SCHOOLJAAR, PEILDATUM, SCHOOLJAREN
from etl.voorbeeld.cellen import AFHANDELINGEN, LOOPT_NOG, SOORTEN, Celkolommen, aanname

Dagen = NDArray[np.int32]
Keuze = NDArray[np.int64]

GEEN = np.iinfo(np.int32).max
_JAREN = (*SCHOOLJAREN, schooljaar.volgende(SCHOOLJAREN[-1]))
_NUL = date(1970, 1, 1)
# Nobody closes a case in the first half of August; the school is shut.
_NA_VAKANTIE = 16
_ZOMERSLUITING = 45


def day_number(dag: date) -> int:
    """Days since 1 January 1970."""
    return (dag - _NUL).days


EERSTE_DAG = np.array([day_number(schooljaar.begin(jaar)) for jaar in _JAREN])
LAATSTE_DAG = np.array([min(day_number(schooljaar.einde(jaar)), day_number(PEILDATUM)) for jaar in _JAREN])


def draw_dates(cellen: Celkolommen, rijen: Keuze, rng: np.random.Generator) -> tuple[Dagen, Dagen]:
    """Return start and end of each row, given the cell it belongs to; the end is `GEEN` while it is open."""
    start = _draw_start(cellen, rijen, rng)
    return start, _draw_end(cellen, rijen, start, rng)


def _draw_start(cellen: Celkolommen, rijen: Keuze, rng: np.random.Generator) -> Dagen:
    jaar = cellen.start[rijen].astype(np.int64)
    # What is still open, or ends in a later schooljaar, mostly began late in its own.
    laat = (cellen.eind[rijen] == jaar + 1) | ((cellen.eind[rijen] == LOOPT_NOG) & (jaar == len(SCHOOLJAREN) - 1))
    groep = (cellen.soort[rijen].astype(np.int64) * len(SCHOOLJAREN) + jaar) * 2 + laat
    trekking = rng.random(len(rijen))
    start = np.empty(len(rijen), dtype=np.int32)
    for nummer in np.unique(groep):
        hier = groep == nummer
        soort, rest = divmod(int(nummer), 2 * len(SCHOOLJAREN))
        dagen, kansen = _calendar(SOORTEN[soort], rest // 2, bool(rest % 2))
        start[hier] = dagen[np.searchsorted(kansen, trekking[hier], side="right")]
    return start


@cache
def _calendar(soort: str, jaar: int, laat: bool) -> tuple[Dagen, NDArray[np.float64]]:
    """The working days of a schooljaar and the cumulative chance of a start on or before each."""
    eerste = schooljaar.begin(SCHOOLJAREN[jaar])
    lengte = (schooljaar.einde(SCHOOLJAREN[jaar]) - eerste).days + 1
    dagen = [dag for dag in (eerste + timedelta(days=n) for n in range(lengte)) if dag.weekday() < 5]
    seizoen = aanname(soort).seizoen
    gewicht = np.array([seizoen[(dag.month - schooljaar.EERSTE_MAAND) % 12] * _open_days(dag) for dag in dagen])
    if laat:
        gewicht = gewicht * np.linspace(0.15, 1.6, len(dagen)) ** 2
    kansen = np.cumsum(gewicht) / gewicht.sum()
    kansen[-1] = 1.0
    return np.array([day_number(dag) for dag in dagen], dtype=np.int32), kansen


def _open_days(dag: date) -> float:
    """Little happens around Christmas, in the May holiday and in the middle of the summer holiday."""
    kerst = (dag.month, dag.day) >= (12, 24) or (dag.month, dag.day) <= (1, 5)
    mei = (4, 27) <= (dag.month, dag.day) <= (5, 5)
    zomer = (7, 20) <= (dag.month, dag.day) <= (8, 14)
    return 0.15 if kerst or mei or zomer else 1.0


def _draw_end(cellen: Celkolommen, rijen: Keuze, start: Dagen, rng: np.random.Generator) -> Dagen:
    eindjaar = cellen.eind[rijen].astype(np.int64)
    zelfde_jaar = eindjaar == cellen.start[rijen]
    duur = np.array([aanname(soort).duur for soort in SOORTEN])[cellen.soort[rijen]]
    lengte = rng.gamma(1.6, 1.0, len(rijen)) * duur / 1.6
    vanaf = np.where(zelfde_jaar, start, EERSTE_DAG[eindjaar] + _NA_VAKANTIE)
    naar_nieuw = cellen.afhandeling[rijen] == AFHANDELINGEN.index(NAAR_NIEUW_SCHOOLJAAR)
    laatste = LAATSTE_DAG[eindjaar]
    vanaf = np.where(naar_nieuw, np.maximum(start, laatste - _ZOMERSLUITING), vanaf)
    eind = vanaf + np.where(naar_nieuw, rng.random(len(rijen)) * _ZOMERSLUITING / 2, lengte).astype(np.int64)
    # What would run past the schooljaar it must end in ends on some day before; spread, not heaped on the last day.
    ruimte = rng.random(len(rijen)) * (laatste - vanaf + 1)
    eind = np.where(eind > laatste, vanaf + ruimte.astype(np.int64), eind)
    eind = np.maximum(_to_working_day(eind, rng), np.where(zelfde_jaar, start, EERSTE_DAG[eindjaar]))
    return np.where(eindjaar == LOOPT_NOG, GEEN, eind).astype(np.int32)


def _to_working_day(dagen: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Move what falls in a weekend to some day of the week before it; 1 January 1970 was a Thursday."""
    weekdag = (dagen + 3) % 7
    result: NDArray[np.int64] = np.where(weekdag >= 5, dagen - weekdag + rng.integers(0, 5, len(dagen)), dagen)
    return result


def years_before(dagen: Dagen, jaren: NDArray[np.int64]) -> Dagen:
    """The same day of the month, a number of years earlier; 29 February becomes 1 March."""
    datum = dagen.astype("datetime64[D]")
    maand = datum.astype("datetime64[M]")
    eerder = (maand - 12 * jaren).astype("datetime64[D]") + (datum - maand.astype("datetime64[D]"))
    return eerder.astype(np.int32)
