"""The words of the field: every code a delivery may hold, with the plain Dutch label a reader sees.

The codes are the contract of the canonical werkprocessen export; whoever reads, checks, counts or shows takes them from
here. A mapping is code -> label and keeps the order in which readers should see the codes.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

TOTAAL = "totaal"
"""The uitsplitsing, and the categorie, of a number that is not split."""

_AFHANDELINGSGROEPEN_CSV = Path(__file__).parent.parent / "referentie" / "afhandelingsgroepen.csv"


def _frozen(labels: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(labels)


SOORTEN: Mapping[str, str] = _frozen(
    {
        "absoluut_verzuim": "Absoluut verzuim",
        "relatief_verzuim": "Relatief verzuim",
        "vrijstelling": "Vrijstelling",
        "verlof": "Verlof",
        "preventie": "Preventie",
        "verzuim_18plus": "Verzuim 18 jaar en ouder",
        "vsv": "Voortijdig schoolverlaten",
        "jikp": "Jongere in een kwetsbare positie",
        "jib": "Jongere in beeld",
    }
)

# Only these soorten have a subsoort; there it is required, everywhere else it must be empty.
SUBSOORTEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "relatief_verzuim": _frozen(
            {
                "16_uur": "16 uur of meer in 4 weken",
                "langdurig": "Langdurig",
                "overig": "Overig, minder dan 16 uur in 4 weken",
                "luxe": "Luxe verzuim",
            }
        ),
        "vrijstelling": _frozen(
            {
                "art_3a": "Artikel 3a",
                "art_3b": "Artikel 3b",
                "art_5a": "Artikel 5 onder a",
                "art_5b": "Artikel 5 onder b",
                "art_5c": "Artikel 5 onder c",
                "art_5a_trekkend": "Artikel 5a",
                "art_11g": "Artikel 11 onder g",
                "art_15": "Artikel 15",
            }
        ),
    }
)

# Where a table by article has too little in it, these stand together. They are the ones that no annual report tells
# apart: reports tell 5 onder a, b and c, 11 onder g and 15.
ANDERE_ARTIKELEN = "andere_artikelen"
ZELDZAME_ARTIKELEN: tuple[str, ...] = ("art_3a", "art_3b", "art_5a_trekkend")

_JONGEREN_UITKOMSTEN = _frozen(
    {
        "werk": "Werk",
        "opleiding": "Opleiding",
        "startkwalificatie": "Diploma havo, vwo of mbo-2 (startkwalificatie)",
        "werktraject": "Werktraject",
        "onderneming": "Eigen onderneming",
        "geen_interesse": "Geen interesse",
        "geen_ondersteuning_nodig": "Geen ondersteuning nodig",
        "niet_bereikbaar": "Niet bereikbaar",
        "niet_willen": "Wil niet",
        "verhuisd_buiten_regio": "Verhuisd buiten de regio",
        "geen_doelgroep": "Hoort niet bij de doelgroep",
    }
)

AFHANDELINGEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "absoluut_verzuim": _frozen(
            {
                "aanvraag_vrijstelling": "Aanvraag vrijstelling ontvangen",
                "inschrijving_bij_school": "Ingeschreven bij een school",
                "onterechte_melding": "Onterechte melding",
                "overdracht_andere_gemeente": "Overgedragen aan een andere gemeente",
                "overdracht_jongerenteam": "Overgedragen aan het jongerenteam",
                "uitschrijving_brp": "Uitgeschreven uit de BRP",
            }
        ),
        "relatief_verzuim": _frozen(
            {
                "halt": "Halt",
                "beschermingstafel": "Beschermingstafel",
                "proces_verbaal": "Proces-verbaal",
                "gesprek_met_afspraken": "Gesprek met afspraken",
                "kennisgevingsbrief": "Kennisgevingsbrief",
                "na_contact_school_geen_actie": "Na contact met de school geen actie nodig",
                "onterechte_melding": "Onterechte melding",
                "overdracht_andere_gemeente": "Overgedragen aan een andere gemeente",
                "overdracht_nieuw_schooljaar": "Overgedragen naar het nieuwe schooljaar",
                "uitschrijving_brp": "Uitgeschreven uit de BRP",
                "overdracht_dsp": "Overgedragen aan het Doorstroompunt",
            }
        ),
        "vrijstelling": _frozen(
            {
                "verleend": "Verleend",
                "afgewezen": "Afgewezen",
                "ingetrokken": "Ingetrokken",
                "beeindigd": "Beëindigd",
            }
        ),
        "verlof": _frozen({"toegekend": "Toegekend", "afgewezen": "Afgewezen"}),
        "preventie": _frozen(
            {
                "aanvraag_vrijstelling": "Aanvraag vrijstelling ontvangen",
                "doorverwijzing_hulpverlening": "Doorverwezen naar hulpverlening",
                "gesprek_met_afspraken": "Gesprek met afspraken",
                "informatie_of_advies": "Informatie of advies gegeven",
                "overdracht_nieuw_schooljaar": "Overgedragen naar het nieuwe schooljaar",
                "ter_kennisgeving": "Ter kennisgeving aangenomen",
            }
        ),
        "verzuim_18plus": _frozen(
            {
                "boven_23_verhuisd_overleden": "Ouder dan 23, verhuisd of overleden",
                "andere_opleiding": "Andere opleiding",
                "onbereikbaar": "Onbereikbaar",
                "na_contact_school_geen_actie": "Na contact met de school geen actie nodig",
                "onterechte_melding": "Onterechte melding",
                "overdracht_nieuw_schooljaar": "Overgedragen naar het nieuwe schooljaar",
                "startkwalificatie": "Diploma havo, vwo of mbo-2 (startkwalificatie)",
                "gesprek_met_afspraken": "Gesprek met afspraken",
                "gesprek_met_doorverwijzing_zorg": "Gesprek met doorverwijzing naar zorg",
                "waarschuwingsbrief": "Waarschuwingsbrief",
                "werkproces_vsv": "Verder als zaak over schoolverlaten (vsv)",
            }
        ),
        "vsv": _frozen(
            {
                "dagbesteding": "Dagbesteding",
                "hulpverlening": "Hulpverlening",
                "inburgering": "Inburgering",
                "jongerenteam": "Jongerenteam",
                "nieuwe_inschrijving": "Nieuwe inschrijving bij een opleiding",
                "onterechte_melding": "Onterechte melding",
                "participatiewet": "Participatiewet",
                "particuliere_opleiding": "Particuliere opleiding",
                "reageert_niet": "Reageert niet",
                "startkwalificatie_buiten_duo": "Diploma (startkwalificatie) dat DUO niet kent",
                "verhuisd_buiten_regio": "Verhuisd buiten de regio",
                "wenst_geen_dienstverlening": "Wil geen hulp",
                "werk": "Werk",
                "zzp": "Zelfstandige zonder personeel",
            }
        ),
        "jikp": _JONGEREN_UITKOMSTEN,
        "jib": _JONGEREN_UITKOMSTEN,
    }
)

# A delivery leaves the field empty where the onderwijssoort is not known; inside it is called by its name.
ONDERWIJSSOORT_ONBEKEND = "onbekend"
ONDERWIJSSOORTEN: Mapping[str, str] = _frozen(
    {
        "po": "Basisonderwijs",
        "sbo": "Speciaal basisonderwijs",
        "so": "Speciaal onderwijs",
        "vo": "Voortgezet onderwijs",
        "vso": "Voortgezet speciaal onderwijs",
        "pro": "Praktijkonderwijs",
        "mbo": "Middelbaar beroepsonderwijs",
        ONDERWIJSSOORT_ONBEKEND: "Onbekend",
    }
)

LEEFTIJDSGROEPEN: Mapping[str, str] = _frozen(
    {
        "0-4": "Jonger dan 5 jaar",
        "5-11": "5 tot en met 11 jaar",
        "12-15": "12 tot en met 15 jaar",
        "16-17": "16 en 17 jaar",
        "18+": "18 jaar en ouder",
    }
)
# The youngest age of each group, so that SQL and Python draw the same borders.
LEEFTIJDSGROEP_VANAF: Mapping[str, int] = MappingProxyType({"0-4": 0, "5-11": 5, "12-15": 12, "16-17": 16, "18+": 18})

GROEPEN: Mapping[str, str] = _frozen(
    {
        "naar_school": "Naar school of opleiding",
        "gesprek_brief": "Gesprek, advies of brief",
        "hulpverlening": "Hulpverlening",
        "juridisch": "Halt, proces-verbaal of beschermingstafel",
        "werk_of_diploma": "Werk of een diploma",
        "besluit": "Besluit over vrijstelling of verlof",
        "overdracht": "Overdracht of verhuizing",
        "geen_actie": "Onterecht of geen actie nodig",
        "overig": "Overige uitkomsten",
    }
)


def leeftijdsgroep(leeftijd: int) -> str:
    """The group of an age in whole years. Raises ValueError below zero, because no such age exists."""
    if leeftijd < 0:
        raise ValueError("Een leeftijd kan niet negatief zijn.")
    return [groep for groep, vanaf in LEEFTIJDSGROEP_VANAF.items() if vanaf <= leeftijd][-1]


@cache
def _read_afhandelingsgroepen() -> Mapping[tuple[str, str], str]:
    with _AFHANDELINGSGROEPEN_CSV.open(encoding="utf-8", newline="") as bestand:
        rows = [((row["soort"], row["afhandeling"]), row["groep"]) for row in csv.DictReader(bestand)]
    groepen = dict(rows)
    if len(groepen) != len(rows):
        raise ValueError(f"{_AFHANDELINGSGROEPEN_CSV.name}: een afhandeling staat er dubbel in.")
    return MappingProxyType(groepen)


# (soort, afhandeling) -> groep. A reviewed table rather than code: which group fits is a choice of the field.
AFHANDELINGSGROEPEN: Mapping[tuple[str, str], str] = _read_afhandelingsgroepen()
