"""What a URL asks for. One pure function, used by the pages and by the server that sets the HTTP status.

A URL names everything one sees: `/gemeente/<slug>?schooljaar=...&indicator=...&bron=...&teleenheid=...`,
`/insluiten/<slug>?schooljaar=...`, `/?regio=...`, `/verzuim?gemeente=...` (or `regio=`), and with each of these who
is beside and how lists are shown (`naast=`, `maat=`, `volgorde=`), of which the page says what it did not understand.
Another value that does not exist gives `NotFound` with the choices there are; a name that is not ours (a campaign code,
say) is ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode

from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import INDICATOREN, JONGEREN, STANDAARD, WERKPROCESSEN, Indicator
from data.views.counts import Maat
from data.views.pages import INGESLOTEN, PAGINA, PAGINAS
from data.views.side_by_side import Volgorde
from data.views.theme_choice import theme_year
from data.views.themes import THEMAPAGINAS
from pages.beside_query import Niet, read_beside
from pages.comparison_query import Vraag, asked_region, read_question
from pages.explore_query import Verkenning, read_exploration
from pages.list_query import read_lists

PADEN: Mapping[str, str] = {pagina.pad: pagina.sleutel for pagina in PAGINAS if not pagina.per_gemeente}
# The pages that name their gemeente in the path.
_MET_GEMEENTE: Mapping[str, str] = {pagina.sleutel: pagina.pad for pagina in PAGINAS if pagina.per_gemeente}
# The page that a path without a gemeente leads to when one is named.
_OF_GEMEENTE: Mapping[str, str] = {"overzicht": "gemeente", "data": "data"}
# Its path names the schooljaar too, and it may be of a region.
JAARVERSLAG = "jaarverslag"
# What one may ask to count in; without a choice each indicator is counted as is usual for it.
TELEENHEDEN = (WERKPROCESSEN, JONGEREN)
_VOORRANG = ("verzuim", "afhandeling", "vrijstellingen", "doorstroompunt", "overig", "jongeren")


@dataclass(frozen=True, slots=True)
class Route:
    """A view that exists. gebied and schooljaar are empty on a page that has none; bron, teleenheid when not chosen.

    vraag: what /vergelijken is asked, None on other pages. standaard: the indicator that opens when none is chosen.
    naast: the gemeenten put beside the own one. maat, volgorde: of its lists, None when not chosen. niet_begrepen: what
    was asked of these and could not be.
    verkenning: what /verkennen is asked, None on other pages.
    """

    pagina: str
    gebied: Gebied | None = None
    schooljaar: str = ""
    indicator: Indicator = STANDAARD
    bron: str = ""
    teleenheid: str = ""
    vraag: Vraag | None = None
    standaard: Indicator = STANDAARD
    naast: tuple[Gebied, ...] = ()
    maat: Maat | None = None
    volgorde: Volgorde | None = None
    niet_begrepen: tuple[Niet, ...] = ()
    verkenning: Verkenning | None = None

    @property
    def plaats(self) -> Gebied:
        """The gebied of a page that is about one. LookupError on a page that is not."""
        if self.gebied is None:
            raise LookupError(f"De pagina {self.pagina} hoort niet bij een gebied.")
        return self.gebied

    @property
    def leeg(self) -> bool:
        """Whether nothing at all is known of the place that is asked for: there is no schooljaar to open."""
        return not (self.vraag.schooljaar if self.vraag else self.schooljaar or self.gebied is None)

    @property
    def pad(self) -> str:
        """The path without the query."""
        if self.pagina in _MET_GEMEENTE and self.gebied:
            pad = _MET_GEMEENTE[self.pagina] + self.gebied.slug
            return f"{pad}/{self.schooljaar}".rstrip("/") if self.pagina == JAARVERSLAG else pad
        return PAGINA[self.pagina].pad

    @property
    def url(self) -> str:
        """The URL that gives exactly this view."""
        if self.vraag:
            return self.vraag.url
        if self.verkenning:
            return self.verkenning.adres
        if self.pagina == JAARVERSLAG:
            return self.pad
        keuzes = {
            **self._place(),
            "schooljaar": self.schooljaar,
            "indicator": self.indicator.key if self.indicator != self.standaard else "",
            "bron": self.bron,
            "teleenheid": self.teleenheid,
            "maat": self.maat or "",
            "volgorde": self.volgorde or "",
            "naast": ",".join(gebied.slug for gebied in self.naast),
        }
        gekozen = urlencode({naam: waarde for naam, waarde in keuzes.items() if waarde}, safe=",")
        return f"{self.pad}?{gekozen}" if gekozen else self.pad

    def _place(self) -> dict[str, str]:
        """How the query names the gebied, where the path does not."""
        if self.gebied is None or self.pagina in _MET_GEMEENTE:
            return {}
        return {"gemeente" if self.gebied.soort == "gemeente" else "regio": self.gebied.slug}

    def naar(self, pagina: str, gebied: Gebied, schooljaar: str = "", indicator: Indicator | None = None) -> Route:
        """Another page, with the same gemeenten beside it and its lists alike; none is beside itself."""
        naast = tuple(g for g in self.naast if g != gebied)
        lijst = {"naast": naast, "maat": self.maat, "volgorde": self.volgorde}
        return Route(pagina, gebied, schooljaar, indicator or STANDAARD, **lijst)  # type: ignore[arg-type]

    def met(self, **anders: object) -> Route:
        """Give this view with another gebied, schooljaar, indicator, bron, teleenheid or others beside it."""
        gewijzigd = replace(self, **anders)  # type: ignore[arg-type]
        return replace(gewijzigd, naast=tuple(g for g in gewijzigd.naast if g != gewijzigd.gebied))


@dataclass(frozen=True, slots=True)
class NotFound:
    """A URL that leads nowhere. reden says in Dutch what does not exist; gebied is the one that does, if any.

    pagina: of what kind the choices are, when not of the page of a gebied.
    """

    reden: str
    gebied: Gebied | None = None
    pagina: str = ""


def resolve(beeld: Beeld, pad: str, zoek: str | Mapping[str, str] = "") -> Route | NotFound:
    """The view for a path and a query (`?a=b` or a mapping; the first value of a name counts)."""
    vraag = dict(reversed(parse_qsl(zoek.removeprefix("?")))) if isinstance(zoek, str) else zoek
    pad = unquote(pad).rstrip("/") or "/"
    for pagina, begin in _MET_GEMEENTE.items():
        if pad.startswith(begin):
            rest = pad.removeprefix(begin)
            return _jaarverslag(beeld, rest) if pagina == JAARVERSLAG else _gemeente(beeld, pagina, rest, vraag)
    if pad not in PADEN:
        return NotFound("Deze pagina bestaat niet.")
    if PADEN[pad] in _OF_GEMEENTE and vraag.get("gemeente"):
        return _gemeente(beeld, _OF_GEMEENTE[PADEN[pad]], vraag["gemeente"], vraag)
    if PADEN[pad] in ("vergelijken", "verkennen"):
        return (_vergelijken if PADEN[pad] == "vergelijken" else _verkennen)(beeld, vraag)
    if PADEN[pad] in THEMAPAGINAS:
        return _thema(beeld, PADEN[pad], vraag)
    return _regio(beeld, "overzicht", vraag) if PADEN[pad] == "overzicht" else Route(PADEN[pad])


def _vergelijken(beeld: Beeld, vraag: Mapping[str, str]) -> Route | NotFound:
    gelezen = read_question(beeld, vraag)
    return NotFound(gelezen) if isinstance(gelezen, str) else Route("vergelijken", vraag=gelezen)


def _verkennen(beeld: Beeld, vraag: Mapping[str, str]) -> Route | NotFound:
    gelezen = read_exploration(beeld, vraag)
    return Route("verkennen", verkenning=gelezen) if gelezen else NotFound("Er zijn nog geen gemeenten op deze site.")


def _gemeente(beeld: Beeld, pagina: str, naam: str, vraag: Mapping[str, str]) -> Route | NotFound:
    """A page of a gemeente, by its slug or by its name as people write it (`Hattem`, `hof van twente`).

    What stands in a frame may be of a region.
    """
    gebied = beeld.gebied_van_slug(naam)
    is_regio = pagina in INGESLOTEN and gebied in beeld.regios()
    if gebied is None or (gebied.soort != "gemeente" and not is_regio):
        return NotFound("Deze gemeente staat niet op deze site.")
    return _with_choices(beeld, Route(pagina, gebied), vraag)


def _jaarverslag(beeld: Beeld, rest: str) -> Route | NotFound:
    """The report of a gemeente or region: `hattem/2022-2023`; without a schooljaar the last with something real."""
    naam, _, jaar = rest.partition("/")
    gebied = beeld.gebied_van_slug(naam)
    if gebied is None or gebied not in (*beeld.gemeenten(), *beeld.regios()):
        return NotFound("Van deze gemeente of regio is hier geen jaarverslag.", pagina=JAARVERSLAG)
    jaar = jaar or beeld.voorkeursjaar(gebied.code)
    if jaar and jaar not in beeld.schooljaren(gebied.code):
        return NotFound("Van dit schooljaar is hier geen jaarverslag.", gebied, JAARVERSLAG)
    return Route(JAARVERSLAG, gebied, jaar)


def _thema(beeld: Beeld, pagina: str, vraag: Mapping[str, str]) -> Route | NotFound:
    """A theme of a gemeente, or of a region when none is named."""
    naam = vraag.get("gemeente")
    return _gemeente(beeld, pagina, naam, vraag) if naam else _regio(beeld, pagina, vraag)


def _regio(beeld: Beeld, pagina: str, vraag: Mapping[str, str]) -> Route | NotFound:
    regio = asked_region(beeld, vraag.get("regio", ""))
    return NotFound(regio) if isinstance(regio, str) else _with_choices(beeld, Route(pagina, regio), vraag)


def _with_choices(beeld: Beeld, route: Route, vraag: Mapping[str, str]) -> Route | NotFound:
    code = route.gebied.code if route.gebied else ""
    jaar = vraag.get("schooljaar") or _opening_year(beeld, route)
    if not jaar:
        return route
    if jaar not in beeld.schooljaren(code):
        return NotFound("Van dit schooljaar zijn hier geen cijfers.", route.gebied)
    standaard = _first_indicator(beeld, route, jaar)
    sleutel = vraag.get("indicator") or standaard.key
    if sleutel not in INDICATOREN:
        return NotFound("Dit onderwerp bestaat niet.", route.gebied)
    if vraag.get("bron", "") not in ("", *SOORTEN_BRON):
        return NotFound("Deze bron bestaat niet.", route.gebied)
    if vraag.get("teleenheid", "") not in ("", *TELEENHEDEN):
        return NotFound("Deze teleenheid bestaat niet.", route.gebied)
    gekozen = replace(route, schooljaar=jaar, indicator=INDICATOREN[sleutel], standaard=standaard)
    naast, niet = read_beside(beeld, vraag, route.gebied)
    maat, volgorde, ook_niet = read_lists(vraag)
    gekozen = replace(gekozen, naast=naast, maat=maat, volgorde=volgorde, niet_begrepen=(*niet, *ook_niet))
    return replace(gekozen, bron=vraag.get("bron", ""), teleenheid=vraag.get("teleenheid", ""))


def _opening_year(beeld: Beeld, route: Route) -> str:
    """The last schooljaar with something real: about the theme of the page, else about anything."""
    thema = THEMAPAGINAS.get(route.pagina)
    van_thema = theme_year(beeld, thema, route.plaats.code) if thema else ""
    return van_thema or beeld.voorkeursjaar(route.plaats.code)


def _first_indicator(beeld: Beeld, route: Route, jaar: str) -> Indicator:
    """What opens: whether jongeren go to school, or where only the example tells that, what is really known.

    The page of a region lays its gemeenten side by side, so there it is what is known of most of those.
    """
    kandidaten = (STANDAARD, *sorted(INDICATOREN.values(), key=lambda ind: _VOORRANG.index(ind.thema)))
    gebied = route.plaats
    leden = beeld.gemeenten(gebied.code) if route.pagina == "overzicht" else (gebied,)
    echt = {ind: sum(_is_real(beeld.keuze(ind, lid.code, jaar)) for lid in leden) for ind in kandidaten}
    meeste = max(echt.values(), default=0)
    return next((ind for ind, aantal in echt.items() if aantal == meeste), STANDAARD)


def _is_real(cijfer: Cijfer) -> bool:
    return cijfer.bron is not None and not cijfer.is_voorbeeld
