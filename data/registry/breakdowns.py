"""The breakdowns of figures, each one entry: what it is called, and what its categories are called.

Which of them an indicator is counted by stands with the indicator (`uitsplitsingen`, `regio_uitsplitsingen`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from data.registry.vocabulary import (
    AFHANDELINGEN,
    ANDERE_ARTIKELEN,
    GROEPEN,
    LEEFTIJDSGROEPEN,
    ONDERWIJSSOORTEN,
    SOORTEN,
    SUBSOORTEN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """One way to divide a figure.

    naam: as it follows the title of an indicator ("naar leeftijd"). categorieen: code to label, in reading order; a
    code that is not among them is shown as it is. in_verslagen: reports divide by it what the registry does not, so
    two schooljaren of what they tell can be laid side by side.
    """

    key: str
    naam: str
    categorieen: Mapping[str, str] = field(default_factory=dict)
    in_verslagen: bool = False


_BREAKDOWNS = (
    Breakdown(key="subsoort", naam="naar soort", categorieen=SUBSOORTEN["relatief_verzuim"]),
    Breakdown(
        key="artikel",
        naam="naar artikel van de Leerplichtwet",
        categorieen={
            **SUBSOORTEN["vrijstelling"],
            "art_15_nu_11g": "Artikel 15 (nu 11 onder g)",
            ANDERE_ARTIKELEN: "Andere artikelen",
        },
    ),
    Breakdown(key="afhandelingsgroep", naam="naar afhandeling", categorieen=GROEPEN),
    Breakdown(key="soort", naam="naar soort zaak", categorieen=SOORTEN),
    Breakdown(key="onderwijssoort", naam="naar onderwijssoort", categorieen=ONDERWIJSSOORTEN),
    Breakdown(key="leeftijdsgroep", naam="naar leeftijd", categorieen=LEEFTIJDSGROEPEN),
    # Its categories are the numbers of the months; what those are called the calendar knows.
    Breakdown(key="maand", naam="per maand"),
    # Put together from several indicators, which have titles of their own.
    Breakdown(key="soorten_verzuim", naam="naar soort"),
    Breakdown(
        key="soort_verzuim",
        naam="naar soort verzuim",
        categorieen={
            "absoluut": "Absoluut verzuim",
            "relatief": "Relatief verzuim",
            "luxe": "Luxe verzuim",
            "overig": "Overig verzuim",
            "16_uur_onder_18": "16 uur of meer in 4 weken, onder 18 jaar",
            "16_uur_18plus": "16 uur of meer in 4 weken, 18 jaar en ouder",
            "4_weken_18plus": "Langer dan 4 weken, 18 jaar en ouder",
        },
        in_verslagen=True,
    ),
    Breakdown(
        key="soort_verlof",
        naam="naar reden van het verlof",
        categorieen={"vakantie": "Vakantie", "bijzondere_omstandigheden": "Bijzondere omstandigheden"},
        in_verslagen=True,
    ),
    Breakdown(
        key="soort_afhandeling",
        naam="naar soort zaak en afhandeling",
        categorieen={
            f"{soort}:{afhandeling}": f"{SOORTEN[soort]}: {naam}"
            for soort, namen in AFHANDELINGEN.items()
            for afhandeling, naam in namen.items()
        },
        in_verslagen=True,
    ),
    Breakdown(
        key="onderwijssoort_groep",
        naam="naar onderwijssoort",
        categorieen={
            "po_so": "Basisonderwijs en speciaal onderwijs",
            "vo_vso": "Voortgezet onderwijs",
            "mbo": "Mbo",
        },
        in_verslagen=True,
    ),
    # A report tells it of one age only, which is no division.
    Breakdown(key="leeftijd", naam="naar leeftijd", categorieen={"jonger_dan_12": "Jonger dan 12 jaar"}),
    Breakdown(
        key="leeftijd_vsv",
        naam="naar leeftijd",
        categorieen={"onder_18": "Jonger dan 18 jaar", "18_plus": "18 jaar en ouder"},
        in_verslagen=True,
    ),
    Breakdown(
        key="geslacht", naam="naar geslacht", categorieen={"man": "Jongens", "vrouw": "Meisjes"}, in_verslagen=True
    ),
    Breakdown(
        key="uitkomst_na_1_jaar",
        naam="naar wat zij toen deden",
        categorieen={
            "terug_naar_onderwijs": "Terug op school",
            "aan_het_werk": "Aan het werk",
            "nog_vsv": "Nog zonder school of werk",
        },
        in_verslagen=True,
    ),
)
UITSPLITSINGEN: Mapping[str, Breakdown] = MappingProxyType({breakdown.key: breakdown for breakdown in _BREAKDOWNS})
"""Every breakdown by its key."""

IN_VERSLAGEN = tuple(breakdown.key for breakdown in _BREAKDOWNS if breakdown.in_verslagen)
"""The keys of those that reports give beside what the registry names, in reading order."""
