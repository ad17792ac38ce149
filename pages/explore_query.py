"""What a URL of /verkennen asks for: what of it could be understood, and which parts of it could not.

Unlike the other pages nothing in the query leads to a page that does not exist: a link of years ago should still show
what it can. What could not be understood is said on the page, never repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from data.cells.cells import CelSleutel
from data.publication.figures import Gebied, onbekend
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.referentie import schooljaar
from data.registry.breakdowns import IN_VERSLAGEN, UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, JONGEREN, STANDAARD, Indicator
from data.views.counts import Maat
from data.views.explore import told_by
from data.views.side_by_side import best_soort

PAD = "/verkennen"
MEESTE = 5
"""Lines more than these cannot be told apart."""
REST = "rest"
GEEN = "geen"
"""What a form sends for a choice that is not made."""
PLEKKEN = tuple(f"plek{i}" for i in range(1, MEESTE + 1))
_STANDAARD_JAREN = 5
# What is left of a longer list is not looked at.
_GELEZEN = 24

Vorm = Literal["lijnen", "staven", "rangorde", "trechter", "veelvoud"]
VORMEN_HIER: tuple[Vorm, ...] = get_args(Vorm)
# In the order in which they are said.
Reden = Literal["naam", "dubbel", "onderwerp", "tegen", "waar", "vol", "jaar", "eenheid", "maat", "vorm", "bron"]
_NAMEN = frozenset(
    {"onderwerp", "tegen", "waar", "van", "tot", "eenheid", "maat", "vorm", "bron", "niet", *PLEKKEN},
)


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """An indicator or a part of it. uitsplitsing, categorie: empty for the whole."""

    indicator: Indicator
    uitsplitsing: str = ""
    categorie: str = ""

    @property
    def sleutel(self) -> str:
        """How an address names it."""
        return ":".join(filter(None, (self.indicator.key, self.uitsplitsing, self.categorie)))

    def cel(self, eenheid: str, gebied: str, jaar: str) -> CelSleutel:
        """The cell of it somewhere, in a schooljaar."""
        cel = CelSleutel(self.indicator.key, eenheid, gebied, jaar)
        if not self.categorie:
            return cel
        return cel._replace(uitsplitsing=self.uitsplitsing, categorie=self.categorie)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verkenning:
    """One view of /verkennen. plaatsen: gemeenten, regions or the country, in the order asked.

    rest: also the rest of the region of the first. van, tot: the first and last schooljaar; pictures of one schooljaar
    show `tot`. maat, bron: empty when not chosen. niet: what of the question could not be understood.
    """

    onderwerp: Onderwerp
    eenheid: str
    plaatsen: tuple[Gebied, ...]
    rest: bool
    van: str
    tot: str
    vorm: Vorm
    tegen: Onderwerp | None = None
    maat: Maat | None = None
    bron: str = ""
    niet: tuple[Reden, ...] = ()

    @property
    def keuzes(self) -> dict[str, str]:
        """The query, in a fixed order."""
        waar = [*(g.slug for g in self.plaatsen), *([REST] if self.rest else [])]
        alle = {
            "onderwerp": self.onderwerp.sleutel,
            "tegen": self.tegen.sleutel if self.tegen else "",
            "waar": ",".join(waar),
            "van": self.van,
            "tot": self.tot,
            "eenheid": self.eenheid,
            "maat": self.maat or "",
            "vorm": self.vorm,
            "bron": self.bron,
        }
        return {naam: waarde for naam, waarde in alle.items() if waarde}

    @property
    def query(self) -> str:
        """The query as text, the same for equal views."""
        return urlencode(self.keuzes, safe=",:")

    @property
    def url(self) -> str:
        """The URL that gives exactly this view."""
        return f"{PAD}?{self.query}"

    @property
    def adres(self) -> str:
        """Give the URL of this answer: its own for one that also says what could not be understood."""
        return f"{self.url}&niet={','.join(self.niet)}" if self.niet else self.url

    def anders(self, **keuzes: object) -> Verkenning:
        """Give this view with something else chosen."""
        return replace(self, **keuzes)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def subjects(beeld: Beeld) -> tuple[Onderwerp, ...]:
    """All that any source of this site tells of a gemeente per schooljaar, in the order of the registry."""
    return _subjects_of(beeld, beeld.gemeenten())


@lru_cache(maxsize=1)
def of_regions(beeld: Beeld) -> tuple[Onderwerp, ...]:
    """All that is told of a region: finer than of its gemeenten, and too much for a list to choose from."""
    return _subjects_of(beeld, beeld.regios())


def _subjects_of(beeld: Beeld, gebieden: Sequence[Gebied]) -> tuple[Onderwerp, ...]:
    gevonden: dict[Onderwerp, None] = {}
    for ind in INDICATOREN.values():
        if not any(beeld.soorten_per_jaar(ind, g.code) for g in gebieden):
            continue
        gevonden[Onderwerp(ind)] = None
        gevonden |= dict.fromkeys(_parts(beeld, ind, gebieden))
    return tuple(gevonden)


def _parts(beeld: Beeld, ind: Indicator, gebieden: Sequence[Gebied]) -> Iterable[Onderwerp]:
    for gebied in gebieden:
        eigen = ind.uitsplitsingen if gebied.soort == "gemeente" else UITSPLITSINGEN
        namen = dict.fromkeys((*eigen, *IN_VERSLAGEN))
        for jaar in beeld.schooljaren(gebied.code):
            for eenheid in ind.eenheden():
                totaal = onbekend(CelSleutel(ind.key, eenheid, gebied.code, jaar))
                for naam in namen:
                    for cijfer in beeld.uitsplitsing(totaal, naam):
                        yield Onderwerp(ind, naam, cijfer.sleutel.categorie)


def read_exploration(beeld: Beeld, vraag: Mapping[str, str]) -> Verkenning | None:
    """The view for a query; None when nothing at all is published here."""
    regios = beeld.regios()
    if not regios:
        return None
    niet: list[Reden] = []
    if not _NAMEN.issuperset(vraag):
        niet.append("naam")
    if isinstance(vraag, MultiDict) and any(len(set(vraag.getlist(naam))) > 1 for naam in vraag):
        niet.append("dubbel")
    plaatsen, rest = _places(beeld, vraag, niet)
    onderwerp = _subject(beeld, vraag.get("onderwerp", ""), "onderwerp", niet) or Onderwerp(STANDAARD)
    tegen = _subject(beeld, vraag.get("tegen", ""), "tegen", niet)
    vorm = vraag.get("vorm") or ("lijnen" if plaatsen else "rangorde")
    if vorm not in VORMEN_HIER:
        niet.append("vorm")
        vorm = "lijnen" if plaatsen else "rangorde"
    gevonden = Verkenning(
        onderwerp=onderwerp,
        eenheid="",
        plaatsen=plaatsen or (max(regios, key=lambda r: len(beeld.gemeenten(r.code))),),
        rest=rest,
        van="",
        tot="",
        vorm=vorm,  # type: ignore[arg-type]
        tegen=None if tegen == onderwerp else tegen,
        maat=_one_of(vraag, "maat", get_args(Maat), niet) or None,  # type: ignore[arg-type]
        bron=_one_of(vraag, "bron", SOORTEN_BRON, niet),
    )
    return _with_years(beeld, _with_unit(beeld, gevonden, vraag, niet), vraag, niet)


def _one_of(vraag: Mapping[str, str], naam: Reden, keuzes: Iterable[str], niet: list[Reden]) -> str:
    waarde = vraag.get(naam, "")
    if waarde in ("", *keuzes):
        return waarde
    niet.append(naam)
    return ""


def _subject(beeld: Beeld, sleutel: str, naam: Reden, niet: list[Reden]) -> Onderwerp | None:
    if sleutel in ("", GEEN):
        return None
    gevonden = next((o for o in (*subjects(beeld), *of_regions(beeld)) if o.sleutel == sleutel), None)
    if gevonden is None:
        niet.append(naam)
        # of a part that is gone the whole is nearer to what was asked than anything else
        return next((o for o in subjects(beeld) if o.sleutel == sleutel.partition(":")[0]), None)
    return gevonden


def _places(beeld: Beeld, vraag: Mapping[str, str], niet: list[Reden]) -> tuple[tuple[Gebied, ...], bool]:
    gevraagd = ",".join([vraag.get("waar", ""), *(vraag.get(plek, "") for plek in PLEKKEN)]).split(",")
    namen = dict.fromkeys(naam.strip() for naam in gevraagd if naam.strip() not in ("", GEEN))
    rest = namen.pop(REST, ...) is None
    bruikbaar = (*beeld.regios(), *beeld.gemeenten(), *(g for g in beeld.gebieden.values() if g.soort == "land"))
    gevonden: dict[Gebied, None] = {}
    for naam in list(namen)[:_GELEZEN]:
        gebied = beeld.gebied_van_slug(naam)
        if gebied is None or gebied not in bruikbaar:
            niet.append("waar")
        elif len(gevonden) == MEESTE and gebied not in gevonden:
            niet.append("vol")
        else:
            gevonden[gebied] = None
    return tuple(gevonden), rest


def gemeenten_of(vraag: Verkenning) -> tuple[Gebied, ...]:
    """The gemeenten chosen, in the order asked."""
    return tuple(g for g in vraag.plaatsen if g.soort == "gemeente")


def regions_of(beeld: Beeld, vraag: Verkenning) -> tuple[Gebied, ...]:
    """The regions that the places chosen are or lie in; the largest of the site where only the country is chosen."""
    gevonden = dict.fromkeys(beeld.regio_van(g) for g in vraag.plaatsen if g.soort != "land")
    return tuple(gevonden) or beeld.regios()[:1]


def members_of(beeld: Beeld, vraag: Verkenning) -> tuple[Gebied, ...]:
    """All gemeenten of those regions: what decides which schooljaren and sources there are."""
    return tuple(g for regio in regions_of(beeld, vraag) for g in beeld.gemeenten(regio.code))


def source_of(beeld: Beeld, vraag: Verkenning) -> str:
    """The kind of source of this view: as chosen, else the best that tells the figure of the first gemeente."""
    eigen = next(iter(gemeenten_of(vraag)), None)
    cel = vraag.onderwerp.cel(vraag.eenheid, eigen.code if eigen else "", vraag.tot)
    return vraag.bron or best_soort(beeld, cel, members_of(beeld, vraag))


def told(beeld: Beeld, vraag: Verkenning, eenheid: str) -> dict[str, tuple[str, ...]]:
    """The schooljaren with a figure of the gemeenten chosen (else of any of their regions), with who tells it."""
    cel = vraag.onderwerp.cel(eenheid, "", "")
    # A region is told finer than its gemeenten are.
    wie = (gemeenten_of(vraag), members_of(beeld, vraag), vraag.plaatsen)
    per_plek = (told_by(beeld, cel, plekken) for plekken in wie)
    # Gemeenten may tell it in a report, and only their region as it was asked for here.
    gevraagd = ({j: soorten for j, soorten in jaren.items() if vraag.bron in ("", *soorten)} for jaren in per_plek)
    return next(filter(None, gevraagd), {})


def _with_unit(beeld: Beeld, vraag: Verkenning, gevraagd: Mapping[str, str], niet: list[Reden]) -> Verkenning:
    """The unit as asked where it is told; else the one with a real figure, jongeren before others."""
    eenheden = vraag.onderwerp.indicator.eenheden()
    asked = gevraagd.get("eenheid", "")
    if asked and (asked not in eenheden or not told(beeld, vraag, asked)):
        niet.append("eenheid")
    elif asked:
        return vraag.anders(eenheid=asked)
    echt = {e: _realness(told(beeld, vraag, e)) for e in eenheden}
    return vraag.anders(eenheid=max(eenheden, key=lambda e: (echt[e], e == JONGEREN)))


def _realness(jaren: Mapping[str, tuple[str, ...]]) -> int:
    return max((2 if any(s != "voorbeeld" for s in soorten) else 1 for soorten in jaren.values()), default=0)


def _with_years(beeld: Beeld, vraag: Verkenning, gevraagd: Mapping[str, str], niet: list[Reden]) -> Verkenning:
    """The years as asked where there are figures; else the last five that the best source tells."""
    jaren = told(beeld, vraag, vraag.eenheid)
    alle = tuple(jaren)
    if not alle:
        return vraag.anders(niet=_reasons(niet))
    soort = next(s for s in SOORTEN_BRON if any(s in soorten for soorten in jaren.values()))
    laatste = max(jaar for jaar, soorten in jaren.items() if soort in soorten)
    van, tot = gevraagd.get("van", ""), gevraagd.get("tot", "")
    if any(jaar and not schooljaar.is_schooljaar(jaar) for jaar in (van, tot)):
        niet.append("jaar")
        van, tot = (jaar if schooljaar.is_schooljaar(jaar) else "" for jaar in (van, tot))
    if tot and tot not in alle:
        niet.append("jaar")
        tot = max((jaar for jaar in alle if jaar <= tot), default="")
    tot = tot or laatste
    eerste = [jaar for jaar in alle if jaar <= tot][-_STANDAARD_JAREN:][0]
    if van and (van > tot or van not in alle):
        niet.append("jaar")
        van = min((jaar for jaar in alle if van <= jaar <= tot), default="")
    return vraag.anders(van=van or eerste, tot=tot, niet=_reasons(niet))


def _reasons(niet: Iterable[Reden]) -> tuple[Reden, ...]:
    gevonden = set(niet)
    return tuple(reden for reden in get_args(Reden) if reden in gevonden)
