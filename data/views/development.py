"""One indicator over the years, from one kind of source, and what may be said of its line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from data.publication.figures import Cijfer
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.referentie.trendbreuken import Trendbreuk, trendbreuken
from data.registry.indicators import JONGEREN, Indicator
from data.reports.targets import Doel, target
from data.statistics.statistics import Ontwikkeling, trend
from data.views.made_equal import are_mixed

_OMGEKEERD = {
    Ontwikkeling.STIJGEND: Ontwikkeling.DALEND,
    Ontwikkeling.DALEND: Ontwikkeling.STIJGEND,
    Ontwikkeling.LIJKT_STIJGEND: Ontwikkeling.LIJKT_DALEND,
    Ontwikkeling.LIJKT_DALEND: Ontwikkeling.LIJKT_STIJGEND,
}


@dataclass(frozen=True, slots=True)
class Verloop:
    """A figure over an unbroken row of schooljaren; a year nobody tells about is `onbekend`, not left out.

    breuken: where the years before may not be compared with those after. ontwikkeling: what may be said of the line
    since the last of these, None when nothing can be tested; meetjaren: how many years that rests on. doel: the
    national goal for this percentage, if there is one.
    """

    indicator: Indicator
    soort: str
    cijfers: tuple[Cijfer, ...]
    breuken: tuple[Trendbreuk, ...] = ()
    ontwikkeling: Ontwikkeling | None = None
    meetjaren: int = 0
    doel: Doel | None = None

    @property
    def teleenheid(self) -> str:
        """What is counted, the same in every year."""
        return self.cijfers[0].sleutel.teleenheid if self.cijfers else self.indicator.teleenheden[0]


def follow(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, soort: str, liefst: str = "") -> Verloop:
    """The years of an indicator from one kind of source, from the first to the last that it tells about.

    liefst: the teleenheid, where that source counts in it.
    """
    gekozen = beeld.keuze_van_soort(ind, gebied, jaar, soort, liefst)
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
    oordeel = _judge(beeld, ind, vergelijkbaar)
    return Verloop(ind, soort, reeks, breuken, oordeel, len(vergelijkbaar), target(ind))


def _comparable(reeks: tuple[Cijfer, ...], breuken: tuple[Trendbreuk, ...]) -> tuple[Cijfer, ...]:
    """The last unbroken row of known, whole years since the last break."""
    sinds = breuken[-1].vanaf_schooljaar if breuken else ""
    heel = [cijfer for cijfer in reeks if not cijfer.voorlopig]
    rij = takewhile(lambda c: c.is_bekend and c.sleutel.schooljaar >= sinds, reversed(heel))
    return tuple(reversed(tuple(rij)))


def _judge(beeld: Beeld, ind: Indicator, jaren: tuple[Cijfer, ...]) -> Ontwikkeling | None:
    """Test the line that is drawn, on the jongeren it counts.

    A line of zaken is not tested: those of one jongere come together, and the test of its jongeren would be about
    another line. A stock of inhabitants has no chance in it. Of both no word is said, and neither of a line that is
    partly invented and partly a published figure.
    """
    if (ind.selectie is None and not ind.teller) or are_mixed(beeld, jaren):
        return None
    if not ind.is_percentage and any(c.sleutel.teleenheid != JONGEREN for c in jaren):
        return None
    paren = [(beeld.personen(c).waarde, beeld.noemer(c).waarde) for c in jaren]
    bekend = [(teller, noemer) for teller, noemer in paren if teller is not None and noemer]
    if len(bekend) != len(jaren):
        return None
    gevonden = trend([teller for teller, _ in bekend], [noemer for _, noemer in bekend])
    return _OMGEKEERD.get(gevonden, gevonden) if ind.aanvulling else gevonden


def _unbroken(jaren: tuple[str, ...]) -> list[str]:
    return schooljaar.reeks(jaren[0], jaren[-1]) if jaren else []
