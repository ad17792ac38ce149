"""The part of the registry that only annual reports give: nothing is counted for these indicators.

They are shown as the report's figures and never beside a computed one.
"""

from __future__ import annotations

from data.registry.indicator_types import JONGEREN, MELDINGEN, WERKPROCESSEN, Indicator, Verloopstap

_JONGERE = ("jongere", "jongeren")
_LEERLING = ("leerling", "leerlingen")
_MELDING = ("melding", "meldingen")
_PROCENT = ("procent", "procent")
_ZAAK = ("zaak", "zaken")


ALLEEN_IN_VERSLAGEN: tuple[Indicator, ...] = (
    Indicator(
        key="leer_en_kwalificatieplichtigen",
        titel="Leerplichtigen en kwalificatieplichtigen samen",
        betekenis="Hoeveel jongeren leerplichtig of kwalificatieplichtig zijn.",
        definitie="Het totaal van leerplichtigen en kwalificatieplichtigen, zoals het jaarverslag het noemt.",
        herkomst="verslagen",
        thema="jongeren",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        als_noemer="leerplichtige en kwalificatieplichtige jongeren",
        andere_noemer=1,
    ),
    Indicator(
        key="verzuimmeldingen",
        titel="Verzuimmeldingen",
        betekenis="Hoe vaak een school verzuim meldde, en om hoeveel jongeren het ging.",
        definitie="Meldingen van verzuim in het schooljaar, zoals het verslag ze telt. Over één jongere kunnen meer "
        "meldingen komen.",
        herkomst="verslagen",
        thema="verzuim",
        eenheid=_MELDING,
        teleenheden=(MELDINGEN, JONGEREN),
        eigen_telling=True,
    ),
    Indicator(
        key="gemelde_leerlingen",
        titel="Leerlingen die zijn gemeld voor verzuim",
        betekenis="Over hoeveel leerlingen verzuim is gemeld.",
        definitie="Leerlingen met ongeoorloofd verzuim, met zorgwekkend ziekteverzuim erbij, zoals het verslag ze "
        "telt.",
        herkomst="verslagen",
        thema="verzuim",
        teleenheden=(JONGEREN,),
        eenheid=_LEERLING,
        eigen_telling=True,
    ),
    Indicator(
        key="relatief_verzuim_met_18plus",
        titel="Relatief verzuim, 18-plus meegeteld",
        betekenis="Hoeveel jongeren relatief verzuim hadden, met jongeren van 18 jaar en ouder erbij.",
        definitie="Jongeren met relatief verzuim in het schooljaar, jongeren van 18 jaar en ouder meegeteld. Daarom "
        "niet te vergelijken met relatief verzuim van andere regio's.",
        herkomst="verslagen",
        thema="verzuim",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        eigen_telling=True,
    ),
    Indicator(
        key="verzuim_met_18plus",
        titel="Verzuim totaal, 18-plus meegeteld",
        betekenis="Hoeveel jongeren verzuim hadden, met jongeren van 18 jaar en ouder erbij.",
        definitie="Jongeren met absoluut of relatief verzuim, 18 jaar en ouder meegeteld, zoals het verslag ze optelt.",
        herkomst="verslagen",
        thema="verzuim",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        eigen_telling=True,
    ),
    Indicator(
        key="verzuimpercentage_met_18plus",
        titel="Deel van de jongeren met verzuim, 18-plus meegeteld",
        betekenis="Welk deel van de leerplichtigen verzuim had, volgens het verslag.",
        definitie="Jongeren met verzuim (18 jaar en ouder meegeteld) gedeeld door het aantal leerplichtigen, zoals "
        "het verslag het berekent.",
        herkomst="verslagen",
        thema="verzuim",
        teleenheden=(JONGEREN,),
        eenheid=_PROCENT,
        eigen_telling=True,
    ),
    Indicator(
        key="absoluut_verzuim_administratief",
        titel="Absoluut verzuim: bekeken door de administratie",
        betekenis="Hoe vaak het systeem meldde dat een jongere nergens staat ingeschreven.",
        definitie="Zaken over absoluut verzuim die de administratie heeft bekeken. De meeste blijken te kloppen met "
        "een inschrijving of een vrijstelling.",
        herkomst="verslagen",
        thema="verzuim",
        eenheid=_ZAAK,
        teleenheden=(WERKPROCESSEN,),
        verloopstap=Verloopstap(1, "Bekeken door de administratie", WERKPROCESSEN),
    ),
    Indicator(
        key="absoluut_verzuim_onderzocht",
        titel="Absoluut verzuim: verder onderzocht",
        betekenis="Hoe vaak de leerplichtambtenaar zelf moest uitzoeken waarom een jongere nergens staat ingeschreven.",
        definitie="Meldingen van absoluut verzuim die na de administratie naar de leerplichtambtenaar gingen.",
        herkomst="verslagen",
        thema="verzuim",
        eenheid=_MELDING,
        teleenheden=(MELDINGEN,),
        verloopstap=Verloopstap(2, "Verder onderzocht door de leerplichtambtenaar", MELDINGEN),
    ),
    Indicator(
        key="thuiszitters",
        titel="Thuiszitters",
        betekenis="Leerlingen die lang niet naar school gaan.",
        definitie="Leerlingen die het verslag thuiszitter noemt. Regio's gebruiken dit woord niet allemaal hetzelfde.",
        herkomst="verslagen",
        thema="verzuim",
        teleenheden=(JONGEREN,),
        eenheid=_LEERLING,
        eigen_telling=True,
        regiowoord=("thuiszitter", "Thuiszitter"),
    ),
    Indicator(
        key="vrijstellingen_verslag",
        titel="Vrijstellingen volgens het verslag",
        betekenis="Hoeveel vrijstellingen van de leerplicht het verslag noemt.",
        definitie="Vrijstellingen naar artikel, zonder dat het verslag zegt of ze in dat jaar zijn verleend of nog "
        "liepen.",
        herkomst="verslagen",
        thema="vrijstellingen",
        eenheid=("vrijstelling", "vrijstellingen"),
        teleenheden=(WERKPROCESSEN,),
    ),
    Indicator(
        key="verlof_toegekend",
        titel="Toegekend extra verlof",
        betekenis="Hoe vaak extra verlof is toegestaan.",
        definitie="Aanvragen voor extra verlof die zijn toegekend.",
        herkomst="verslagen",
        thema="overig",
        eenheid=("aanvraag", "aanvragen"),
        teleenheden=(WERKPROCESSEN,),
    ),
    Indicator(
        key="mdo_besproken",
        titel="Besproken in een overleg met hulpverleners",
        betekenis="Over hoeveel leerlingen leerplicht met school en hulpverleners sprak.",
        definitie="Leerplichtige leerlingen die zijn besproken in een multidisciplinair overleg waar de "
        "leerplichtambtenaar bij was.",
        herkomst="verslagen",
        thema="overig",
        teleenheden=(JONGEREN,),
        eenheid=_LEERLING,
    ),
    Indicator(
        key="preventie_incidenten",
        titel="Preventie: incidenten",
        betekenis="Hoe vaak leerplicht hielp vóórdat er sprake was van verzuim.",
        definitie="Incidenten waarbij leerplicht preventief werk deed, zoals het verslag ze telt.",
        herkomst="verslagen",
        thema="overig",
        eenheid=("incident", "incidenten"),
        teleenheden=(MELDINGEN,),
    ),
    Indicator(
        key="verzuimmeldingen_18plus",
        titel="Verzuimmeldingen 18-plus",
        betekenis="Hoe vaak een school verzuim meldde van een jongere van 18 jaar of ouder.",
        definitie="Meldingen van verzuim van jongeren van 18 tot 23 jaar in het schooljaar.",
        herkomst="verslagen",
        thema="doorstroompunt",
        eenheid=_MELDING,
        teleenheden=(MELDINGEN,),
    ),
    Indicator(
        key="nieuwe_vsv",
        titel="Nieuwe voortijdig schoolverlaters",
        betekenis="Hoeveel jongeren in een schooljaar stopten met school zonder diploma havo, vwo of mbo-2 "
        "(startkwalificatie).",
        definitie="Jongeren die in het schooljaar het onderwijs verlieten zonder diploma havo, vwo of mbo-2 "
        "(startkwalificatie), geteld door DUO. DUO telt personen op een vaste datum.",
        herkomst="verslagen",
        thema="doorstroompunt",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        richting="lager_is_beter",
        noemer_in_verslag="startpopulatie_vsv",
        regiowoord=("vsv", "Voortijdig schoolverlater"),
    ),
    Indicator(
        key="vsv_percentage",
        titel="Percentage voortijdig schoolverlaters",
        betekenis="Welk deel van de leerlingen stopte met school zonder diploma havo, vwo of mbo-2 "
        "(startkwalificatie).",
        definitie="Nieuwe voortijdig schoolverlaters gedeeld door het aantal leerlingen aan het begin van het "
        "schooljaar (de startpopulatie), volgens DUO.",
        herkomst="verslagen",
        thema="doorstroompunt",
        teleenheden=(JONGEREN,),
        eenheid=_PROCENT,
        richting="lager_is_beter",
        van_wie=("leerling", "leerlingen"),
        teller_in_verslag="nieuwe_vsv",
        noemer_in_verslag="startpopulatie_vsv",
    ),
    Indicator(
        key="startpopulatie_vsv",
        titel="Leerlingen van wie DUO het schoolverlaten telt",
        betekenis="Hoeveel leerlingen meetellen voor het percentage voortijdig schoolverlaters.",
        definitie="De startpopulatie: leerlingen en studenten aan het begin van het schooljaar over wie DUO het "
        "percentage berekent.",
        herkomst="verslagen",
        thema="doorstroompunt",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
        als_noemer="leerlingen die DUO meetelt",
    ),
    Indicator(
        key="vsv_na_1_jaar",
        titel="Voortijdig schoolverlaters, een jaar later",
        betekenis="Wat jongeren een jaar na het stoppen met school doen.",
        definitie="Van de jongeren die stopten zonder diploma havo, vwo of mbo-2: welk deel een jaar later weer op "
        "school zit, werkt, of geen van beide.",
        herkomst="verslagen",
        thema="doorstroompunt",
        teleenheden=(JONGEREN,),
        eenheid=_PROCENT,
        van_wie=("schoolverlater", "schoolverlaters"),
    ),
    Indicator(
        key="uitvallers_eigen_administratie",
        titel="Nieuwe uitvallers in de eigen administratie",
        betekenis="Hoeveel jongeren volgens het eigen volgsysteem stopten met school.",
        definitie="Nieuwe uitvallers zoals de regio ze zelf telt. Dit is een ander getal dan dat van DUO.",
        herkomst="verslagen",
        thema="doorstroompunt",
        teleenheden=(JONGEREN,),
        eenheid=_JONGERE,
    ),
)
