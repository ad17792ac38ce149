"""Gemeenten side by side in one schooljaar: who is told apart from the others, and who is not.

One indicator, one teleenheid, one kind of source and one denominator for all. Each is held against the others, without
itself (`data/views/maatstaf.py`). The average that a picture draws is that of the region when its count is published,
else of the shown gemeenten taken together (a pooled rate, no mean of means).

What is shown is what is tested. Werkprocessen are not tested where their jongeren are known: one jongere may have more.
Where only cases are known the whole is tested, and whoever shows it says so; a part of it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from data.cells.cells import TOTAAL, CelSleutel
from data.publication.figures import Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.referentie.trendbreuken import Trendbreuk, trendbreuken
from data.registry.indicators import INDICATOREN, JONGEREN, Indicator
from data.statistics.comparable import Vergelijkgroep, find_comparable
from data.statistics.funnel import Plek, Soort
from data.statistics.statistics import Gepoold, Interval, pool
from data.views.counts import ComparableCount, Maat, count, denominators, factor, plays_chance, shared_denominator
from data.views.maatstaf import Maatstaf, Tegen, others, place_against
from data.views.made_equal import are_mixed

Volgorde = Literal["waarde", "naam", "grootte", "verandering"]


@dataclass(frozen=True, slots=True)
class Plaats:
    """One gemeente in a comparison. waarde, interval: in its measure, None when hidden, unknown or not testable.

    maatstaf: what it is held against; plek: the outcome.
    """

    telling: ComparableCount
    waarde: float | None
    interval: Interval | None
    plek: Plek | None
    maatstaf: Maatstaf | None

    @property
    def gebied(self) -> Gebied:
        """The gemeente."""
        return self.telling.gebied


@dataclass(frozen=True, slots=True)
class Naast:
    """A comparison of gemeenten.

    sleutel: the cell compared, with the gebied of the one in focus (empty when none is). maten: the measures there are.
    noemer: key of the denominator. gemiddelde: share or rate per person of all together; waarde_samen: the same in the
    measure shown. hele_regio: the gemeenten are all those of one region. op_jongeren: the jongeren behind these
    werkprocessen are known, so it is they who are tested, and not here. alleen_zaken: a part of which only cases are
    known, so that nothing is tested. gemengd: examples of which some repeat a published figure, so that nothing is
    tested either. volgorde: how the rows are put in order; op_rij: their gebieden when that is not by value;
    verschillen: of each the change that they are put in order by.
    """

    sleutel: CelSleutel
    soort: str
    maat: Maat
    maten: tuple[Maat, ...]
    noemer: str
    rijen: tuple[Plaats, ...]
    gemiddelde: float | None
    toetssoort: Soort
    waarde_samen: float | None
    van_regio: bool
    hele_regio: bool
    op_jongeren: bool
    alleen_zaken: bool
    gemengd: bool
    volgorde: Volgorde = "waarde"
    op_rij: tuple[str, ...] = ()
    verschillen: tuple[tuple[str, float], ...] = ()

    @property
    def decimalen(self) -> int:
        """Those to print a percentage with: as many as any of the figures has."""
        return _decimals((rij.telling for rij in self.rijen), [rij.waarde for rij in self.rijen], self.maat)

    @property
    def tegen(self) -> Tegen:
        """What each is held against."""
        return next((rij.maatstaf.wat for rij in self.rijen if rij.maatstaf), "anderen")

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return INDICATOREN[self.sleutel.indicator]

    @property
    def toeval(self) -> bool:
        """Whether chance plays a part in it at all."""
        return plays_chance(self.sleutel.indicator)

    @property
    def geordend(self) -> tuple[Plaats, ...]:
        """Those with a value, highest first; equal ones by name."""
        bekend = (rij for rij in self.rijen if rij.waarde is not None)
        return tuple(sorted(bekend, key=lambda rij: (-(rij.waarde or 0), rij.gebied.naam)))

    @property
    def zonder_waarde(self) -> tuple[Plaats, ...]:
        """Those without, by name: their order tells nothing."""
        return tuple(sorted((rij for rij in self.rijen if rij.waarde is None), key=lambda rij: rij.gebied.naam))

    @property
    def opgesteld(self) -> tuple[Plaats, ...]:
        """All of them in the order that was chosen; those without a value always last, by name."""
        plek = {code: i for i, code in enumerate(self.op_rij)}
        met = sorted(self.geordend, key=lambda rij: plek.get(rij.gebied.code, 0)) if plek else self.geordend
        return (*met, *self.zonder_waarde)

    @property
    def eigen(self) -> Plaats | None:
        """The one in focus."""
        return next((rij for rij in self.rijen if rij.gebied.code == self.sleutel.gebied), None)


def compare_places(
    beeld: Beeld, sleutel: CelSleutel, soort: str, gemeenten: Sequence[Gebied], maat: Maat | None, regio: str
) -> Naast:
    """The comparison of these gemeenten for the cell `sleutel`.

    maat: None, or one that cannot be had here, gives the fairest there is. regio: code of the region when the gemeenten
    are all of that region; empty gives the average of the gemeenten themselves.
    """
    sleutels = [sleutel._replace(gebied=gemeente.code) for gemeente in gemeenten]
    noemer = shared_denominator(beeld, sleutels, soort)
    tellingen = [count(beeld, s, soort, noemer) for s in sleutels]
    maten = measures(tellingen, sleutel.indicator)
    gekozen: Maat = maat if maat in maten else maten[0]
    op_jongeren = _are_jongeren_known(beeld, tellingen, soort, noemer)
    zaken = any(t.laag is not None and not t.personen for t in tellingen)
    alleen_zaken = zaken and not op_jongeren and sleutel.uitsplitsing != TOTAAL
    gemengd = plays_chance(sleutel.indicator) and are_mixed(beeld, [t.cijfer for t in tellingen])
    van_regio = region_total(beeld, tellingen, soort, noemer, regio)
    samen = _together(tellingen, van_regio)
    toetsbaar = samen is not None and not (op_jongeren or alleen_zaken or gemengd)
    maatstaven = [others(t, tellingen, van_regio, is_hele_regio=bool(regio)) if toetsbaar else None for t in tellingen]
    return Naast(
        sleutel,
        soort,
        gekozen,
        maten,
        noemer,
        tuple(
            Plaats(t, t.value(gekozen), None if op_jongeren or gemengd else t.interval(gekozen), place_against(t, m), m)
            for t, m in zip(tellingen, maatstaven, strict=True)
        ),
        samen.teller / samen.noemer if samen else None,
        "aandeel" if all(t.is_share for t in tellingen if t.n) else "verhouding",
        samen.teller / samen.noemer * factor(gekozen) if samen and gekozen != "aantal" else None,
        van_regio is not None,
        bool(regio),
        op_jongeren,
        alleen_zaken,
        gemengd,
    )


def _decimals(tellingen: Iterable[ComparableCount], waarden: Iterable[float | None], maat: Maat) -> int:
    gedrukt = (t.cijfer for t in tellingen if t.cijfer.is_bekend)
    percentages = (c for c in gedrukt if INDICATOREN[c.sleutel.indicator].is_percentage)
    # A share of a count is often a few in a thousand: with one decimal they would all look alike.
    klein = maat == "procent" and max((w for w in waarden if w is not None), default=1.0) < 1
    return max((cijfer.gedrukte_decimalen for cijfer in percentages), default=2 if klein else 1)


def measures(tellingen: Sequence[ComparableCount], indicator: str) -> tuple[Maat, ...]:
    """The measures that every figure here can be given in, the fairest first."""
    if INDICATOREN[indicator].is_percentage:
        return ("procent",)
    bekend = [t for t in tellingen if t.laag is not None]
    if not denominators(INDICATOREN[indicator]) or not bekend or not all(t.n for t in bekend):
        return ("aantal",)
    return ("per_1000", "procent", "aantal") if all(t.is_share for t in bekend) else ("per_1000", "aantal")


def _are_jongeren_known(beeld: Beeld, tellingen: list[ComparableCount], soort: str, noemer: str) -> bool:
    """Whether the jongeren behind these werkprocessen are told of every gemeente with a figure, here or by a report."""
    zaken = [t for t in tellingen if t.laag is not None and not t.personen]
    personen = [count(beeld, t.cijfer.sleutel._replace(teleenheid=JONGEREN), soort, noemer) for t in zaken]
    return bool(zaken) and all(p.is_share or p.cijfer.in_verslag for p in personen)


def region_total(
    beeld: Beeld, tellingen: Sequence[ComparableCount], soort: str, noemer: str, regio: str
) -> ComparableCount | None:
    """Give the count of the region that these are of, where it is published to the last one."""
    if not regio or not tellingen:
        return None
    samen = count(beeld, tellingen[0].cijfer.sleutel._replace(gebied=regio), soort, noemer)
    return samen if samen.is_exact and samen.n else None


def _together(tellingen: Sequence[ComparableCount], van_regio: ComparableCount | None) -> Gepoold | None:
    if not tellingen or not plays_chance(tellingen[0].cijfer.sleutel.indicator):
        return None
    samen = pool((t.midden, t.n) for t in ([van_regio] if van_regio else tellingen))
    return samen if samen.noemer and samen.gebruikt > (0 if van_regio else 1) else None


# --- with whom -----------------------------------------------------------------------------------------------------
def comparable_to(beeld: Beeld, sleutel: CelSleutel, soort: str) -> Vergelijkgroep | None:
    """The gemeenten of about the same size whose figure this kind of source tells; None when sizes are unknown."""
    ind = INDICATOREN[sleutel.indicator]
    onder = {g.code for g in beeld.gemeenten() if is_told(beeld, sleutel._replace(gebied=g.code), soort)}
    eigen_regio = beeld.gebieden[sleutel.gebied].regio
    if differs_by_region(ind, soort):
        onder = {code for code in onder if beeld.gebieden[code].regio == eigen_regio}
    return find_comparable(
        sleutel.gebied, {g.code: size(beeld, g, sleutel.schooljaar) for g in beeld.gemeenten()}, onder
    )


def differs_by_region(ind: Indicator, soort: str) -> bool:
    """Whether regions mean different things by it in this kind of source, so that only one region may be compared."""
    return ind.binnen_regio or (soort == "verslag" and ind.eigen_telling)


def size(beeld: Beeld, gemeente: Gebied, schooljaar: str) -> float | None:
    """The jongeren of 5 to 18 in a gemeente in this schooljaar, else in the last one that is known."""
    jaren = (schooljaar, *reversed(beeld.schooljaren(gemeente.code)))
    bekend = (beeld.cijfer(CelSleutel("jongeren_5_18", JONGEREN, gemeente.code, jaar)).waarde for jaar in jaren)
    return next((waarde for waarde in bekend if waarde), None)


def is_told(beeld: Beeld, sleutel: CelSleutel, soort: str) -> bool:
    """Whether this kind of source says anything about the cell, were it that it is hidden."""
    return count(beeld, sleutel, soort).getoond.bron is not None


def is_shown(beeld: Beeld, sleutel: CelSleutel, soort: str) -> bool:
    """Whether this kind of source gives a value of the cell, exact or as a range."""
    return count(beeld, sleutel, soort).laag is not None or beeld.van_soort(sleutel, soort).is_bekend


def best_soort(beeld: Beeld, sleutel: CelSleutel, gemeenten: Sequence[Gebied]) -> str:
    """The kind of source to compare with: the first that tells the own figure, else any of the others'."""
    for codes in ((sleutel.gebied,), [g.code for g in gemeenten]):
        for soort in SOORTEN_BRON:
            if any(code and is_told(beeld, sleutel._replace(gebied=code), soort) for code in codes):
                return soort
    return SOORTEN_BRON[0]


def soorten(beeld: Beeld, sleutel: CelSleutel, gemeenten: Sequence[Gebied]) -> tuple[str, ...]:
    """The kinds of source that tell this cell of any of these gemeenten."""
    return tuple(s for s in SOORTEN_BRON if any(is_told(beeld, sleutel._replace(gebied=g.code), s) for g in gemeenten))


# --- over the years ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Rij:
    """One gemeente over the schooljaren, cut where years may not be compared."""

    gebied: Gebied
    tellingen: tuple[ComparableCount, ...]
    waarden: tuple[float | None, ...]
    breuken: tuple[Trendbreuk, ...]


@dataclass(frozen=True, slots=True)
class Veelvoud:
    """The same figure of several gemeenten over the same schooljaren, in one measure."""

    maat: Maat
    jaren: tuple[str, ...]
    rijen: tuple[Rij, ...]

    @property
    def decimalen(self) -> int:
        """Those to print a percentage with: as many as any of the figures has."""
        waarden = [waarde for rij in self.rijen for waarde in rij.waarden]
        return _decimals((telling for rij in self.rijen for telling in rij.tellingen), waarden, self.maat)

    @property
    def hoogste(self) -> float:
        """The top of the axis that all share; 0 when there is nothing to show."""
        return max((w for rij in self.rijen for w in rij.waarden if w is not None), default=0.0)


def follow_places(beeld: Beeld, sleutel: CelSleutel, soort: str, gemeenten: Sequence[Gebied], maat: Maat) -> Veelvoud:
    """The years of each gemeente, from the first to the last in which any of them has a figure."""
    jaren = [j for j in _years(beeld, gemeenten) if _any_told(beeld, sleutel._replace(schooljaar=j), soort, gemeenten)]
    cellen = [sleutel._replace(gebied=g.code, schooljaar=j) for g in gemeenten for j in jaren]
    noemer = shared_denominator(beeld, cellen, soort)
    tellingen = {cel: count(beeld, cel, soort, noemer) for cel in cellen}
    maten = measures(list(tellingen.values()), sleutel.indicator)
    gekozen = maat if maat in maten else maten[0]
    rijen = []
    for gemeente in gemeenten:
        eigen = tuple(tellingen[sleutel._replace(gebied=gemeente.code, schooljaar=j)] for j in jaren)
        breuken = [b for b in trendbreuken(sleutel.indicator, gemeente.code) if _is_within(b.vanaf_schooljaar, jaren)]
        rijen.append(Rij(gemeente, eigen, tuple(t.value(gekozen) for t in eigen), tuple(breuken)))
    return Veelvoud(gekozen, tuple(jaren), tuple(rijen))


def _is_within(vanaf: str, jaren: list[str]) -> bool:
    return bool(jaren) and jaren[0] < vanaf <= jaren[-1]


def _years(beeld: Beeld, gemeenten: Sequence[Gebied]) -> list[str]:
    return sorted({jaar for gemeente in gemeenten for jaar in beeld.schooljaren(gemeente.code)})


def _any_told(beeld: Beeld, sleutel: CelSleutel, soort: str, gemeenten: Sequence[Gebied]) -> bool:
    return any(is_told(beeld, sleutel._replace(gebied=g.code), soort) for g in gemeenten)


def told_years(beeld: Beeld, sleutel: CelSleutel, gemeenten: Sequence[Gebied]) -> dict[str, tuple[str, ...]]:
    """The schooljaren in which any of these gemeenten has a figure, with the kinds of source; oldest first."""
    gevonden = {jaar: soorten(beeld, sleutel._replace(schooljaar=jaar), gemeenten) for jaar in _years(beeld, gemeenten)}
    return {jaar: namen for jaar, namen in gevonden.items() if namen}
