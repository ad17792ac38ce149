"""Every relation between the cells that are counted together.

They follow from what the cells count: equal sets are equal numbers, a union is a sum, a region is the sum of its
gemeenten and a venster that of its schooljaren, jongeren hang together with their werkprocessen, and what was open
passes from schooljaar to schooljaar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from data.cells.cells import CelSleutel, Hoogstens, Paar, Relatie, Som
from data.cells.stromen import Stroom, counted, stromen
from data.cells.tableplan import KENMERKEN, Atoom, Niveau, Vorm, classes, is_rest, uitsplitsingen
from data.referentie import schooljaar
from data.registry.indicators import JONGEREN, WERKPROCESSEN, geteld


@lru_cache(maxsize=4)
def vormrelaties(niveau: Niveau, teleenheid: str = WERKPROCESSEN) -> tuple[tuple[Vorm, tuple[Vorm, ...]], ...]:
    """Every (total, parts) that holds between the cells of a level because of what they count.

    None in jongeren: of each indicator only the total is told, and no total is made of others.
    """
    if teleenheid != WERKPROCESSEN:
        return ()
    alle = counted(niveau, teleenheid)
    per_groep: dict[tuple[str, str, str], dict[Vorm, frozenset[Atoom]]] = defaultdict(dict)
    for vorm, inhoud in alle.items():
        per_groep[inhoud.moment, inhoud.dimensie, inhoud.waarde][vorm] = inhoud.atomen
    gevonden = [r for groep in per_groep.values() for r in _unions(groep)]
    gevonden += [
        (Vorm(ind.key), tuple(Vorm(ind.key, u, c) for c in KENMERKEN[u]))
        for ind in geteld()
        for u in uitsplitsingen(ind, niveau)
        if u in KENMERKEN
    ]
    return tuple(gevonden)


def _unions(groep: Mapping[Vorm, frozenset[Atoom]]) -> list[tuple[Vorm, tuple[Vorm, ...]]]:
    """For each cell: every table that makes it up, and its largest disjoint parts; else its smallest parts."""
    eerste: dict[frozenset[Atoom], Vorm] = {}
    relaties: list[tuple[Vorm, tuple[Vorm, ...]]] = []
    for vorm in sorted(groep, key=lambda v: (is_rest(v), v)):
        if groep[vorm] in eerste:
            relaties.append((vorm, (eerste[groep[vorm]],)))
        else:
            eerste[groep[vorm]] = vorm
    klassen = classes(eerste)
    for verzameling, vorm in eerste.items():
        delen = [kleiner for kleiner in eerste if kleiner < verzameling]
        keuzes = [k for k in {_largest(delen), *_tables(delen, eerste)} if _partition(k, verzameling)]
        # The smallest parts follow from these through the parts' own parts: named only where nothing else is.
        kleinste = tuple(k for k in klassen if k < verzameling)
        gekozen = keuzes or [k for k in [kleinste] if len(k) > 1]
        relaties += [(vorm, tuple(sorted(eerste[deel] for deel in keuze))) for keuze in gekozen]
    return sorted(relaties)


def _largest(delen: Sequence[frozenset[Atoom]]) -> tuple[frozenset[Atoom], ...]:
    return tuple(deel for deel in delen if not any(deel < ander for ander in delen))


def _tables(
    delen: Sequence[frozenset[Atoom]], namen: Mapping[frozenset[Atoom], Vorm]
) -> set[tuple[frozenset[Atoom], ...]]:
    per_tabel: dict[tuple[str, str], list[frozenset[Atoom]]] = defaultdict(list)
    for deel in delen:
        per_tabel[namen[deel].indicator, namen[deel].uitsplitsing].append(deel)
    return {tuple(cellen) for cellen in per_tabel.values()}


def _partition(delen: Sequence[frozenset[Atoom]], geheel: frozenset[Atoom]) -> bool:
    return (
        len(delen) > 1 and sum(map(len, delen)) == len(geheel) and all(not (a & b) for a, b in combinations(delen, 2))
    )


# --- relations between all cells of a publication ----------------------------------------------------------------


def relate(
    cellen: Iterable[CelSleutel], regio_van: Mapping[str, str], delen_van: Mapping[str, Sequence[str]]
) -> list[Relatie]:
    """Every relation between the given cells.

    regio_van: gemeente code -> region code. delen_van: region (and country) code -> the codes it is the sum of. A
    relation of which a cell is not there (not delivered) is left out.
    """
    er_is = set(cellen)
    gevonden: list[Relatie] = []
    for gebied, jaar, eenheid in sorted({(c.gebied, c.schooljaar, c.teleenheid) for c in er_is}):
        niveau: Niveau = "gemeente" if gebied in regio_van else "regio"
        for totaal, delen in vormrelaties(niveau, eenheid):
            cellen_van = tuple(_cel(deel, eenheid, gebied, jaar) for deel in delen)
            som = Som(_cel(totaal, eenheid, gebied, jaar), cellen_van, eenheid == WERKPROCESSEN)
            if som.totaal in er_is and er_is.issuperset(som.delen):
                gevonden.append(som)
    gevonden += _upwards(er_is, delen_van)
    gevonden += _windows(er_is)
    gevonden += _pairs(er_is)
    gevonden += _flows(er_is, regio_van)
    return gevonden


def _cel(vorm: Vorm, teleenheid: str, gebied: str, jaar: str) -> CelSleutel:
    return CelSleutel(vorm.indicator, teleenheid, gebied, jaar, vorm.uitsplitsing, vorm.categorie)


def _upwards(er_is: set[CelSleutel], delen_van: Mapping[str, Sequence[str]]) -> list[Relatie]:
    """A region is the sum of its gemeenten, in jongeren too: who has a zaak in two gemeenten counts in both."""
    gevonden: list[Relatie] = []
    for cel in sorted(er_is):
        delen = tuple(cel._replace(gebied=deel) for deel in delen_van.get(cel.gebied, ()))
        if delen and er_is.issuperset(delen):
            gevonden.append(Som(cel, delen, exact=True))
    return gevonden


def _windows(er_is: set[CelSleutel]) -> list[Relatie]:
    """A venster is the sum of its schooljaren."""
    return [
        Som(cel, delen, exact=True)
        for cel in sorted(er_is)
        if schooljaar.is_venster(cel.schooljaar)
        and er_is.issuperset(
            delen := tuple(cel._replace(schooljaar=jaar) for jaar in schooljaar.jaren_van(cel.schooljaar))
        )
    ]


def _pairs(er_is: set[CelSleutel]) -> list[Relatie]:
    jongeren = {c: c._replace(teleenheid=JONGEREN) for c in sorted(er_is) if c.teleenheid == WERKPROCESSEN}
    return [Paar(cel, paar) for cel, paar in jongeren.items() if paar in er_is]


def _flows(er_is: set[CelSleutel], regio_van: Mapping[str, str]) -> list[Relatie]:
    """What was dealt with in a schooljaar = still open from before + started = ended + still open after it."""
    return [
        relatie
        for gebied, jaar in sorted({(c.gebied, c.schooljaar) for c in er_is if c.teleenheid == WERKPROCESSEN})
        for stroom in stromen("gemeente" if gebied in regio_van else "regio")
        for relatie in _flow(er_is, stroom, gebied, jaar)
    ]


def _flow(er_is: set[CelSleutel], stroom: Stroom, gebied: str, jaar: str) -> list[Relatie]:
    """Of the first covered schooljaar nobody knows what was open before it: only that it is not less than nothing."""
    behandeld, gestart, geeindigd, lopend = (_cel(vorm, WERKPROCESSEN, gebied, jaar) for vorm in stroom)
    if not {behandeld, gestart, geeindigd, lopend} <= er_is:
        return []
    vorig = lopend._replace(schooljaar=schooljaar.vorige(jaar))
    eruit = Som(behandeld, (geeindigd, lopend), exact=True)
    erin = Som(behandeld, (gestart, vorig), exact=True) if vorig in er_is else Hoogstens(gestart, behandeld)
    return [erin, eruit]
