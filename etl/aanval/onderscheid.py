"""What the tables of a gebied tell apart: which kinds of werkproces need an unknown of their own, and which do not.

Afhandelingen that every table takes together need only one unknown between them; subsoorten are followed through ends
and stocks only where some table of ends or stocks divides by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from data.registry.vocabulary import AFHANDELINGEN, SOORTEN, SUBSOORTEN
from etl.aanval.openbaar import EIND, LOPEND, START, Groep, OnbekendeTabel, Zaak

Zaken = frozenset[Zaak]


@cache
def started(soort: str, subsoort: str | None = None) -> Zaken:
    """The kinds of one soort (and subsoort), afhandeling aside."""
    return frozenset(Zaak(soort, b) for b in SUBSOORTEN.get(soort, ("",)) if subsoort in (None, b))


@cache
def ended(soort: str, subsoort: str | None = None, afhandelingen: frozenset[str] | None = None) -> Zaken:
    """The kinds of one soort (and subsoort) that ended (with one of these afhandelingen)."""
    klasse = frozenset(AFHANDELINGEN[soort]) if afhandelingen is None else afhandelingen
    return frozenset(Zaak(z.soort, z.subsoort, a) for z in started(soort, subsoort) for a in klasse)


ALLE_GESTART: Zaken = frozenset().union(*map(started, SOORTEN))
ALLE_GEEINDIGD: Zaken = frozenset().union(*map(ended, SOORTEN))


@dataclass(frozen=True)
class Onderscheid:
    """What the tables of a gebied (and of the gebieden in it) tell apart.

    klassen: per soort its afhandelingen, those that are always told together in one. naar_subsoort: soorten of which
    ends or stocks are told by subsoort. gestart_naar_subsoort: soorten of which starts are. kenmerken: the properties
    told. verzamelingen: per moment every set of kinds that is told.
    """

    klassen: Mapping[str, tuple[frozenset[str], ...]]
    naar_subsoort: frozenset[str]
    gestart_naar_subsoort: frozenset[str]
    kenmerken: frozenset[str]
    verzamelingen: Mapping[str, frozenset[Zaken]]

    def parts(self, zaken: Zaken, moment: str) -> list[Zaken]:
        """The coarsest of our own sets of which these kinds are made. Raises OnbekendeTabel when there are none."""
        delen: list[Zaken] = []
        for soort in SOORTEN:
            delen += self._parts_of_soort(soort, frozenset(z for z in zaken if z.soort == soort), moment)
        if frozenset().union(*delen) != zaken:
            raise OnbekendeTabel(f"{moment}: een tabel snijdt soorten zoals geen andere doet")
        return delen

    def _parts_of_soort(self, soort: str, zaken: Zaken, moment: str) -> Iterator[Zaken]:
        if not zaken:
            return
        if moment != EIND:
            whole = started(soort)
            yield from [whole] if zaken == whole else [frozenset({z}) for z in sorted(zaken)]
            return
        if zaken == ended(soort):
            yield zaken
            return
        for klasse in self.klassen[soort]:
            hele = ended(soort, None, klasse)
            if hele <= zaken:
                yield hele
            else:
                yield from (e for b in SUBSOORTEN.get(soort, ("",)) if (e := ended(soort, b, klasse)) <= zaken)


def tell_apart(groepen: Iterable[Groep]) -> Onderscheid:
    """What these published groups tell apart."""
    per_moment: dict[str, set[Zaken]] = defaultdict(set)
    kenmerken: set[str] = set()
    for groep in groepen:
        per_moment[groep.moment].add(groep.zaken)
        if groep.kenmerk:
            kenmerken.add(groep.kenmerk.split("=")[0])
    klassen: dict[str, tuple[frozenset[str], ...]] = {}
    for soort in SOORTEN:
        per_beeld: dict[tuple[frozenset[str], ...], set[str]] = defaultdict(set)
        for a in AFHANDELINGEN[soort]:
            beeld = tuple(
                frozenset(z.subsoort for z in x if z.soort == soort and z.afhandeling == a)
                for x in sorted(per_moment[EIND], key=sorted)
            )
            per_beeld[beeld].add(a)
        klassen[soort] = tuple(sorted(map(frozenset, per_beeld.values()), key=sorted))

    def splits(soort: str, moment: str) -> bool:
        alle = len(SUBSOORTEN.get(soort, ("",)))
        for x in per_moment[moment]:
            per_afhandeling: dict[str, int] = defaultdict(int)
            for z in x:
                if z.soort == soort:
                    per_afhandeling[z.afhandeling] += 1
            if any(k != alle for k in per_afhandeling.values()):
                return True
        return False

    naar_subsoort = frozenset(s for s in SOORTEN if splits(s, EIND) or splits(s, LOPEND))
    return Onderscheid(
        klassen,
        naar_subsoort,
        naar_subsoort | {s for s in SOORTEN if splits(s, START)},
        frozenset(kenmerken),
        {moment: frozenset(x) for moment, x in per_moment.items()},
    )
