"""What the codes of the data are called on screen: kinds of source, breakdowns, categories, places, themes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from components.words.notation import TAAL
from data.publication.figures import Gebied
from data.registry import vocabulary
from data.registry.indicators import JONGEREN, MELDINGEN, WERKPROCESSEN, Thema

SOORT_BRON: Mapping[str, str] = {
    "verslag": "Uit jaarverslagen",
    "levering": "Uit de eigen registratie",
    "voorbeeld": "Voorbeeld (verzonnen)",
    "landelijk": "Landelijke bron",
}
THEMAS: Mapping[Thema, str] = {
    "jongeren": "Jongeren en school",
    "verzuim": "Verzuim",
    "afhandeling": "Afgeronde zaken",
    "vrijstellingen": "Vrijstellingen",
    "doorstroompunt": "Doorstroompunt",
    "overig": "Overige zaken",
}
TELEENHEDEN: Mapping[str, str] = {WERKPROCESSEN: "zaken", JONGEREN: "jongeren", MELDINGEN: "meldingen"}
# How gemeenten can be put beside each other.
VORMEN: Mapping[str, str] = {
    "rangorde": "Van hoog naar laag",
    "trechter": "Met de grootte erbij",
    "veelvoud": "Door de jaren",
    "tabel": "Tabel",
}
UITSPLITSINGEN: Mapping[str, str] = {
    "subsoort": "naar soort",
    "artikel": "naar artikel van de Leerplichtwet",
    "afhandelingsgroep": "naar afhandeling",
    "soort": "naar soort zaak",
    "soort_afhandeling": "naar soort zaak en afhandeling",
    "onderwijssoort": "naar onderwijssoort",
    "leeftijdsgroep": "naar leeftijd",
    "maand": "per maand",
    "soorten_verzuim": "naar soort",
    # Only reports give these.
    "soort_verzuim": "naar soort verzuim",
    "soort_verlof": "naar reden van het verlof",
    "onderwijssoort_groep": "naar onderwijssoort",
    "leeftijd": "naar leeftijd",
    "leeftijd_vsv": "naar leeftijd",
    "geslacht": "naar geslacht",
    "uitkomst_na_1_jaar": "naar wat zij toen deden",
}
_CATEGORIEEN: Mapping[str, Mapping[str, str]] = {
    "subsoort": vocabulary.SUBSOORTEN["relatief_verzuim"],
    "artikel": {
        **vocabulary.SUBSOORTEN["vrijstelling"],
        "art_15_nu_11g": "Artikel 15 (nu 11 onder g)",
        vocabulary.ANDERE_ARTIKELEN: "Andere artikelen",
    },
    "afhandelingsgroep": vocabulary.GROEPEN,
    "soort": vocabulary.SOORTEN,
    "onderwijssoort": vocabulary.ONDERWIJSSOORTEN,
    "leeftijdsgroep": vocabulary.LEEFTIJDSGROEPEN,
    "soort_verzuim": {
        "absoluut": "Absoluut verzuim",
        "relatief": "Relatief verzuim",
        "luxe": "Luxe verzuim",
        "overig": "Overig verzuim",
        "16_uur_onder_18": "16 uur of meer in 4 weken, onder 18 jaar",
        "16_uur_18plus": "16 uur of meer in 4 weken, 18 jaar en ouder",
        "4_weken_18plus": "Langer dan 4 weken, 18 jaar en ouder",
    },
    "soort_verlof": {"vakantie": "Vakantie", "bijzondere_omstandigheden": "Bijzondere omstandigheden"},
    "onderwijssoort_groep": {
        "po_so": "Basisonderwijs en speciaal onderwijs",
        "vo_vso": "Voortgezet onderwijs",
        "mbo": "Mbo",
    },
    "leeftijd": {"jonger_dan_12": "Jonger dan 12 jaar"},
    "leeftijd_vsv": {"onder_18": "Jonger dan 18 jaar", "18_plus": "18 jaar en ouder"},
    "geslacht": {"man": "Jongens", "vrouw": "Meisjes"},
    "uitkomst_na_1_jaar": {
        "terug_naar_onderwijs": "Terug op school",
        "aan_het_werk": "Aan het werk",
        "nog_vsv": "Nog zonder school of werk",
    },
}


def category_label(uitsplitsing: str, categorie: str) -> str:
    """What a category is called; a code we have no word for is shown as it is."""
    if uitsplitsing == "maand":
        return format_date(date(2000, int(categorie), 1), "MMMM", locale=TAAL)
    if uitsplitsing == "soort_afhandeling":
        soort, _, afhandeling = categorie.partition(":")
        naam = vocabulary.AFHANDELINGEN.get(soort, {}).get(afhandeling, afhandeling)
        return f"{vocabulary.SOORTEN.get(soort, soort)}: {naam}"
    return _CATEGORIEEN.get(uitsplitsing, {}).get(categorie, categorie)


def place_name(gebied: Gebied) -> str:
    """A gebied in a sentence: "Hattem", "de regio IJssel-Vecht"."""
    return gebied.naam if gebied.soort in ("gemeente", "land") else with_article(gebied)


def region_title(regio: Gebied) -> str:
    """The name of a region by itself: "Regio IJssel-Vecht", "Subregio Roermond"."""
    soort = regio.naam.partition(" ")[0].lower()
    return regio.naam if soort in {"subregio", "regio", "gewest"} else f"Regio {regio.naam}"


def with_article(regio: Gebied) -> str:
    """The name of a region in a sentence: "de regio IJssel-Vecht", "de subregio Roermond"."""
    soort, _, rest = regio.naam.partition(" ")
    if soort.lower() in {"subregio", "regio", "gewest"}:
        return f"{'het' if soort.lower() == 'gewest' else 'de'} {soort.lower()} {rest}"
    return f"de regio {regio.naam}"
