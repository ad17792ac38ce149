"""The slow twin of counting: plain Python over plain rows, written from the definitions and from nothing else.

It shares no code with `etl/tellen.py` or `data/tableplan.py`; where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

Rij = Mapping[str, Any]
Telling = dict[tuple[str, ...], int]

SOORT_INDICATOREN = {
    "absoluut_verzuim": "absoluut_verzuim",
    "relatief_verzuim": "relatief_verzuim",
    "vrijstelling": "vrijstelling_aanvragen",
    "verlof": "verlof",
    "preventie": "preventie",
    "verzuim_18plus": "verzuim_18plus",
    "vsv": "vsv",
    "jikp": "jikp",
    "jib": "jib",
}


def schooljaar(dag: date) -> str:
    """1 August to 31 July."""
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}-{begin + 1}"


def leeftijdsgroep(leeftijd: int) -> str:
    """The five age groups."""
    for grens, naam in ((18, "18+"), (16, "16-17"), (12, "12-15"), (5, "5-11")):
        if leeftijd >= grens:
            return naam
    return "0-4"


def labels(rij: Rij, groepen: Mapping[tuple[str, str], str]) -> Iterable[tuple[str, str, str, str, bool]]:
    """(schooljaar, indicator, uitsplitsing, categorie, only in a region) under which a row counts, start and end."""
    soort, begin = rij["soort"], schooljaar(rij["startdatum"])
    indicator = SOORT_INDICATOREN[soort]
    kenmerken = {
        "onderwijssoort": rij["onderwijssoort"],
        "leeftijdsgroep": leeftijdsgroep(rij["leeftijd_bij_start"]),
        "maand": f"{rij['startdatum'].month:02d}",
    }
    for naam in ("werkprocessen", indicator):
        yield begin, naam, "totaal", "totaal", False
        for kenmerk, waarde in kenmerken.items():
            yield begin, naam, kenmerk, waarde, naam != "werkprocessen" or kenmerk == "maand"
    if soort in ("absoluut_verzuim", "relatief_verzuim"):
        yield begin, "verzuim_totaal", "totaal", "totaal", False
    if soort == "relatief_verzuim":
        yield begin, indicator, "subsoort", rij["subsoort"], False
    if rij["einddatum"]:
        einde, afhandeling = schooljaar(rij["einddatum"]), rij["afhandeling"]
        yield einde, "afgehandeld", "totaal", "totaal", False
        yield einde, "afgehandeld", "afhandelingsgroep", groepen[soort, afhandeling], False
        yield einde, "afgehandeld", "soort", soort, True
        yield einde, "afgehandeld", "soort_afhandeling", f"{soort}:{afhandeling}", True
        besluit = {"proces_verbaal": "processen_verbaal", "halt": "halt", "beschermingstafel": "beschermingstafel"}
        if afhandeling in besluit:
            yield einde, besluit[afhandeling], "totaal", "totaal", False
        if soort == "vrijstelling" and afhandeling == "verleend":
            yield einde, "vrijstellingen_verleend", "totaal", "totaal", False
            yield einde, "vrijstellingen_verleend", "artikel", rij["subsoort"], False


def count(
    rijen: Iterable[Rij],
    regio_van: Mapping[str, str],
    groepen: Mapping[tuple[str, str], str],
    meetdag: Callable[[str, str], date | None],
    jaren: Iterable[str],
) -> Telling:
    """Every cell with at least one werkproces. meetdag: (gemeente, schooljaar) -> day on which the stock is taken."""
    processen: Telling = defaultdict(int)
    personen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    jaren = list(jaren)

    def add(rij: Rij, jaar: str, indicator: str, uitsplitsing: str, categorie: str, alleen_regio: bool) -> None:
        gemeente = rij["gemeente_code"]
        for gebied in (regio_van[gemeente],) if alleen_regio else (gemeente, regio_van[gemeente]):
            processen[indicator, "werkprocessen", gebied, jaar, uitsplitsing, categorie] += 1
            personen[indicator, "jongeren", gebied, jaar, uitsplitsing, categorie].add(rij["persoon"])

    for rij in rijen:
        for label in labels(rij, groepen):
            add(rij, *label)
        if rij["soort"] == "vrijstelling":
            for jaar in jaren:
                dag = meetdag(rij["gemeente_code"], jaar)
                if dag and rij["startdatum"] <= dag and (not rij["einddatum"] or rij["einddatum"] > dag):
                    add(rij, jaar, "vrijstellingen_lopend", "totaal", "totaal", False)
                    add(rij, jaar, "vrijstellingen_lopend", "artikel", rij["subsoort"], False)
    return {**processen, **{cel: len(wie) for cel, wie in personen.items()}}
