"""What passes from schooljaar to schooljaar: cells that are never published, but that tie published ones together.

Of each soort anyone can reckon: what was dealt with in a schooljaar is what was still open from before and what
started, and it is what ended and what is still open. So where 6 started and 5 ended one way, at most 1 ended another
way. The cells between are counted, in werkprocessen, and reckoned with by who hides and by who attacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from data.cells.cells import HULP
from data.cells.tableplan import (
    Atoom,
    Inhoud,
    Niveau,
    Tijd,
    Vorm,
    atomen,
    is_rest,
    left_over,
    restvormen,
    vormen,
)
from data.registry import vocabulary
from data.registry.indicators import WERKPROCESSEN

MOMENTEN: tuple[Tijd, ...] = ("behandeld", "start", "eind", "lopend")


class Stroom(NamedTuple):
    """The cell shapes of one flow."""

    behandeld: Vorm
    gestart: Vorm
    geeindigd: Vorm
    lopend: Vorm


@lru_cache(maxsize=2)
def stromen(niveau: Niveau) -> tuple[Stroom, ...]:
    """The flows of a level, one for each soort."""
    alle = counted(niveau)
    naam = {
        inhoud: vorm for vorm, inhoud in sorted(alle.items(), key=lambda paar: (is_rest(paar[0]), paar), reverse=True)
    }
    return tuple(Stroom(*(naam[inhoud] for inhoud in _contents(soort))) for soort in vocabulary.SOORTEN)


@lru_cache(maxsize=4)
def counted(niveau: Niveau, teleenheid: str = WERKPROCESSEN) -> Mapping[Vorm, Inhoud]:
    """Everything that is counted of a level: candidates of the plan, what is left over between them, and the flows.

    In jongeren the candidates only: one jongere ends and stays open at once, and can be in two parts of a whole.
    """
    if teleenheid != WERKPROCESSEN:
        return vormen(niveau, teleenheid)
    zonder = {**vormen(niveau), **restvormen(niveau)}
    return {**zonder, **_flow_shapes(niveau, zonder)}


def _flow_shapes(niveau: Niveau, zonder: Mapping[Vorm, Inhoud]) -> dict[Vorm, Inhoud]:
    """A region also gets the shapes of its gemeenten, so that these add up to something."""
    van_delen = _flow_shapes("gemeente", {**vormen("gemeente"), **restvormen("gemeente")}) if niveau == "regio" else {}
    aanwezig = {*zonder.values(), *van_delen.values()}
    nieuw = {
        Vorm(HULP, inhoud.moment, soort): inhoud
        for soort in vocabulary.SOORTEN
        for inhoud in _contents(soort)
        if inhoud not in aanwezig
    }
    erbij = {**van_delen, **nieuw}
    return {**erbij, **left_over(vormen(niveau), {**zonder, **erbij}, HULP)}


def _contents(soort: str) -> list[Inhoud]:
    """What each cell of a flow counts, in the order of `Stroom`."""
    gekozen = frozenset(a for a in atomen() if a.soort == soort)
    return [Inhoud(moment, _ended(gekozen) if moment == "eind" else gekozen) for moment in MOMENTEN]


def _ended(gekozen: frozenset[Atoom]) -> frozenset[Atoom]:
    return frozenset(atoom for atoom in gekozen if atoom.afhandeling)
