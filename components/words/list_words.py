"""What is said of how a list is shown: its measure, its order, and why one that was asked for cannot be had."""

from __future__ import annotations

from collections.abc import Mapping

from components.words.notation import format_count, format_decimal, format_percentage
from components.words.nouns import capital, uncapital, words_for
from components.words.side_by_side_words import GROOTTE, measure_text, value_text
from data.referentie import schooljaar
from data.views.counts import Maat
from data.views.part_list import EIGEN_VOLGORDE, Delenlijst
from data.views.parts import Onderverdeling
from data.views.side_by_side import Naast, Volgorde

MATEN: Mapping[Maat, str] = {"per_1000": "Per 1.000", "procent": "Percentage", "aantal": "Aantal"}
VOLGORDEN: Mapping[Volgorde, str] = {
    "waarde": "Van hoog naar laag",
    "naam": "Op naam",
    "grootte": "Op grootte van de gemeente",
    "verandering": "Op verandering in een jaar",
}
MIN = "\N{MINUS SIGN}"


def shown_as(naast: Naast) -> str:
    """How the list is shown now: `Per 1.000, van hoog naar laag`."""
    return f"{MATEN[naast.maat]}, {uncapital(VOLGORDEN[naast.volgorde])}"


def change_text(naast: Naast, verschil: float) -> str:
    """A difference with its sign: `+0,8`, `−12`; what rounds to nothing is 0."""
    if naast.maat == "aantal":
        grootte = format_count(abs(round(verschil)))
    else:
        grootte = format_decimal(abs(verschil), naast.decimalen if naast.maat == "procent" else 1)
    return signed(grootte, verschil)


def signed(grootte: str, verschil: float) -> str:
    """A difference with its sign before its size as text."""
    if not grootte.strip("0,"):
        return "0"
    return f"{'+' if verschil > 0 else MIN}{grootte}"


def format_part(delen: Onderverdeling, grootte: float) -> str:
    """How much a part changed, as its figures are written."""
    if not delen.indicator.is_percentage:
        return format_count(round(grootte))
    return format_decimal(grootte, max(deel.gedrukte_decimalen for deel in delen.delen))


def part_value(waarde: float, maat: Maat) -> str:
    """A part in its measure."""
    return format_percentage(waarde) if maat == "procent" else value_text(waarde, maat)


def part_list_notes(delen: Onderverdeling, lijst: Delenlijst) -> list[str]:
    """What must be known to read parts in another measure or order, and what of that cannot be had."""
    zinnen = []
    if lijst.waarden:
        van = "het totaal" if lijst.maat == "procent" else "de jongeren"
        zinnen.append(f"{MATEN[lijst.maat]} van {van}; tussen haakjes het aantal.")
    if lijst.verschillen:
        zinnen.append("Het kleine getal is het verschil met een jaar eerder. Zo’n verschil kan toeval zijn.")
    if "maat" in lijst.niet:
        zinnen.append("Deze groepen kunnen we alleen als aantal tonen: niet bekend is waarvan ze een deel zijn.")
    if "volgorde" in lijst.niet and delen.uitsplitsing not in EIGEN_VOLGORDE:
        zinnen.append("Op verandering kan hier niet: er is geen eerder jaar dat te vergelijken is.")
    return zinnen


def list_notes(naast: Naast, maat: Maat | None, volgorde: Volgorde | None) -> list[str]:
    """What must be known to read the list. maat, volgorde: what was asked for."""
    return list(filter(None, [_measure(naast), _no_measure(naast, maat), _order(naast, volgorde)]))


def _measure(naast: Naast) -> str:
    """What the numbers are; of counts also that they are not what is judged."""
    if naast.indicator.is_percentage:
        return "In procenten."
    tekst = capital(measure_text(naast.maat, words_for(naast.indicator, naast.sleutel.teleenheid), naast.noemer))
    if naast.maat == "aantal" and any(rij.plek for rij in naast.rijen):
        return f"{tekst}. {GROOTTE} De tekens gaan daarom over het aantal per 1.000 jongeren."
    return f"{tekst}."


def _no_measure(naast: Naast, maat: Maat | None) -> str:
    if maat is None or maat == naast.maat or not naast.geordend:
        return ""
    return f"{MATEN[maat]} kan hier niet: {_why(naast, maat)}."


def no_years_measure(gevraagd: Maat | None, getoond: Maat) -> str:
    """That a line over the years is not in the measure that was asked for; empty when it is."""
    return "" if gevraagd in (None, getoond) else f"{MATEN[gevraagd]} kan voor deze lijn niet."


def _why(naast: Naast, maat: Maat) -> str:
    if naast.indicator.is_percentage:
        return "de bron geeft alleen een percentage" if maat == "aantal" else "dit cijfer is een percentage"
    if not naast.toeval:
        return "dit cijfer zegt zelf om hoeveel jongeren het gaat"
    if maat == "procent" and "per_1000" in naast.maten:
        return "één jongere kan hier vaker meetellen"
    return "niet van elke gemeente is bekend hoeveel jongeren erbij horen"


def _order(naast: Naast, volgorde: Volgorde | None) -> str:
    jaar = naast.sleutel.schooljaar
    eerder = schooljaar.from_jaar(schooljaar.beginjaar(jaar) - 1)
    if volgorde not in (None, naast.volgorde) and naast.geordend:
        if volgorde == "grootte":
            return "Op grootte kan hier niet: we weten niet hoeveel jongeren er wonen."
        return f"Op verandering kan hier niet: van {eerder} is er geen cijfer dat met {jaar} te vergelijken is."
    if naast.volgorde != "verandering":
        return ""
    zonder = " Wie er geen heeft, staat eronder." if len(naast.verschillen) < len(naast.geordend) else ""
    return f"Het kleine getal is het verschil met {eerder}.{zonder} Zo’n verschil kan toeval zijn."
