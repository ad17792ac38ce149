"""What the workbench shows: places over the schooljaren with the rest of a region, and two figures against each other.

Nothing is counted here: each value is one of `follow_places` or `compare_places`, as on the other pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from data.cells.cells import CelSleutel
from data.publication.figures import Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import INDICATOREN
from data.statistics.correlation import Samenhang, correlate
from data.statistics.statistics import Interval
from data.views.counts import ComparableCount, Maat, count, factor, shared_denominator
from data.views.maatstaf import others
from data.views.made_equal import are_mixed
from data.views.side_by_side import (
    Naast,
    Plaats,
    Veelvoud,
    compare_places,
    differs_by_region,
    follow_places,
    is_told,
    measures,
    region_total,
    told_years,
)
from data.views.years_beside import cut_places


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijn:
    """The values of one place, one for each schooljaar; None where there is none to show.

    gebied: whose page it leads to, None of the rest of a region. tellingen: the figures behind it; none of the rest.
    sneden: the places before which it is cut.
    """

    naam: str
    gebied: Gebied | None
    waarden: tuple[float | None, ...]
    intervallen: tuple[Interval | None, ...]
    sneden: tuple[int, ...]
    tellingen: tuple[ComparableCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaren:
    """Lines over the same schooljaren in one measure; veelvoud: the same of the places alone, for small multiples."""

    maat: Maat
    jaren: tuple[str, ...]
    lijnen: tuple[Lijn, ...]
    veelvoud: Veelvoud

    @property
    def leeg(self) -> bool:
        """Whether there is no value at all."""
        return not any(w is not None for lijn in self.lijnen for w in lijn.waarden)


def years_of_places(
    beeld: Beeld, sleutel: CelSleutel, soort: str, plaatsen: Sequence[Gebied], maat: Maat, van: str, tot: str
) -> Jaren:
    """The places over the schooljaren from `van` to `tot` that any of them tells."""
    heel = follow_places(beeld, sleutel, soort, plaatsen, maat)
    mee = [i for i, jaar in enumerate(heel.jaren) if van <= jaar <= tot]
    jaren = tuple(heel.jaren[i] for i in mee)
    rijen = tuple(
        replace(
            rij,
            tellingen=tuple(rij.tellingen[i] for i in mee),
            waarden=tuple(rij.waarden[i] for i in mee),
            breuken=tuple(b for b in rij.breuken if jaren and jaren[0] < b.vanaf_schooljaar <= jaren[-1]),
        )
        for rij in heel.rijen
    )
    lijnen = []
    for rij in rijen:
        gemengd = are_mixed(beeld, [telling.cijfer for telling in rij.tellingen])
        rand = tuple(t.interval(heel.maat) if t.personen and not gemengd else None for t in rij.tellingen)
        lijnen.append(
            Lijn(
                naam=rij.gebied.naam,
                gebied=rij.gebied,
                waarden=rij.waarden,
                intervallen=rand,
                sneden=cut_places(jaren, rij.breuken),
                tellingen=rij.tellingen,
            )
        )
    veelvoud = Veelvoud(heel.maat, jaren, rijen)
    return Jaren(maat=heel.maat, jaren=jaren, lijnen=tuple(lijnen), veelvoud=veelvoud)


def rest_of_region(beeld: Beeld, sleutel: CelSleutel, soort: str, eigen: Gebied, jaren: Jaren) -> Lijn | None:
    """The rest of the region of `eigen` over the same years, None where no year has one.

    Each value is what a comparison of that schooljaar holds `eigen` against; where that is not the whole rest (a hidden
    gemeente, a mixed example) there is none.
    """
    leden = beeld.gemeenten(beeld.regio_van(eigen).code)
    waarden = tuple(
        _rest(beeld, sleutel._replace(schooljaar=jaar), soort, eigen, leden, jaren.maat) for jaar in jaren.jaren
    )
    if not any(w is not None for w in waarden):
        return None
    sneden = next((lijn.sneden for lijn in jaren.lijnen if lijn.gebied == eigen), ())
    naam = f"rest van {beeld.regio_van(eigen).naam}, zonder {eigen.naam}"
    return Lijn(naam=naam, gebied=None, waarden=waarden, intervallen=(None,) * len(waarden), sneden=sneden)


def _rest(
    beeld: Beeld, sleutel: CelSleutel, soort: str, eigen: Gebied, leden: Sequence[Gebied], maat: Maat
) -> float | None:
    cellen = [sleutel._replace(gebied=lid.code) for lid in leden]
    noemer = shared_denominator(beeld, cellen, soort)
    tellingen = [count(beeld, cel, soort, noemer) for cel in cellen]
    van_regio = region_total(beeld, tellingen, soort, noemer, beeld.regio_van(eigen).code)
    eigen_telling = next(telling for telling in tellingen if telling.gebied == eigen)
    if maat == "aantal" or maat not in measures(tellingen, sleutel.indicator):
        return None
    if are_mixed(beeld, [telling.cijfer for telling in tellingen]):
        return None
    maatstaf = others(eigen_telling, tellingen, van_regio, is_hele_regio=True)
    return maatstaf.aandeel * factor(maat) if maatstaf and maatstaf.wat == "rest" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweetal:
    """One gemeente in two figures; either may be without a value."""

    x: Plaats
    y: Plaats

    @property
    def gebied(self) -> Gebied:
        """The gemeente."""
        return self.x.gebied

    @property
    def is_compleet(self) -> bool:
        """Whether both have a value."""
        return self.x.waarde is not None and self.y.waarde is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegenover:
    """Two figures of the same gemeenten in one schooljaar. samenhang: None where there is none to give."""

    x: Naast
    y: Naast
    punten: tuple[Tweetal, ...]
    samenhang: Samenhang | None

    @property
    def compleet(self) -> tuple[Tweetal, ...]:
        """Those with both values, in the order of the first."""
        bekend = (punt for punt in self.punten if punt.is_compleet)
        return tuple(sorted(bekend, key=lambda p: (-(p.x.waarde or 0.0), p.gebied.naam)))

    @property
    def zonder(self) -> tuple[Tweetal, ...]:
        """The others, by name: their order tells nothing."""
        return tuple(sorted((p for p in self.punten if not p.is_compleet), key=lambda p: p.gebied.naam))

    @property
    def zijn_aantallen(self) -> bool:
        """Whether one of the two is only known as a count: those of a large gemeente are large in both."""
        return "aantal" in (self.x.maat, self.y.maat)

    @property
    def gemengd(self) -> bool:
        """Whether one of the two is partly invented and partly real."""
        return self.x.gemengd or self.y.gemengd


def shared_source(beeld: Beeld, x: CelSleutel, y: CelSleutel, gemeenten: Sequence[Gebied]) -> str:
    """The first kind of source that tells both cells of any of these gemeenten; empty without one."""
    for soort in SOORTEN_BRON:
        if all(any(is_told(beeld, s._replace(gebied=g.code), soort) for g in gemeenten) for s in (x, y)):
            return soort
    return ""


def against(beeld: Beeld, x: CelSleutel, y: CelSleutel, soort: str, gemeenten: Sequence[Gebied]) -> Tegenover:
    """Both cells of these gemeenten beside each other, from one kind of source."""
    regios = {g.regio or "" for g in gemeenten}
    regio = regios.pop() if len(regios) == 1 else ""
    naast = [compared(beeld, sleutel, soort, gemeenten, None, regio) for sleutel in (x, y)]
    punten = tuple(Tweetal(x=a, y=b) for a, b in zip(naast[0].rijen, naast[1].rijen, strict=True))
    tegenover = Tegenover(x=naast[0], y=naast[1], punten=punten, samenhang=None)
    if tegenover.zijn_aantallen or tegenover.gemengd:
        return tegenover
    paren = [(punt.x.waarde or 0.0, punt.y.waarde or 0.0) for punt in tegenover.compleet]
    return replace(tegenover, samenhang=correlate(paren))


@lru_cache(maxsize=1)
def _comparisons(beeld: Beeld) -> Callable[..., Naast]:
    """Give `compare_places` of one publication with what was asked of it last in mind."""
    return lru_cache(maxsize=512)(partial(compare_places, beeld))


def compared(
    beeld: Beeld, sleutel: CelSleutel, soort: str, gemeenten: Sequence[Gebied], maat: Maat | None, regio: str
) -> Naast:
    """The same as `compare_places`, from memory: its exact tests take longer than all else of a page."""
    return _comparisons(beeld)(sleutel, soort, tuple(gemeenten), maat, regio)


@lru_cache(maxsize=1)
def _memory(_beeld: Beeld) -> dict[CelSleutel, dict[str, tuple[str, ...]]]:
    """What was asked of one publication: at most every subject in every unit of every gemeente."""
    return {}


def told_by(beeld: Beeld, sleutel: CelSleutel, gemeenten: Sequence[Gebied]) -> dict[str, tuple[str, ...]]:
    """The same as `told_years`, from memory: choices ask it again and again."""
    memory, samen = _memory(beeld), dict[str, set[str]]()
    for gemeente in gemeenten:
        cel = sleutel._replace(gebied=gemeente.code, schooljaar="")
        if cel not in memory:
            memory[cel] = told_years(beeld, cel, [gemeente])
        for jaar, soorten in memory[cel].items():
            samen.setdefault(jaar, set()).update(soorten)
    return {jaar: tuple(s for s in SOORTEN_BRON if s in samen[jaar]) for jaar in sorted(samen)}


def counted_alike(
    sleutel: CelSleutel, soort: str, gemeenten: Sequence[Gebied]
) -> tuple[tuple[Gebied, ...], tuple[Gebied, ...]]:
    """Those that may be shown beside the first, and those whose region means something else by the figure."""
    if not gemeenten or not differs_by_region(INDICATOREN[sleutel.indicator], soort):
        return tuple(gemeenten), ()
    eigen = gemeenten[0].regio
    return tuple(g for g in gemeenten if g.regio == eigen), tuple(g for g in gemeenten if g.regio != eigen)
