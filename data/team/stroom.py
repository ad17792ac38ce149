"""What came in, what was closed and what is open, per month or week, this schooljaar beside earlier ones.

Pure functions of counts per day. Earlier schooljaren are shown up to the same day of the year, and only when a delivery
speaks about all the same gemeenten: else a gemeente that joined later would look like growth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Literal

from data.referentie import schooljaar

Periode = Literal["maand", "week"]
Dekking = Mapping[tuple[str, str], tuple[date, bool]]
Dagen = Mapping[date, int]
# Beside this schooljaar: more lines cannot be told apart, and weeks go up and down more than months.
MEESTE_EERDERE: Mapping[Periode, int] = {"maand": 3, "week": 1}


@dataclass(frozen=True, slots=True)
class Tijd:
    """What can be looked at: the schooljaar, up to and with the peildatum, of which gemeenten.

    met: gemeenten with a delivery about this schooljaar; zonder: the others that were asked for. eerdere: schooljaren
    before it that speak about all of `met`, newest first. vanaf: first schooljaar with any delivery.
    """

    schooljaar: str
    peildatum: date
    met: tuple[str, ...]
    zonder: tuple[str, ...]
    eerdere: tuple[str, ...]
    jaren: tuple[str, ...]
    vanaf: str
    voorbeeld: bool

    @property
    def begin(self) -> date:
        """The first day of the schooljaar."""
        return schooljaar.begin(self.schooljaar)

    @property
    def afgelopen(self) -> bool:
        """Whether the whole schooljaar is known."""
        return self.peildatum == schooljaar.einde(self.schooljaar)

    def tot(self, jaar: str) -> date:
        """The same day of the year as the peildatum, in another schooljaar."""
        verschil = schooljaar.beginjaar(jaar) - schooljaar.beginjaar(self.schooljaar)
        return same_day(self.peildatum, verschil)


def same_day(dag: date, jaren: int) -> date:
    """The same day of the year, `jaren` years on (or back); 29 February becomes the 28th."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return dag.replace(year=dag.year + jaren, day=28)


def find_tijd(dekking: Dekking, gemeenten: Iterable[str], gevraagd: str = "") -> Tijd | None:
    """The schooljaar asked for, else the last with a delivery; None when no delivery speaks about it."""
    gemeenten = sorted(gemeenten)
    eigen = {sleutel: wat for sleutel, wat in dekking.items() if sleutel[0] in set(gemeenten)}
    jaren = sorted({jaar for _, jaar in eigen})
    jaar = gevraagd or (jaren[-1] if jaren else "")
    met = [code for code in gemeenten if (code, jaar) in eigen]
    if not met:
        return None
    peildatum = min(*(eigen[code, jaar][0] for code in met), schooljaar.einde(jaar))
    eerdere = [j for j in reversed(jaren) if j < jaar and all((code, j) in eigen for code in met)]
    return Tijd(
        schooljaar=jaar,
        peildatum=peildatum,
        met=tuple(met),
        zonder=tuple(code for code in gemeenten if code not in met),
        eerdere=tuple(eerdere),
        jaren=tuple(reversed(jaren)),
        vanaf=jaren[0],
        voorbeeld=any(eigen[code, jaar][1] for code in met),
    )


@dataclass(frozen=True, slots=True)
class Vak:
    """One month or week of a schooljaar: its first and last day, up to the peildatum. heel: nothing was cut off."""

    van: date
    tot: date
    heel: bool


def vakken(jaar: str, periode: Periode, peildatum: date) -> list[Vak]:
    """The months or weeks (from Monday) of a schooljaar that began by the peildatum.

    The first and last week of a schooljaar may be short: days outside it belong to another schooljaar.
    """
    begin, eind = schooljaar.begin(jaar), schooljaar.einde(jaar)
    grenzen, dag = [begin], begin
    while (dag := _next(dag, periode)) <= eind:
        grenzen.append(dag)
    grenzen.append(eind + timedelta(days=1))
    stukken = [(van, volgende - timedelta(days=1)) for van, volgende in pairwise(grenzen)]
    return [Vak(van, min(tot, peildatum), tot <= peildatum) for van, tot in stukken if van <= peildatum]


def _next(dag: date, periode: Periode) -> date:
    if periode == "week":
        return dag + timedelta(days=7 - dag.weekday())
    return (dag.replace(day=1) + timedelta(days=32)).replace(day=1)


class Optelling:
    """Counts per day, added up so that any stretch of days is one subtraction."""

    def __init__(self, dagen: Dagen) -> None:
        self._dagen = sorted(dagen)
        self._tot = [0, *accumulate(dagen[dag] for dag in self._dagen)]

    def tot_en_met(self, dag: date) -> int:
        """All up to and with a day."""
        return self._tot[bisect_right(self._dagen, dag)]

    def tussen(self, van: date, tot: date) -> int:
        """All from `van` to `tot`, both included."""
        return self.tot_en_met(tot) - self.tot_en_met(van - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Doorstroming:
    """What came in and what was closed, per day."""

    instroom: Optelling
    afgehandeld: Optelling

    def lopend(self, dag: date) -> int:
        """Open at the end of a day."""
        return self.instroom.tot_en_met(dag) - self.afgehandeld.tot_en_met(dag)

    def aantal(self, moment: str, van: date, tot: date) -> int:
        """One figure: begun or closed from `van` to `tot`, or open on `tot`."""
        if moment == "lopend":
            return self.lopend(tot)
        return (self.instroom if moment == "instroom" else self.afgehandeld).tussen(van, tot)


def reeks(stroom: Doorstroming, moment: str, vakken_: Sequence[Vak]) -> list[int]:
    """The figure of each month or week."""
    return [stroom.aantal(moment, vak.van, vak.tot) for vak in vakken_]
