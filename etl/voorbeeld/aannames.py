"""What the example assumes where no published figure says otherwise: sizes, shares, durations and seasons.

Made up to look like a real region, in round figures; nothing here describes a real gemeente. A code of the vocabulary
that is missing in a table of shares gets `RESTGEWICHT`, so a new code turns up in the example by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data.referentie import schooljaar

SCHOOLJAREN = tuple(schooljaar.reeks("2020-2021", "2024-2025"))
PEILDATUM = date(2025, 10, 1)
RESTGEWICHT = 0.002

# The corona year was quieter, and reporting has grown since.
JAARFACTOR = (0.82, 0.93, 1.0, 1.04, 1.06)
SPREIDING_PER_JAAR = 0.07

Gewichten = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanname:
    """How one soort behaves.

    per_1000: werkprocessen per 1.000 jongeren of 5-18 per schooljaar. per_jongere: werkprocessen per jongere per
    schooljaar. spreiding: standard deviation of the log rate between gemeenten. groeit: whether extra rows may go here.
    later, veel_later: share that ends one, or more, schooljaren after the one it began in. open: share that nobody ever
    closed, by the number of schooljaren since its start (the last one holds for all older ones). seizoen: weight of
    a month, August first. duur: mean days from start to end. alleen: of a subsoort, the leeftijdsgroepen it is for.
    """

    per_1000: float
    per_jongere: float
    leeftijd: tuple[int, int]
    leeftijdsgroepen: Gewichten
    afhandelingen: Gewichten
    seizoen: tuple[float, ...]
    duur: float
    subsoorten: Gewichten = field(default_factory=dict)
    alleen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    onbekende_onderwijssoort: float = 0.02
    spreiding: float = 0.2
    groeit: bool = True
    later: float = 0.08
    veel_later: float = 0.0
    open: tuple[float, ...] = (0.02, 0.006, 0.001)


# Few reports in July and August; most after the summer and after Christmas.
_VERZUIM = (0.2, 1.3, 1.35, 1.4, 0.9, 1.35, 1.25, 1.4, 0.95, 0.9, 0.8, 0.15)
_INSTROOM = (1.6, 2.2, 1.5, 1.1, 0.7, 1.0, 0.9, 0.8, 0.6, 0.6, 0.6, 0.4)
_AANVRAAG = (1.8, 2.0, 1.1, 0.8, 0.5, 0.7, 0.6, 0.7, 0.8, 0.9, 1.3, 0.9)
_VERLOF = (0.1, 0.9, 1.2, 1.5, 1.0, 1.2, 1.1, 1.0, 1.3, 1.5, 1.1, 0.1)
_DOORSTROOM = (0.4, 1.2, 1.6, 1.4, 1.0, 1.2, 1.2, 1.1, 1.0, 0.9, 0.7, 0.3)

_LEERPLICHT = (5, 17)
_UITKOMST = {
    "werk": 0.3,
    "opleiding": 0.2,
    "startkwalificatie": 0.04,
    "werktraject": 0.1,
    "onderneming": 0.03,
    "geen_interesse": 0.06,
    "geen_ondersteuning_nodig": 0.1,
    "niet_bereikbaar": 0.09,
    "niet_willen": 0.03,
    "verhuisd_buiten_regio": 0.03,
    "geen_doelgroep": 0.02,
}

AANNAMES: Mapping[str, Aanname] = {
    "absoluut_verzuim": Aanname(
        per_1000=6.5,
        per_jongere=1.12,
        leeftijd=_LEERPLICHT,
        leeftijdsgroepen={"5-11": 0.4, "12-15": 0.28, "16-17": 0.32},
        afhandelingen={
            "aanvraag_vrijstelling": 0.2,
            "inschrijving_bij_school": 0.5,
            "onterechte_melding": 0.07,
            "overdracht_andere_gemeente": 0.05,
            "overdracht_jongerenteam": 0.04,
            "uitschrijving_brp": 0.14,
        },
        seizoen=_INSTROOM,
        duur=60,
        onbekende_onderwijssoort=0.15,
        groeit=False,
        open=(0.03, 0.01, 0.002),
    ),
    "relatief_verzuim": Aanname(
        per_1000=48,
        per_jongere=1.9,
        leeftijd=_LEERPLICHT,
        leeftijdsgroepen={"5-11": 0.11, "12-15": 0.46, "16-17": 0.43},
        afhandelingen={
            "halt": 0.03,
            "beschermingstafel": 0.01,
            "proces_verbaal": 0.05,
            "gesprek_met_afspraken": 0.36,
            "kennisgevingsbrief": 0.15,
            "na_contact_school_geen_actie": 0.24,
            "onterechte_melding": 0.07,
            "overdracht_andere_gemeente": 0.01,
            "overdracht_nieuw_schooljaar": 0.03,
            "uitschrijving_brp": 0.01,
            "overdracht_dsp": 0.03,
        },
        seizoen=_VERZUIM,
        duur=42,
        subsoorten={"16_uur": 0.62, "langdurig": 0.09, "overig": 0.21, "luxe": 0.08},
    ),
    "vrijstelling": Aanname(
        per_1000=9,
        per_jongere=1.05,
        leeftijd=_LEERPLICHT,
        leeftijdsgroepen={"5-11": 0.42, "12-15": 0.35, "16-17": 0.23},
        afhandelingen={"verleend": 0.8, "afgewezen": 0.06, "ingetrokken": 0.06, "beeindigd": 0.08},
        seizoen=_AANVRAAG,
        duur=110,
        subsoorten={
            "art_3a": 0.03,
            "art_3b": 0.02,
            "art_5a": 0.33,
            "art_5b": 0.13,
            "art_5c": 0.3,
            "art_5a_trekkend": 0.03,
            "art_11g": 0.08,
            "art_15": 0.08,
        },
        alleen={"art_3a": ("12-15", "16-17"), "art_3b": ("16-17",), "art_15": ("16-17",)},
        onbekende_onderwijssoort=0.06,
        groeit=False,
        later=0.35,
        veel_later=0.03,
        open=(0.05, 0.03, 0.02, 0.015),
    ),
    "verlof": Aanname(
        per_1000=2,
        per_jongere=1.1,
        leeftijd=_LEERPLICHT,
        leeftijdsgroepen={"5-11": 0.6, "12-15": 0.3, "16-17": 0.1},
        afhandelingen={"toegekend": 0.4, "afgewezen": 0.6},
        seizoen=_VERLOF,
        duur=12,
        later=0.015,
        open=(0.01, 0.0),
    ),
    "preventie": Aanname(
        per_1000=13,
        per_jongere=1.3,
        leeftijd=_LEERPLICHT,
        leeftijdsgroepen={"5-11": 0.33, "12-15": 0.42, "16-17": 0.25},
        afhandelingen={
            "aanvraag_vrijstelling": 0.03,
            "doorverwijzing_hulpverlening": 0.12,
            "gesprek_met_afspraken": 0.42,
            "informatie_of_advies": 0.33,
            "overdracht_nieuw_schooljaar": 0.06,
            "ter_kennisgeving": 0.04,
        },
        seizoen=_VERZUIM,
        duur=50,
    ),
    "verzuim_18plus": Aanname(
        per_1000=20,
        per_jongere=1.6,
        leeftijd=(18, 22),
        leeftijdsgroepen={"18+": 1.0},
        afhandelingen={
            "boven_23_verhuisd_overleden": 0.01,
            "andere_opleiding": 0.06,
            "onbereikbaar": 0.05,
            "na_contact_school_geen_actie": 0.29,
            "onterechte_melding": 0.02,
            "overdracht_nieuw_schooljaar": 0.03,
            "startkwalificatie": 0.01,
            "gesprek_met_afspraken": 0.36,
            "gesprek_met_doorverwijzing_zorg": 0.03,
            "waarschuwingsbrief": 0.03,
            "werkproces_vsv": 0.11,
        },
        seizoen=_VERZUIM,
        duur=55,
        later=0.12,
    ),
    "vsv": Aanname(
        per_1000=17,
        per_jongere=1.2,
        leeftijd=(16, 22),
        leeftijdsgroepen={"16-17": 0.06, "18+": 0.94},
        afhandelingen={
            "dagbesteding": 0.02,
            "hulpverlening": 0.08,
            "inburgering": 0.04,
            "jongerenteam": 0.05,
            "nieuwe_inschrijving": 0.22,
            "onterechte_melding": 0.05,
            "participatiewet": 0.03,
            "particuliere_opleiding": 0.03,
            "reageert_niet": 0.06,
            "startkwalificatie_buiten_duo": 0.02,
            "verhuisd_buiten_regio": 0.04,
            "wenst_geen_dienstverlening": 0.06,
            "werk": 0.28,
            "zzp": 0.02,
        },
        seizoen=_DOORSTROOM,
        duur=100,
        later=0.25,
        open=(0.03, 0.02, 0.004),
    ),
    "jikp": Aanname(
        per_1000=5,
        per_jongere=1.1,
        leeftijd=(16, 22),
        leeftijdsgroepen={"16-17": 0.4, "18+": 0.6},
        afhandelingen=_UITKOMST,
        seizoen=_DOORSTROOM,
        duur=120,
        later=0.25,
        open=(0.03, 0.02, 0.004),
    ),
    "jib": Aanname(
        per_1000=5,
        per_jongere=1.1,
        leeftijd=(23, 26),
        leeftijdsgroepen={"18+": 1.0},
        afhandelingen=_UITKOMST,
        seizoen=_DOORSTROOM,
        duur=100,
        onbekende_onderwijssoort=0.12,
        later=0.2,
        open=(0.03, 0.02, 0.004),
    ),
}

# For a soort that the vocabulary gains after this was written.
ONBEKENDE_SOORT = Aanname(
    per_1000=2,
    per_jongere=1.2,
    leeftijd=_LEERPLICHT,
    leeftijdsgroepen={"5-11": 0.4, "12-15": 0.35, "16-17": 0.25},
    afhandelingen={},
    seizoen=_VERZUIM,
    duur=45,
)

# Which onderwijssoort goes with an age.
ONDERWIJS_PER_LEEFTIJD: Mapping[str, Gewichten] = {
    "0-4": {"po": 1.0},
    "5-11": {"po": 0.9, "sbo": 0.05, "so": 0.05},
    "12-15": {"vo": 0.8, "vso": 0.09, "pro": 0.06, "po": 0.03, "so": 0.02},
    "16-17": {"mbo": 0.48, "vo": 0.41, "vso": 0.06, "pro": 0.05},
    "18+": {"mbo": 0.91, "vo": 0.05, "vso": 0.03, "pro": 0.01},
}
LEEFTIJD_PER_ONDERWIJS: Mapping[str, tuple[int, int]] = {
    "po": (4, 12),
    "sbo": (5, 12),
    "so": (5, 13),
    "vo": (11, 19),
    "vso": (12, 20),
    "pro": (12, 18),
    "mbo": (16, 26),
}

# Closed with a new start in mind, so only at the end of a schooljaar.
NAAR_NIEUW_SCHOOLJAAR = "overdracht_nieuw_schooljaar"

# Persons that turn up again: share of the jongeren of a schooljaar seen in an earlier one, and of them who moved.
TERUGKEER = 0.3
VERHUISD = 0.03
# Of the jongeren of a schooljaar those who are looked up among the ones that moved here in that same schooljaar; few of
# them fit in age.
ZELFDE_SCHOOLJAAR = 0.1
# Soort that often comes with another one in the same schooljaar: (soort, with, share of the first).
SAMENLOOP = (
    ("absoluut_verzuim", "vrijstelling", 0.12),
    ("absoluut_verzuim", "relatief_verzuim", 0.06),
    ("preventie", "relatief_verzuim", 0.2),
    ("verlof", "relatief_verzuim", 0.06),
    ("vrijstelling", "relatief_verzuim", 0.03),
    ("vsv", "verzuim_18plus", 0.2),
    ("jikp", "vsv", 0.15),
    ("vsv", "relatief_verzuim", 0.03),
)

# Standen.
AANDEEL_LEERPLICHTIG = 0.85
GROEI_PER_JAAR = 0.006
MIDDELSTE_GEMEENTE = 5000
SPREIDING_GEMEENTEN, SPREIDING_IN_REGIO = 0.75, 0.3
KLEINSTE_GEMEENTE, GROOTSTE_GEMEENTE = 400, 90_000
