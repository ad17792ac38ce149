"""Reading the example as a stranger would: the csv module, the contract's text, and nothing of the product."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SUBSOORTEN = {
    "relatief_verzuim": {"16_uur", "langdurig", "overig", "luxe"},
    "vrijstelling": {
        "art_3a", "art_3b", "art_5a", "art_5b", "art_5c", "art_5a_trekkend", "art_11g", "art_15",
    },
}  # fmt: skip
_JONGEREN = """werk opleiding startkwalificatie werktraject onderneming geen_interesse geen_ondersteuning_nodig
    niet_bereikbaar niet_willen verhuisd_buiten_regio geen_doelgroep"""
_CODES = {
    "absoluut_verzuim": """aanvraag_vrijstelling inschrijving_bij_school onterechte_melding overdracht_andere_gemeente
        overdracht_jongerenteam uitschrijving_brp""",
    "relatief_verzuim": """halt beschermingstafel proces_verbaal gesprek_met_afspraken kennisgevingsbrief
        na_contact_school_geen_actie onterechte_melding overdracht_andere_gemeente overdracht_nieuw_schooljaar
        uitschrijving_brp overdracht_dsp""",
    "vrijstelling": "verleend afgewezen ingetrokken beeindigd",
    "verlof": "toegekend afgewezen",
    "preventie": """aanvraag_vrijstelling doorverwijzing_hulpverlening gesprek_met_afspraken informatie_of_advies
        overdracht_nieuw_schooljaar ter_kennisgeving""",
    "verzuim_18plus": """boven_23_verhuisd_overleden andere_opleiding onbereikbaar na_contact_school_geen_actie
        onterechte_melding overdracht_nieuw_schooljaar startkwalificatie gesprek_met_afspraken
        gesprek_met_doorverwijzing_zorg waarschuwingsbrief werkproces_vsv""",
    "vsv": """dagbesteding hulpverlening inburgering jongerenteam nieuwe_inschrijving onterechte_melding
        participatiewet particuliere_opleiding reageert_niet startkwalificatie_buiten_duo verhuisd_buiten_regio
        wenst_geen_dienstverlening werk zzp""",
    "jikp": _JONGEREN,
    "jib": _JONGEREN,
}
AFHANDELINGEN = {soort: set(codes.split()) for soort, codes in _CODES.items()}
ONDERWIJSSOORTEN = {"", "po", "sbo", "so", "vo", "vso", "pro", "mbo"}
JONGSTE_EN_OUDSTE = {"verzuim_18plus": (18, 22), "vsv": (16, 22), "jikp": (16, 22), "jib": (23, 26)}
PEILDATUM = date(2025, 10, 1)


@dataclass(frozen=True)
class Rij:
    """One line of the export."""

    id: str
    persoon: str
    gemeente: str
    soort: str
    subsoort: str
    onderwijssoort: str
    geboren: date
    start: date
    eind: date | None
    afhandeling: str
    bron: str


def read(map: Path) -> list[Rij]:
    with (map / "werkprocessen.csv").open(encoding="utf-8", newline="") as bestand:
        reader = csv.reader(bestand, delimiter=";")
        header = next(reader)
        assert ";".join(header) == (
            "werkproces_id;persoon_id;gemeente_code;soort;subsoort;onderwijssoort;geboortedatum;startdatum;einddatum;"
            "afhandeling;bron"
        )
        return [_row(line) for line in reader]


def _row(line: list[str]) -> Rij:
    nummer, persoon, gemeente, soort, subsoort, onderwijs, geboren, start, eind, afhandeling, bron = line
    geboren_op, begin = date.fromisoformat(geboren), date.fromisoformat(start)
    einde = date.fromisoformat(eind) if eind else None
    return Rij(nummer, persoon, gemeente, soort, subsoort, onderwijs, geboren_op, begin, einde, afhandeling, bron)


def read_standen(map: Path) -> dict[tuple[str, str], dict[str, int]]:
    with (map / "standen.csv").open(encoding="utf-8", newline="") as bestand:
        lines = list(csv.DictReader(bestand, delimiter=";"))
    assert {line["bron"] for line in lines} == {"voorbeeld"}
    numbers = ("jongeren_5_18", "leerplichtigen", "kwalificatieplichtigen", "ingeschreven")
    return {(line["gemeente_code"], line["schooljaar"]): {name: int(line[name]) for name in numbers} for line in lines}


def schooljaar(dag: date) -> str:
    begin = dag.year if dag.month >= 8 else dag.year - 1
    return f"{begin}-{begin + 1}"


def leeftijd(rij: Rij) -> int:
    before_birthday = (rij.start.month, rij.start.day) < (rij.geboren.month, rij.geboren.day)
    return rij.start.year - rij.geboren.year - before_birthday


def faults(rij: Rij) -> list[str]:
    """What of the contract this line breaks."""
    checks = {
        "id": rij.id.startswith("VOORBEELD-"),
        "persoon": bool(rij.persoon),
        "bron": rij.bron == "voorbeeld",
        "soort": rij.soort in AFHANDELINGEN,
        "subsoort": rij.subsoort in SUBSOORTEN.get(rij.soort, {""}),
        "onderwijssoort": rij.onderwijssoort in ONDERWIJSSOORTEN,
        "geboren": rij.geboren < rij.start,
        "start": date(2019, 8, 1) <= rij.start <= date(2025, 7, 31),
        "eind": rij.eind is None or rij.start <= rij.eind <= PEILDATUM,
        "afhandeling": rij.afhandeling in (AFHANDELINGEN.get(rij.soort, ()) if rij.eind else {""}),
        "leeftijd": JONGSTE_EN_OUDSTE.get(rij.soort, (5, 17))[0]
        <= leeftijd(rij)
        <= JONGSTE_EN_OUDSTE.get(rij.soort, (5, 17))[1],
    }
    return [name for name, good in checks.items() if not good]


def started(rijen: Iterable[Rij], jaar: str, soort: str, gemeenten: Collection[str]) -> list[Rij]:
    return [r for r in rijen if r.gemeente in gemeenten and r.soort == soort and schooljaar(r.start) == jaar]


def ended(rijen: Iterable[Rij], jaar: str, soort: str, gemeente: str, afhandeling: str) -> list[Rij]:
    return [
        r
        for r in rijen
        if r.eind
        and r.gemeente == gemeente
        and r.soort == soort
        and r.afhandeling == afhandeling
        and schooljaar(r.eind) == jaar
    ]
