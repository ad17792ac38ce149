"""A figure as something that can be compared: a count (or the range it lies in) out of a number of jongeren.

A report often prints only a percentage. The count behind it is then known as a range, and everything said of it holds
for both ends. Nothing is worked out for a figure that is hidden: not even where another figure would allow it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Cijfer, Deel, Gebied, onbekend
from data.publication.readmodel import Beeld
from data.registry.indicators import ANDERE_NOEMERS, INDICATOREN, JONGEREN, Indicator
from data.statistics.statistics import PER_DUIZEND, Interval, count_interval, wilson

Maat = Literal["procent", "per_1000", "aantal"]

_SOM = "Het verslag noemt dit aantal niet: het is de som van de {n} gemeenten."


@dataclass(frozen=True, slots=True)
class ComparableCount:
    """A figure of one gebied, ready to be compared.

    laag, hoog: the count, equal when it is known exactly; None when it is hidden or not known. n: the jongeren it
    stands against. afgeleid_van: the percentage the count was worked out from. personen: it counts jongeren, each once.
    """

    gebied: Gebied
    cijfer: Cijfer
    noemer: Cijfer
    laag: int | None = None
    hoog: int | None = None
    n: int | None = None
    afgeleid_van: Cijfer | None = None
    personen: bool = False

    @property
    def midden(self) -> float | None:
        """The middle of the range."""
        return None if self.laag is None or self.hoog is None else (self.laag + self.hoog) / 2

    @property
    def is_exact(self) -> bool:
        """Whether the count is known to the last one."""
        return self.laag is not None and self.laag == self.hoog

    @property
    def getoond(self) -> Cijfer:
        """The figure as its source prints it: the count, else the percentage it was worked out from."""
        return self.afgeleid_van or self.cijfer

    def value(self, maat: Maat) -> float | None:
        """The value in this measure; a percentage is the printed one."""
        if maat == "procent" and INDICATOREN[self.cijfer.sleutel.indicator].is_percentage:
            return self.cijfer.waarde
        if self.midden is None or maat == "aantal":
            return self.midden
        return self.midden * factor(maat) / self.n if self.n else None

    def interval(self, maat: Maat) -> Interval | None:
        """The 95% interval in this measure: of both ends when the count is a range. None where chance plays no part."""
        if self.laag is None or self.hoog is None or not plays_chance(self.cijfer.sleutel.indicator):
            return None
        if maat == "aantal":
            return Interval(count_interval(self.laag).laag, count_interval(self.hoog).hoog)
        if not self.n:
            return None
        return Interval(self._of(self.laag).laag, self._of(self.hoog).hoog).times(factor(maat) / self._per)

    def _of(self, aantal: int) -> Interval:
        return wilson(aantal, self.n or 1) if self.is_share else count_interval(aantal)

    @property
    def _per(self) -> float:
        return 1.0 if self.is_share else float(self.n or 1)

    @property
    def is_share(self) -> bool:
        """Whether the count is a part of the jongeren it stands against, so that it is tested as a share."""
        return self.personen and self.n is not None and (self.hoog or 0) <= self.n


def factor(maat: Maat) -> float:
    """From a share or a rate per person to this measure."""
    return {"procent": 100.0, "per_1000": PER_DUIZEND, "aantal": 1.0}[maat]


def plays_chance(indicator: str) -> bool:
    """Whether a figure comes about by events; how many jongeren live somewhere does not."""
    ind = INDICATOREN[indicator]
    return not (ind.herkomst == "standen" or ind.als_noemer)


def count(beeld: Beeld, sleutel: CelSleutel, soort: str, noemer: str = "") -> ComparableCount:
    """The figure of one cell from one kind of source, with its denominator (`noemer` names which)."""
    cijfer, ind = beeld.van_soort(sleutel, soort), INDICATOREN[sleutel.indicator]
    gebied, personen = beeld.gebieden[sleutel.gebied], sleutel.teleenheid == JONGEREN
    tegen = _denominator(beeld, cijfer, noemer, soort)
    if ind.is_percentage:
        deel = beeld.deel(cijfer) or _part_in_report(beeld, cijfer, soort)
        return _from_part(ComparableCount(gebied, cijfer, tegen, personen=True), deel)
    if cijfer.is_bekend:
        x = round(cijfer.waarde or 0)
        return ComparableCount(gebied, cijfer, tegen, x, x, _whole(tegen.waarde), personen=personen)
    if cijfer.status == "onbekend" and not cijfer.in_verslag and personen and sleutel.uitsplitsing == TOTAAL:
        return _from_percentage(beeld, ComparableCount(gebied, cijfer, tegen, personen=True), ind, soort)
    return ComparableCount(gebied, cijfer, tegen, personen=personen)


def range_in_report(beeld: Beeld, gekozen: Cijfer, liefst: str = "", bron: str = "") -> ComparableCount | None:
    """The range of jongeren that a report's percentage leaves open, where that goes before the figure `gekozen`.

    None where the report prints the count itself, or nothing. liefst: the teleenheid that is asked; bron: the only
    kind of source.
    """
    if bron not in ("", "verslag") or liefst not in ("", JONGEREN) or gekozen.soort in ("verslag", "levering"):
        return None
    telling = count(beeld, gekozen.sleutel._replace(teleenheid=JONGEREN), "verslag")
    return telling if telling.afgeleid_van and not telling.is_exact else None


def denominators(ind: Indicator) -> tuple[str, ...]:
    """What a count of this indicator may be set against, the best first."""
    if ind.noemer_in_verslag:
        return (ind.noemer_in_verslag,)
    if not plays_chance(ind.key):
        return ()
    eigen = (ind.noemer,) if ind.noemer else ()
    return (*eigen, *ANDERE_NOEMERS) if ind.herkomst == "werkprocessen" and eigen else eigen


def shared_denominator(beeld: Beeld, sleutels: Iterable[CelSleutel], soort: str) -> str:
    """The denominator to set these cells against: the first that this source gives for each of them with a value."""
    bekend = [s for s in sleutels if count(beeld, s, soort).getoond.is_bekend]
    for key in denominators(INDICATOREN[bekend[0].indicator]) if bekend else ():
        if all(_denominator(beeld, beeld.van_soort(s, soort), key, soort).waarde for s in bekend):
            return key
    return ""


def _denominator(beeld: Beeld, cijfer: Cijfer, noemer: str, soort: str) -> Cijfer:
    sleutel = cijfer.sleutel
    key = noemer or next(iter(denominators(INDICATOREN[sleutel.indicator])), "")
    doel = CelSleutel(key, JONGEREN, sleutel.gebied, sleutel.schooljaar)
    return beeld.onder_van_soort(doel, soort) if key else onbekend(doel)


def _part_in_report(beeld: Beeld, cijfer: Cijfer, soort: str) -> Deel | None:
    """The counts a report prints beside its percentage, when they give that percentage."""
    teller_key = INDICATOREN[cijfer.sleutel.indicator].teller_in_verslag
    if not teller_key or cijfer.waarde is None:
        return None
    teller = beeld.van_soort(cijfer.sleutel._replace(indicator=teller_key), soort).waarde
    n = _denominator(beeld, cijfer, "", soort).waarde
    if teller is None or not n or abs(100 * teller / n - cijfer.waarde) > 0.1:
        return None
    return Deel(round(teller), round(teller), round(n))


def _from_part(telling: ComparableCount, deel: Deel | None) -> ComparableCount:
    if deel is None:
        return telling
    return ComparableCount(
        telling.gebied, telling.cijfer, telling.noemer, deel.laag, deel.hoog, deel.n, telling.afgeleid_van, True
    )


def _from_percentage(beeld: Beeld, telling: ComparableCount, ind: Indicator, soort: str) -> ComparableCount:
    """The count behind a percentage of the same source, when that is all the source gives."""
    for verhouding in (i for i in INDICATOREN.values() if i.teller == ind.key and i.is_percentage):
        sleutel = telling.cijfer.sleutel._replace(indicator=verhouding.key)
        percentage = beeld.van_soort(sleutel, soort)
        deel = beeld.deel(percentage) if percentage.is_bekend else None
        if deel and verhouding.aanvulling:
            deel = Deel(deel.n - deel.hoog, deel.n - deel.laag, deel.n)
        if deel:
            return ComparableCount(
                telling.gebied, telling.cijfer, beeld.noemer(percentage), deel.laag, deel.hoog, deel.n, percentage, True
            )
        if percentage.is_bekend and telling.gebied.soort == "regio":
            return _from_members(beeld, telling, percentage, soort)
    return telling


def _from_members(beeld: Beeld, telling: ComparableCount, percentage: Cijfer, soort: str) -> ComparableCount:
    """The range of a region: those of its gemeenten together, where the source tells each."""
    sleutel = telling.cijfer.sleutel
    leden = [count(beeld, sleutel._replace(gebied=g.code), soort) for g in beeld.gemeenten(sleutel.gebied)]
    bekend = [(t.laag, t.hoog, t.n) for t in leden if t.laag is not None and t.hoog is not None and t.n]
    if not bekend or len(bekend) < len(leden):
        return telling
    laag, hoog, n = (sum(getallen) for getallen in zip(*bekend, strict=True))
    som = replace(percentage, toelichting=_SOM.format(n=len(leden)))
    return replace(telling, noemer=beeld.noemer(percentage), laag=laag, hoog=hoog, n=n, afgeleid_van=som)


def _whole(waarde: float | None) -> int | None:
    return round(waarde) if waarde else None
