"""What a URL of /vergelijken asks for: every choice in the query, and a sensible one for each that is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from data.cells.cells import CelSleutel
from data.publication.figures import Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.referentie import schooljaar
from data.registry.breakdowns import IN_VERSLAGEN
from data.registry.indicators import INDICATOREN, STANDAARD, Indicator
from data.views.counts import Maat
from data.views.list_order import VOLGORDEN
from data.views.side_by_side import Volgorde, best_soort, told_years

PAD = "/vergelijken"
MEESTE_JAREN_TERUG = 15

Met = Literal["regio", "vergelijkbaar", "keuze", "eerder"]
Beeldvorm = Literal["rangorde", "trechter", "veelvoud", "tabel"]
MET: tuple[Met, ...] = get_args(Met)
BEELDEN: tuple[Beeldvorm, ...] = get_args(Beeldvorm)
# What others have called these.
_ANDERE_NAMEN = {"funnel": "trechter", "jaren": "veelvoud", "vergelijkbare": "vergelijkbaar", "per_duizend": "per_1000"}


@dataclass(frozen=True, slots=True)
class Vraag:
    """One view of /vergelijken. gemeente: the one in focus, None when the region is looked at as a whole.

    maat, bron, volgorde: empty when not chosen. kies: the gemeenten compared with when met is `keuze`. terug: how many
    years when met is `eerder`. deel: `uitsplitsing:categorie`, a part of the figure; empty for the whole.
    """

    regio: Gebied
    gemeente: Gebied | None
    indicator: Indicator
    eenheid: str
    schooljaar: str
    met: Met = "regio"
    beeld: Beeldvorm = "rangorde"
    maat: Maat | None = None
    kies: tuple[Gebied, ...] = ()
    terug: int = 1
    deel: str = ""
    bron: str = ""
    volgorde: Volgorde | None = None

    @property
    def sleutel(self) -> CelSleutel:
        """The cell asked for; its gebied is empty when no gemeente is in focus."""
        uitsplitsing, _, categorie = self.deel.partition(":")
        code = self.gemeente.code if self.gemeente else ""
        cel = CelSleutel(self.indicator.key, self.eenheid, code, self.schooljaar)
        return cel._replace(uitsplitsing=uitsplitsing, categorie=categorie) if categorie else cel

    @property
    def keuzes(self) -> dict[str, str]:
        """The query, in a fixed order; what says nothing in this view is left out."""
        eerder = self.met == "eerder"
        alle = {
            "gemeente": self.gemeente.slug if self.gemeente else "",
            "regio": "" if self.gemeente else self.regio.slug,
            "indicator": self.indicator.key,
            "eenheid": self.eenheid,
            "maat": "" if eerder else self.maat or "",
            "schooljaar": self.schooljaar,
            "met": self.met,
            "kies": ",".join(g.slug for g in self.kies) if self.met == "keuze" else "",
            "terug": str(self.terug) if eerder else "",
            "deel": self.deel,
            "beeld": "" if eerder else self.beeld,
            "bron": self.bron,
            "volgorde": "" if eerder else self.volgorde or "",
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

    def anders(self, **keuzes: object) -> Vraag:
        """The same view with something else chosen."""
        return replace(self, **keuzes)  # type: ignore[arg-type]


def read_question(beeld: Beeld, vraag: Mapping[str, str]) -> Vraag | str:
    """The view for a query, or in Dutch what in it does not exist."""
    plaats = _place(beeld, vraag)
    if isinstance(plaats, str):
        return plaats
    regio, gemeente = plaats
    met, vorm = _word(vraag, "met", "regio"), _word(vraag, "beeld", "rangorde")
    maat, bron = _word(vraag, "maat", ""), vraag.get("bron", "")
    key = vraag.get("indicator") or STANDAARD.key
    fouten = (
        (key not in INDICATOREN, "Dit onderwerp bestaat niet."),
        (met not in MET, "Zo kunnen we niet vergelijken."),
        (vorm not in BEELDEN, "Dit beeld bestaat niet."),
        (maat not in ("", *get_args(Maat)), "Deze maat bestaat niet."),
        (bron not in ("", *SOORTEN_BRON), "Deze bron bestaat niet."),
        (vraag.get("volgorde", "") not in ("", *VOLGORDEN), "Deze volgorde bestaat niet."),
        (not _is_years(vraag.get("terug") or "1"), "Zoveel jaren terug kunnen we niet vergelijken."),
    )
    if fout := next((tekst for is_fout, tekst in fouten if is_fout), ""):
        return fout
    gevonden = Vraag(regio, gemeente, INDICATOREN[key], "", "", met, vorm, maat or None)  # type: ignore[arg-type]
    gevonden = gevonden.anders(
        bron=bron,
        volgorde=vraag.get("volgorde") or None,
        terug=int(vraag.get("terug") or 1),
        deel=vraag.get("deel", ""),
    )
    return _with_unit_and_year(beeld, gevonden.anders(kies=_chosen(beeld, vraag.get("kies", ""), gemeente)), vraag)


def members(beeld: Beeld, vraag: Vraag) -> tuple[Gebied, ...]:
    """The gemeenten of the region, which decide what can be chosen."""
    return beeld.gemeenten(vraag.regio.code)


def _word(vraag: Mapping[str, str], naam: str, anders: str) -> str:
    waarde = vraag.get(naam) or anders
    return _ANDERE_NAMEN.get(waarde, waarde)


def _is_years(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit() and len(tekst) < 3 and 1 <= int(tekst) <= MEESTE_JAREN_TERUG


def _place(beeld: Beeld, vraag: Mapping[str, str]) -> tuple[Gebied, Gebied | None] | str:
    if slug := vraag.get("gemeente", ""):
        gemeente = beeld.gebied_van_slug(slug)
        if gemeente is None or gemeente.soort != "gemeente":
            return "Deze gemeente staat niet op deze site."
        return beeld.regio_van(gemeente), gemeente
    regio = asked_region(beeld, vraag.get("regio", ""))
    return regio if isinstance(regio, str) else (regio, None)


def asked_region(beeld: Beeld, naam: str) -> Gebied | str:
    """The region with this slug or name, the largest when none is named; or in Dutch why there is none."""
    regios = beeld.regios()
    if not regios:
        return "Er zijn nog geen gemeenten op deze site."
    if not naam:
        return max(regios, key=lambda r: len(beeld.gemeenten(r.code)))
    gevonden = beeld.gebied_van_slug(naam)
    return gevonden if gevonden in regios else "Deze regio staat niet op deze site."


def _chosen(beeld: Beeld, tekst: str, eigen: Gebied | None) -> tuple[Gebied, ...]:
    """The gemeenten named, each once and by name; a name that is no gemeente here is left out."""
    gevonden = {beeld.gebied_van_slug(slug) for slug in tekst.split(",")} - {None, eigen}
    return tuple(sorted((g for g in gevonden if g and g.soort == "gemeente"), key=lambda g: g.naam))


def _with_unit_and_year(beeld: Beeld, vraag: Vraag, gevraagd: Mapping[str, str]) -> Vraag | str:
    """The unit and the schooljaar: as asked, else the ones with a real figure, the latest first."""
    eenheden = [e for e in vraag.indicator.eenheden() if e in vraag.indicator.teleenheden]
    if (eenheid := gevraagd.get("eenheid", "")) and eenheid not in eenheden:
        return "Zo telt dit onderwerp niet. Kies een andere teleenheid."
    jaar = gevraagd.get("schooljaar", "")
    bekend = set(beeld.schooljaren(vraag.regio.code)).union(*(beeld.schooljaren(g.code) for g in members(beeld, vraag)))
    if jaar and jaar not in bekend:
        return "Van dit schooljaar zijn hier geen cijfers."
    kandidaten = [_latest(beeld, vraag.anders(eenheid=e), jaar) for e in ([eenheid] if eenheid else eenheden)]
    if eenheid and not any(rang for (rang, _), _ in kandidaten):  # told in another one only, as verzuim_totaal is
        kandidaten += [_latest(beeld, vraag.anders(eenheid=e), jaar) for e in eenheden if e != eenheid]
    uitsplitsing, _, categorie = vraag.deel.partition(":")
    if uitsplitsing and uitsplitsing not in (*vraag.indicator.uitsplitsingen, *IN_VERSLAGEN):
        return "Dit onderdeel bestaat niet."
    if categorie and not any(rang for (rang, _), _ in kandidaten) and not _exists(beeld, vraag, eenheden):
        return "Dit onderdeel bestaat niet."
    beste = max(kandidaten, key=lambda k: k[0])[1]  # of equals the first: jongeren
    if beste.met == "eerder" and beste.terug > schooljaar.beginjaar(beste.schooljaar) - 1900:
        return "Zoveel jaren terug kunnen we niet vergelijken."
    return beste


def _latest(beeld: Beeld, vraag: Vraag, jaar: str) -> tuple[tuple[int, str], Vraag]:
    """The view in its best schooljaar, with how good that is: a report or delivery above the example, then the year."""
    leden = [vraag.gemeente] if vraag.gemeente else members(beeld, vraag)
    jaren = told_years(beeld, vraag.sleutel, leden) or told_years(beeld, vraag.sleutel, members(beeld, vraag))
    if jaar:
        jaren = {j: soorten for j, soorten in jaren.items() if j == jaar}
    if vraag.bron:
        jaren = {j: (vraag.bron,) for j, soorten in jaren.items() if vraag.bron in soorten}
    echt = {j: int(any(s != "voorbeeld" for s in soorten)) + 1 for j, soorten in jaren.items()}
    rang, gekozen = max(((waarde, j) for j, waarde in echt.items()), default=(0, jaar or _any_year(beeld, vraag)))
    return (rang, gekozen), vraag.anders(schooljaar=gekozen)


def _exists(beeld: Beeld, vraag: Vraag, eenheden: Sequence[str]) -> bool:
    """Whether any gemeente of the site has this part in any schooljaar."""
    return any(told_years(beeld, vraag.anders(eenheid=e).sleutel, beeld.gemeenten()) for e in eenheden)


def _any_year(beeld: Beeld, vraag: Vraag) -> str:
    jaren: Sequence[str] = beeld.schooljaren((vraag.gemeente or vraag.regio).code)
    return beeld.voorkeursjaar((vraag.gemeente or vraag.regio).code) or (jaren[-1] if jaren else "")


def soort_of(beeld: Beeld, vraag: Vraag) -> str:
    """The kind of source of this view: as chosen, else the best that tells the figure."""
    return vraag.bron or best_soort(beeld, vraag.sleutel, members(beeld, vraag))
