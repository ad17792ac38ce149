"""Gemeenten side by side: one indicator, schooljaar and kind of source, in a measure that is fair to their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.figures import Cijfer, Gebied
from data.funnel import Plek
from data.indicators import INDICATOREN, Indicator
from data.readmodel import Beeld

Maat = Literal["procent", "per_duizend", "aantal"]


@dataclass(frozen=True, slots=True)
class Vergelijkingsrij:
    """One gemeente in a comparison. waarde is None when it is hidden or missing; it is then not ranked.

    plek: where it lies against the region, None when that cannot be tested.
    """

    gebied: Gebied
    cijfer: Cijfer
    noemer: Cijfer
    waarde: float | None
    plek: Plek | None


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The gemeenten of a region. `eigen` is the code of the one in focus; `regio` the value of the region, if known."""

    indicator: Indicator
    maat: Maat
    soort: str
    eigen: str
    schooljaar: str
    teleenheid: str
    rijen: tuple[Vergelijkingsrij, ...]
    regio: float | None

    @property
    def bekend(self) -> tuple[Vergelijkingsrij, ...]:
        """The rows with a value, highest first."""
        return tuple(sorted((r for r in self.rijen if r.waarde is not None), key=lambda r: -(r.waarde or 0)))

    @property
    def zonder_waarde(self) -> tuple[Vergelijkingsrij, ...]:
        """The rows without one, by name, so that their order gives nothing away."""
        return tuple(r for r in self.rijen if r.waarde is None)


def per_duizend(waarde: float | None, noemer: float | None) -> float | None:
    """Events per 1.000 jongeren; None when either is not known or nobody lives there."""
    return None if waarde is None or not noemer else 1000 * waarde / noemer


def compare(beeld: Beeld, ind: Indicator, gebied: Gebied, schooljaar: str, soort: str) -> Vergelijking:
    """The gemeenten of the region of `gebied` beside each other, from one kind of source.

    Counts become a rate per 1.000 jongeren when every gemeente with a count also has its number of jongeren; without
    those the counts themselves are shown, and whoever shows them says that size matters.
    """
    gekozen = _choose(beeld, ind, gebied, schooljaar, soort)
    regio = beeld.regio_van(gebied)
    cijfers = tuple(
        (g, beeld.van_soort(gekozen.sleutel._replace(gebied=g.code), soort)) for g in beeld.gemeenten(regio.code)
    )
    noemers = {g.code: beeld.noemer(c) for g, c in cijfers}
    maat = _measure(ind, tuple((c.waarde, noemers[g.code].waarde) for g, c in cijfers))
    van_regio = beeld.van_soort(gekozen.sleutel._replace(gebied=regio.code), soort)
    rijen = tuple(
        Vergelijkingsrij(g, c, n := noemers[g.code], _value(maat, c, n), beeld.judge_against(c, van_regio))
        for g, c in cijfers
    )
    return Vergelijking(
        ind,
        maat,
        soort,
        gebied.code,
        schooljaar,
        gekozen.sleutel.teleenheid,
        rijen,
        None if maat == "aantal" else _value(maat, van_regio, beeld.noemer(van_regio)),
    )


def _choose(beeld: Beeld, ind: Indicator, gebied: Gebied, schooljaar: str, soort: str) -> Cijfer:
    """The cell to compare: the own one when it has a source, else that of the first gemeente which has one."""
    kandidaten = (gebied, *beeld.gemeenten(beeld.regio_van(gebied).code))
    gekozen = [beeld.keuze_van_soort(ind, g.code, schooljaar, soort) for g in kandidaten]
    return next((c for c in gekozen if c.bron), gekozen[0])


def _measure(ind: Indicator, paren: tuple[tuple[float | None, float | None], ...]) -> Maat:
    if ind.is_percentage:
        return "procent"
    bekend = [noemer for waarde, noemer in paren if waarde is not None]
    return "per_duizend" if INDICATOREN[ind.key].noemer and bekend and all(bekend) else "aantal"


def _value(maat: Maat, cijfer: Cijfer, noemer: Cijfer) -> float | None:
    return per_duizend(cijfer.waarde, noemer.waarde) if maat == "per_duizend" else cijfer.waarde
