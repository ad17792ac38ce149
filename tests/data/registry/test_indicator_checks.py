"""Each mistake one can make in an entry of the registry is planted once, and refused with entry, field and remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data.registry.indicator_checks import RegistryFout, check_registry
from data.registry.indicator_types import JONGEREN, MELDINGEN, WERKPROCESSEN, Ladder, Selectie, Verloopstap, started
from data.registry.indicators import ANDERE_NOEMERS, INDICATOREN, INSTROOM, STANDAARD, VERLOOP
from data.registry.vocabulary import SOORTEN

GETELD = "absoluut_verzuim"
PERCENTAGE = "schoolgaand"
UIT_VERSLAGEN = "vsv_percentage"


def mistaken(of_entry: str, /, **anders: Any) -> str:
    """What is said of the registry when one entry is changed."""
    entries = [replace(ind, **anders) if ind.key == of_entry else ind for ind in INDICATOREN.values()]
    with pytest.raises(RegistryFout) as gevonden:
        check_registry(entries)
    return str(gevonden.value)


@pytest.mark.parametrize(
    ("key", "anders", "veld", "remedie"),
    [
        (GETELD, {"key": "halt"}, "key", "Kies een andere"),
        (GETELD, {"key": "Absoluut verzuim"}, "key", "kleine letters"),
        (GETELD, {"titel": " "}, "titel", "Schrijf wat"),
        (GETELD, {"betekenis": ""}, "betekenis", "Schrijf wat"),
        (GETELD, {"definitie": ""}, "definitie", "Schrijf wat"),
        (GETELD, {"herkomst": "enquete"}, "herkomst", "Kies uit: werkprocessen, standen"),
        (GETELD, {"thema": "sport"}, "thema", "Kies uit: jongeren, verzuim"),
        (GETELD, {"richting": "hoger"}, "richting", "Kies uit: hoger_is_beter"),
        (GETELD, {"teleenheden": ("uren",)}, "teleenheden", "Kies uit: werkprocessen"),
        (GETELD, {"teleenheden": (), "ladders": ()}, "teleenheden", "minstens een"),
        (GETELD, {"uitsplitsingen": ("wijk",)}, "uitsplitsingen", "Kies uit: subsoort"),
        (GETELD, {"regio_uitsplitsingen": ("wijk",)}, "regio_uitsplitsingen", "Kies uit: subsoort"),
        (GETELD, {"uitsplitsingen": ("maand",)}, "regio_uitsplitsingen", "een van beide"),
        (GETELD, {"selectie": None}, "selectie", "welke zaken tellen"),
        (PERCENTAGE, {"selectie": started()}, "selectie", "bij een andere herkomst niets"),
        (GETELD, {"selectie": started("spijbelen")}, "selectie.soorten", "Kies uit: absoluut_verzuim"),
        (
            GETELD,
            {"selectie": Selectie(moment="eind", afhandelingen=frozenset({"weg"}))},
            "selectie.afhandelingen",
            "Kies uit:",
        ),
        (GETELD, {"selectie": Selectie(moment="ooit")}, "selectie.moment", "Kies uit: start"),  # type: ignore[arg-type]
        (PERCENTAGE, {"teller": None}, "teller", "Noem de key"),
        (PERCENTAGE, {"noemer": None}, "noemer", "Noem de key"),
        (PERCENTAGE, {"teller": "spijbelen"}, "teller", "een die er is"),
        (PERCENTAGE, {"noemer": PERCENTAGE}, "noemer", "geen andere indicator"),
        (GETELD, {"noemer": "inwoners"}, "noemer", "een die er is"),
        (GETELD, {"onderdeel_van": ("alles",)}, "onderdeel_van", "een die er is"),
        (UIT_VERSLAGEN, {"noemer_in_verslag": "alles"}, "noemer_in_verslag", "een die er is"),
        (UIT_VERSLAGEN, {"teller_in_verslag": "alles"}, "teller_in_verslag", "een die er is"),
        (GETELD, {"teller": "halt"}, "teller", "alleen een verhouding"),
        (GETELD, {"aanvulling": True}, "aanvulling", "geen teller"),
        (GETELD, {"eenheid": ("procent", "procent")}, "eenheid", "teller en een noemer"),
        (PERCENTAGE, {"eenheid": ("jongere", "jongeren")}, "eenheid", "een aantal niet"),
        (GETELD, {"van_wie": ("leerling", "leerlingen")}, "eenheid", "van_wie"),
        (GETELD, {"tegel": STANDAARD.tegel}, "tegel", "heeft schoolgaand al"),
        (UIT_VERSLAGEN, {"verloopstap": Verloopstap(3, "Klaar", JONGEREN)}, "verloopstap", "heeft absoluut_verzuim al"),
        (GETELD, {"verloopstap": Verloopstap(3, "Geen school", MELDINGEN)}, "verloopstap", "die de indicator heeft"),
        (UIT_VERSLAGEN, {"regiowoord": ("vsv", "Vsv")}, "regiowoord", "heeft nieuwe_vsv al"),
        (
            GETELD,
            {"teleenheden": (WERKPROCESSEN,), "verloopstap": None, "ladders": (Ladder("totaal", JONGEREN, ("jaar",)),)},
            "ladders",
            "Zet haar daar bij",
        ),
        (GETELD, {"ladders": (Ladder("totaal", WERKPROCESSEN, ("venster", "jaar")),)}, "ladders", "fijn naar grof"),
        (GETELD, {"ladders": (Ladder("totaal", JONGEREN, ("jaar", "venster")),)}, "ladders", "Haal venster weg"),
    ],
)
def test_a_planted_mistake_is_refused(key: str, anders: dict[str, Any], veld: str, remedie: str) -> None:
    melding = mistaken(key, **anders)
    ingang = "halt" if anders.get("key") == "halt" else anders.get("key", key)
    # Of two entries with one tile, or one key, the later one is named.
    assert f"{ingang!r}" in melding or veld == "tegel"
    assert f", {veld}" in melding and remedie in melding


def test_the_registry_as_it_is_passes_and_keeps_its_order() -> None:
    assert list(check_registry(INDICATOREN.values())) == list(INDICATOREN)


def test_what_reports_divide_by_stands_in_its_order() -> None:
    assert ANDERE_NOEMERS == ("leer_en_kwalificatieplichtigen", "leerplichtigen")
    assert all(INDICATOREN[key].als_noemer for key in ANDERE_NOEMERS)


def test_what_began_of_each_soort_is_counted_by_one_indicator() -> None:
    """The register of breaks calls a soort by it; one entry more about a soort does not take its place."""
    assert set(INSTROOM) == {"", *SOORTEN}
    assert INSTROOM[""] == "werkprocessen" and INSTROOM["vrijstelling"] == "vrijstelling_aanvragen"


def test_the_steps_to_absoluut_verzuim_stand_in_their_order() -> None:
    assert [stap.plaats for _, stap in VERLOOP] == [1, 2, 3]
    assert VERLOOP[-1][0] == GETELD
