"""Which months stand out, by the rules of the control charts and by nothing else.

A series begins again at a registered trendbreuk. July and August are shown, not counted. Only whole months take part.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from data import schooljaar
from data.control_charts import Punt, Signaal, laney_p, laney_u, summer_months, xmr
from data.reference_csv import folder
from data.trendbreuken import trendbreuken
from data.vocabulary import SOORTEN

Maanden = Mapping[date, int]
# Per month a count and what it is a part of.
Delen = Mapping[date, tuple[int, int]]
# What a chart is of: the instroom as a count, or per 1.000 jongeren; or of what was closed the share within the team's
# own term.
Maat = Literal["aantal", "per_duizend", "op_tijd"]
# A signal is news while it lies in the last three months that count.
RECENT = 3
# Fewer months than this say nothing about what is usual.
MINSTE_MAANDEN = 6
# The indicator of each soort in the register of breaks; only two have another name.
_INDICATOR = {soort: soort for soort in SOORTEN} | {"vrijstelling": "vrijstelling_aanvragen"}

_BUITEN = frozenset({Signaal.BOVEN_GRENS, Signaal.ONDER_GRENS})
_OMHOOG = frozenset({Signaal.BOVEN_GRENS, Signaal.STIJGENDE_REEKS, Signaal.TWEE_VAN_DRIE_HOOG, Signaal.ZEVEN_BOVEN})


@dataclass(frozen=True)
class Kaart:
    """One control chart. gebied: a gemeente or the whole of the team (empty).

    delen: of a rate or share per month the count and what it is a part of; empty for counts.
    """

    gebied: str
    soort: str
    maanden: tuple[date, ...]
    punten: tuple[Punt, ...]
    maat: Maat = "aantal"
    delen: tuple[tuple[int, int], ...] = ()

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
        return self.punt.signaal in _OMHOOG


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


def count_chart(
    gebied: str, soort: str, aantallen: Maanden, maanden: Sequence[date], breuken: Collection[str]
) -> Kaart | None:
    """XmR of a count per month; None when there are too few months or nothing ever happened."""
    waarden = [aantallen.get(maand, 0) for maand in maanden]
    zomer = summer_months(maanden)
    if len(maanden) - len(zomer) < MINSTE_MAANDEN or not any(waarden):
        return None
    punten = xmr(waarden, rebase=rebase_at(maanden, breuken), overslaan=zomer)
    return Kaart(gebied, soort, tuple(maanden), punten)


def rate_chart(soort: str, maat: Maat, delen: Delen, maanden: Sequence[date], breuken: Collection[str]) -> Kaart | None:
    """Laney's U' of a count per jongere, or P' of a share: charts for a denominator that varies.

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
    punten = laney(tellers, noemers, rebase=rebase_at(gevuld, breuken), overslaan=zomer)
    return Kaart("", soort, tuple(gevuld), punten, maat, tuple(zip(tellers, noemers, strict=True)))


def rebase_at(maanden: Sequence[date], jaren: Collection[str]) -> frozenset[int]:
    """Indices of the first month at or after the begin of each schooljaar with a registered break."""
    begin = [schooljaar.begin(jaar) for jaar in jaren]
    return frozenset(i for dag in begin for i in [next((i for i, m in enumerate(maanden) if m >= dag), 0)] if i)


def breaks(soort: str, gebieden: Collection[str]) -> frozenset[str]:
    """Schooljaren with a registered break for this soort (all soorten when empty) in any of these gebieden."""
    sleutel, map_ = _INDICATOR.get(soort, "werkprocessen"), folder()
    return frozenset(jaar for gebied in gebieden for jaar in _breaks(map_, sleutel, gebied))


@lru_cache(maxsize=10_000)
def _breaks(_map: Path, sleutel: str, gebied: str) -> tuple[str, ...]:
    """Kept per folder with reference files, as the register itself is."""
    return tuple(breuk.vanaf_schooljaar for breuk in trendbreuken(sleutel, gebied))


def needs_attention(kaarten: Collection[Kaart]) -> list[Aandacht]:
    """The signals of the last months, worst first: outside the limits before runs, and then by distance.

    One per chart: its last month with a signal. Of a run it is the run that counts, so its months are one line.
    """
    gevonden = [aandacht for kaart in kaarten if (aandacht := _latest(kaart))]
    return sorted(gevonden, key=lambda a: (a.punt.signaal not in _BUITEN, -a.afstand, a.kaart.gebied, a.kaart.soort))


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
