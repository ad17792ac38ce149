"""Earlier editions beside the newest: what an attacker has who kept every publication.

Each gebied of an earlier edition is a gebied of its own, told apart by a mark behind its code; so all that holds within
one edition holds in each. Between two editions of a gemeente in which cases only came, whatever began in a schooljaar
is a part of what is said to have begun now, and what came is a group too. Who has two publications assumes so until it
contradicts what he reads. A region that was told the same twice is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from data.cells.cells import CelSleutel
from etl.aanval.openbaar import ERBIJ, START, Groei, Openbaar, registry_definitions
from etl.aanval.stelsel import Stelsel

_MERK = "@"


@dataclass(frozen=True)
class EerdereUitgave:
    """What an earlier edition showed and hid. waar: every count of it, to see which regions were told the same."""

    getoond: Mapping[CelSleutel, int]
    onderdrukt: Collection[CelSleutel]
    waar: Mapping[CelSleutel, int]

    def of_places(self, gebieden: Collection[str]) -> tuple[object, ...]:
        """All there is of these gebieden, to compare."""
        return (
            {c: n for c, n in self.waar.items() if c.gebied in gebieden},
            {c for c in self.onderdrukt if c.gebied in gebieden},
            {c for c in self.getoond if c.gebied in gebieden},
        )


class _Staand(NamedTuple):
    """A region as some edition told it: its mark, and that edition."""

    merk: str
    uitgave: EerdereUitgave


def beside(openbaar: Openbaar, nu: EerdereUitgave, eerder: Sequence[EerdereUitgave]) -> Openbaar:
    """What is public with earlier editions beside it, oldest first. nu: the newest, which `openbaar` shows."""
    getoond, onderdrukt = dict(openbaar.getoond), set(openbaar.onderdrukt)
    delen_van, kennis = dict(openbaar.delen_van), dict(openbaar.kennis)
    groei: list[Groei] = []
    regios = [r for r, delen in openbaar.delen_van.items() if not any(deel in openbaar.delen_van for deel in delen)]
    for regio in regios:
        plekken = (regio, *openbaar.delen_van[regio])
        later = [_Staand("", nu)]
        gehad = [nu.of_places(plekken)]
        for nummer, uitgave in reversed(list(enumerate(eerder))):
            if (inhoud := uitgave.of_places(plekken)) in gehad or not inhoud[2]:
                continue
            gehad.append(inhoud)
            merk = f"{_MERK}{nummer}"
            delen_van[regio + merk] = tuple(deel + merk for deel in openbaar.delen_van[regio])
            getoond |= {_marked(c, merk): n for c, n in uitgave.getoond.items() if c.gebied in plekken}
            onderdrukt |= {_marked(c, merk) for c in uitgave.onderdrukt if c.gebied in plekken}
            kennis |= {
                _marked(c, merk): n
                for c, n in openbaar.kennis.items()
                if uitgave.waar.get(c) == n and c.gebied in plekken
            }
            groei += _growth(uitgave, later[-1], merk, openbaar.delen_van[regio])
            later.append(_Staand(merk, uitgave))
    return replace(
        openbaar, getoond=getoond, onderdrukt=onderdrukt, delen_van=delen_van, kennis=kennis, groei=tuple(groei)
    )


def _growth(was: EerdereUitgave, wordt: _Staand, merk: str, gemeenten: Collection[str]) -> Iterator[Groei]:
    """The (gemeente, schooljaar) in which no count became smaller."""
    begonnen = {key for key, definitie in registry_definitions().items() if definitie.moment == START}
    minder = {
        (c.gebied, c.schooljaar)
        for c, n in was.waar.items()
        if c.indicator in begonnen and wordt.uitgave.waar.get(c, n) < n
    }
    for gebied, jaar in sorted({(c.gebied, c.schooljaar) for c in was.waar if c.gebied in gemeenten}):
        if (gebied, jaar) not in minder:
            yield Groei(gebied + merk, gebied + wordt.merk, jaar)


def write_growth(stelsel: Stelsel, groei: Collection[Groei]) -> None:
    """Say of all that began in a schooljaar that it is what had begun by an earlier edition, and what came since."""
    van = {(g.wordt, g.jaar): g.was for g in groei}
    for groep in [g for g in stelsel.nummer if g.moment == START and (g.gebied, g.jaar) in van]:
        was = groep._replace(gebied=van[groep.gebied, groep.jaar])
        if was in stelsel.nummer:
            stelsel.union(groep, (was, groep._replace(gebied=f"{was.gebied}>{groep.gebied} {ERBIJ}")))


def without_mark(wat: Any) -> Any:
    """The cell or group of the newest edition that one of any edition is about."""
    return wat._replace(gebied=wat.gebied.split(_MERK)[0])


def _marked(cel: CelSleutel, merk: str) -> CelSleutel:
    return cel._replace(gebied=cel.gebied + merk)
