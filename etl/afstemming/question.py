"""A question to the werkprocessen: how many are there of these kinds, here and then. What a published count stands for.

The plan of tables counts the cells we publish; a report also has cells we do not (a gemeente by soort and afhandeling,
three subsoorten together). A question can ask for those too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from data.cells import tableplan
from data.cells.tableplan import Atoom, Tijd, Vorm
from data.referentie.gebieden import LAND, Gebieden
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Moment
from data.reports.published_figures import Publicatiecijfer, Telwijze


@dataclass(frozen=True, slots=True)
class Vraag:
    """Count the werkprocessen of these atomen in these gemeenten at this moment of the schooljaar.

    gemeenten: codes of today. onderwijssoorten: empty means all. jongeren: count distinct persons instead.
    """

    gemeenten: tuple[str, ...]
    schooljaar: str
    moment: Tijd
    atomen: frozenset[Atoom]
    onderwijssoorten: frozenset[str] = frozenset()
    jongeren: bool = False


def question_of(cijfer: Publicatiecijfer, gebieden: Gebieden) -> Vraag | None:
    """The question whose answer means the same as this published count; None when there is none.

    The reviewed way of counting comes first. A figure without one, but with a cell of the plan in the same teleenheid,
    is a second reading of that cell (a report that contradicts itself): it gets the question of that cell.
    """
    gemeenten = gemeenten_in(cijfer.gebied, gebieden)
    sleutel = cijfer.sleutel
    if not (gemeenten and sleutel and cijfer.toonbaar and sleutel.teleenheid in (WERKPROCESSEN, JONGEREN)):
        return None
    jongeren = sleutel.teleenheid == JONGEREN
    if cijfer.telwijze and not cijfer.is_percentage:
        moment, atomen = counted_by(cijfer.telwijze)
        return Vraag(gemeenten, cijfer.schooljaar, moment, atomen, jongeren=jongeren)
    inhoud = tableplan.vormen("regio").get(Vorm(sleutel.indicator, sleutel.uitsplitsing, sleutel.categorie))
    if inhoud is None or inhoud.dimensie:
        return None
    return Vraag(gemeenten, cijfer.schooljaar, inhoud.moment, inhoud.atomen, jongeren=jongeren)


def numerator_of(cijfer: Publicatiecijfer, gebieden: Gebieden) -> Vraag | None:
    """The question for the count a published percentage is made of; None when it is not made of persons we count."""
    ind = INDICATOREN.get(cijfer.sleutel.indicator) if cijfer.sleutel else None
    gemeenten = gemeenten_in(cijfer.gebied, gebieden)
    if not (ind and ind.teller and cijfer.telwijze and cijfer.is_percentage and cijfer.toonbaar and gemeenten):
        return None
    moment, atomen = counted_by(cijfer.telwijze)
    return Vraag(gemeenten, cijfer.schooljaar, moment, atomen, jongeren=True)


def counted_by(telwijze: Telwijze) -> tuple[Moment, frozenset[Atoom]]:
    """The moment and the atomen that a reviewed way of counting takes."""
    return cast("Moment", telwijze.moment), frozenset(
        atoom
        for atoom in tableplan.atomen()
        if (not telwijze.soorten or atoom.soort in telwijze.soorten)
        and (not telwijze.subsoorten or atoom.subsoort in telwijze.subsoorten)
        and (not telwijze.afhandelingen or atoom.afhandeling in telwijze.afhandelingen)
        and (telwijze.moment != "eind" or atoom.afhandeling)
    )


def gemeenten_in(gebied: str, gebieden: Gebieden) -> tuple[str, ...]:
    """The gemeenten of today that a gebied consists of; none when it has parts that are not ours."""
    if gemeente := gebieden.huidig(gebied):
        return (gemeente.code,) if gemeente.code == gebied else ()
    regio = gebieden.regio(gebied)
    if gebied == LAND:
        return tuple(g.code for g in gebieden.gemeenten) if regio and regio.volledig else ()
    return regio.gemeenten if regio else ()
