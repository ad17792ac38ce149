"""The plan of tables: every cell that will be published together, and every relation between those cells.

Both follow from the registry. A counted cell stands for a set of *atomen* (soort, subsoort, afhandeling), read at a
moment (start, eind, lopend), and sometimes for one category of a further dimension (onderwijssoort, leeftijd, maand).
From those sets follow the relations: two cells with one set are one number, a set that is the union of others is
their sum, and what is left over between published sets is a *restcel*: never published, but it can be worked out, so
it is counted and protected too. Only the flow of vrijstellingen into their stock is written by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from data import schooljaar, vocabulary
from data.cells import TOTAAL, CelSleutel, Lineair, Paar, Relatie, Som
from data.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Indicator, Moment, geteld

Niveau = Literal["gemeente", "regio"]

REST = "rest"
MAANDEN = tuple(f"{maand:02d}" for maand in (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7))


class Atoom(NamedTuple):
    """The finest kind of werkproces that counting tells apart. Empty afhandeling: not ended yet."""

    soort: str
    subsoort: str
    afhandeling: str


class Vorm(NamedTuple):
    """The shape of a cell: what it counts, apart from where, when and in which teleenheid."""

    indicator: str
    uitsplitsing: str = TOTAAL
    categorie: str = TOTAAL


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a vorm counts: a set of atomen at a moment, within one category of a further dimension when that is set."""

    moment: Moment
    atomen: frozenset[Atoom]
    dimensie: str = ""
    waarde: str = ""


@lru_cache(maxsize=1)
def atomen() -> frozenset[Atoom]:
    """Every combination that the delivery contract allows, with and without an afhandeling."""
    return frozenset(
        Atoom(soort, subsoort, afhandeling)
        for soort in vocabulary.SOORTEN
        for subsoort in (vocabulary.SUBSOORTEN.get(soort) or ("",))
        for afhandeling in ("", *vocabulary.AFHANDELINGEN[soort])
    )


def _selected(ind: Indicator) -> frozenset[Atoom]:
    """The atomen an indicator counts; with moment `eind` only those with an afhandeling."""
    keuze = ind.selectie
    if keuze is None:
        raise ValueError(f"{ind.key} wordt niet uit werkprocessen geteld")
    return frozenset(
        atoom
        for atoom in atomen()
        if (keuze.soorten is None or atoom.soort in keuze.soorten)
        and (keuze.afhandelingen is None or atoom.afhandeling in keuze.afhandelingen)
        and (keuze.moment != "eind" or atoom.afhandeling)
    )


# How a dimension splits atomen. The dimensions that are not here split werkprocessen by another attribute.
_SPLITST = {
    "subsoort": lambda atoom: atoom.subsoort,
    "artikel": lambda atoom: atoom.subsoort,
    "soort": lambda atoom: atoom.soort,
    "soort_afhandeling": lambda atoom: f"{atoom.soort}:{atoom.afhandeling}",
    "afhandelingsgroep": lambda atoom: vocabulary.AFHANDELINGSGROEPEN[atoom.soort, atoom.afhandeling],
}

_KENMERKEN: Mapping[str, tuple[str, ...]] = {
    "onderwijssoort": tuple(vocabulary.ONDERWIJSSOORTEN),
    "leeftijdsgroep": tuple(vocabulary.LEEFTIJDSGROEPEN),
    "maand": MAANDEN,
}


def categorieen(ind: Indicator, uitsplitsing: str) -> tuple[str, ...]:
    """The categories of one table, in a fixed order."""
    if uitsplitsing == TOTAAL:
        return (TOTAAL,)
    if uitsplitsing in _KENMERKEN:
        return _KENMERKEN[uitsplitsing]
    gevonden = {_SPLITST[uitsplitsing](atoom) for atoom in _selected(ind)}
    volgorde = _order(uitsplitsing)
    return tuple(sorted(gevonden, key=lambda c: (volgorde.index(c) if c in volgorde else len(volgorde), c)))


def _order(uitsplitsing: str) -> Sequence[str]:
    if uitsplitsing in ("subsoort", "artikel"):
        return [sub for subsoorten in vocabulary.SUBSOORTEN.values() for sub in subsoorten]
    if uitsplitsing == "soort":
        return list(vocabulary.SOORTEN)
    return list(vocabulary.GROEPEN) if uitsplitsing == "afhandelingsgroep" else []


def uitsplitsingen(ind: Indicator, niveau: Niveau) -> tuple[str, ...]:
    """The tables of an indicator at a level, the total first."""
    return (TOTAAL, *ind.uitsplitsingen, *(ind.regio_uitsplitsingen if niveau == "regio" else ()))


@lru_cache(maxsize=2)
def vormen(niveau: Niveau) -> Mapping[Vorm, Inhoud]:
    """Every counted cell shape that is published at a level."""
    return {
        Vorm(ind.key, uitsplitsing, categorie): _inhoud(ind, uitsplitsing, categorie)
        for ind in geteld()
        for uitsplitsing in uitsplitsingen(ind, niveau)
        for categorie in categorieen(ind, uitsplitsing)
    }


def _inhoud(ind: Indicator, uitsplitsing: str, categorie: str) -> Inhoud:
    gekozen = _selected(ind)
    moment = ind.selectie.moment if ind.selectie else "start"
    if uitsplitsing in _KENMERKEN:
        return Inhoud(moment, gekozen, uitsplitsing, categorie)
    if uitsplitsing != TOTAAL:
        gekozen = frozenset(atoom for atoom in gekozen if _SPLITST[uitsplitsing](atoom) == categorie)
    return Inhoud(moment, gekozen)


# --- what is left over between published cells -------------------------------------------------------------------


@lru_cache(maxsize=2)
def restvormen(niveau: Niveau) -> Mapping[Vorm, Inhoud]:
    """The cell shapes that are not published but follow from what is.

    A region also gets the rest cells of its gemeenten, so that these add up to something.
    """
    bekend = dict(vormen(niveau))
    rest = dict(restvormen("gemeente")) if niveau == "regio" else {_geeindigd(): _geeindigd_inhoud()}
    groepen: dict[tuple[str, str, str], set[frozenset[Atoom]]] = defaultdict(set)
    for inhoud in (*bekend.values(), *rest.values()):
        groepen[inhoud.moment, inhoud.dimensie, inhoud.waarde].add(inhoud.atomen)
    aanwezig = {(i.moment, i.dimensie, i.waarde, i.atomen) for i in (*bekend.values(), *rest.values())}
    for (moment, dimensie, waarde), verzamelingen in sorted(groepen.items()):
        for klasse in _classes(verzamelingen):
            if (moment, dimensie, waarde, klasse) not in aanwezig:
                inhoud = Inhoud(moment, klasse, dimensie, waarde)  # type: ignore[arg-type]
                rest[_rest_name(inhoud, bekend)] = inhoud
    return rest


def _classes(verzamelingen: Iterable[frozenset[Atoom]]) -> list[frozenset[Atoom]]:
    """The coarsest disjoint sets of which every given set is a union."""
    lijst = sorted(verzamelingen, key=lambda v: (len(v), sorted(v)))
    per_handtekening: dict[tuple[int, ...], set[Atoom]] = defaultdict(set)
    for atoom in frozenset().union(*lijst):
        per_handtekening[tuple(i for i, v in enumerate(lijst) if atoom in v)].add(atoom)
    return sorted((frozenset(klasse) for klasse in per_handtekening.values()), key=sorted)


def _rest_name(inhoud: Inhoud, bekend: Mapping[Vorm, Inhoud]) -> Vorm:
    """A stable name: the smallest published cell it is part of, and its own first atoom."""
    binnen = [v for v, i in bekend.items() if i.moment == inhoud.moment and inhoud.atomen < i.atomen]
    kleinste = min(binnen, key=lambda v: (len(bekend[v].atomen), v)) if binnen else Vorm(inhoud.moment)
    eerste = min(inhoud.atomen)
    kenmerk = f"{inhoud.dimensie}={inhoud.waarde};" if inhoud.dimensie else ""
    return Vorm(REST, ".".join(kleinste), kenmerk + "/".join(eerste))


def _geeindigd() -> Vorm:
    """All vrijstellingen that ended, granted or not: the outflow of the stock `vrijstellingen_lopend`."""
    return Vorm(REST, "eind", "vrijstelling")


def _geeindigd_inhoud() -> Inhoud:
    return Inhoud("eind", frozenset(a for a in atomen() if a.soort == "vrijstelling" and a.afhandeling))


def is_rest(vorm: Vorm) -> bool:
    """True for a cell that is protected but never published."""
    return vorm.indicator == REST


@lru_cache(maxsize=2)
def alle_vormen(niveau: Niveau) -> Mapping[Vorm, Inhoud]:
    """Published and rest cells of a level together: everything that is counted."""
    return {**vormen(niveau), **restvormen(niveau)}


# --- relations between cell shapes of one gebied, schooljaar and teleenheid --------------------------------------


@lru_cache(maxsize=2)
def vormrelaties(niveau: Niveau) -> tuple[tuple[Vorm, tuple[Vorm, ...]], ...]:
    """Every (total, parts) that holds between the cells of a level because of what they count."""
    alle = alle_vormen(niveau)
    per_groep: dict[tuple[str, str, str], dict[Vorm, frozenset[Atoom]]] = defaultdict(dict)
    for vorm, inhoud in alle.items():
        per_groep[inhoud.moment, inhoud.dimensie, inhoud.waarde][vorm] = inhoud.atomen
    gevonden = [r for groep in per_groep.values() for r in _unions(groep)]
    gevonden += [
        (Vorm(ind.key), tuple(Vorm(ind.key, u, c) for c in _KENMERKEN[u]))
        for ind in geteld()
        for u in uitsplitsingen(ind, niveau)
        if u in _KENMERKEN
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
    klassen = _classes(eerste)
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


def relaties(
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
        for totaal, delen in vormrelaties(niveau):
            cellen_van = tuple(_cel(deel, eenheid, gebied, jaar) for deel in delen)
            som = Som(_cel(totaal, eenheid, gebied, jaar), cellen_van, eenheid == WERKPROCESSEN)
            if som.totaal in er_is and er_is.issuperset(som.delen):
                gevonden.append(som)
    gevonden += _upwards(er_is, delen_van)
    gevonden += _pairs(er_is)
    gevonden += _stock(er_is)
    return gevonden


def _cel(vorm: Vorm, teleenheid: str, gebied: str, jaar: str) -> CelSleutel:
    return CelSleutel(vorm.indicator, teleenheid, gebied, jaar, vorm.uitsplitsing, vorm.categorie)


def _upwards(er_is: set[CelSleutel], delen_van: Mapping[str, Sequence[str]]) -> list[Relatie]:
    """A region is the sum of its gemeenten; jongeren with a zaak in two gemeenten count once in the region."""
    gevonden: list[Relatie] = []
    for cel in sorted(er_is):
        delen = tuple(cel._replace(gebied=deel) for deel in delen_van.get(cel.gebied, ()))
        if delen and er_is.issuperset(delen):
            is_stand = cel.indicator in INDICATOREN and INDICATOREN[cel.indicator].herkomst == "standen"
            gevonden.append(Som(cel, delen, is_stand or cel.teleenheid == WERKPROCESSEN))
    return gevonden


def _pairs(er_is: set[CelSleutel]) -> list[Relatie]:
    jongeren = {c: c._replace(teleenheid=JONGEREN) for c in sorted(er_is) if c.teleenheid == WERKPROCESSEN}
    return [Paar(cel, paar) for cel, paar in jongeren.items() if paar in er_is]


def _stock(er_is: set[CelSleutel]) -> list[Relatie]:
    """Lopend this year = lopend last year + started - ended. What was open before the first year is a rest cell."""
    gevonden: list[Relatie] = []
    for cel in sorted(er_is):
        if (cel.indicator, cel.teleenheid, cel.uitsplitsing) == ("vrijstellingen_lopend", WERKPROCESSEN, TOTAAL):
            gestart = cel._replace(indicator="vrijstelling_aanvragen")
            geeindigd = _cel(_geeindigd(), WERKPROCESSEN, cel.gebied, cel.schooljaar)
            vorig = cel._replace(schooljaar=schooljaar.vorige(cel.schooljaar))
            vorig = vorig if vorig in er_is else beginstand(cel)
            if {gestart, geeindigd, vorig} <= er_is:
                gevonden.append(Lineair(((1, cel), (-1, vorig), (-1, gestart), (1, geeindigd))))
    return gevonden


def beginstand(cel: CelSleutel) -> CelSleutel:
    """The rest cell for what was already open when the first schooljaar began."""
    return cel._replace(indicator=REST, uitsplitsing="lopend", categorie="beginstand")
