"""Why a chart is not there: in which schooljaren, at which level or for whom the figure is published instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from data.publication.figures import Gebied
from data.publication.readmodel import SOORTEN_BRON, Beeld
from data.views.coarser import Grover, coarser_chart
from data.views.development import follow
from data.views.parts import Vraag, split
from data.views.themes import Grafiekplan

Reden = Literal[
    "grover",
    "andere_jaren",
    "andere_bron",
    "alleen_regio",
    "verslag_regio",
    "alleen_gemeenten",
    "geen_verslag",
    "niet_geleverd",
]


@dataclass(frozen=True, slots=True)
class Ontbreekt:
    """A chart that cannot be made. jaren: the schooljaren for which it can, here or in its region, by reason.

    grover: where the schooljaar looked at is told instead, when the table is told coarser.
    """

    plan: Grafiekplan
    reden: Reden
    jaren: tuple[str, ...] = ()
    grover: Grover | None = None


def why_missing(beeld: Beeld, plan: Grafiekplan, gebied: Gebied, jaar: str, soorten: tuple[str, ...]) -> Ontbreekt:
    """The first reason that holds, the most useful to a reader first. jaar: the schooljaar that is looked at."""
    grover = coarser_chart(beeld, plan, gebied.code, jaar)
    if grover and not grover.is_here:
        jaren = _years(beeld, plan, gebied.code, ("verslag",)) if "verslag" in soorten else ()
        return Ontbreekt(plan, "andere_jaren" if jaren else "grover", jaren, grover)
    if jaren := _years(beeld, plan, gebied.code, soorten):
        return Ontbreekt(plan, "andere_jaren", jaren)
    if _years(beeld, plan, gebied.code, SOORTEN_BRON):
        return Ontbreekt(plan, "andere_bron")
    regio = beeld.regio_van(gebied)
    if regio != gebied and (jaren := _years(beeld, plan, regio.code, SOORTEN_BRON)):
        return Ontbreekt(plan, "alleen_regio" if _is_counted(plan) else "verslag_regio", jaren)
    leden = beeld.gemeenten(gebied.code) if regio == gebied else ()
    if any(_years(beeld, plan, lid.code, SOORTEN_BRON) for lid in leden):
        return Ontbreekt(plan, "alleen_gemeenten")
    return Ontbreekt(plan, "niet_geleverd" if _is_counted(plan) else "geen_verslag")


def _is_counted(plan: Grafiekplan) -> bool:
    ind = plan.indicator
    if plan.vorm == "jaren":
        return ind.herkomst != "verslagen"
    return plan.uitsplitsing in (*ind.uitsplitsingen, *ind.regio_uitsplitsingen)


def _years(beeld: Beeld, plan: Grafiekplan, gebied: str, soorten: tuple[str, ...]) -> tuple[str, ...]:
    """The schooljaren in which this kind of source tells anything of it."""
    jaren = beeld.schooljaren(gebied)
    if plan.vorm == "jaren":
        verlopen = [follow(beeld, plan.indicator, gebied, jaren[-1], soort) for soort in soorten] if jaren else []
        return tuple(dict.fromkeys(c.sleutel.schooljaar for v in verlopen for c in v.cijfers if c.bron))
    vraag = Vraag(plan.indicator, gebied, plan.uitsplitsing, plan.binnen)
    return tuple(jaar for jaar in jaren if split(beeld, replace(vraag, soorten=soorten), jaar))
