"""Published figures of a national source (CBS, waarstaatjegemeente.nl): what they mean and how they compare.

They stand beside the own registration and are never put in one line, sum or test with it: another maker counted other
things. Nothing of them is worked out but the pooled percentage of gemeenten of the same size, from the source's own
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from data.publication.figures import Bron
from data.referentie.gebieden import LAND
from data.statistics.comparable import Grootteklasse, find_comparable
from data.statistics.funnel import Plek, place_of_range

Eenheid = Literal["jongeren", "%", "per 1.000"]
Periodesoort = Literal["schooljaar", "kalenderjaar"]
LANDELIJK_SOORT = "landelijk"
AFRONDING = 5
"""How far a count may lie from the true one: CBS rounds to tens. Of a source that does not, the test is too careful."""
_GEMEENTE, _GEBIEDSCODE = re.compile(r"GM\d{4}"), re.compile(r"[A-Z]{2}[\d-].*")


@dataclass(frozen=True, slots=True, kw_only=True)
class LandelijkeIndicator:
    """What a national figure counts.

    eigen: the indicators of our own registry that readers take it for; verschil: why those give another number.
    telt: the own counts that it may be the very same number as, for who wants to work out a hidden one.
    """

    key: str
    titel: str
    definitie: str
    eenheid: Eenheid
    eigen: tuple[str, ...]
    verschil: str
    telt: tuple[str, ...] = ()


_VSV_VERSCHIL = (
    "De landelijke bron telt jongeren van 12 tot 23 jaar die op 1 oktober niet meer op school stonden en geen diploma "
    "havo, vwo of mbo-2 hadden. De gemeente telt de zaken die zij in het hele schooljaar begon. Eén jongere kan meer "
    "zaken hebben, en wie na 1 oktober weer begint, telt landelijk mee en bij de gemeente misschien niet."
)
_INDICATOREN = (
    LandelijkeIndicator(
        key="vsv_percentage",
        titel="Stopte met school zonder diploma",
        definitie="Deel van de leerlingen (12 tot 23 jaar, voortgezet onderwijs en mbo) dat het onderwijs verliet "
        "zonder diploma havo, vwo of mbo-2 (startkwalificatie).",
        eenheid="%",
        eigen=("vsv_percentage", "nieuwe_vsv", "vsv"),
        verschil=_VSV_VERSCHIL,
    ),
    LandelijkeIndicator(
        key="nieuwe_vsv",
        titel="Jongeren die stopten met school zonder diploma",
        definitie="Leerlingen van 12 tot 23 jaar die het onderwijs verlieten zonder diploma havo, vwo of mbo-2 "
        "(startkwalificatie).",
        eenheid="jongeren",
        eigen=("nieuwe_vsv", "vsv"),
        verschil=_VSV_VERSCHIL,
    ),
    LandelijkeIndicator(
        key="startpopulatie_vsv",
        titel="Leerlingen over wie dit gaat",
        definitie="Leerlingen van 12 tot 23 jaar aan het begin van het schooljaar, in de gemeente waar zij wonen.",
        eenheid="jongeren",
        eigen=("startpopulatie_vsv",),
        verschil="De landelijke bron telt leerlingen in het voortgezet onderwijs en het mbo tot 23 jaar, niet de "
        "jongeren van 5 tot 18 jaar.",
    ),
    LandelijkeIndicator(
        key="absoluut_verzuim_per_1000",
        titel="Niet op een school ingeschreven",
        definitie="Leer- of kwalificatieplichtige jongeren die in het jaar op geen school stonden en geen vrijstelling "
        "hadden, per 1.000 leerlingen (absoluut verzuim).",
        eenheid="per 1.000",
        eigen=("absoluut_verzuim", "schoolgaand"),
        verschil="De landelijke bron gebruikt de jaarlijkse opgave van de gemeente en deelt door een eigen aantal "
        "leerlingen. Ook wie al eerder thuiszat, telt daar mee. Op deze site tellen zaken die in het schooljaar "
        "begonnen.",
        telt=("absoluut_verzuim",),
    ),
    LandelijkeIndicator(
        key="relatief_verzuim_per_1000",
        titel="Wel ingeschreven, maar vaak afwezig",
        definitie="Leer- of kwalificatieplichtige leerlingen met meer dan 16 uur ongeoorloofd verzuim in 4 weken, per "
        "1.000 leerlingen (relatief verzuim).",
        eenheid="per 1.000",
        eigen=("relatief_verzuim", "verzuim_totaal"),
        verschil="De landelijke bron telt alleen verzuim van meer dan 16 uur in 4 weken, en elke leerling één keer. De "
        "eigen registratie telt zaken, en in veel regio’s ook minder uren en luxe verzuim.",
        telt=("relatief_verzuim",),
    ),
)
LANDELIJK: Mapping[str, LandelijkeIndicator] = MappingProxyType({i.key: i for i in _INDICATOREN})

YARDSTICKS = tuple(ind.key for ind in _INDICATOREN if ind.eenheid != "jongeren")
"""Those that say how a gemeente stands whatever its size; counts stand beside them, in the explanation."""


def yardsticks_of(*indicatoren: str) -> tuple[str, ...]:
    """Find the yardsticks that readers lay beside any of these indicators of our own registry."""
    return tuple(key for key in YARDSTICKS if set(indicatoren) & set(LANDELIJK[key].eigen))


@dataclass(frozen=True, slots=True, kw_only=True)
class LandelijkCijfer:
    """One figure as a national source published it.

    gebied: a GM code, NL01, a region code, or the source's own name of a gemeente of which it gives no code. periode:
    `2022-2023` or `2023`, as the source has it. waarde: None when the source gives none; with so many decimalen.
    voorlopig: None when the file does not tell. peildatum: of the delivery, that is: the version.
    """

    bron: Bron
    indicator: str
    gebied: str
    naam: str
    periode: str
    periodesoort: Periodesoort
    waarde: float | None
    decimalen: int
    voorlopig: bool | None
    peildatum: date

    @property
    def has_code(self) -> bool:
        """Whether the source gave a code, or this site knows the gebied by its name."""
        return bool(_GEBIEDSCODE.fullmatch(self.gebied))

    @property
    def is_gemeente(self) -> bool:
        """Whether it is about one gemeente; a name instead of a code is always one."""
        return bool(_GEMEENTE.fullmatch(self.gebied)) or not self.has_code


@dataclass(frozen=True, slots=True)
class Groep:
    """The other gemeenten of the same size, and their pooled percentage: all who left over all pupils."""

    klasse: Grootteklasse
    leden: tuple[LandelijkCijfer, ...]
    waarde: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatlat:
    """One national indicator for one gebied in one period: the gebied itself, the country, those of the same size.

    leerlingen, gestopt: the source's own counts behind a percentage, None when it gives none. plek: where the gebied
    lies against the rest of the country; None when there are no counts to test.
    """

    indicator: LandelijkeIndicator
    eigen: LandelijkCijfer
    land: LandelijkCijfer | None
    groep: Groep | None
    leerlingen: LandelijkCijfer | None
    gestopt: LandelijkCijfer | None
    plek: Plek | None

    @property
    def bron(self) -> Bron:
        """The source that all of it is from."""
        return self.eigen.bron

    @property
    def periode(self) -> str:
        """The schooljaar or year that all of it is about."""
        return self.eigen.periode


class Landelijk:
    """All national figures of a publication."""

    def __init__(self, cijfers: Iterable[LandelijkCijfer] = ()) -> None:
        self.cijfers = tuple(cijfers)
        self._per_tabel: dict[tuple[str, str, str], dict[str, LandelijkCijfer]] = {}
        for cijfer in self.cijfers:
            self._per_tabel.setdefault((cijfer.bron.sleutel, cijfer.indicator, cijfer.periode), {})[cijfer.gebied] = (
                cijfer
            )

    def bronnen(self) -> tuple[Bron, ...]:
        """The national sources there are figures from, by title."""
        return tuple(sorted({c.bron for c in self.cijfers}, key=lambda bron: bron.titel))

    def yardsticks(self, gebied: str, jaar: str, keys: Iterable[str] = YARDSTICKS) -> tuple[Maatlat, ...]:
        """The yardsticks there are for a gebied, in the schooljaar asked for, else in the latest period of the source.

        keys: which national indicators, in this order. A source that says nothing of this gebied gives none.
        """
        gevonden = (self._yardstick(bron.sleutel, key, gebied, jaar) for key in keys for bron in self.bronnen())
        return tuple(maatlat for maatlat in gevonden if maatlat)

    def _yardstick(self, bron: str, key: str, gebied: str, jaar: str) -> Maatlat | None:
        perioden = [
            periode
            for (b, i, periode), tabel in self._per_tabel.items()
            if (b, i) == (bron, key) and (c := tabel.get(gebied)) and c.waarde is not None
        ]
        if not perioden:
            return None
        periode = jaar if jaar in perioden else max(perioden)
        tabel = self._per_tabel[bron, key, periode]
        land = tabel.get(LAND)
        is_vsv = key == "vsv_percentage"
        return Maatlat(
            indicator=LANDELIJK[key],
            eigen=tabel[gebied],
            land=land if _value(land) is not None and gebied != LAND else None,
            groep=self._same_size(bron, gebied, periode) if is_vsv else None,
            leerlingen=self._count(bron, "startpopulatie_vsv", gebied, periode) if is_vsv else None,
            gestopt=self._count(bron, "nieuwe_vsv", gebied, periode) if is_vsv else None,
            plek=self._place(bron, gebied, periode) if is_vsv else None,
        )

    def _count(self, bron: str, key: str, gebied: str, periode: str) -> LandelijkCijfer | None:
        cijfer = self._per_tabel.get((bron, key, periode), {}).get(gebied)
        return cijfer if _value(cijfer) is not None else None

    def _place(self, bron: str, gebied: str, periode: str) -> Plek | None:
        """Against the country without this gebied. A count may be rounded to tens: different only if both ends are."""
        n, x, land_n, land_x = (
            _value(self._count(bron, key, plaats, periode))
            for plaats in (gebied, LAND)
            for key in ("startpopulatie_vsv", "nieuwe_vsv")
        )
        if not n or x is None or land_x is None or land_n is None or land_n <= n or land_x < x or gebied == LAND:
            return None
        laag, hoog = max(0, round(x) - AFRONDING), min(round(n), round(x) + AFRONDING)
        return place_of_range("aandeel", (laag, hoog), n, (land_x - x) / (land_n - n))

    def _same_size(self, bron: str, gebied: str, periode: str) -> Groep | None:
        """The other gemeenten with about as many pupils; None when the source gives no counts or there are no others.

        The bands are those of `data.statistics.comparable`, counted in the source's own pupils: it knows no jongeren of
        5 to 18.
        """
        leerlingen = self._per_tabel.get((bron, "startpopulatie_vsv", periode), {})
        gestopt = self._per_tabel.get((bron, "nieuwe_vsv", periode), {})
        grootte = {
            code: cijfer.waarde
            for code, cijfer in leerlingen.items()
            if cijfer.is_gemeente and cijfer.waarde and (code == gebied or _value(gestopt.get(code)) is not None)
        }
        gevonden = find_comparable(gebied, grootte)
        if gevonden is None or not gevonden.gemeenten:
            return None
        leden = tuple(leerlingen[code] for code in gevonden.gemeenten)
        teller = sum(_value(gestopt[lid.gebied]) or 0 for lid in leden)
        noemer = sum(lid.waarde or 0 for lid in leden)
        return Groep(gevonden.klasse, leden, 100 * teller / noemer)


def _value(cijfer: LandelijkCijfer | None) -> float | None:
    return cijfer.waarde if cijfer else None


# The columns of the file of national figures, for the site's download and `exporteer` alike.
LANDELIJK_KOLOMMEN = (
    "indicator",
    "titel",
    "gebied",
    "naam",
    "periode",
    "periodesoort",
    "waarde",
    "eenheid",
    "status",
    "voorlopig",
    "bron",
    "uitgever",
    "bronsoort",
    "opgehaald_op",
    "definitie",
)


def national_row(cijfer: LandelijkCijfer) -> dict[str, str]:
    """A figure as a row of that file, with as many decimals as the source printed."""
    ind, bron = LANDELIJK[cijfer.indicator], cijfer.bron
    return {
        "indicator": ind.key,
        "titel": ind.titel,
        "gebied": cijfer.gebied if cijfer.has_code else "",
        "naam": cijfer.naam,
        "periode": cijfer.periode,
        "periodesoort": cijfer.periodesoort,
        "waarde": "" if cijfer.waarde is None else f"{cijfer.waarde:.{cijfer.decimalen}f}",
        "eenheid": ind.eenheid,
        "status": "onbekend" if cijfer.waarde is None else "gepubliceerd",
        "voorlopig": "onbekend" if cijfer.voorlopig is None else "ja" if cijfer.voorlopig else "nee",
        "bron": bron.titel,
        "uitgever": bron.uitgever,
        "bronsoort": bron.soort,
        "opgehaald_op": cijfer.peildatum.isoformat(),
        "definitie": ind.definitie,
    }
