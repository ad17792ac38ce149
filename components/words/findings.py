"""What a comparison of gemeenten comes to, in one sentence: how many clearly differ, and which way."""

from __future__ import annotations

from collections.abc import Sequence

from components.words.nouns import uncapital, words_for
from components.words.side_by_side_words import GEEN_TOEVAL, GEMENGD, GROOTTE, OP_JONGEREN, shown_value
from components.words.verdicts import Richting, direction, yardstick_name
from data.registry.indicators import INDICATOREN
from data.views.side_by_side import Naast

MEER = "Meer is hier niet vanzelf slechter."


def finding(naast: Naast) -> str:
    """`4 van de 11 gemeenten wijken echt af van de rest van de regio: 2 hoger, 2 lager.`; or why nothing is said."""
    getoetst = [rij for rij in naast.rijen if rij.plek]
    if not getoetst:
        return why_no_finding(naast)
    weg = _left_out([rij.gebied.naam for rij in naast.rijen if not rij.plek])
    eerste = getoetst[0]
    wie, n = yardstick_name(eerste.maatstaf), len(getoetst)
    if n == 1:
        enige = f"{eerste.gebied.naam}, de enige gemeente met een cijfer,"
        richting = direction(eerste.plek)
        wijkt = f"ligt {richting} dan" if richting != "gelijk" else "wijkt niet duidelijk af van"
        return f"{enige} {wijkt} {wie}.{weg}"
    richtingen = [direction(rij.plek) for rij in getoetst]
    hoger, lager = richtingen.count("hoger"), richtingen.count("lager")
    if eerste.maatstaf and eerste.maatstaf.enige:
        # the only other one is its yardstick: of the two each is held against the other
        return f"{_of_two(eerste.gebied.naam, eerste.maatstaf.enige, direction(eerste.plek))}{weg}"
    if hoger + lager == 0:
        return f"Geen van de {n} gemeenten wijkt duidelijk af van {wie}.{weg}"
    welke = ", ".join(filter(None, [f"{hoger} hoger" if hoger else "", f"{lager} lager" if lager else ""]))
    wijkt = "wijkt" if hoger + lager == 1 else "wijken"
    return f"{hoger + lager} van de {n} gemeenten {wijkt} echt af van {wie}: {welke}.{weg}"


def _of_two(een: str, ander: str, richting: Richting) -> str:
    if richting == "gelijk":
        return f"{een} en {ander} verschillen niet duidelijk van elkaar."
    return f"{een} ligt {richting} dan {ander}."


def _left_out(namen: Sequence[str]) -> str:
    """Who is not in it; the only one by name."""
    if not namen:
        return ""
    return f" {namen[0]} staat er niet bij." if len(namen) == 1 else f" {len(namen)} gemeenten staan er niet bij."


def finding_about(naast: Naast) -> str:
    """The same of a region on its own page: `Bij relatief verzuim wijken 4 van de 11 gemeenten echt af: 2 hoger.`."""
    getoetst = [direction(rij.plek) for rij in naast.rijen if rij.plek]
    if len(getoetst) < 2:
        return ""
    onderwerp = f"Bij {uncapital(INDICATOREN[naast.sleutel.indicator].titel)}"
    hoger, lager, n = getoetst.count("hoger"), getoetst.count("lager"), len(getoetst)
    if hoger + lager == 0:
        return f"{onderwerp} wijkt geen van de {n} gemeenten duidelijk af."
    welke = ", ".join(filter(None, [f"{hoger} hoger" if hoger else "", f"{lager} lager" if lager else ""]))
    wijkt = "wijkt" if hoger + lager == 1 else "wijken"
    return f"{onderwerp} {wijkt} {hoger + lager} van de {n} gemeenten echt af: {welke}."


def span_about(naast: Naast) -> str:
    """What is shown of the topic where nothing of it can be weighed: `Halt: van 3 (Aa) tot 9 (Bee) jongeren.`."""
    getoond = naast.geordend
    if not getoond:
        return ""
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    eenheid = {"per_1000": " per 1.000", "aantal": f" {begrip.meervoud}"}.get(naast.maat, "")
    hoogste, laagste = ((rij.gebied.naam, shown_value(naast, rij)) for rij in (getoond[0], getoond[-1]))
    titel = INDICATOREN[naast.sleutel.indicator].titel
    if len(getoond) == 1:
        return f"{titel}: {hoogste[1]}{eenheid} in {hoogste[0]}, de enige gemeente met een cijfer."
    if hoogste[1] == laagste[1]:
        wie = "de gemeenten met een cijfer" if naast.zonder_waarde else "alle gemeenten"
        return f"{titel}: {hoogste[1]}{eenheid} in {wie}."
    return f"{titel}: van {laagste[1]} ({laagste[0]}) tot {hoogste[1]} ({hoogste[0]}){eenheid}."


def why_no_finding(naast: Naast) -> str:
    """Why nothing is said of differences."""
    if not naast.geordend:
        return "Van geen van de gemeenten is hier een cijfer."
    if not naast.toeval:
        return GEEN_TOEVAL
    if naast.gemengd:
        return GEMENGD
    if naast.op_jongeren:
        return OP_JONGEREN
    if naast.maat == "aantal":
        return GROOTTE
    return "Of verschillen toeval zijn, weten we hier niet."


def no_judgement(naast: Naast) -> str:
    """That more is not worse by itself, where some differ and the registry does not say which way is better."""
    verschilt = any(direction(rij.plek) != "gelijk" for rij in naast.rijen)
    return MEER if verschilt and INDICATOREN[naast.sleutel.indicator].richting == "neutraal" else ""
