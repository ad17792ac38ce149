"""The columns of open data, each said once: files, their descriptions and the API all follow from this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.registry.breakdowns import UITSPLITSINGEN
from data.registry.indicators import INDICATOREN, JONGEREN, MELDINGEN, WERKPROCESSEN
from data.registry.vocabulary import TOTAAL

Soort = Literal["tekst", "getal", "geheel", "janee", "datum"]
BRONSOORTEN = ("verslag", "levering", "voorbeeld")
STATUSSEN = ("gepubliceerd", "onderdrukt", "onbekend", "nvt", "onzeker")
OORDELEN = ("hoger", "lager", "lijkt hoger", "lijkt lager", "verschilt niet duidelijk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """One column. uitleg: what it holds, in plain Dutch. codes: all that may stand in it, where that is a list.

    voorbeeld: a value, to show what one looks like; no figure.
    """

    naam: str
    titel: str
    uitleg: str
    soort: Soort = "tekst"
    codes: tuple[str, ...] = ()
    voorbeeld: str = ""


KOLOMMEN = (
    Kolom(
        naam="indicator",
        titel="Indicator",
        uitleg="Waar het cijfer over gaat. Leeg bij een cijfer uit een verslag dat met geen indicator overeenkomt.",
        codes=tuple(INDICATOREN),
    ),
    Kolom(
        naam="teleenheid",
        titel="Teleenheid",
        uitleg="Wat er geteld is: werkprocessen (op de site: zaken), jongeren of meldingen.",
        codes=(WERKPROCESSEN, JONGEREN, MELDINGEN),
    ),
    Kolom(
        naam="gebied",
        titel="Code van het gebied",
        uitleg="GM en vier cijfers bij een gemeente; anders de code van de regio, of NL01 voor het land.",
        voorbeeld="GM0244",
    ),
    Kolom(
        naam="schooljaar",
        titel="Schooljaar",
        uitleg="Van 1 augustus tot en met 31 juli, zoals 2022-2023; of drie schooljaren samen, zoals 2022-2025. "
        "Tel die nooit op bij een schooljaar.",
        voorbeeld="2022-2023",
    ),
    Kolom(
        naam="uitsplitsing",
        titel="Uitsplitsing",
        uitleg="Waarnaar het cijfer is verdeeld; ‘totaal’ als het niet verdeeld is.",
        codes=(TOTAAL, *UITSPLITSINGEN),
    ),
    Kolom(
        naam="categorie",
        titel="Categorie",
        uitleg="Het deel van de uitsplitsing; ‘totaal’ als het cijfer niet verdeeld is.",
        voorbeeld="totaal",
    ),
    Kolom(
        naam="waarde",
        titel="Waarde",
        uitleg="Het cijfer. Leeg als er geen te tonen is: de status zegt waarom. Een percentage loopt van 0 tot 100.",
        soort="getal",
    ),
    Kolom(
        naam="status",
        titel="Status",
        uitleg="gepubliceerd; onderdrukt (afgeschermd, omdat het over een kind zou vertellen); onbekend (niemand heeft "
        "het cijfer); nvt (het kan er niet zijn); onzeker (het verslag was niet met zekerheid te lezen).",
        codes=STATUSSEN,
    ),
    Kolom(
        naam="voorlopig",
        titel="Voorlopig",
        uitleg="ja als het schooljaar op de peildatum nog niet voorbij was.",
        soort="janee",
    ),
    Kolom(naam="bron", titel="Bron", uitleg="De naam van de bron. Noem die bij gebruik."),
    Kolom(
        naam="bronsoort",
        titel="Soort bron",
        uitleg="verslag, levering (de eigen registratie) of voorbeeld (verzonnen). Tel soorten nooit bij elkaar op.",
        codes=BRONSOORTEN,
    ),
    Kolom(naam="peildatum", titel="Peildatum", uitleg="De dag waarop de bron is opgemaakt.", soort="datum"),
    Kolom(
        naam="voorbeeld",
        titel="Voorbeeld",
        uitleg="ja als het cijfer verzonnen is om te laten zien hoe de site werkt.",
        soort="janee",
    ),
    Kolom(naam="gebiedsnaam", titel="Gebied", uitleg="De naam van het gebied."),
    Kolom(
        naam="gebiedssoort",
        titel="Soort gebied",
        uitleg="gemeente, regio of land.",
        codes=("gemeente", "regio", "land"),
    ),
    Kolom(naam="regio", titel="Code van de regio", uitleg="De regio waarin een gemeente ligt."),
    Kolom(
        naam="titel",
        titel="Onderwerp",
        uitleg="De naam van de indicator, of de woorden van het verslag.",
    ),
    Kolom(naam="onderdeel", titel="Onderdeel", uitleg="Bij een cijfer uit een verslag: het deel, in zijn woorden."),
    Kolom(naam="categorienaam", titel="Naam van de categorie", uitleg="De categorie in gewone woorden."),
    Kolom(naam="eenheid", titel="Eenheid", uitleg="Waarin de waarde is uitgedrukt."),
    Kolom(
        naam="zekerheid",
        titel="Zekerheid",
        uitleg="Bij een cijfer uit een verslag: zeker, afgeleid of onzeker. Een onzeker cijfer heeft geen waarde.",
        codes=("zeker", "afgeleid", "onzeker"),
    ),
    Kolom(naam="bronsleutel", titel="Sleutel van de bron", uitleg="Waaronder de bron in de lijst van bronnen staat."),
    Kolom(naam="sectie", titel="Plaats in de bron", uitleg="Bij een cijfer uit een verslag: waar het staat."),
    Kolom(naam="toelichting", titel="Toelichting", uitleg="Wat er bij het cijfer te zeggen is."),
    Kolom(
        naam="uitgave",
        titel="Uitgave",
        uitleg="De hoeveelste keer dat cijfers over dit gebied en schooljaar zijn uitgegeven.",
        soort="geheel",
    ),
    Kolom(
        naam="noemer",
        titel="Noemer",
        uitleg="Het aantal jongeren waar het cijfer tegenover staat, als dat bekend en te tonen is.",
        soort="getal",
    ),
    Kolom(
        naam="aantal_laag",
        titel="Aantal, ondergrens",
        uitleg="Het aantal achter het cijfer; anders dan de bovengrens als een afgerond percentage meer openlaat.",
        soort="getal",
    ),
    Kolom(naam="aantal_hoog", titel="Aantal, bovengrens", uitleg="Zie de ondergrens.", soort="getal"),
    Kolom(
        naam="maat",
        titel="Maat van de vergelijking",
        uitleg="Waarin gemeenten vergeleken zijn: procent, per_1000 of aantal.",
        codes=("procent", "per_1000", "aantal"),
    ),
    Kolom(naam="vergelijkwaarde", titel="Vergelijkwaarde", uitleg="Het cijfer in die maat.", soort="getal"),
    Kolom(
        naam="interval_95_laag",
        titel="95%-interval, ondergrens",
        uitleg="In de maat van de vergelijking: wat door toeval ook had kunnen zijn.",
        soort="getal",
    ),
    Kolom(naam="interval_95_hoog", titel="95%-interval, bovengrens", uitleg="Zie de ondergrens.", soort="getal"),
    Kolom(
        naam="oordeel",
        titel="Oordeel",
        uitleg="Of de gemeente verschilt van waar zij tegenover staat. ‘lijkt’: het kan nog toeval zijn. Leeg als het "
        "niet te toetsen is.",
        codes=OORDELEN,
    ),
    Kolom(
        naam="tegenover",
        titel="Tegenover",
        uitleg="Waar de gemeente tegenover staat: de rest van de regio, of de andere gemeenten met een cijfer.",
        codes=("rest van de regio", "andere gemeenten"),
    ),
    Kolom(
        naam="trendbreuk",
        titel="Trendbreuk",
        uitleg="Waarom dit schooljaar niet met het vorige te vergelijken is: de sleutel in de lijst van trendbreuken.",
    ),
    Kolom(naam="pagina", titel="Pagina", uitleg="Het pad op de site van de pagina over dit cijfer."),
)
NAMEN = tuple(kolom.naam for kolom in KOLOMMEN)
PER_NAAM = {kolom.naam: kolom for kolom in KOLOMMEN}
