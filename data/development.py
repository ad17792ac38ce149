"""One indicator over the years and one indicator in its parts, each from one kind of source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from data import schooljaar
from data.figures import Cijfer
from data.indicators import Indicator
from data.readmodel import SOORTEN_BRON, Beeld
from data.statistics import Ontwikkeling, trend
from data.tableplan import categorieen
from data.trendbreuken import Trendbreuk, trendbreuken

_OMGEKEERD = {Ontwikkeling.STIJGEND: Ontwikkeling.DALEND, Ontwikkeling.DALEND: Ontwikkeling.STIJGEND}


@dataclass(frozen=True, slots=True)
class Verloop:
    """A figure over an unbroken row of schooljaren; a year nobody tells about is `onbekend`, not left out.

    breuken: where the years before may not be compared with those after. ontwikkeling: what may be said of the line
    since the last of these, None when nothing can be tested; meetjaren: how many years that rests on.
    """

    indicator: Indicator
    soort: str
    cijfers: tuple[Cijfer, ...]
    breuken: tuple[Trendbreuk, ...] = ()
    ontwikkeling: Ontwikkeling | None = None
    meetjaren: int = 0

    @property
    def teleenheid(self) -> str:
        """What is counted, the same in every year."""
        return self.cijfers[0].sleutel.teleenheid if self.cijfers else self.indicator.teleenheden[0]


@dataclass(frozen=True, slots=True)
class Onderverdeling:
    """A total and its categories in one schooljaar, in the order of the plan of tables."""

    indicator: Indicator
    uitsplitsing: str
    soort: str
    totaal: Cijfer
    delen: tuple[Cijfer, ...]


def follow(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, soort: str) -> Verloop:
    """The years of an indicator from one kind of source, from the first to the last that it tells about."""
    gekozen = beeld.keuze_van_soort(ind, gebied, jaar, soort)
    cijfers = [
        beeld.van_soort(gekozen.sleutel._replace(schooljaar=j), soort) for j in _unbroken(beeld.schooljaren(gebied))
    ]
    met_bron = [i for i, cijfer in enumerate(cijfers) if cijfer.bron]
    if not met_bron:
        return Verloop(ind, soort, ())
    reeks = tuple(cijfers[met_bron[0] : met_bron[-1] + 1])
    eerste, laatste = (cijfer.sleutel.schooljaar for cijfer in (reeks[0], reeks[-1]))
    breuken = tuple(b for b in trendbreuken(ind.key, gebied) if eerste < b.vanaf_schooljaar <= laatste)
    vergelijkbaar = _comparable(reeks, breuken)
    return Verloop(ind, soort, reeks, breuken, _judge(beeld, ind, vergelijkbaar), len(vergelijkbaar))


def _comparable(reeks: tuple[Cijfer, ...], breuken: tuple[Trendbreuk, ...]) -> tuple[Cijfer, ...]:
    """The last unbroken row of known, whole years since the last break."""
    sinds = breuken[-1].vanaf_schooljaar if breuken else ""
    heel = [cijfer for cijfer in reeks if not cijfer.voorlopig]
    rij = takewhile(lambda c: c.is_bekend and c.sleutel.schooljaar >= sinds, reversed(heel))
    return tuple(reversed(tuple(rij)))


def _judge(beeld: Beeld, ind: Indicator, jaren: tuple[Cijfer, ...]) -> Ontwikkeling | None:
    """Tested on jongeren; a stock of inhabitants has no chance in it, so no word is said about its line."""
    if ind.selectie is None and not ind.teller:
        return None
    paren = [(beeld.personen(c).waarde, beeld.noemer(c).waarde) for c in jaren]
    bekend = [(teller, noemer) for teller, noemer in paren if teller is not None and noemer]
    if len(bekend) != len(jaren):
        return None
    gevonden = trend([teller for teller, _ in bekend], [noemer for _, noemer in bekend])
    return _OMGEKEERD.get(gevonden, gevonden) if ind.aanvulling else gevonden


def _unbroken(jaren: tuple[str, ...]) -> list[str]:
    return schooljaar.reeks(jaren[0], jaren[-1]) if jaren else []


def split(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, uitsplitsing: str) -> Onderverdeling | None:
    """The categories of an indicator, from the best kind of source that has them; None when none has."""
    for soort in SOORTEN_BRON:
        totaal = beeld.keuze_van_soort(ind, gebied, jaar, soort)
        delen = _in_order(ind, uitsplitsing, (c for c in beeld.uitsplitsing(totaal, uitsplitsing) if c.soort == soort))
        if delen:
            return Onderverdeling(ind, uitsplitsing, soort, totaal, delen)
    return None


def _in_order(ind: Indicator, uitsplitsing: str, delen: Iterable[Cijfer]) -> tuple[Cijfer, ...]:
    """Always the same order, so that gemeenten can be laid side by side and a hidden cell's place says nothing."""
    volgorde = {categorie: plaats for plaats, categorie in enumerate(categorieen(ind, uitsplitsing))}
    return tuple(sorted(delen, key=lambda c: (volgorde.get(c.sleutel.categorie, len(volgorde)), c.sleutel.categorie)))
