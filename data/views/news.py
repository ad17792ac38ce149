"""What each publication brought, from its own log: which editions of the counts are told, and since when.

An edition knows how many figures are shown with another value than before. Of what is hidden it knows nothing to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data.publication.figures import Gebied, Uitgave
from data.publication.readmodel import Beeld
from data.views.overview import told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuws:
    """One gebied on one day: the schooljaren whose counts came then, of one kind of edition.

    uitgave: the edition of the first of them; jaren: oldest first. gewijzigd: figures shown with another value than in
    the edition before, of all these schooljaren. voorbeeld: the counts are invented. hele_regio: of a region how many
    gemeenten it has, 0 of a gemeente.
    """

    gebied: Gebied
    uitgave: Uitgave
    jaren: tuple[str, ...]
    gewijzigd: int
    voorbeeld: bool
    hele_regio: int = 0


def news(beeld: Beeld) -> tuple[tuple[date, tuple[Nieuws, ...]], ...]:
    """The days on which counts came, the last one first; within a day each region with its gemeenten by name."""
    per_dag: dict[date, list[Nieuws]] = {}
    for code in {code for code, _ in beeld.publicatie.uitgaven}:
        if code in beeld.gebieden:
            for dag, nieuws in _of_gebied(beeld, beeld.gebieden[code]):
                per_dag.setdefault(dag, []).append(nieuws)

    def order(nieuws: Nieuws) -> tuple[str, bool, str, str]:
        gebied = nieuws.gebied
        return beeld.regio_van(gebied).naam, gebied.soort == "gemeente", gebied.naam, nieuws.jaren[0]

    return tuple((dag, tuple(sorted(per_dag[dag], key=order))) for dag in sorted(per_dag, reverse=True))


def _of_gebied(beeld: Beeld, gebied: Gebied) -> Iterator[tuple[date, Nieuws]]:
    uitgaven = [(jaar, u) for (code, jaar), u in beeld.publicatie.uitgaven.items() if code == gebied.code]
    uitgaven.sort(key=lambda paar: paar[0])

    def kind(paar: tuple[str, Uitgave]) -> tuple[date, int, str, bool]:
        jaar, uitgave = paar
        voorbeeld = "voorbeeld" in told_by(beeld, gebied.code, jaar)
        return uitgave.sinds.date(), uitgave.nummer, uitgave.soort, voorbeeld

    for (dag, _, _, voorbeeld), groep in groupby(uitgaven, key=kind):
        rijen = list(groep)
        gewijzigd = sum(uitgave.gewijzigd for _, uitgave in rijen)
        jaren = tuple(jaar for jaar, _ in rijen)
        yield (
            dag,
            Nieuws(
                gebied=gebied,
                uitgave=rijen[0][1],
                jaren=jaren,
                gewijzigd=gewijzigd,
                voorbeeld=voorbeeld,
                hele_regio=len(beeld.gemeenten(gebied.code)) if gebied.soort == "regio" else 0,
            ),
        )
