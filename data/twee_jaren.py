"""One gemeente beside itself, so many schooljaren ago, and whether the difference is more than chance.

Where jongeren are known they are tested; else the cases themselves, and whoever shows it says what that leaves out. A
comparison across a trendbreuk is not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from data import schooljaar
from data.cells import TOTAAL, CelSleutel
from data.figures import Gebied
from data.indicators import INDICATOREN, JONGEREN, Indicator
from data.readmodel import Beeld
from data.statistics import TOEVALSKANS, Oordeel, conditional_test
from data.tableplan import categorieen
from data.tellingen import Telling, count, plays_chance, shared_denominator
from data.trendbreuken import Trendbreuk, vergelijkbaar

# Breakdowns that only reports give; the registry knows the others.
IN_VERSLAGEN = (
    "soort_verzuim",
    "soort_verlof",
    "soort_afhandeling",
    "onderwijssoort_groep",
    "leeftijd_vsv",
    "geslacht",
    "uitkomst_na_1_jaar",
)


@dataclass(frozen=True, slots=True)
class Jarenpaar:
    """One cell in two schooljaren. kans: that a difference at least this large comes by chance; None when not tested.

    op_jongeren: jongeren were tested. met_noemer: the number of jongeren in both years was taken into account.
    """

    nu: Telling
    toen: Telling
    kans: float | None
    op_jongeren: bool
    met_noemer: bool

    @property
    def categorie(self) -> str:
        """The category; `totaal` for the whole."""
        return self.nu.cijfer.sleutel.categorie

    @property
    def oordeel(self) -> Oordeel | None:
        """Higher, lower or not to be told apart from chance; None when not tested."""
        if self.kans is None:
            return None
        if self.kans >= TOEVALSKANS:
            return Oordeel.NIET_TE_ONDERSCHEIDEN
        return Oordeel.HOGER if _rate(self.nu) > _rate(self.toen) else Oordeel.LAGER


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
    personen = [_persons(beeld, telling, soort, noemer) for telling in (nu, toen)]
    getest = [p for p in personen if p] if all(personen) else [nu, toen]
    met_noemer = all(telling.n for telling in getest)
    return Jarenpaar(nu, toen, _chance(getest[0], getest[1]), all(t.personen for t in getest), met_noemer)


def _persons(beeld: Beeld, telling: Telling, soort: str, noemer: str) -> Telling | None:
    if telling.personen:
        return telling
    jongeren = count(beeld, telling.cijfer.sleutel._replace(teleenheid=JONGEREN), soort, noemer)
    return jongeren if jongeren.is_exact else None


def _chance(nu: Telling, toen: Telling) -> float:
    """Of a range all that it can be: chance is ruled out only when it is for each of these."""
    n, andere = (nu.n, toen.n) if nu.n and toen.n else (1, 1)
    uitersten = product((nu.laag or 0, nu.hoog or 0), (toen.laag or 0, toen.hoog or 0))
    return max(conditional_test(x, n, y, andere) for x, y in set(uitersten))


def _rate(telling: Telling) -> float:
    return (telling.midden or 0.0) / (telling.n or 1)


def earlier(jaar: str, terug: int) -> str:
    """The schooljaar so many years before."""
    return schooljaar.from_jaar(schooljaar.beginjaar(jaar) - terug)
