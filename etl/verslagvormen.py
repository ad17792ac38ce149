"""What reports count and the plan of tables does not: counted too, to know what readers of reports have in hand.

A report can tell a gemeente by soort and afhandeling, or the jongeren of a part, which no table of ours does. Whoever
has it lays it beside our tables. Such a cell has the indicator VERSLAG; nobody is ever shown one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.cells import tableplan
from data.cells.cells import CelSleutel
from data.cells.tableplan import Inhoud, Niveau, Vorm
from data.referentie.gebieden import Gebieden, gebieden
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN
from data.reports import published
from data.reports.published_figures import Publicatiecijfer
from etl.afstemming.question import Vraag, gemeenten_in, numerator_of, question_of

VERSLAG = "verslag"
"""The indicator of a cell that only reports tell of."""


@dataclass(frozen=True)
class Verslagplan:
    """cel_van: per report figure the cell whose count it tells, or that of the part its percentage is of.

    vormen: per level what cells of VERSLAG count.
    """

    cel_van: Mapping[int, CelSleutel]
    vormen: Mapping[Niveau, Mapping[Vorm, Inhoud]]

    @property
    def cellen(self) -> frozenset[CelSleutel]:
        """The cells of VERSLAG."""
        return frozenset(cel for cel in self.cel_van.values() if cel.indicator == VERSLAG)


def report_plan() -> Verslagplan:
    """What the reports of this site count."""
    return _plan(published.cijfers(), gebieden())


@lru_cache(maxsize=8)
def _plan(cijfers: tuple[Publicatiecijfer, ...], plaatsen: Gebieden) -> Verslagplan:
    cel_van: dict[int, CelSleutel] = {}
    vormen: dict[Niveau, dict[Vorm, Inhoud]] = {niveau: {} for niveau in tableplan.NIVEAUS}
    for cijfer, vraag in _questions(cijfers, plaatsen):
        niveau: Niveau = "regio" if plaatsen.regio(cijfer.gebied) else "gemeente"
        eenheid = JONGEREN if vraag.jongeren else WERKPROCESSEN
        inhoud = Inhoud(vraag.moment, vraag.atomen)
        vorm = _planned(cijfer, tableplan.vormen(niveau, eenheid), inhoud)
        if vorm is None:
            vorm = _named(cijfer, vormen[niveau], inhoud)
            vormen[niveau][vorm] = inhoud
        cel_van[cijfer.nummer] = CelSleutel(vorm.indicator, eenheid, cijfer.gebied, cijfer.schooljaar, *vorm[1:])
    return Verslagplan(cel_van, vormen)


def _questions(cijfers: Iterable[Publicatiecijfer], plaatsen: Gebieden) -> Iterable[tuple[Publicatiecijfer, Vraag]]:
    for cijfer in cijfers:
        vraag = _part_of(cijfer, plaatsen) if cijfer.is_percentage else question_of(cijfer, plaatsen)
        if vraag is not None:
            yield cijfer, vraag


def _part_of(cijfer: Publicatiecijfer, plaatsen: Gebieden) -> Vraag | None:
    """The question for the count that a percentage is made of: as reviewed, or as the registry has it."""
    ind = INDICATOREN.get(cijfer.indicator)
    if cijfer.telwijze or not (ind and ind.teller and cijfer.toonbaar):
        return numerator_of(cijfer, plaatsen)
    inhoud = tableplan.vormen("regio", JONGEREN)[Vorm(ind.teller)]
    gemeenten = gemeenten_in(cijfer.gebied, plaatsen)
    return Vraag(gemeenten, cijfer.schooljaar, inhoud.moment, inhoud.atomen, jongeren=True) if gemeenten else None


def _planned(cijfer: Publicatiecijfer, plan: Mapping[Vorm, Inhoud], inhoud: Inhoud) -> Vorm | None:
    """The shape of the plan that counts the same: under the report's own name, or under the first that does."""
    sleutel = cijfer.sleutel
    eigen = Vorm(sleutel.indicator, sleutel.uitsplitsing, sleutel.categorie) if sleutel else None
    if eigen and plan.get(eigen) == inhoud:
        return eigen
    return min((vorm for vorm, i in plan.items() if i == inhoud), default=None)


def _named(cijfer: Publicatiecijfer, vormen: Mapping[Vorm, Inhoud], inhoud: Inhoud) -> Vorm:
    """A name after the report's own words, with a number where those words count otherwise elsewhere."""
    naam = ".".join((*cijfer.sleutel[:1], *cijfer.sleutel[4:])) if cijfer.sleutel else cijfer.feit
    nummer = 1
    while vormen.get(vorm := Vorm(VERSLAG, inhoud.moment, f"{naam}#{nummer}"), inhoud) != inhoud:
        nummer += 1
    return vorm
