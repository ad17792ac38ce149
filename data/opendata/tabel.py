"""The one table of open data: counted figures and those of reports, each with all that a page says of it.

What is worked out here comes from the functions that the pages ask, so that table and page never differ. The items are
found cheaply; a row, with its interval and judgement, is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from babel.dates import get_month_names

from data.cells.cells import TOTAAL, CelSleutel
from data.opendata.kolommen import NAMEN
from data.publication.figures import Cijfer, Gebied, Verslagcijfer
from data.publication.readmodel import Beeld
from data.referentie import schooljaar
from data.referentie.gebieden import LAND
from data.referentie.trendbreuken import trendbreuken
from data.registry.breakdowns import UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, MELDINGEN
from data.statistics.funnel import Plek
from data.statistics.statistics import Interval, Oordeel
from data.views.counts import ComparableCount, Maat, count
from data.views.side_by_side import Naast, compare_places

Waarde = str | float | bool | date | None
Rij = dict[str, Waarde]
_LEEG: Rij = dict.fromkeys(NAMEN)
_TOLD = "Dit cijfer staat in een jaarverslag: zie de cijfers met bronsoort verslag."
# So many comparisons are kept: those of a region, which stand together in the table.
_MEESTE = 4096


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of the table: as it is shown, and where it comes from a report as that printed it."""

    cijfer: Cijfer | None
    gedrukt: Verslagcijfer | None = None

    @property
    def gebied(self) -> str:
        """The code of its gebied."""
        return self.gedrukt.gebied if self.gedrukt else self._sleutel.gebied

    @property
    def bronsoort(self) -> str:
        """The kind of its source."""
        return "verslag" if self.gedrukt else (self.cijfer.soort if self.cijfer else "")

    @property
    def _sleutel(self) -> CelSleutel:
        assert self.cijfer is not None  # noqa: S101 - an item has one of the two
        return self.cijfer.sleutel

    def get(self, naam: str) -> str:
        """Return one of the columns by which figures are chosen, as text."""
        if naam == "bron":
            return self.bronsoort
        sleutel = self.cijfer.sleutel if self.cijfer else self.gedrukt.sleutel if self.gedrukt else None
        if sleutel is None:
            return str(getattr(self.gedrukt, naam, "") or "")
        return str(getattr(sleutel, naam))


def counted_items(beeld: Beeld) -> tuple[Item, ...]:
    """The computed figures, shown or hidden: each region with its gemeenten, in the order of the plan."""
    regio = {code: beeld.regio_van(gebied).code for code, gebied in beeld.gebieden.items()}
    return tuple(Item(c) for c in sorted(beeld.alle_geteld(), key=lambda c: (regio[c.sleutel.gebied], c.sleutel)))


def report_items(beeld: Beeld) -> tuple[Item, ...]:
    """Every figure of every report, in the reports' order, under its own label."""
    return tuple(Item(_of_cell(beeld, v), v) for v in beeld.alle_verslagcijfers())


def derived_items(beeld: Beeld) -> tuple[Item, ...]:
    """What pages show of reports and no report prints so: sums of gemeenten, and counts behind a percentage."""
    gedrukt = {v.sleutel for v in beeld.alle_verslagcijfers()}
    return tuple(Item(c) for c in beeld.alle_uit_verslagen() if c.sleutel not in gedrukt)


@lru_cache(maxsize=4)
def all_items(beeld: Beeld) -> tuple[Item, ...]:
    """Everything that there is, in one order that holds as long as the publication does."""
    return (*counted_items(beeld), *report_items(beeld), *derived_items(beeld))


def _of_cell(beeld: Beeld, v: Verslagcijfer) -> Cijfer | None:
    """The cell of a report's figure, when this is the one that is shown for it."""
    cijfer = beeld.verslag(v.sleutel) if v.sleutel and v.voorkeur else None
    return cijfer if cijfer and cijfer.bron == v.bron else None


def rows(beeld: Beeld, items: tuple[Item, ...]) -> Iterator[Rij]:
    """Make the row of each of these figures."""
    return (row(beeld, item) for item in items)


def row(beeld: Beeld, item: Item) -> Rij:
    """Make one row; what does not apply or is not known is None."""
    return {**_LEEG, **_place(beeld, item.gebied), **_figure(beeld, item), **_printed(item.gedrukt)}


def _place(beeld: Beeld, code: str) -> Rij:
    gebied = beeld.gebieden.get(code)
    if gebied is None:
        return {"gebied": code}
    return {"gebied": code, "gebiedsnaam": gebied.naam, "gebiedssoort": gebied.soort, "regio": gebied.regio}


def _figure(beeld: Beeld, item: Item) -> Rij:
    cijfer = item.cijfer
    if cijfer is None:
        return {}
    sleutel, bron, ind = cijfer.sleutel, cijfer.bron, INDICATOREN[cijfer.sleutel.indicator]
    uitgave = None if cijfer.soort == "verslag" else beeld.uitgave(sleutel.gebied, sleutel.schooljaar)
    breuken = [b.sleutel for b in trendbreuken(ind.key, sleutel.gebied) if b.vanaf_schooljaar == sleutel.schooljaar]
    return {
        **sleutel._asdict(),
        "waarde": cijfer.waarde,
        "status": cijfer.status,
        "voorlopig": cijfer.voorlopig,
        "bron": bron.titel if bron else None,
        "bronsoort": bron.soort if bron else None,
        "bronsleutel": bron.sleutel if bron else None,
        "peildatum": cijfer.peildatum,
        "voorbeeld": cijfer.is_voorbeeld,
        "titel": ind.titel,
        "categorienaam": category_name(sleutel.uitsplitsing, sleutel.categorie),
        "eenheid": "%" if ind.is_percentage else sleutel.teleenheid,
        "zekerheid": cijfer.zekerheid if cijfer.is_bekend else None,
        "sectie": cijfer.sectie or None,
        "toelichting": _TOLD if cijfer.in_verslag else cijfer.toelichting or None,
        "uitgave": uitgave.nummer if uitgave else None,
        "trendbreuk": "|".join(breuken) or None,
        "pagina": page_of(beeld, cijfer),
        **_compared(beeld, cijfer),
    }


def _printed(v: Verslagcijfer | None) -> Rij:
    """What a report's own words say goes before what we call it; of an uncertain reading not the value."""
    if v is None:
        return {}
    onzeker = v.zekerheid == "onzeker"
    s = v.sleutel
    return {
        **(s._asdict() if s else {"gebied": v.gebied, "schooljaar": v.schooljaar}),
        "categorienaam": category_name(s.uitsplitsing, s.categorie) if s else None,
        "titel": v.titel,
        "onderdeel": v.onderdeel or None,
        "waarde": None if onzeker else v.waarde,
        "eenheid": v.eenheid,
        "status": v.status,
        "voorlopig": False,
        "zekerheid": v.zekerheid,
        "bron": v.bron.titel,
        "bronsoort": v.bron.soort,
        "bronsleutel": v.bron.sleutel,
        "sectie": v.sectie or None,
        "toelichting": v.toelichting or None,
        "voorbeeld": v.bron.soort == "voorbeeld",
    }


def _compared(beeld: Beeld, cijfer: Cijfer) -> Rij:
    """Interval and judgement as the tile and /vergelijken give them; nothing where there are none."""
    sleutel = cijfer.sleutel
    gebied = beeld.gebieden[sleutel.gebied]
    if not cijfer.is_bekend or not schooljaar.is_schooljaar(sleutel.schooljaar):
        return {}
    if gebied.soort == "regio":
        return _of_region(beeld, cijfer)
    if gebied.soort != "gemeente" or not gebied.regio:
        return {}
    naast = _comparison(beeld, sleutel._replace(gebied=""), cijfer.soort, gebied.regio)
    plaats = next(rij for rij in naast.rijen if rij.gebied.code == gebied.code)
    if plaats.telling.cijfer.sleutel != sleutel or not plaats.telling.getoond.is_bekend:
        return {}
    wat = plaats.maatstaf
    return {
        **_measured(plaats.telling, naast.maat, plaats.interval),
        "oordeel": verdict(plaats.plek),
        "tegenover": ("rest van de regio" if wat.wat == "rest" else "andere gemeenten")
        if wat and plaats.plek
        else None,
    }


def _of_region(beeld: Beeld, cijfer: Cijfer) -> Rij:
    """A region in the measure that its gemeenten are compared in: the figure that stands beside theirs."""
    sleutel = cijfer.sleutel
    if not beeld.gemeenten(sleutel.gebied):
        return {}
    naast = _comparison(beeld, sleutel._replace(gebied=""), cijfer.soort, sleutel.gebied)
    telling = count(beeld, sleutel, cijfer.soort, naast.noemer)
    if telling.cijfer.sleutel != sleutel or not telling.getoond.is_bekend or telling.value(naast.maat) is None:
        return {}
    return _measured(telling, naast.maat, None if naast.op_jongeren or naast.gemengd else telling.interval(naast.maat))


def _measured(telling: ComparableCount, maat: Maat, interval: Interval | None) -> Rij:
    return {
        "noemer": telling.n if telling.laag is not None else None,
        "aantal_laag": telling.laag,
        "aantal_hoog": telling.hoog,
        "maat": maat,
        "vergelijkwaarde": telling.value(maat),
        "interval_95_laag": interval.laag if interval else None,
        "interval_95_hoog": interval.hoog if interval else None,
    }


@lru_cache(maxsize=_MEESTE)
def _comparison(beeld: Beeld, sleutel: CelSleutel, soort: str, regio: str) -> Naast:
    return compare_places(beeld, sleutel, soort, beeld.gemeenten(regio), None, regio)


def verdict(plek: Plek | None) -> str | None:
    """Say whether a gemeente differs from what it is held against; None when that was not tested."""
    if plek is None:
        return None
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return plek.op_998.value
    return "verschilt niet duidelijk" if plek.op_95 is Oordeel.NIET_TE_ONDERSCHEIDEN else f"lijkt {plek.op_95.value}"


def category_name(uitsplitsing: str, categorie: str) -> str:
    """Return a category in words that no spreadsheet takes for a date or a number."""
    if uitsplitsing == "maand" and categorie.isdigit():
        return f"{get_month_names('wide', locale='nl')[int(categorie)]} (maand {categorie})"
    gevonden = UITSPLITSINGEN.get(uitsplitsing)
    return (
        "totaal" if categorie == TOTAAL else gevonden.categorieen.get(categorie, categorie) if gevonden else categorie
    )


def page_of(beeld: Beeld, cijfer: Cijfer) -> str | None:
    """Return the path of a page that shows a figure: that of its gebied and schooljaar, or /verkennen; else None.

    A part stands on a page of its gebied only where there is a chart of it, and of a region not every indicator does.
    """
    sleutel, gebied = cijfer.sleutel, beeld.gebieden[cijfer.sleutel.gebied]
    if gebied.code == LAND:
        return "/"
    if gebied.soort == "regio" and (not beeld.gemeenten(gebied.code) or _is_part_of_window(sleutel)):
        return None  # no page of a region adds up the parts of three schooljaren
    is_geteld_per_jaar = schooljaar.is_schooljaar(sleutel.schooljaar) and cijfer.soort != "verslag"
    heeft_tegel = sleutel.uitsplitsing == TOTAAL and (
        gebied.soort == "gemeente" or INDICATOREN[sleutel.indicator].tegel is not None
    )
    if is_geteld_per_jaar and not heeft_tegel:
        return _explored(sleutel, cijfer.soort, gebied.slug)
    jaren = beeld.schooljaren(gebied.code)
    jaar = next((j for j in reversed(schooljaar.jaren_van(sleutel.schooljaar)) if j in jaren), "")
    vraag: Mapping[str, str] = {
        "regio": gebied.slug if gebied.soort == "regio" else "",
        "schooljaar": jaar,
        "indicator": sleutel.indicator,
        "teleenheid": "" if sleutel.teleenheid == MELDINGEN else sleutel.teleenheid,
    }
    return f"{_path(gebied)}?{urlencode({naam: waarde for naam, waarde in vraag.items() if waarde})}"


def _is_part_of_window(sleutel: CelSleutel) -> bool:
    return sleutel.uitsplitsing != TOTAAL and schooljaar.is_venster(sleutel.schooljaar)


def _explored(sleutel: CelSleutel, soort: str, slug: str) -> str:
    deel = () if sleutel.uitsplitsing == TOTAAL else (sleutel.uitsplitsing, sleutel.categorie)
    vraag = {
        "onderwerp": ":".join((sleutel.indicator, *deel)),
        "waar": slug,
        "van": sleutel.schooljaar,
        "tot": sleutel.schooljaar,
        "eenheid": sleutel.teleenheid,
        "maat": "" if INDICATOREN[sleutel.indicator].is_percentage else "aantal",
        "vorm": "lijnen",
        "bron": soort,
    }
    return f"/verkennen?{urlencode({naam: waarde for naam, waarde in vraag.items() if waarde}, safe=',:')}"


def _path(gebied: Gebied) -> str:
    return f"/gemeente/{gebied.slug}" if gebied.soort == "gemeente" else "/"
