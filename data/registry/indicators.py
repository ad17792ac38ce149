"""The one registry of indicators.

A new indicator is one entry in `INDICATOREN`. Counting, the plan of tables, disclosure control, tiles, charts, tables,
downloads, the explanation page and the parametrised tests all follow from it.

Definitions: Leerplichtwet 1969 (art. 2-5a, 11, 15, 21a, 25); Besluit Verzuimmelding.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.registry.indicator_reports import ALLEEN_IN_VERSLAGEN
from data.registry.indicator_types import (
    JONGEREN,
    MELDINGEN,
    WERKPROCESSEN,
    Herkomst,
    Indicator,
    Ladder,
    Moment,
    Richting,
    Selectie,
    Thema,
    Uitsplitsing,
    ended,
    started,
)
from data.registry.vocabulary import TOTAAL

__all__ = [
    "INDICATOREN",
    "JONGEREN",
    "MELDINGEN",
    "WERKPROCESSEN",
    "Herkomst",
    "Indicator",
    "Moment",
    "Richting",
    "Selectie",
    "Thema",
    "Uitsplitsing",
    "geteld",
    "indicator",
    "tegels",
]


_BEIDE = (WERKPROCESSEN, JONGEREN)
_ZAAK = ("zaak", "zaken")
_JONGERE = ("jongere", "jongeren")
_PROCENT = ("procent", "procent")
# Who had both absoluut and relatief verzuim would be the sum less the total, and so on: of these only cases.
_ALLEEN_ZAKEN = (Ladder(TOTAAL, JONGEREN, ()),)
_KRUISING: tuple[Uitsplitsing, ...] = ("onderwijssoort", "leeftijdsgroep", "maand")

_GETELD: tuple[Indicator, ...] = (
    # --- hoeveel jongeren er zijn -------------------------------------------------------------------------------
    Indicator(
        key="jongeren_5_18",
        titel="Jongeren van 5 tot 18 jaar",
        betekenis="Hoeveel jongeren van 5 tot en met 17 jaar er wonen.",
        definitie="Jongeren die op de peildatum 5 jaar of ouder zijn en nog geen 18, en in de gemeente staan "
        "ingeschreven.",
        herkomst="standen",
        thema="jongeren",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        tegel=1,
        gewicht=100.0,
    ),
    Indicator(
        key="leerplichtigen",
        titel="Leerplichtigen",
        betekenis="Hoeveel jongeren van 5 tot 16 jaar naar school moeten.",
        definitie="Leerplicht begint op de eerste dag van de maand na de vijfde verjaardag en duurt tot het einde "
        "van het schooljaar waarin de jongere 16 wordt.",
        herkomst="standen",
        thema="jongeren",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        gewicht=80.0,
    ),
    Indicator(
        key="kwalificatieplichtigen",
        titel="Kwalificatieplichtigen",
        betekenis="Hoeveel jongeren van 16 en 17 jaar nog een diploma havo, vwo of mbo-2 "
        "(startkwalificatie) moeten halen.",
        definitie="Jongeren van 16 en 17 jaar zonder startkwalificatie: diploma havo, vwo, of mbo-2 of hoger.",
        herkomst="standen",
        thema="jongeren",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        gewicht=80.0,
    ),
    Indicator(
        key="schoolgaand",
        titel="Ingeschreven of vrijgesteld",
        vaknaam="% schoolgaand",
        betekenis="Welk deel van de jongeren van 5 tot 18 jaar op een school staat ingeschreven of een vrijstelling "
        "heeft.",
        definitie="100% min het deel van de jongeren van 5 tot 18 jaar voor wie in het schooljaar een zaak over "
        "absoluut verzuim is begonnen. Elke jongere telt één keer.",
        herkomst="verhouding",
        thema="jongeren",
        teleenheden=(JONGEREN,),
        eenheid=_PROCENT,
        richting="hoger_is_beter",
        teller="absoluut_verzuim",
        noemer="jongeren_5_18",
        aanvulling=True,
        tegel=2,
        gewicht=100.0,
        optelbaar=False,
    ),
    # --- gestarte werkprocessen ---------------------------------------------------------------------------------
    Indicator(
        key="werkprocessen",
        titel="Nieuwe zaken",
        vaknaam="gestarte werkprocessen",
        betekenis="Hoe vaak leerplicht of het doorstroompunt aan een zaak begon.",
        definitie="Alle zaken die in het schooljaar zijn begonnen, van alle soorten samen.",
        herkomst="werkprocessen",
        thema="overig",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started(),
        noemer="jongeren_5_18",
        uitsplitsingen=("onderwijssoort", "leeftijdsgroep"),
        regio_uitsplitsingen=("maand",),
        gewicht=30.0,
        ladders=_ALLEEN_ZAKEN,
    ),
    Indicator(
        key="absoluut_verzuim",
        titel="Absoluut verzuim",
        betekenis="Jongeren die naar school moeten, maar op geen enkele school staan ingeschreven.",
        definitie="Zaken over absoluut verzuim die in het schooljaar zijn begonnen. De jongere is leerplichtig of "
        "kwalificatieplichtig, staat niet op een school ingeschreven en heeft geen vrijstelling.",
        herkomst="werkprocessen",
        thema="verzuim",
        teleenheden=(JONGEREN, WERKPROCESSEN),
        eenheid=_JONGERE,
        richting="lager_is_beter",
        selectie=started("absoluut_verzuim"),
        noemer="jongeren_5_18",
        regio_uitsplitsingen=_KRUISING,
        tegel=4,
        gewicht=60.0,
    ),
    Indicator(
        key="relatief_verzuim",
        titel="Relatief verzuim",
        betekenis="Jongeren die op een school staan ingeschreven, maar er zonder geldige reden niet zijn.",
        definitie="Zaken over relatief verzuim die in het schooljaar zijn begonnen: 16 uur of meer in 4 weken, "
        "langdurig, overig (minder dan 16 uur) en luxe verzuim. Niet elke regio telt dezelfde soorten mee; vergelijk "
        "alleen binnen een regio.",
        herkomst="werkprocessen",
        thema="verzuim",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("relatief_verzuim"),
        noemer="jongeren_5_18",
        uitsplitsingen=("subsoort",),
        regio_uitsplitsingen=_KRUISING,
        tegel=3,
        gewicht=60.0,
        optelbaar=False,
        leeswijzer="Meer meldingen kan ook betekenen dat scholen beter melden.",
    ),
    Indicator(
        key="verzuim_totaal",
        titel="Verzuim totaal",
        betekenis="Absoluut en relatief verzuim samen.",
        definitie="Zaken over absoluut verzuim en relatief verzuim die in het schooljaar zijn begonnen.",
        herkomst="werkprocessen",
        thema="verzuim",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("absoluut_verzuim", "relatief_verzuim"),
        noemer="jongeren_5_18",
        gewicht=25.0,
        optelbaar=False,
        leeswijzer="Meer meldingen kan ook betekenen dat scholen beter melden.",
        ladders=_ALLEEN_ZAKEN,
    ),
    Indicator(
        key="vrijstelling_aanvragen",
        titel="Aanvragen voor vrijstelling",
        vaknaam="werkprocessen vrijstelling",
        betekenis="Hoe vaak er een zaak over vrijstelling van de leerplicht begon.",
        definitie="Zaken over een vrijstelling die in het schooljaar zijn begonnen, ook als de vrijstelling niet is "
        "verleend.",
        herkomst="werkprocessen",
        thema="vrijstellingen",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("vrijstelling"),
        noemer="jongeren_5_18",
        regio_uitsplitsingen=_KRUISING,
        gewicht=15.0,
    ),
    Indicator(
        key="verlof",
        titel="Verlofaanvragen",
        betekenis="Aanvragen voor extra verlof die leerplicht behandelde.",
        definitie="Zaken over verlof die in het schooljaar zijn begonnen. Over verlof tot en met 10 dagen beslist "
        "de school zelf.",
        herkomst="werkprocessen",
        thema="overig",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("verlof"),
        noemer="jongeren_5_18",
        regio_uitsplitsingen=_KRUISING,
        gewicht=8.0,
    ),
    Indicator(
        key="preventie",
        titel="Preventie",
        betekenis="Zaken waarin leerplicht hielp vóórdat er sprake was van verzuim.",
        definitie="Zaken over zorg en preventie die in het schooljaar zijn begonnen.",
        herkomst="werkprocessen",
        thema="overig",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("preventie"),
        noemer="jongeren_5_18",
        regio_uitsplitsingen=_KRUISING,
        gewicht=10.0,
    ),
    Indicator(
        key="verzuim_18plus",
        titel="Verzuim 18-plus",
        betekenis="Verzuim van jongeren van 18 jaar en ouder die nog een opleiding volgen.",
        definitie="Zaken over verzuim van 18-plussers die in het schooljaar zijn begonnen. Deze jongeren zijn niet "
        "meer leerplichtig; het doorstroompunt helpt hen.",
        herkomst="werkprocessen",
        thema="doorstroompunt",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("verzuim_18plus"),
        regio_uitsplitsingen=_KRUISING,
        gewicht=15.0,
        leeswijzer="Meer meldingen kan ook betekenen dat scholen beter melden.",
    ),
    Indicator(
        key="vsv",
        titel="Zaken over stoppen zonder diploma",
        vaknaam="werkprocessen voortijdig schoolverlaten",
        betekenis="Zaken over jongeren die stopten met school zonder diploma havo, vwo of mbo-2 (startkwalificatie).",
        definitie="Zaken over schoolverlaten (vsv) in het eigen volgsysteem die in het schooljaar zijn begonnen. Dit "
        "is niet hetzelfde als het aantal nieuwe vsv'ers van DUO: DUO telt personen op een vaste datum.",
        herkomst="werkprocessen",
        thema="doorstroompunt",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("vsv"),
        regio_uitsplitsingen=_KRUISING,
        gewicht=15.0,
    ),
    Indicator(
        key="jikp",
        titel="Jongeren in een kwetsbare positie",
        betekenis="Zaken over jongeren die extra hulp nodig hebben bij de stap naar werk of een opleiding.",
        definitie="Zaken over jongeren in een kwetsbare positie (jikp) die in het schooljaar zijn begonnen.",
        herkomst="werkprocessen",
        thema="doorstroompunt",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("jikp"),
        regio_uitsplitsingen=_KRUISING,
        gewicht=8.0,
    ),
    Indicator(
        key="jib",
        titel="Jongeren in beeld",
        betekenis="Zaken over jongeren van 23 tot 27 jaar zonder werk of opleiding.",
        definitie="Zaken over jongeren in beeld (jib) die in het schooljaar zijn begonnen.",
        herkomst="werkprocessen",
        thema="doorstroompunt",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=started("jib"),
        regio_uitsplitsingen=_KRUISING,
        gewicht=8.0,
    ),
    # --- afgehandelde werkprocessen -----------------------------------------------------------------------------
    Indicator(
        key="afgehandeld",
        titel="Afgeronde zaken",
        vaknaam="afgehandelde werkprocessen",
        betekenis="Hoeveel zaken leerplicht en het doorstroompunt in dit schooljaar hebben afgerond.",
        definitie="Zaken waarvan de einddatum in het schooljaar valt, ook als ze eerder zijn begonnen.",
        herkomst="werkprocessen",
        thema="afhandeling",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=ended(None),
        noemer="jongeren_5_18",
        uitsplitsingen=("afhandelingsgroep",),
        regio_uitsplitsingen=("soort", "soort_afhandeling"),
        tegel=5,
        gewicht=60.0,
    ),
    Indicator(
        key="processen_verbaal",
        titel="Processen-verbaal",
        betekenis="Hoe vaak de leerplichtambtenaar de zaak aan de officier van justitie gaf.",
        definitie="Zaken die in het schooljaar zijn afgerond met een proces-verbaal.",
        herkomst="werkprocessen",
        thema="afhandeling",
        teleenheden=_BEIDE,
        eenheid=("proces-verbaal", "processen-verbaal"),
        selectie=ended(None, "proces_verbaal"),
        noemer="jongeren_5_18",
        gewicht=12.0,
    ),
    Indicator(
        key="halt",
        titel="Halt",
        betekenis="Hoe vaak een jongere naar Halt ging in plaats van naar de rechter.",
        definitie="Zaken die in het schooljaar zijn afgerond met een Halt-straf.",
        herkomst="werkprocessen",
        thema="afhandeling",
        teleenheden=_BEIDE,
        eenheid=("Halt-straf", "Halt-straffen"),
        selectie=ended(None, "halt"),
        noemer="jongeren_5_18",
        gewicht=12.0,
    ),
    Indicator(
        key="beschermingstafel",
        titel="Beschermingstafel",
        betekenis="Hoe vaak een zaak aan de beschermingstafel is besproken.",
        definitie="Zaken die in het schooljaar zijn afgerond met de beschermingstafel. Daar kijken "
        "gemeente, Veilig Thuis en de Raad voor de Kinderbescherming samen wat een kind nodig heeft.",
        herkomst="werkprocessen",
        thema="afhandeling",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=ended(None, "beschermingstafel"),
        noemer="jongeren_5_18",
        gewicht=4.0,
    ),
    # --- vrijstellingen -----------------------------------------------------------------------------------------
    Indicator(
        key="vrijstellingen_verleend",
        titel="Verleende vrijstellingen",
        betekenis="Hoe vaak een jongere in dit schooljaar een vrijstelling kreeg en dus niet naar school hoeft.",
        definitie="Zaken over een vrijstelling die in het schooljaar zijn afgerond met 'verleend', naar artikel "
        "van de Leerplichtwet.",
        herkomst="werkprocessen",
        thema="vrijstellingen",
        teleenheden=_BEIDE,
        eenheid=("vrijstelling", "vrijstellingen"),
        selectie=ended({"vrijstelling"}, "verleend"),
        noemer="jongeren_5_18",
        uitsplitsingen=("artikel",),
        gewicht=20.0,
    ),
    Indicator(
        key="vrijstellingen_lopend",
        titel="Lopende vrijstellingen",
        betekenis="Hoeveel zaken over een vrijstelling aan het eind van het schooljaar nog liepen.",
        definitie="Zaken over een vrijstelling die op 31 juli nog niet waren beëindigd. Is de peildatum eerder, dan "
        "geldt de peildatum.",
        herkomst="werkprocessen",
        thema="vrijstellingen",
        teleenheden=_BEIDE,
        eenheid=_ZAAK,
        selectie=Selectie(moment="lopend", soorten=frozenset({"vrijstelling"})),
        noemer="jongeren_5_18",
        uitsplitsingen=("artikel",),
        gewicht=20.0,
    ),
)

INDICATOREN: Mapping[str, Indicator] = MappingProxyType({i.key: i for i in (*_GETELD, *ALLEEN_IN_VERSLAGEN)})


def indicator(key: str) -> Indicator:
    """The entry with this key; KeyError names the key when there is none."""
    return INDICATOREN[key]


def tegels() -> tuple[Indicator, ...]:
    """The indicators with a tile, in reading order."""
    return tuple(sorted((i for i in INDICATOREN.values() if i.tegel is not None), key=lambda i: i.tegel or 0))


def geteld() -> tuple[Indicator, ...]:
    """The indicators that are counted from werkprocessen."""
    return tuple(i for i in INDICATOREN.values() if i.herkomst == "werkprocessen")
