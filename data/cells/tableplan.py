"""The plan of tables: every cell that can be published together, and how fine each table is told.

It follows from the registry. A *tafel* has a ladder of steps, fine to coarse. Which step is taken is chosen per region
when publishing (`etl.tafelkeuze`) and stands in the publication (`data.cells.tafels`); what is counted is every
candidate, the cells of all steps.

A counted cell stands for a set of *atomen* (soort, subsoort, afhandeling), read at a
moment (start, eind, lopend), and sometimes for one category of a further dimension (onderwijssoort, leeftijd, maand).
From those sets follow the relations (`data.cells.relaties`): two cells with one set are one number, a set that is the
union of others is their sum, and what is left over between published sets is a *restcel*: never published, but it can
be worked out, so it is counted and protected too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from data.cells.cells import HULP, TOTAAL, CelSleutel
from data.referentie import schooljaar
from data.registry import vocabulary
from data.registry.indicator_types import Stap
from data.registry.indicators import INDICATOREN, JONGEREN, WERKPROCESSEN, Indicator, Moment, geteld

Niveau = Literal["gemeente", "regio"]
"""Where a table stands. The country counts as a region."""

Tijd = Moment | Literal["behandeld"]
"""`behandeld`: open at some time in the schooljaar, whenever it began; a moment of rest cells only."""

REST = "rest"
NIVEAUS: tuple[Niveau, ...] = ("gemeente", "regio")
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


class Tafel(NamedTuple):
    """One table: an indicator in its total or by one uitsplitsing, in one teleenheid, at one level."""

    indicator: str
    uitsplitsing: str
    teleenheid: str
    niveau: Niveau


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a vorm counts: a set of atomen at a moment, within one category of a further dimension when that is set."""

    moment: Tijd
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

KENMERKEN: Mapping[str, tuple[str, ...]] = {
    "onderwijssoort": tuple(vocabulary.ONDERWIJSSOORTEN),
    "leeftijdsgroep": tuple(vocabulary.LEEFTIJDSGROEPEN),
    "maand": MAANDEN,
}


def categorieen(ind: Indicator, uitsplitsing: str) -> tuple[str, ...]:
    """The categories of one table told apart, in a fixed order."""
    if uitsplitsing == TOTAAL:
        return (TOTAAL,)
    if uitsplitsing in KENMERKEN:
        return KENMERKEN[uitsplitsing]
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


# --- tables and their ladders ------------------------------------------------------------------------------------


def ladder(tafel: Tafel) -> tuple[Stap, ...]:
    """The steps in which a table can be told, fine to coarse; none when there is no such table.

    Tiles always stand. Jongeren are told of an undivided total only: what jongeren of parts would add tells who is in
    two of them. A stock is no sum over years, and jongeren of three years are not those of each year together.
    """
    ind = INDICATOREN[tafel.indicator]
    if tafel.uitsplitsing not in uitsplitsingen(ind, tafel.niveau) or tafel.teleenheid not in ind.teleenheden:
        return ()
    for eigen in ind.ladders:
        if (eigen.uitsplitsing, eigen.teleenheid) == (tafel.uitsplitsing, tafel.teleenheid):
            return eigen.stappen
    if tafel.teleenheid == JONGEREN and tafel.uitsplitsing != TOTAAL:
        return ()
    if ind.selectie is None or (ind.tegel is not None and tafel.uitsplitsing == TOTAAL):
        return ("jaar",)
    if tafel.teleenheid == JONGEREN:
        return ("jaar", "niet")
    gevouwen: tuple[Stap, ...] = ("gevouwen",) if (tafel.uitsplitsing, tafel.niveau) == ("artikel", "regio") else ()
    venster: tuple[Stap, ...] = ("venster",) if ind.selectie.moment != "lopend" else ()
    return ("jaar", *gevouwen, *venster, "niet")


@lru_cache(maxsize=1)
def tafels() -> Mapping[Tafel, tuple[Stap, ...]]:
    """Every table that is counted from werkprocessen, with its ladder."""
    alle = (
        Tafel(ind.key, uitsplitsing, teleenheid, niveau)
        for niveau in NIVEAUS
        for ind in geteld()
        for uitsplitsing in uitsplitsingen(ind, niveau)
        for teleenheid in ind.teleenheden
    )
    return {tafel: treden for tafel in alle if (treden := ladder(tafel))}


def tafel_van(cel: CelSleutel, niveau: Niveau) -> Tafel:
    """The table that a cell stands in."""
    return Tafel(cel.indicator, cel.uitsplitsing, cel.teleenheid, niveau)


def in_stap(cel: CelSleutel, stap: Stap) -> bool:
    """Whether a cell is told when its table is told in this step."""
    if stap == "niet" or schooljaar.is_venster(cel.schooljaar) != (stap == "venster"):
        return False
    if stap == "gevouwen":
        return cel.categorie not in vocabulary.ZELDZAME_ARTIKELEN
    return cel.categorie != vocabulary.ANDERE_ARTIKELEN


@lru_cache(maxsize=4)
def vormen(niveau: Niveau, teleenheid: str = WERKPROCESSEN) -> Mapping[Vorm, Inhoud]:
    """Every cell shape that some step of its table tells at a level.

    In werkprocessen these are all shapes: what is counted in jongeren is counted in werkprocessen too.
    """
    return {
        Vorm(tafel.indicator, tafel.uitsplitsing, categorie): _inhoud(
            INDICATOREN[tafel.indicator], tafel.uitsplitsing, categorie
        )
        for tafel, treden in tafels().items()
        if (tafel.niveau, tafel.teleenheid) == (niveau, teleenheid)
        for categorie in (
            *categorieen(INDICATOREN[tafel.indicator], tafel.uitsplitsing),
            *((vocabulary.ANDERE_ARTIKELEN,) if "gevouwen" in treden else ()),
        )
    }


def _inhoud(ind: Indicator, uitsplitsing: str, categorie: str) -> Inhoud:
    gekozen = _selected(ind)
    moment = ind.selectie.moment if ind.selectie else "start"
    if uitsplitsing in KENMERKEN:
        return Inhoud(moment, gekozen, uitsplitsing, categorie)
    if uitsplitsing != TOTAAL:
        samen = vocabulary.ZELDZAME_ARTIKELEN if categorie == vocabulary.ANDERE_ARTIKELEN else (categorie,)
        gekozen = frozenset(atoom for atoom in gekozen if _SPLITST[uitsplitsing](atoom) in samen)
    return Inhoud(moment, gekozen)


# --- what is left over between published cells -------------------------------------------------------------------


@lru_cache(maxsize=2)
def restvormen(niveau: Niveau) -> Mapping[Vorm, Inhoud]:
    """The cell shapes that are not published but follow from what is, in werkprocessen.

    A region also gets the rest cells of its gemeenten, so that these add up to something.
    """
    bekend = dict(vormen(niveau))
    rest = dict(restvormen("gemeente")) if niveau == "regio" else {}
    return {**rest, **left_over(bekend, {**bekend, **rest})}


def left_over(bekend: Mapping[Vorm, Inhoud], alle: Mapping[Vorm, Inhoud], soort: str = REST) -> dict[Vorm, Inhoud]:
    """Rest cells for the finest pieces into which `alle` cut each other, named after the cells of `bekend`."""
    groepen: dict[tuple[Tijd, str, str], set[frozenset[Atoom]]] = defaultdict(set)
    for inhoud in alle.values():
        groepen[inhoud.moment, inhoud.dimensie, inhoud.waarde].add(inhoud.atomen)
    aanwezig = set(alle.values())
    nieuw = [
        Inhoud(moment, klasse, dimensie, waarde)
        for (moment, dimensie, waarde), verzamelingen in sorted(groepen.items())
        for klasse in classes(verzamelingen)
    ]
    return {_rest_name(inhoud, bekend, soort): inhoud for inhoud in nieuw if inhoud not in aanwezig}


def classes(verzamelingen: Iterable[frozenset[Atoom]]) -> list[frozenset[Atoom]]:
    """The coarsest disjoint sets of which every given set is a union."""
    lijst = sorted(verzamelingen, key=lambda v: (len(v), sorted(v)))
    per_handtekening: dict[tuple[int, ...], set[Atoom]] = defaultdict(set)
    for atoom in frozenset().union(*lijst):
        per_handtekening[tuple(i for i, v in enumerate(lijst) if atoom in v)].add(atoom)
    return sorted((frozenset(klasse) for klasse in per_handtekening.values()), key=sorted)


def _rest_name(inhoud: Inhoud, bekend: Mapping[Vorm, Inhoud], soort: str) -> Vorm:
    """A stable name: the smallest published cell it is part of, and its own first atoom."""
    binnen = [v for v, i in bekend.items() if i.moment == inhoud.moment and inhoud.atomen < i.atomen]
    kleinste = min(binnen, key=lambda v: (len(bekend[v].atomen), v)) if binnen else Vorm(inhoud.moment)
    eerste = min(inhoud.atomen)
    kenmerk = f"{inhoud.dimensie}={inhoud.waarde};" if inhoud.dimensie else ""
    return Vorm(soort, ".".join(kleinste), kenmerk + "/".join(eerste))


def is_rest(vorm: Vorm) -> bool:
    """True for a cell that is reckoned with but never published."""
    return vorm.indicator in (REST, HULP)
