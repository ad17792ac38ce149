"""The part of the registry that only annual reports give: nothing is counted for these indicators.

They are shown as the report's figures and never beside a computed one.
"""

from __future__ import annotations

from data.registry.indicator_types import JONGEREN, MELDINGEN, WERKPROCESSEN, Indicator, Richting, Thema

_JONGERE = ("jongere", "jongeren")
_LEERLING = ("leerling", "leerlingen")
_MELDING = ("melding", "meldingen")
_PROCENT = ("procent", "procent")
_ZAAK = ("zaak", "zaken")


def _verslag(  # noqa: PLR0913, one argument per thing that must be said about an indicator
    key: str,
    titel: str,
    betekenis: str,
    definitie: str,
    thema: Thema,
    eenheid: tuple[str, str],
    *,
    teleenheden: tuple[str, ...] = (JONGEREN,),
    richting: Richting = "neutraal",
) -> Indicator:
    """An indicator that only reports give; nothing is counted for it."""
    return Indicator(
        key=key,
        titel=titel,
        betekenis=betekenis,
        definitie=definitie,
        herkomst="verslagen",
        thema=thema,
        teleenheden=teleenheden,
        eenheid=eenheid,
        richting=richting,
    )


ALLEEN_IN_VERSLAGEN: tuple[Indicator, ...] = (
    _verslag(
        "leer_en_kwalificatieplichtigen",
        "Leerplichtigen en kwalificatieplichtigen samen",
        "Hoeveel jongeren leerplichtig of kwalificatieplichtig zijn.",
        "Het totaal van leerplichtigen en kwalificatieplichtigen, zoals het jaarverslag het noemt.",
        "jongeren",
        _JONGERE,
    ),
    _verslag(
        "verzuimmeldingen",
        "Verzuimmeldingen",
        "Hoe vaak een school verzuim meldde, en om hoeveel jongeren het ging.",
        "Meldingen van verzuim in het schooljaar, zoals het verslag ze telt. Over één jongere kunnen meer meldingen "
        "komen.",
        "verzuim",
        _MELDING,
        teleenheden=(MELDINGEN, JONGEREN),
    ),
    _verslag(
        "gemelde_leerlingen",
        "Leerlingen die zijn gemeld voor verzuim",
        "Over hoeveel leerlingen verzuim is gemeld.",
        "Leerlingen met ongeoorloofd verzuim, met zorgwekkend ziekteverzuim erbij, zoals het verslag ze telt.",
        "verzuim",
        _LEERLING,
    ),
    _verslag(
        "relatief_verzuim_met_18plus",
        "Relatief verzuim, 18-plus meegeteld",
        "Hoeveel jongeren relatief verzuim hadden, met jongeren van 18 jaar en ouder erbij.",
        "Jongeren met relatief verzuim in het schooljaar, jongeren van 18 jaar en ouder meegeteld. Daarom niet te "
        "vergelijken met relatief verzuim van andere regio's.",
        "verzuim",
        _JONGERE,
    ),
    _verslag(
        "verzuim_met_18plus",
        "Verzuim totaal, 18-plus meegeteld",
        "Hoeveel jongeren verzuim hadden, met jongeren van 18 jaar en ouder erbij.",
        "Jongeren met absoluut of relatief verzuim, 18 jaar en ouder meegeteld, zoals het verslag ze optelt.",
        "verzuim",
        _JONGERE,
    ),
    _verslag(
        "verzuimpercentage_met_18plus",
        "Deel van de jongeren met verzuim, 18-plus meegeteld",
        "Welk deel van de leerplichtigen verzuim had, volgens het verslag.",
        "Jongeren met verzuim (18 jaar en ouder meegeteld) gedeeld door het aantal leerplichtigen, zoals het verslag "
        "het berekent.",
        "verzuim",
        _PROCENT,
    ),
    _verslag(
        "absoluut_verzuim_administratief",
        "Absoluut verzuim: bekeken door de administratie",
        "Hoe vaak het systeem meldde dat een jongere nergens staat ingeschreven.",
        "Zaken over absoluut verzuim die de administratie heeft bekeken. De meeste blijken te kloppen met een "
        "inschrijving of een vrijstelling.",
        "verzuim",
        _ZAAK,
        teleenheden=(WERKPROCESSEN,),
    ),
    _verslag(
        "absoluut_verzuim_onderzocht",
        "Absoluut verzuim: verder onderzocht",
        "Hoe vaak de leerplichtambtenaar zelf moest uitzoeken waarom een jongere nergens staat ingeschreven.",
        "Meldingen van absoluut verzuim die na de administratie naar de leerplichtambtenaar gingen.",
        "verzuim",
        _MELDING,
        teleenheden=(MELDINGEN,),
    ),
    _verslag(
        "thuiszitters",
        "Thuiszitters",
        "Leerlingen die lang niet naar school gaan.",
        "Leerlingen die het verslag thuiszitter noemt. Regio's gebruiken dit woord niet allemaal hetzelfde.",
        "verzuim",
        _LEERLING,
    ),
    _verslag(
        "vrijstellingen_verslag",
        "Vrijstellingen volgens het verslag",
        "Hoeveel vrijstellingen van de leerplicht het verslag noemt.",
        "Vrijstellingen naar artikel, zonder dat het verslag zegt of ze in dat jaar zijn verleend of nog liepen.",
        "vrijstellingen",
        ("vrijstelling", "vrijstellingen"),
        teleenheden=(WERKPROCESSEN,),
    ),
    _verslag(
        "verlof_toegekend",
        "Toegekend extra verlof",
        "Hoe vaak extra verlof is toegestaan.",
        "Aanvragen voor extra verlof die zijn toegekend.",
        "overig",
        ("aanvraag", "aanvragen"),
        teleenheden=(WERKPROCESSEN,),
    ),
    _verslag(
        "mdo_besproken",
        "Besproken in een overleg met hulpverleners",
        "Over hoeveel leerlingen leerplicht met school en hulpverleners sprak.",
        "Leerplichtige leerlingen die zijn besproken in een multidisciplinair overleg waar de leerplichtambtenaar "
        "bij was.",
        "overig",
        _LEERLING,
    ),
    _verslag(
        "preventie_incidenten",
        "Preventie: incidenten",
        "Hoe vaak leerplicht hielp vóórdat er sprake was van verzuim.",
        "Incidenten waarbij leerplicht preventief werk deed, zoals het verslag ze telt.",
        "overig",
        ("incident", "incidenten"),
        teleenheden=(MELDINGEN,),
    ),
    _verslag(
        "verzuimmeldingen_18plus",
        "Verzuimmeldingen 18-plus",
        "Hoe vaak een school verzuim meldde van een jongere van 18 jaar of ouder.",
        "Meldingen van verzuim van jongeren van 18 tot 23 jaar in het schooljaar.",
        "doorstroompunt",
        _MELDING,
        teleenheden=(MELDINGEN,),
    ),
    _verslag(
        "nieuwe_vsv",
        "Nieuwe voortijdig schoolverlaters",
        "Hoeveel jongeren in een schooljaar stopten met school zonder diploma havo, vwo of mbo-2 (startkwalificatie).",
        "Jongeren die in het schooljaar het onderwijs verlieten zonder startkwalificatie, geteld door DUO. DUO telt "
        "personen op een vaste datum.",
        "doorstroompunt",
        _JONGERE,
        richting="lager_is_beter",
    ),
    _verslag(
        "vsv_percentage",
        "Percentage voortijdig schoolverlaters",
        "Welk deel van de leerlingen stopte met school zonder diploma havo, vwo of mbo-2 (startkwalificatie).",
        "Nieuwe voortijdig schoolverlaters gedeeld door het aantal leerlingen aan het begin van het schooljaar (de "
        "startpopulatie), volgens DUO.",
        "doorstroompunt",
        _PROCENT,
        richting="lager_is_beter",
    ),
    _verslag(
        "startpopulatie_vsv",
        "Leerlingen waarvan DUO het schoolverlaten telt",
        "Hoeveel leerlingen meetellen voor het percentage voortijdig schoolverlaters.",
        "De startpopulatie: leerlingen en studenten aan het begin van het schooljaar over wie DUO het percentage "
        "berekent.",
        "doorstroompunt",
        _JONGERE,
    ),
    _verslag(
        "vsv_na_1_jaar",
        "Voortijdig schoolverlaters, een jaar later",
        "Wat jongeren een jaar na het stoppen met school doen.",
        "Van de jongeren die stopten zonder startkwalificatie: welk deel een jaar later weer op school zit, werkt, "
        "of geen van beide.",
        "doorstroompunt",
        _PROCENT,
    ),
    _verslag(
        "uitvallers_eigen_administratie",
        "Nieuwe uitvallers in de eigen administratie",
        "Hoeveel jongeren volgens het eigen volgsysteem stopten met school.",
        "Nieuwe uitvallers zoals de regio ze zelf telt. Dit is een ander getal dan dat van DUO.",
        "doorstroompunt",
        _JONGERE,
    ),
)
