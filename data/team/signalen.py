"""Which months stand out: counts against the same months of earlier years, shares by a control chart.

A series begins again at a registered trendbreuk. Only whole months take part. Counts follow `data.statistics.season`,
in which every month has its own level, July and August too; shares and rates without a season follow Laney, without
those two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from data.referentie import schooljaar
from data.referentie.reference_csv import folder
from data.referentie.trendbreuken import trendbreuken
from data.registry.indicators import INSTROOM
from data.statistics.control_charts import Punt, Signaal, laney_p, laney_u, summer_months, xmr
from data.statistics.expectation import season_chance
from data.statistics.season import MINSTENS, Beoordeling, discoveries, judge

Maanden = Mapping[date, int]
# Per month a count and what it is a part of.
Delen = Mapping[date, tuple[int, int]]
# What a control chart is of: the instroom per 1.000 jongeren, the instroom itself where their number is not known, or
# of what was closed the share within the own term.
Maat = Literal["per_duizend", "aantal", "op_tijd"]
# A signal of a control chart is news while it lies in the last three months that count.
RECENT = 3
# Below this chance of what the months differ without a season, there is one.
_SEIZOEN = 0.05
# Fewer months than this say nothing about what is usual.
MINSTE_MAANDEN = 6

# Of the four rules of a control chart this one makes a signal. With all four, a share that never changes gave one in 16
# to 24% of years (`tests.bench.signals --tabel 7`): runs come by chance too often for who looks every month.
_BUITEN = frozenset({Signaal.BOVEN_GRENS, Signaal.ONDER_GRENS})


@dataclass(frozen=True, kw_only=True)
class Seizoenkaart:
    """What came in per month beside what was to be expected. gebied, soort: empty for the whole of the choice.

    sinds: index of the first month after the last break, which began in schooljaar `breuk` (empty: no break). oordeel:
    of the last month, None when there are fewer than two schooljaren to tell it by. verteld: it is a signal, and it
    remains one among all charts that are judged together.
    """

    gebied: str
    soort: str
    maanden: tuple[date, ...]
    aantallen: tuple[int, ...]
    sinds: int
    breuk: str
    oordeel: Beoordeling | None
    verteld: bool = False

    @property
    def periode(self) -> tuple[date, ...]:
        """The months that the judgement is most about: of the rarest sum, or how long it has been creeping."""
        if self.oordeel is None:
            return ()
        lang = self.oordeel.sinds_maanden if self.oordeel.sluipend else self.oordeel.sterkste.maanden
        return self.maanden[-lang:]


@dataclass(frozen=True, slots=True)
class Reeks:
    """One series to be judged: where, of which soort, the counts, and the schooljaren with a break."""

    gebied: str
    soort: str
    aantallen: Maanden
    breuken: Collection[str]


@dataclass(frozen=True)
class Kaart:
    """One control chart of the whole choice. delen: per month the count and what it is a part of (0: of nothing)."""

    soort: str
    maanden: tuple[date, ...]
    punten: tuple[Punt, ...]
    maat: Maat
    delen: tuple[tuple[int, int], ...]

    @property
    def laatste(self) -> Punt:
        """The last month that counts."""
        return [punt for punt in self.punten if punt.meegeteld][-1]


@dataclass(frozen=True)
class Aandacht:
    """A signal of the last months: which chart, which month, and how far from the mean (the limits stand at 3)."""

    kaart: Kaart
    maand: date
    punt: Punt
    afstand: float

    @property
    def omhoog(self) -> bool:
        """Whether it became more."""
        return self.punt.signaal is Signaal.BOVEN_GRENS


def whole_months(van: date, peildatum: date) -> tuple[date, ...]:
    """First days of the months from `van` that were over by the peildatum."""
    maanden, maand = [], van.replace(day=1)
    while _next_month(maand) <= peildatum + timedelta(days=1):
        maanden.append(maand)
        maand = _next_month(maand)
    return tuple(maanden)


def last_day(maand: date) -> date:
    """The last day of a month, by its first."""
    return _next_month(maand) - timedelta(days=1)


def _next_month(maand: date) -> date:
    return date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)


def season_charts(reeksen: Sequence[Reeks], maanden: Sequence[date]) -> list[Seizoenkaart]:
    """Judge these series at the last month, all at once; the strongest first, then those of which nothing is known.

    A series in which nothing ever happened is left out.
    """
    rijen = [[reeks.aantallen.get(maand, 0) for maand in maanden] for reeks in reeksen]
    sinds = [max(rebase_at(maanden, reeks.breuken), default=0) for reeks in reeksen]
    oordelen = judge(rijen, sinds, maanden[0].month) if maanden else []
    grens = discoveries([oordeel.kans for oordeel in oordelen if oordeel])
    kaarten = [
        Seizoenkaart(
            gebied=reeks.gebied,
            soort=reeks.soort,
            maanden=tuple(maanden),
            aantallen=tuple(rij),
            sinds=begin,
            breuk=schooljaar.of(maanden[begin]) if begin else "",
            oordeel=oordeel,
            verteld=oordeel is not None and oordeel.signaal and oordeel.kans <= grens,
        )
        for reeks, rij, begin, oordeel in zip(reeksen, rijen, sinds, oordelen, strict=True)
        if any(rij)
    ]
    return sorted(kaarten, key=lambda k: (k.oordeel.kans if k.oordeel else 2.0, bool(k.gebied or k.soort)))


def shows_season(aantallen: Maanden, maanden: Sequence[date], breuken: Collection[str]) -> bool | None:
    """Whether the months since the last break differ by season; None when there are fewer than two schooljaren."""
    eigen = maanden[max(rebase_at(maanden, breuken), default=0) :]
    if len(eigen) < MINSTENS:
        return None
    return season_chance([aantallen.get(m, 0) for m in eigen], [m.month - 1 for m in eigen]) < _SEIZOEN


def rate_chart(soort: str, maat: Maat, delen: Delen, maanden: Sequence[date], breuken: Collection[str]) -> Kaart | None:
    """Laney's U' of a count per jongere, or P' of a share: charts for a denominator that varies. Not for a season.

    A month in which there was nothing to take a share of is no point on the chart. None when there are too few months,
    when nothing ever happened, or when the number of jongeren of a month is not known.
    """
    gevuld = [maand for maand in maanden if maand in delen and delen[maand][1] > 0]
    zomer = summer_months(gevuld)
    if len(gevuld) - len(zomer) < MINSTE_MAANDEN or (maat == "per_duizend" and len(gevuld) < len(maanden)):
        return None
    tellers, noemers = zip(*(delen[maand] for maand in gevuld), strict=True)
    if not any(tellers):
        return None
    laney = laney_u if maat == "per_duizend" else laney_p
    punten = _outside(laney(tellers, noemers, rebase=rebase_at(gevuld, breuken), overslaan=zomer))
    return Kaart(soort, tuple(gevuld), punten, maat, tuple(zip(tellers, noemers, strict=True)))


def count_chart(soort: str, aantallen: Maanden, maanden: Sequence[date], breuken: Collection[str]) -> Kaart | None:
    """XmR of counts: for those without a season, where the number of jongeren is not known.

    None when there are too few months or nothing ever happened.
    """
    zomer, rij = summer_months(maanden), [aantallen.get(maand, 0) for maand in maanden]
    if len(maanden) - len(zomer) < MINSTE_MAANDEN or not any(rij):
        return None
    punten = _outside(xmr(rij, rebase=rebase_at(maanden, breuken), overslaan=zomer))
    return Kaart(soort, tuple(maanden), punten, "aantal", tuple((aantal, 0) for aantal in rij))


def _outside(punten: Sequence[Punt]) -> tuple[Punt, ...]:
    """The same points, with no signal but that of lying outside the limits."""
    return tuple(punt if punt.signaal in _BUITEN else replace(punt, signaal=None) for punt in punten)


def told_apart(seizoen: Collection[Seizoenkaart], regel: Collection[Kaart]) -> list[Kaart]:
    """The control charts whose signals are news beside those of the counts.

    What stands out in the counts of the whole choice stands out per jongere too: that is one signal, told once.
    """
    verteld = any(kaart.verteld and not kaart.gebied and not kaart.soort for kaart in seizoen)
    return [kaart for kaart in regel if kaart.maat == "op_tijd" or not verteld]


def rebase_at(maanden: Sequence[date], jaren: Collection[str]) -> frozenset[int]:
    """Indices of the first month at or after the begin of each schooljaar with a registered break."""
    begin = [schooljaar.begin(jaar) for jaar in jaren]
    return frozenset(i for dag in begin for i in [next((i for i, m in enumerate(maanden) if m >= dag), 0)] if i)


def breaks(soort: str, gebieden: Collection[str]) -> frozenset[str]:
    """Schooljaren with a registered break for this soort (all soorten when empty) in any of these gebieden."""
    sleutel, map_ = INSTROOM[soort], folder()
    return frozenset(jaar for gebied in gebieden for jaar in _breaks(map_, sleutel, gebied))


@lru_cache(maxsize=10_000)
def _breaks(_map: Path, sleutel: str, gebied: str) -> tuple[str, ...]:
    """Kept per folder with reference files, as the register itself is."""
    return tuple(breuk.vanaf_schooljaar for breuk in trendbreuken(sleutel, gebied))


def needs_attention(kaarten: Collection[Kaart]) -> list[Aandacht]:
    """The signals of the last months, farthest from the mean first. One per chart: its last month with a signal."""
    gevonden = [aandacht for kaart in kaarten if (aandacht := _latest(kaart))]
    return sorted(gevonden, key=lambda a: (-a.afstand, a.kaart.soort))


def _latest(kaart: Kaart) -> Aandacht | None:
    geteld = [(maand, punt) for maand, punt in zip(kaart.maanden, kaart.punten, strict=True) if punt.meegeteld]
    recent = [(maand, punt) for maand, punt in geteld[-RECENT:] if punt.signaal]
    if not recent:
        return None
    maand, punt = recent[-1]
    return Aandacht(kaart, maand, punt, _distance(punt))


def _distance(punt: Punt) -> float:
    """How far from the mean, in standard deviations of the chart; the limits stand at three."""
    grens = punt.hoog if punt.waarde >= punt.midden else punt.laag
    breedte = abs(grens - punt.midden) if grens is not None else 0.0
    if not breedte and punt.hoog is not None:
        breedte = abs(punt.hoog - punt.midden)
    return 3 * abs(punt.waarde - punt.midden) / breedte if breedte else 0.0
