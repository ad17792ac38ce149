"""The rule that a published set must keep, told as what must stay uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.cells import HULP, CelSleutel, Hoogstens, Lineair, Paar, Relatie, Som
from etl.aanval.vroeger import Kennis

KLEIN = range(1, 5)
KLEINE_GROEP = 10
REST = "rest van een groep"


@dataclass(frozen=True, slots=True)
class Schending:
    """A rule that is broken at a cell. For the internal log only: the cell itself is what must not be pointed at."""

    cel: CelSleutel | None
    reden: str


def must_be_wide(kennis: Kennis) -> set[CelSleutel]:
    """Every hidden cell, because nobody can tell why it is hidden.

    And what was never published and is known here to be small.
    """
    klein = {cel for cel, n in kennis.waar.items() if n in KLEIN and cel.indicator != HULP}
    for relatie in kennis.relaties:
        if isinstance(relatie, Paar) and (relatie.werkprocessen in klein or relatie.jongeren in klein):
            klein |= {relatie.werkprocessen, relatie.jongeren}
    return set(kennis.verborgen) | (klein - kennis.bekend.keys())


def shown_small(kennis: Kennis, getoond: dict[CelSleutel, int]) -> Iterator[Schending]:
    """Small numbers on show, their other count, and small groups shown to be of one kind."""
    for cel, n in getoond.items():
        if n in KLEIN:
            yield Schending(cel, "Een aantal van 1 tot en met 4 is gepubliceerd.")
    for relatie in kennis.relaties:
        if (
            isinstance(relatie, Paar)
            and relatie.werkprocessen in getoond
            and kennis.waar.get(relatie.jongeren) in KLEIN
        ):
            yield Schending(relatie.werkprocessen, "De werkprocessen van 1 tot en met 4 jongeren zijn gepubliceerd.")
    for totaal, deel in groups(kennis.relaties):
        if deel in getoond and 0 < getoond[deel] < KLEINE_GROEP and getoond.get(totaal) == getoond[deel]:
            yield Schending(deel, "Van een kleine groep is gepubliceerd dat allen hetzelfde kenmerk hebben.")


def add_rests(kennis: Kennis) -> tuple[Kennis, dict[CelSleutel, CelSleutel]]:
    """The knowledge with an unknown `total - part` for each pair that is hidden whole.

    And the total of each such unknown.

    Where the truth is known, only for the small groups that are of one kind.
    """
    resten: dict[CelSleutel, CelSleutel] = {}
    waar = dict(kennis.waar)
    regels: list[Relatie] = []
    for totaal, deel in groups(kennis.relaties):
        if totaal in kennis.verborgen and deel in kennis.verborgen:
            echt = kennis.waar.get(totaal)
            if echt is None or (0 < echt < KLEINE_GROEP and kennis.waar.get(deel) == echt):
                rest = totaal._replace(uitsplitsing=REST, categorie=f"{totaal} zonder {deel}")
                resten[rest] = totaal
                if totaal in waar and deel in waar:
                    waar[rest] = waar[totaal] - waar[deel]
                regels.append(Lineair(((1, totaal), (-1, deel), (-1, rest))))
    return Kennis(kennis.bekend, kennis.verborgen, [*kennis.relaties, *regels], waar, kennis.grenzen), resten


def groups(relaties: list[Relatie]) -> Iterator[tuple[CelSleutel, CelSleutel]]:
    """Every (total, part) of one gebied, schooljaar and teleenheid: those that tell a property of a group."""
    for relatie in relaties:
        paren: list[tuple[CelSleutel, CelSleutel]] = []
        if isinstance(relatie, Som) and len(relatie.delen) > 1:
            paren = [(relatie.totaal, deel) for deel in relatie.delen]
        elif isinstance(relatie, Hoogstens):
            paren = [(relatie.groot, relatie.klein)]
        yield from (
            (geheel, deel)
            for geheel, deel in paren
            if (geheel.teleenheid, geheel.gebied, geheel.schooljaar) == (deel.teleenheid, deel.gebied, deel.schooljaar)
        )
