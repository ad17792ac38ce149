"""What the pages ask for: figures with their source, and the choice between a report's figure and a computed one.

Nothing here computes from anything but the public database. Where a real report gives a figure, that is the one;
a computed figure stands only where no report gives one, and the two are never put in one series or sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Engine

from data import queries
from data.cells import TOTAAL, CelSleutel
from data.databases import publieke_engine
from data.figures import Cijfer, Gebied, Publicatie, Verslagcijfer, onbekend
from data.indicators import INDICATOREN, JONGEREN, Indicator, tegels


@dataclass(frozen=True, slots=True)
class Tegel:
    """All a tile shows: this figure, last year's of the same source, the region's of the same source, and the years."""

    indicator: Indicator
    cijfer: Cijfer
    vorig: Cijfer | None
    regio: Cijfer | None
    reeks: tuple[Cijfer, ...]


class Beeld:
    """One publication, read whole into memory once: small (tens of thousands of cells) and then never queried again."""

    def __init__(
        self,
        publicatie: Publicatie,
        gebieden: tuple[Gebied, ...],
        berekend: dict[CelSleutel, Cijfer],
        verslag: dict[CelSleutel, Cijfer],
        verslagcijfers: tuple[Verslagcijfer, ...],
    ) -> None:
        self.publicatie = publicatie
        self.gebieden = {g.code: g for g in gebieden}
        self._slugs = {g.slug: g for g in gebieden}
        self._berekend = berekend
        self._verslag = verslag
        self._verslagcijfers = verslagcijfers
        self._jaren = self._find_schooljaren()

    # --- places and years --------------------------------------------------------------------------------------
    def gebied_van_slug(self, slug: str) -> Gebied | None:
        """The gebied with this slug in a URL, or None."""
        return self._slugs.get(slug)

    def regios(self) -> tuple[Gebied, ...]:
        """The regions, by name."""
        return tuple(sorted((g for g in self.gebieden.values() if g.soort == "regio"), key=lambda g: g.naam))

    def gemeenten(self, regio: str | None = None) -> tuple[Gebied, ...]:
        """The gemeenten of a region (or all), by name."""
        return tuple(
            sorted(
                (g for g in self.gebieden.values() if g.soort == "gemeente" and regio in (None, g.regio)),
                key=lambda g: g.naam,
            )
        )

    def schooljaren(self, gebied: str) -> tuple[str, ...]:
        """The schooljaren for which there is any figure about this gebied or a gemeente in it, oldest first."""
        return self._jaren.get(gebied, ())

    def _find_schooljaren(self) -> dict[str, tuple[str, ...]]:
        gevonden: dict[str, set[str]] = {}
        for sleutel in (*self._berekend, *self._verslag):
            gevonden.setdefault(sleutel.gebied, set()).add(sleutel.schooljaar)
        for verslagcijfer in self._verslagcijfers:
            gevonden.setdefault(verslagcijfer.gebied, set()).add(verslagcijfer.schooljaar)
        for gemeente in self.gemeenten():
            gevonden.setdefault(gemeente.regio or "", set()).update(gevonden.get(gemeente.code, ()))
        return {code: tuple(sorted(j for j in jaren if len(j) == 9)) for code, jaren in gevonden.items()}

    # --- figures -----------------------------------------------------------------------------------------------
    def berekend(self, sleutel: CelSleutel) -> Cijfer:
        """The figure computed from deliveries; `onbekend` when none was delivered."""
        return self._berekend.get(sleutel) or onbekend(sleutel)

    def verslag(self, sleutel: CelSleutel) -> Cijfer:
        """The figure a report published for exactly this cell; `onbekend` when none did."""
        return self._verslag.get(sleutel) or onbekend(sleutel)

    def cijfer(self, sleutel: CelSleutel) -> Cijfer:
        """The one to show: the report's when there is one, else the computed one."""
        return self._verslag.get(sleutel) or self.berekend(sleutel)

    def uit_bron(self, sleutel: CelSleutel, voorbeeld_van: Cijfer) -> Cijfer:
        """The figure for `sleutel` from the same kind of source as `voorbeeld_van`, so that the two may be compared."""
        return self.verslag(sleutel) if voorbeeld_van.is_verslag else self.berekend(sleutel)

    def keuze(self, ind: Indicator, gebied: str, schooljaar: str, teleenheid: str | None = None) -> Cijfer:
        """The figure for a tile: a report's in any teleenheid first, then a computed one in the preferred teleenheid."""
        eenheden = (teleenheid,) if teleenheid else ind.teleenheden
        sleutels = [CelSleutel(ind.key, eenheid, gebied, schooljaar) for eenheid in eenheden]
        return next((c for s in sleutels if (c := self.verslag(s)).is_bekend), self.cijfer(sleutels[0]))

    def reeks(self, gekozen: Cijfer, schooljaren: tuple[str, ...]) -> tuple[Cijfer, ...]:
        """The same cell from the same kind of source over the years."""
        return tuple(self.uit_bron(gekozen.sleutel._replace(schooljaar=jaar), gekozen) for jaar in schooljaren)

    def tegel(self, ind: Indicator, gebied: str, schooljaar: str, teleenheid: str | None = None) -> Tegel:
        """One tile: the figure, last year, the region and the years, all from the same kind of source."""
        gekozen = self.keuze(ind, gebied, schooljaar, teleenheid)
        jaren = self.schooljaren(gebied)
        vorige = f"{int(schooljaar[:4]) - 1}-{schooljaar[:4]}"
        regio = self.gebieden[gebied].regio
        return Tegel(
            indicator=ind,
            cijfer=gekozen,
            vorig=self.uit_bron(gekozen.sleutel._replace(schooljaar=vorige), gekozen) if vorige in jaren else None,
            regio=self.uit_bron(gekozen.sleutel._replace(gebied=regio), gekozen) if regio else None,
            reeks=self.reeks(gekozen, jaren),
        )

    def tegels(self, gebied: str, schooljaar: str) -> tuple[Tegel, ...]:
        """The tiles of a gemeente or region page, in reading order."""
        return tuple(self.tegel(ind, gebied, schooljaar) for ind in tegels())

    def noemer(self, cijfer: Cijfer) -> Cijfer:
        """The denominator that belongs with a count of jongeren ("x van n"); `onbekend` when there is none."""
        noemer = INDICATOREN[cijfer.sleutel.indicator].noemer
        if noemer is None:
            return onbekend(cijfer.sleutel)
        return self.cijfer(CelSleutel(noemer, JONGEREN, cijfer.sleutel.gebied, cijfer.sleutel.schooljaar))

    def uitsplitsing(self, totaal: Cijfer, uitsplitsing: str) -> tuple[Cijfer, ...]:
        """The categories under a total, from the same kind of source, largest first as far as may be known."""
        bron = self._verslag if totaal.is_verslag else self._berekend
        doel = totaal.sleutel._replace(uitsplitsing=uitsplitsing, categorie=TOTAAL)
        return tuple(c for s, c in bron.items() if s._replace(categorie=TOTAAL) == doel)

    def gemeenten_vergeleken(self, gekozen: Cijfer) -> tuple[Cijfer, ...]:
        """The same cell for each gemeente of the same region, from the same kind of source."""
        regio = self.gebieden[gekozen.sleutel.gebied].regio or gekozen.sleutel.gebied
        return tuple(self.uit_bron(gekozen.sleutel._replace(gebied=g.code), gekozen) for g in self.gemeenten(regio))

    def verslagcijfers(self, gebied: str, schooljaar: str) -> tuple[Verslagcijfer, ...]:
        """Every figure that a report gives about this gebied and schooljaar, in the report's order."""
        return tuple(v for v in self._verslagcijfers if (v.gebied, v.schooljaar) == (gebied, schooljaar))


def beeld() -> Beeld:
    """The publication that is live now. Reread only when another one has been put in its place."""
    return _read(publieke_engine())


@lru_cache(maxsize=2)
def _read(engine: Engine) -> Beeld:
    with engine.connect() as verbinding:
        return Beeld(
            queries.read_publicatie(verbinding),
            queries.read_gebieden(verbinding),
            queries.read_cijfers(verbinding),
            *queries.read_verslagcijfers(verbinding),
        )
