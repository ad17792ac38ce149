"""Small publications made by hand: rows counted by the slow twin, and some cells of them hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from data.cells.cells import CelSleutel
from data.referentie.schooljaar import einde
from data.registry.indicators import JONGEREN, WERKPROCESSEN
from data.registry.vocabulary import (
    AFHANDELINGEN,
    AFHANDELINGSGROEPEN,
    LEEFTIJDSGROEP_VANAF,
    ONDERWIJSSOORTEN,
    SOORTEN,
    SUBSOORTEN,
)
from etl.aanval.openbaar import Openbaar
from tests.etl import tweeling

JAAR = "2023-2024"
PEILDATUM = date(2024, 9, 1)
TWEE = {"R1": ("GM1", "GM2")}

Rij = dict[str, Any]


def case(soort: str, persoon: str, gemeente: str = "GM1", **anders: Any) -> Rij:
    """One werkproces that began in the schooljaar and runs on, unless said otherwise."""
    return {
        "persoon": persoon,
        "gemeente_code": gemeente,
        "soort": soort,
        "subsoort": {"relatief_verzuim": "overig", "vrijstelling": "art_5b"}.get(soort),
        "onderwijssoort": "onbekend",
        "startdatum": date(2023, 10, 2),
        "einddatum": None,
        "afhandeling": None,
        "leeftijd_bij_start": 20 if soort in ("verzuim_18plus", "vsv", "jikp", "jib") else 8,
    } | anders


def cases(aantal: int, soort: str, gemeente: str = "GM1", *, van: int = 0, **anders: Any) -> list[Rij]:
    """So many of them, each of another jongere, numbered from `van` within soort and gemeente."""
    return [case(soort, f"{gemeente}-{soort}-{van + n}", gemeente, **anders) for n in range(aantal)]


def ended(afhandeling: str, dag: date = date(2024, 2, 1)) -> dict[str, Any]:
    """What a row that ended has besides."""
    return {"einddatum": dag, "afhandeling": afhandeling}


def count_all(
    rijen: Iterable[Rij],
    delen_van: Mapping[str, tuple[str, ...]] = TWEE,
    jaren: Collection[str] = (JAAR,),
    *,
    opgeteld: bool = False,
) -> dict[CelSleutel, int]:
    """Every cell that a table of these werkprocessen could hold, zeros too, whether it is published today or not.

    opgeteld: the jongeren of a region are those of its gemeenten added up; else they are distinct.
    """
    regio_van = {deel: regio for regio, delen in delen_van.items() for deel in delen}
    zaken: dict[CelSleutel, int] = defaultdict(int)
    wie: dict[CelSleutel, set[tuple[str, str]]] = defaultdict(set)
    for rij in rijen:
        gemeente = rij["gemeente_code"]
        labels = fine_labels(rij)
        labels += [(jaar, *label) for jaar in jaren if _runs(rij, jaar) for label in stock_labels(rij["subsoort"])]
        for jaar, *plek, alleen_regio in labels:
            for gebied in (regio_van[gemeente],) if alleen_regio else (gemeente, regio_van[gemeente]):
                cel = CelSleutel(plek[0], WERKPROCESSEN, gebied, jaar, *plek[1:])
                zaken[cel] += 1
                dezelfde = rij["persoon"], gemeente if opgeteld else ""
                wie[cel._replace(teleenheid=JONGEREN)].add(dezelfde)
    return {
        cel: len(wie[cel]) if eenheid == JONGEREN else zaken[cel]
        for gebied in (*regio_van, *delen_van)
        for jaar in jaren
        for eenheid in (WERKPROCESSEN, JONGEREN)
        for *plek, alleen_regio in every_label()
        if gebied in delen_van or not alleen_regio
        for cel in [CelSleutel(plek[0], eenheid, gebied, jaar, *plek[1:])]
    }


def _runs(rij: Rij, jaar: str) -> bool:
    dag = min(einde(jaar), PEILDATUM)
    return (
        rij["soort"] == "vrijstelling" and rij["startdatum"] <= dag and (not rij["einddatum"] or rij["einddatum"] > dag)
    )


def fine_labels(rij: Rij) -> list[tuple[str, str, str, str, bool]]:
    """Where the twin counts a row, but for what takes rare categories together: a test that wants those makes them."""
    return [label for label in tweeling.labels(rij, AFHANDELINGSGROEPEN) if not label[3].startswith("andere_")]


def stock_labels(artikel: str) -> tuple[tuple[str, str, str, bool], ...]:
    """Where a vrijstelling that runs on is told."""
    return ("vrijstellingen_lopend", "totaal", "totaal", False), ("vrijstellingen_lopend", "artikel", artikel, False)


@cache
def every_label() -> tuple[tuple[str, str, str, bool], ...]:
    """Every (indicator, uitsplitsing, categorie, only in a region) that some werkproces is counted under."""
    gevonden: set[tuple[str, str, str, bool]] = set()
    for soort, subsoort, afhandeling in (
        (s, b, a) for s in SOORTEN for b in SUBSOORTEN.get(s, {None: ""}) for a in AFHANDELINGEN[s]
    ):
        eens = [ended(afhandeling) | {"subsoort": subsoort}]
        eens += [{"onderwijssoort": o, "subsoort": subsoort} for o in ONDERWIJSSOORTEN]
        eens += [{"leeftijd_bij_start": n, "subsoort": subsoort} for n in LEEFTIJDSGROEP_VANAF.values()]
        eens += [{"startdatum": date(2023, m, 1), "subsoort": subsoort} for m in range(1, 13)]
        for anders in eens:
            gevonden |= {label[1:] for label in fine_labels(case(soort, "", **anders))}
        if soort == "vrijstelling" and subsoort:
            gevonden |= set(stock_labels(subsoort))
    return tuple(sorted(gevonden))


def publish(
    rijen: Iterable[Rij],
    hide: Callable[[CelSleutel], bool] = lambda _: False,
    *,
    alleen: Callable[[CelSleutel], bool] = lambda _: True,
    delen_van: Mapping[str, tuple[str, ...]] = TWEE,
    jaren: Collection[str] = (JAAR,),
    opgeteld: bool = False,
    **anders: Any,
) -> Openbaar:
    """What the public has of these rows: the cells that `alleen` lets through, without a value where `hide` says so.

    Nothing ran before the first schooljaar, and that is known, unless `niets_eerder` says otherwise.
    """
    cellen = {cel: n for cel, n in count_all(rijen, delen_van, jaren, opgeteld=opgeteld).items() if alleen(cel)}
    verborgen = {cel for cel in cellen if hide(cel)}
    getoond = {cel: float(n) for cel, n in cellen.items() if cel not in verborgen}
    return Openbaar(
        getoond=getoond,
        onderdrukt=verborgen,
        delen_van=delen_van,
        opgeteld=opgeteld,
        **{"niets_eerder": True, **anders},
    )


def totals(*indicatoren: str) -> Callable[[CelSleutel], bool]:
    """Only the totals of these indicators."""
    return lambda cel: cel.uitsplitsing == "totaal" and cel.indicator in indicatoren
