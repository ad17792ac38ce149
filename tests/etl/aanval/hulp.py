"""Small publications made by hand: rows counted by the slow twin, and some cells of them hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from data import tableplan
from data.cells import CelSleutel
from data.indicators import JONGEREN, WERKPROCESSEN
from data.schooljaar import einde
from data.vocabulary import AFHANDELINGSGROEPEN
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
    rijen: Iterable[Rij], delen_van: Mapping[str, tuple[str, ...]] = TWEE, jaren: Collection[str] = (JAAR,)
) -> dict[CelSleutel, int]:
    """Every cell of the plan, zeros too."""
    regio_van = {deel: regio for regio, delen in delen_van.items() for deel in delen}
    geteld = tweeling.count(
        rijen, regio_van, AFHANDELINGSGROEPEN, lambda _, jaar: min(einde(jaar), PEILDATUM), sorted(jaren)
    )
    return {
        cel: geteld.get(cel, 0)
        for gebied in (*regio_van, *delen_van)
        for jaar in jaren
        for eenheid in (WERKPROCESSEN, JONGEREN)
        for vorm in tableplan.vormen("regio" if gebied in delen_van else "gemeente")
        for cel in [CelSleutel(vorm.indicator, eenheid, gebied, jaar, vorm.uitsplitsing, vorm.categorie)]
    }


def publish(
    rijen: Iterable[Rij],
    hide: Callable[[CelSleutel], bool] = lambda _: False,
    *,
    alleen: Callable[[CelSleutel], bool] = lambda _: True,
    delen_van: Mapping[str, tuple[str, ...]] = TWEE,
    jaren: Collection[str] = (JAAR,),
    **anders: Any,
) -> Openbaar:
    """What the public has of these rows: the cells that `alleen` lets through, without a value where `hide` says so.

    Nothing ran before the first schooljaar, and that is known, unless `niets_eerder` says otherwise.
    """
    cellen = {cel: n for cel, n in count_all(rijen, delen_van, jaren).items() if alleen(cel)}
    verborgen = {cel for cel in cellen if hide(cel)}
    getoond = {cel: float(n) for cel, n in cellen.items() if cel not in verborgen}
    return Openbaar(getoond=getoond, onderdrukt=verborgen, delen_van=delen_van, **{"niets_eerder": True, **anders})


def totals(*indicatoren: str) -> Callable[[CelSleutel], bool]:
    """Only the totals of these indicators."""
    return lambda cel: cel.uitsplitsing == "totaal" and cel.indicator in indicatoren
