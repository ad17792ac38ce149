"""What the pages ask for: figures with their source, and the choice between a report's figure and a computed one.

Nothing here computes from anything but the public database. Where a real report gives a figure, that is the one;
a computed figure stands only where no report gives one. A series, comparison or part holds one kind of source
(`verslag`, `levering` or `voorbeeld`); two kinds are never put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine

from data.cells.cells import CelSleutel
from data.cells.tableplan import Niveau, Tafel
from data.cells.tafels import Tafels, Vindplaats
from data.publication import queries
from data.publication.derived import derive_counts
from data.publication.figures import Bron, Cijfer, Deel, Gebied, Publicatie, Uitgave, Verslagcijfer, onbekend
from data.publication.landelijk import Landelijk, LandelijkCijfer
from data.publication.live_publication import LivePublication
from data.publication.once import once
from data.publication.regional import derive_regional
from data.publication.x_of_n import deel_van
from data.referentie import schooljaar
from data.referentie.gebieden import LAND, slugify
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Indicator, tegels
from data.registry.vocabulary import TOTAAL

SOORTEN_BRON = ("verslag", "levering", "voorbeeld")


class Beeld:
    """One publication, read whole into memory once: small (tens of thousands of cells) and then never queried again."""

    def __init__(
        self,
        publicatie: Publicatie,
        gebieden: tuple[Gebied, ...],
        berekend: dict[CelSleutel, Cijfer],
        verslag: dict[CelSleutel, Cijfer],
        verslagcijfers: tuple[Verslagcijfer, ...],
        landelijk: tuple[LandelijkCijfer, ...] = (),
        tafels: Tafels = Tafels({}),  # noqa: B008, never changed
    ) -> None:
        self.publicatie = publicatie
        self.onthouden: dict[tuple[str, ...], Any] = {}
        self._verteld: dict[CelSleutel, bool] = {}
        self.gebieden = {g.code: g for g in gebieden}
        self._slugs = {g.slug: g for g in gebieden}
        op_naam = sorted((g for g in gebieden if g.soort == "gemeente"), key=lambda g: g.naam)
        self._alle_gemeenten = tuple(op_naam)
        self._per_regio = {r.code: tuple(g for g in op_naam if g.regio == r.code) for r in gebieden}
        self._berekend = berekend
        verslag = derive_counts(verslag) | verslag
        self._verslag = derive_regional(verslag, gebieden) | verslag
        self._verslagcijfers = verslagcijfers
        self.landelijk = Landelijk(landelijk)
        self._tabellen = _group((*self._verslag.values(), *berekend.values()))
        self.tafels = tafels
        self._perioden = _periods(c for c in berekend.values() if c.bron)
        self._jaren = self._find_schooljaren()
        self._geteld = _years_counted(self._perioden)

    # --- places and years --------------------------------------------------------------------------------------
    def gebied_van_slug(self, slug: str) -> Gebied | None:
        """The gebied with this slug in a URL, or with this name as people write it (`Hattem`); None when none has."""
        return self._slugs.get(slug) or self._slugs.get(slugify(slug))

    def regios(self) -> tuple[Gebied, ...]:
        """The regions that have gemeenten of their own, by name: those a visitor can choose."""
        bewoond = {g.regio for g in self.gebieden.values() if g.soort == "gemeente"}
        return tuple(sorted((g for g in self.gebieden.values() if g.code in bewoond), key=lambda g: g.naam))

    def regio_van(self, gebied: Gebied) -> Gebied:
        """The region a gemeente lies in; a region itself otherwise."""
        return self.gebieden[gebied.regio] if gebied.soort == "gemeente" and gebied.regio else gebied

    def gemeenten(self, regio: str | None = None) -> tuple[Gebied, ...]:
        """The gemeenten of a region (or all), by name."""
        return self._alle_gemeenten if regio is None else self._per_regio.get(regio, ())

    def schooljaren(self, gebied: str) -> tuple[str, ...]:
        """The schooljaren for which there is any figure about this gebied or a gemeente in it, oldest first.

        One of which a report gives nothing but what is too uncertain to show is not among them.
        """
        return self._jaren.get(gebied, ())

    def voorkeursjaar(self, gebied: str) -> str:
        """The schooljaar to open with: the last with a real tile, else with a report, else with anything; or empty."""
        jaren = tuple(reversed(self.schooljaren(gebied)))
        met_tegel = (jaar for jaar in jaren if self._real_tiles(gebied, jaar))
        met_verslag = (jaar for jaar in jaren if self.verslagcijfers(gebied, jaar))
        return next(met_tegel, None) or next(met_verslag, None) or next(iter(jaren), "")

    def _real_tiles(self, gebied: str, jaar: str) -> bool:
        gekozen = (self.keuze(ind, gebied, jaar) for ind in tegels())
        return any(c.bron is not None and not c.is_voorbeeld for c in gekozen)

    def _find_schooljaren(self) -> dict[str, tuple[str, ...]]:
        gevonden: dict[str, set[str]] = {}
        for sleutel in (*self._berekend, *self._verslag):
            gevonden.setdefault(sleutel.gebied, set()).add(sleutel.schooljaar)
        for verslagcijfer in (v for v in self._verslagcijfers if v.status != "onzeker"):
            gevonden.setdefault(verslagcijfer.gebied, set()).add(verslagcijfer.schooljaar)
        for gemeente in self.gemeenten():
            gevonden.setdefault(gemeente.regio or "", set()).update(gevonden.get(gemeente.code, ()))
        return {code: tuple(sorted(filter(schooljaar.is_schooljaar, jaren))) for code, jaren in gevonden.items()}

    # --- figures -----------------------------------------------------------------------------------------------
    def berekend(self, sleutel: CelSleutel) -> Cijfer:
        """The figure computed from deliveries; `onbekend` when none was delivered."""
        return self._berekend.get(sleutel) or onbekend(sleutel)

    def verslag(self, sleutel: CelSleutel) -> Cijfer:
        """The figure a report published for exactly this cell; `onbekend` when none did."""
        return self._verslag.get(sleutel) or onbekend(sleutel)

    def cijfer(self, sleutel: CelSleutel) -> Cijfer:
        """The one to show: the report's when there is one, else the computed one."""
        berekend = self.berekend(sleutel)
        zonder = onbekend(sleutel) if berekend.is_voorbeeld and self._is_told(sleutel) else berekend
        return self._verslag.get(sleutel) or zonder

    def van_soort(self, sleutel: CelSleutel, soort: str) -> Cijfer:
        """The figure from one kind of source; `onbekend` when that kind has none.

        One fact has one status: of what a report tells there is no example.
        """
        if soort == "voorbeeld" and self._is_told(sleutel):
            return onbekend(sleutel, in_verslag=True)
        return self._raw(sleutel, soort)

    def onder_van_soort(self, sleutel: CelSleutel, soort: str) -> Cijfer:
        """Give the figure that others stand against: of an example what it was made from, shown or not."""
        return self._raw(sleutel, soort)

    def _raw(self, sleutel: CelSleutel, soort: str) -> Cijfer:
        gevonden = self.verslag(sleutel) if soort == "verslag" else self.berekend(sleutel)
        return gevonden if gevonden.soort == soort else onbekend(sleutel)

    def _is_told(self, sleutel: CelSleutel) -> bool:
        """Whether a report tells this fact: as a figure, by its parts, or as a percentage that leaves few open."""
        if (sleutel.uitsplitsing, sleutel.categorie) != (TOTAAL, TOTAAL):
            return self._find_told(sleutel)  # a visitor may ask for any part: not kept
        if sleutel not in self._verteld:
            self._verteld[sleutel] = self._find_told(sleutel)
        return self._verteld[sleutel]

    def _find_told(self, sleutel: CelSleutel) -> bool:
        if (cijfer := self._verslag.get(sleutel)) is not None and cijfer.is_bekend:
            return True
        if sleutel.teleenheid != JONGEREN or sleutel.uitsplitsing != TOTAAL:
            return False
        percentages = _percentages_of(sleutel)
        gevonden = (self._verslag.get(s) for s in percentages)
        if any(c is not None and self.deel(c) is not None for c in gevonden):
            return True
        leden = self.gemeenten(sleutel.gebied) if percentages else ()
        return bool(leden) and all(self._is_told(sleutel._replace(gebied=lid.code)) for lid in leden)

    def uit_bron(self, sleutel: CelSleutel, voorbeeld_van: Cijfer) -> Cijfer:
        """The figure for `sleutel` from the same kind of source as `voorbeeld_van`, so that the two may be compared."""
        return self.van_soort(sleutel, voorbeeld_van.soort or self._main_soort(voorbeeld_van.sleutel))

    def soorten_bron(self, ind: Indicator, gebied: str) -> tuple[str, ...]:
        """The kinds of source that say anything about this indicator here, in any periode; reports first."""
        gevonden = {*self.soorten_per_jaar(ind, gebied), *(cijfer.soort for cijfer in self.vensters(ind, gebied))}
        return tuple(soort for soort in SOORTEN_BRON if soort in gevonden)

    def soorten_per_jaar(self, ind: Indicator, gebied: str) -> tuple[str, ...]:
        """List the kinds of source that say anything of single schooljaren: those that can be compared."""
        vraag = ("soorten_per_jaar", ind.key, gebied, *ind.eenheden())
        if vraag not in self.onthouden:
            self.onthouden[vraag] = self._find_soorten(ind, gebied)
        gevonden: tuple[str, ...] = self.onthouden[vraag]
        return gevonden

    def _find_soorten(self, ind: Indicator, gebied: str) -> tuple[str, ...]:
        gevonden = {
            self.van_soort(CelSleutel(ind.key, eenheid, gebied, jaar), soort).soort
            for soort in SOORTEN_BRON
            for eenheid in ind.eenheden()
            for jaar in self.schooljaren(gebied)
        }
        return tuple(soort for soort in SOORTEN_BRON if soort in gevonden)

    def eenheden(self, ind: Indicator, gebied: str, soort: str) -> tuple[str, ...]:
        """The teleenheden in which one kind of source counts this indicator here, in any schooljaar."""
        jaren = self.schooljaren(gebied)
        cellen = {e: [CelSleutel(ind.key, e, gebied, jaar) for jaar in jaren] for e in ind.teleenheden}
        return tuple(e for e, sleutels in cellen.items() if any(self.van_soort(s, soort).bron for s in sleutels))

    def _main_soort(self, sleutel: CelSleutel) -> str:
        return next(iter(self.soorten_bron(INDICATOREN[sleutel.indicator], sleutel.gebied)), "levering")

    def keuze(self, ind: Indicator, gebied: str, jaar: str, liefst: str = "") -> Cijfer:
        """The figure for a tile: a report's in any teleenheid first, then a computed one, a shown one before a hidden.

        liefst: the teleenheid.
        """
        sleutels = [CelSleutel(ind.key, eenheid, gebied, jaar) for eenheid in ind.eenheden(liefst)]
        uit_verslag = (c for s in sleutels if (c := self.verslag(s)).is_bekend)
        geteld = (self.berekend(s) for s in sleutels)
        berekend = [c for c in geteld if c.bron and not (c.is_voorbeeld and self._is_told(c.sleutel))]
        getoond = () if liefst else (c for c in berekend if c.is_bekend)
        return next(uit_verslag, None) or next(iter((*getoond, *berekend)), None) or self.verslag(sleutels[0])

    def soort_voor(self, ind: Indicator, gebied: str, jaar: str) -> str:
        """The kind of source to draw an indicator from: that of its figure, else the best that ever tells about it."""
        gekozen = self.keuze(ind, gebied, jaar)
        return gekozen.soort or self._main_soort(gekozen.sleutel)

    def keuze_van_soort(self, ind: Indicator, gebied: str, jaar: str, soort: str, liefst: str = "") -> Cijfer:
        """The figure of one kind of source, in the first teleenheid in which that kind knows this indicator here."""
        jaren = (jaar, *reversed(self.schooljaren(gebied)))
        sleutels = [CelSleutel(ind.key, eenheid, gebied, j) for j in jaren for eenheid in ind.eenheden(liefst)]
        dit_jaar = (
            () if liefst else (s for s in sleutels if s.schooljaar == jaar and self.van_soort(s, soort).is_bekend)
        )
        eerste = next(iter((*dit_jaar, *(s for s in sleutels if self.van_soort(s, soort).bron))), None)
        sleutel = (eerste or CelSleutel(ind.key, ind.teleenheden[0], gebied, jaar))._replace(schooljaar=jaar)
        return self.van_soort(sleutel, soort)

    def reeks(self, gekozen: Cijfer, schooljaren: tuple[str, ...]) -> tuple[Cijfer, ...]:
        """Give a cell over the years, from one kind of source."""
        return tuple(self.uit_bron(gekozen.sleutel._replace(schooljaar=jaar), gekozen) for jaar in schooljaren)

    def personen(self, cijfer: Cijfer) -> Cijfer:
        """The jongeren behind a figure, from the same source: for a percentage those it was counted from."""
        ind = INDICATOREN[cijfer.sleutel.indicator]
        teller = ind.teller or ind.key
        return self.uit_bron(cijfer.sleutel._replace(indicator=teller, teleenheid=JONGEREN), cijfer)

    def noemer(self, cijfer: Cijfer) -> Cijfer:
        """The jongeren a figure stands against, from the same kind of source; `onbekend` when there are none."""
        sleutel = cijfer.sleutel
        doel = CelSleutel(INDICATOREN[sleutel.indicator].noemer or "", JONGEREN, sleutel.gebied, sleutel.schooljaar)
        return self._raw(doel, cijfer.soort) if cijfer.bron and doel.indicator else onbekend(doel)

    def deel(self, cijfer: Cijfer) -> Deel | None:
        """The "x van n" of a figure in jongeren; None when it has none or when it may not be worked out."""
        ind = INDICATOREN[cijfer.sleutel.indicator]
        n = cijfer.noemer if cijfer.noemer is not None else self.noemer(cijfer).waarde
        teller = self._raw(cijfer.sleutel._replace(indicator=ind.teller), cijfer.soort).waarde if ind.teller else None
        if ind.is_percentage and teller is None and self.gebieden[cijfer.sleutel.gebied].soort != "gemeente":
            return None  # a region's percentage may be a mean of rounded ones: no count can be read back from it
        return deel_van(ind, cijfer, n, teller)

    def uitsplitsing(self, totaal: Cijfer, uitsplitsing: str) -> tuple[Cijfer, ...]:
        """The categories under a total, from the same kind of source (any, when the total has none)."""
        doel = totaal.sleutel._replace(uitsplitsing=uitsplitsing, categorie=TOTAAL)
        return tuple(c for c in self._tabellen.get(doel, ()) if totaal.soort in ("", c.soort))

    # --- how fine a table is told ------------------------------------------------------------------------------
    def stap(self, indicator: str, uitsplitsing: str, teleenheid: str, gebied: str) -> Stap:
        """How fine a counted table is told at this gebied; `niet` when it is not told at this level.

        uitsplitsing: `totaal` for an undivided count.
        """
        plek = self.gebieden[gebied]
        niveau: Niveau = "gemeente" if plek.soort == "gemeente" else "regio"
        return self.tafels.stap(Tafel(indicator, uitsplitsing, teleenheid, niveau), self.regio_van(plek).code)

    def vindplaats(self, sleutel: CelSleutel) -> Vindplaats | None:
        """Where the table of a cell is told that was counted for its schooljaar: here, else in its region; else None.

        It is the cell's own gebied and schooljaar where that is told. Otherwise the venster that the schooljaar is in,
        or the region, or both. Only what this publication holds is pointed at.
        """
        eigen = self.gebieden[sleutel.gebied]
        for gebied in dict.fromkeys((eigen.code, self.regio_van(eigen).code)):
            stap = self.stap(sleutel.indicator, sleutel.uitsplitsing, sleutel.teleenheid, gebied)
            periode = schooljaar.venster_van(sleutel.schooljaar) if stap == "venster" else sleutel.schooljaar
            if stap != "niet" and periode in self.perioden(sleutel._replace(gebied=gebied)):
                return Vindplaats(gebied, periode, stap)
        return None

    def perioden(self, sleutel: CelSleutel) -> tuple[str, ...]:
        """Every schooljaar and venster for which the table of a counted cell is told at its gebied, oldest first."""
        return self._perioden.get(sleutel._replace(schooljaar="", categorie=TOTAAL), ())

    def vensters(self, ind: Indicator, gebied: str, soort: str = "") -> tuple[Cijfer, ...]:
        """The werkprocessen of an indicator summed over each venster that is told here, oldest first.

        soort: only from this kind of source.
        """
        cel = CelSleutel(ind.key, WERKPROCESSEN, gebied, "")
        alle = (self.berekend(cel._replace(schooljaar=p)) for p in self.perioden(cel) if schooljaar.is_venster(p))
        return tuple(cijfer for cijfer in alle if soort in ("", cijfer.soort))

    def schooljaren_geteld(self, gebied: str) -> tuple[str, ...]:
        """The schooljaren of which anything was counted here, oldest first; without what only reports tell."""
        return self._geteld.get(gebied, ())

    def alle_berekend(self) -> tuple[Cijfer, ...]:
        """Every computed cell, shown or hidden, in the order of the plan; no example of what a report tells."""
        return tuple(c for c in self._berekend.values() if not (c.is_voorbeeld and self._is_told(c.sleutel)))

    def alle_geteld(self) -> tuple[Cijfer, ...]:
        """Every cell of the plan; of the example of what a report tells only the source and its peildatum."""
        return tuple(
            replace(onbekend(s), bron=c.bron, peildatum=c.peildatum, in_verslag=True)
            if c.is_voorbeeld and self._is_told(s)
            else c
            for s, c in self._berekend.items()
        )

    def alle_uit_verslagen(self) -> tuple[Cijfer, ...]:
        """Every cell that reports tell, also what follows from what they print."""
        return tuple(self._verslag[sleutel] for sleutel in sorted(self._verslag))

    def alle_verslagcijfers(self) -> tuple[Verslagcijfer, ...]:
        """Every figure of every report, in the reports' order."""
        return self._verslagcijfers

    def delen_van(self) -> dict[str, tuple[str, ...]]:
        """Code of a region to those of its gemeenten; the country to the regions, when it was counted."""
        delen = {regio.code: tuple(g.code for g in self.gemeenten(regio.code)) for regio in self.regios()}
        return delen | ({LAND: tuple(sorted(delen))} if any(s.gebied == LAND for s in self._berekend) else {})

    def bronnen(self) -> tuple[Bron, ...]:
        """Every source that a figure of this publication has, reports first and then by title, national ones last."""
        return self._own_sources() + self.landelijk.bronnen()

    @once
    def _own_sources(self) -> tuple[Bron, ...]:
        gevonden = {c.bron for c in (*self._verslag.values(), *self._berekend.values()) if c.bron}
        gevonden |= {v.bron for v in self._verslagcijfers}
        return tuple(sorted(gevonden, key=lambda b: (SOORTEN_BRON.index(b.soort), b.titel)))

    def uitgave(self, gebied: str, jaar: str) -> Uitgave | None:
        """Which edition of the own counts is told; None where nothing was delivered."""
        return None if self.publicatie.voorbeeld else self.publicatie.uitgaven.get((gebied, jaar))

    def verslagcijfers(self, gebied: str, jaar: str) -> tuple[Verslagcijfer, ...]:
        """Every figure that a report gives about this gebied and schooljaar, in the report's order."""
        return tuple(v for v in self._verslagcijfers if (v.gebied, v.schooljaar) == (gebied, jaar))


def _percentages_of(sleutel: CelSleutel) -> list[CelSleutel]:
    """The cells whose percentage is made of this count."""
    return [sleutel._replace(indicator=key) for key in _made_of(sleutel.indicator)]


@lru_cache(maxsize=1024)
def _made_of(indicator: str) -> tuple[str, ...]:
    return tuple(i.key for i in INDICATOREN.values() if i.is_percentage and i.teller == indicator)


def _group(cijfers: Iterable[Cijfer]) -> Mapping[CelSleutel, tuple[Cijfer, ...]]:
    """Every table of categories under the key of the whole table, so that a page need not walk all cells for it."""
    tabellen: dict[CelSleutel, list[Cijfer]] = {}
    for cijfer in cijfers:
        if cijfer.sleutel.uitsplitsing != TOTAAL:
            tabellen.setdefault(cijfer.sleutel._replace(categorie=TOTAAL), []).append(cijfer)
    return {sleutel: tuple(rij) for sleutel, rij in tabellen.items()}


def _periods(cijfers: Iterable[Cijfer]) -> Mapping[CelSleutel, tuple[str, ...]]:
    """Per table, under its key without a periode, every schooljaar and venster it is told for."""
    gevonden: dict[CelSleutel, set[str]] = {}
    for cijfer in cijfers:
        tafel = cijfer.sleutel._replace(schooljaar="", categorie=TOTAAL)
        gevonden.setdefault(tafel, set()).add(cijfer.sleutel.schooljaar)
    return {tafel: tuple(sorted(perioden)) for tafel, perioden in gevonden.items()}


def _years_counted(perioden: Mapping[CelSleutel, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    gevonden: dict[str, set[str]] = {}
    for tafel, van_tafel in perioden.items():
        gevonden.setdefault(tafel.gebied, set()).update(filter(schooljaar.is_schooljaar, van_tafel))
    return {gebied: tuple(sorted(jaren)) for gebied, jaren in gevonden.items()}


def read_beeld(engine: Engine) -> Beeld:
    """Read one publication whole."""
    with engine.connect() as verbinding:
        return Beeld(
            queries.read_publicatie(verbinding),
            queries.read_gebieden(verbinding),
            queries.read_cijfers(verbinding),
            *queries.read_verslagcijfers(verbinding),
            queries.read_landelijk(verbinding),
            queries.read_tafels(verbinding),
        )


live = LivePublication(read_beeld)


def beeld() -> Beeld:
    """Return the publication that is live now. Reread only when another one has been put in its place."""
    return live.get()
