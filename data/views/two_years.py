"""One gemeente beside itself, so many schooljaren ago, and whether the difference is more than chance.

What is shown is what is tested. Cases are not tested where their jongeren are known: those are, when jongeren are asked
for. Where they are not, the cases themselves are, at a stricter level, and whoever shows it says so. A comparison
across a trendbreuk is not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from data.cells.cells import TOTAAL, CelSleutel
from data.cells.tableplan import categorieen
from data.publication.figures import Gebied
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.referentie.trendbreuken import Trendbreuk, vergelijkbaar
from data.registry.breakdowns import IN_VERSLAGEN
from data.registry.indicators import INDICATOREN, JONGEREN, Indicator
from data.statistics.funnel import Plek, weigh
from data.statistics.statistics import Oordeel, conditional_test
from data.views.counts import ComparableCount, count, plays_chance, shared_denominator
from data.views.made_equal import are_mixed


@dataclass(frozen=True, slots=True)
class Jarenpaar:
    """One cell in two schooljaren. kans: that a difference at least this large comes by chance; None when not tested.

    op_jongeren: the jongeren are known, so they are what is tested; of cases kans is None then. met_noemer: the number
    of jongeren in both years was taken into account. gemengd: one of the two is an example that repeats a published
    figure and the other is not, so that nothing is tested.
    """

    nu: ComparableCount
    toen: ComparableCount
    kans: float | None
    op_jongeren: bool
    met_noemer: bool
    gemengd: bool = False

    @property
    def categorie(self) -> str:
        """The category; `totaal` for the whole."""
        return self.nu.cijfer.sleutel.categorie

    @property
    def oordeel(self) -> Plek | None:
        """Higher, lower or not to be told apart from chance, on both levels; None when not tested."""
        if self.kans is None:
            return None
        richting = Oordeel.HOGER if _change(self.nu, self.toen) > 0 else Oordeel.LAGER
        return weigh(self.kans, richting, zaken=not self.op_jongeren)


@dataclass(frozen=True, slots=True)
class Tweejaren:
    """Two schooljaren of one gemeente. breuk: why they may not be compared; nothing is tested then."""

    gebied: Gebied
    sleutel: CelSleutel
    eerder: str
    soort: str
    breuk: Trendbreuk | None
    paren: tuple[Jarenpaar, ...]

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return INDICATOREN[self.sleutel.indicator]


def compare_with_earlier(beeld: Beeld, sleutel: CelSleutel, eerder: str, soort: str) -> Tweejaren:
    """The cell and, when `sleutel` names a breakdown, its categories, in both schooljaren."""
    gebied = beeld.gebieden[sleutel.gebied]
    breuk = vergelijkbaar(sleutel.indicator, sleutel.gebied, eerder, sleutel.schooljaar)
    totaal = sleutel._replace(uitsplitsing=TOTAAL, categorie=TOTAAL)
    cellen = [totaal, *_categories(beeld, sleutel, eerder, soort)]
    noemer = shared_denominator(
        beeld, (c._replace(schooljaar=j) for c in cellen for j in (c.schooljaar, eerder)), soort
    )
    paren = tuple(_pair(beeld, cel, eerder, soort, noemer, toetsen=breuk is None) for cel in cellen)
    return Tweejaren(gebied, sleutel, eerder, soort, breuk, paren)


def breakdowns(beeld: Beeld, ind: Indicator, gebied: str, jaar: str, soort: str, teleenheid: str) -> tuple[str, ...]:
    """The breakdowns of which this kind of source gives the categories here."""
    totaal = CelSleutel(ind.key, teleenheid, gebied, jaar)
    namen = dict.fromkeys((*ind.uitsplitsingen, *IN_VERSLAGEN))
    return tuple(n for n in namen if _parts(beeld, totaal, n, soort))


def _parts(beeld: Beeld, totaal: CelSleutel, uitsplitsing: str, soort: str) -> list[CelSleutel]:
    """The cells of a breakdown that this kind of source tells."""
    delen = beeld.uitsplitsing(beeld.van_soort(totaal, soort), uitsplitsing)
    return [deel.sleutel for deel in delen if deel.soort == soort]


def _categories(beeld: Beeld, sleutel: CelSleutel, eerder: str, soort: str) -> list[CelSleutel]:
    """The categories that either year has, in the order of the plan."""
    if sleutel.uitsplitsing == TOTAAL:
        return []
    totaal = sleutel._replace(uitsplitsing=TOTAAL, categorie=TOTAAL)
    jaren = (totaal, totaal._replace(schooljaar=eerder))
    gevonden = {c.categorie for t in jaren for c in _parts(beeld, t, sleutel.uitsplitsing, soort)}
    ind = INDICATOREN[sleutel.indicator]
    volgorde = list(categorieen(ind, sleutel.uitsplitsing)) if sleutel.uitsplitsing in ind.uitsplitsingen else []
    gesorteerd = sorted(gevonden, key=lambda c: (volgorde.index(c) if c in volgorde else len(volgorde), c))
    return [sleutel._replace(categorie=categorie) for categorie in gesorteerd]


def _pair(beeld: Beeld, cel: CelSleutel, eerder: str, soort: str, noemer: str, *, toetsen: bool) -> Jarenpaar:
    nu, toen = (count(beeld, cel._replace(schooljaar=jaar), soort, noemer) for jaar in (cel.schooljaar, eerder))
    if not toetsen or None in (nu.laag, toen.laag) or nu.cijfer.voorlopig or not plays_chance(cel.indicator):
        return Jarenpaar(nu, toen, None, op_jongeren=False, met_noemer=False)
    if are_mixed(beeld, (nu.cijfer, toen.cijfer)):
        return Jarenpaar(nu, toen, None, op_jongeren=False, met_noemer=False, gemengd=True)
    op_jongeren = all(_are_persons_known(beeld, telling, soort, noemer) for telling in (nu, toen))
    if op_jongeren and not (nu.personen and toen.personen):
        return Jarenpaar(nu, toen, None, op_jongeren=True, met_noemer=False)
    return Jarenpaar(nu, toen, _chance(nu, toen), op_jongeren, met_noemer=bool(nu.n and toen.n))


def _are_persons_known(beeld: Beeld, telling: ComparableCount, soort: str, noemer: str) -> bool:
    jongeren = telling.cijfer.sleutel._replace(teleenheid=JONGEREN)
    return telling.personen or count(beeld, jongeren, soort, noemer).is_exact


def _chance(nu: ComparableCount, toen: ComparableCount) -> float:
    """Of a range all that it can be: chance is ruled out only when it is for each of these."""
    n, andere = (nu.n, toen.n) if nu.n and toen.n else (1, 1)
    if nu.is_share and toen.is_share and (nu.midden or 0) > n / 2:
        # The test is one of rare events: of those who go to school it would see nothing, of those who do not it does.
        uitersten = product(
            (n - (nu.hoog or 0), n - (nu.laag or 0)), (andere - (toen.hoog or 0), andere - (toen.laag or 0))
        )
    else:
        uitersten = product((nu.laag or 0, nu.hoog or 0), (toen.laag or 0, toen.hoog or 0))
    return max(conditional_test(x, n, y, andere) for x, y in set(uitersten))


def _change(nu: ComparableCount, toen: ComparableCount) -> float:
    """How much the rate grew; the count where either year has no denominator, as it is tested then."""
    n, andere = (nu.n, toen.n) if nu.n and toen.n else (1, 1)
    return (nu.midden or 0.0) / n - (toen.midden or 0.0) / andere


def earlier(jaar: str, terug: int) -> str:
    """The schooljaar so many years before."""
    return schooljaar.from_jaar(schooljaar.beginjaar(jaar) - terug)
