"""Gemeenten side by side: one indicator, schooljaar and kind of source, in a measure that is fair to their sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.publication.figures import Cijfer, Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.registry.indicators import Indicator
from data.statistics.funnel import Plek
from data.views.counts import ComparableCount, count, range_in_report
from data.views.counts import Maat as NaastMaat
from data.views.side_by_side import Naast, compare_places

Maat = Literal["procent", "per_duizend", "aantal"]
# The measures that are counted in, by their names here; unasked there is no percentage of a count.
_MATEN: Mapping[str, Maat] = {"procent": "procent", "per_1000": "per_duizend", "aantal": "aantal"}


@dataclass(frozen=True, slots=True)
class Vergelijkingsrij:
    """One gemeente in a comparison. waarde is None when it is hidden or missing; it is then not ranked.

    telling: the count, or the range that a report's percentage leaves open. plek: where it lies against the region,
    None when that cannot be tested.
    """

    gebied: Gebied
    cijfer: Cijfer
    telling: ComparableCount
    waarde: float | None
    plek: Plek | None


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The gemeenten of a region.

    eigen: code of the one in focus. regio: the value of the region, if known. naast: the comparison that was tested.
    """

    indicator: Indicator
    maat: Maat
    soort: str
    eigen: str
    schooljaar: str
    teleenheid: str
    rijen: tuple[Vergelijkingsrij, ...]
    regio: float | None
    naast: Naast

    @property
    def op_zaken(self) -> bool:
        """Whether any of what was tested are cases."""
        return any(rij.plek and not rij.telling.personen for rij in self.naast.rijen)

    @property
    def bekend(self) -> tuple[Vergelijkingsrij, ...]:
        """The rows with a value, highest first."""
        return tuple(sorted((r for r in self.rijen if r.waarde is not None), key=lambda r: -(r.waarde or 0)))

    @property
    def zonder_waarde(self) -> tuple[Vergelijkingsrij, ...]:
        """The rows without one, by name, so that their order gives nothing away."""
        return tuple(r for r in self.rijen if r.waarde is None)

    @property
    def opgesteld(self) -> tuple[Vergelijkingsrij, ...]:
        """All rows in the order that was chosen for the list, those without a value last."""
        per_gemeente = {rij.gebied.code: rij for rij in self.rijen}
        return tuple(per_gemeente[rij.gebied.code] for rij in self.naast.opgesteld)


def kind_for_members(beeld: Beeld, ind: Indicator, regio: str, schooljaar: str) -> str:
    """The kind of source to lay the gemeenten of a region side by side from: what most of them are told by.

    Of kinds that tell as many, the realest. Where none tells anything this year, that of the region itself.
    """
    gekozen = [_shown_kind(beeld, ind, lid.code, schooljaar) for lid in beeld.gemeenten(regio)]
    keren = {soort: gekozen.count(soort) for soort in SOORTEN_BRON}
    meeste = max(keren, key=lambda soort: keren[soort])
    return meeste if keren[meeste] else beeld.soort_voor(ind, regio, schooljaar)


def kind_beside(beeld: Beeld, ind: Indicator, gebied: str, schooljaar: str, liefst: str = "") -> str:
    """The kind of source to lay the other gemeenten beside this one from: that of its tile. liefst: the teleenheid."""
    return _shown_kind(beeld, ind, gebied, schooljaar, liefst) or beeld.soort_voor(ind, gebied, schooljaar)


def _shown_kind(beeld: Beeld, ind: Indicator, gebied: str, schooljaar: str, liefst: str = "") -> str:
    """The kind of source that shows a figure, or the range that a report leaves open; empty without one."""
    gekozen = beeld.keuze(ind, gebied, schooljaar, liefst)
    if range_in_report(beeld, gekozen, liefst):
        return "verslag"
    return gekozen.soort if gekozen.is_bekend else ""


def compare(
    beeld: Beeld,
    ind: Indicator,
    gebied: Gebied,
    schooljaar: str,
    soort: str,
    liefst: str = "",
    maat: NaastMaat | None = None,
) -> Vergelijking:
    """The gemeenten of the region of `gebied` beside each other, from one kind of source.

    Counts become a rate per 1.000 jongeren when every gemeente with a count also has its number of jongeren; without
    those the counts themselves are shown, and whoever shows them says that size matters. liefst: the teleenheid; maat:
    another measure, where it can be had.
    """
    kandidaten = (gebied, *beeld.gemeenten(beeld.regio_van(gebied).code))
    gekozen = _choose([beeld.keuze_van_soort(ind, g.code, schooljaar, soort, liefst) for g in kandidaten])
    regio = beeld.regio_van(gebied)
    cijfers = tuple(
        (g, beeld.van_soort(gekozen.sleutel._replace(gebied=g.code), soort)) for g in beeld.gemeenten(regio.code)
    )
    sleutel = gekozen.sleutel._replace(gebied=gebied.code)  # the cell may be chosen by another's figure, not the focus
    naast = compare_places(beeld, sleutel, soort, beeld.gemeenten(regio.code), maat, regio.code)
    van_regio = count(beeld, gekozen.sleutel._replace(gebied=regio.code), soort, naast.noemer)
    per_gemeente = {rij.gebied.code: rij for rij in naast.rijen}
    rijen = tuple(
        Vergelijkingsrij(g, c, (rij := per_gemeente[g.code]).telling, rij.waarde, rij.plek) for g, c in cijfers
    )
    return Vergelijking(
        ind,
        _MATEN[naast.maat],
        soort,
        gebied.code,
        schooljaar,
        gekozen.sleutel.teleenheid,
        rijen,
        van_regio.value(naast.maat) if van_regio.cijfer.is_bekend and naast.maat != "aantal" else None,
        naast,
    )


def _choose(kandidaten: Sequence[Cijfer]) -> Cijfer:
    """The cell to compare: the own one, which comes first, when it has a source, else the first gemeente's with one."""
    return next((c for c in kandidaten if c.bron), kandidaten[0])
