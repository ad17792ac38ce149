"""What may and may not be concluded from a chart of many figures: a funnel, a line over the years, a control chart.

Only figures that are shown are weighed. Which are missing and why is said as the rows beside them say it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from components.words.notation import format_count, format_decimal, format_interval, format_month, format_per_thousand
from components.words.nouns import Begrip, capital, join_names, were
from components.words.sentences import BIJNA_NOOIT, KAN_TOEVAL
from data.cells.cells import Status
from data.statistics.comparable import Grootteklasse
from data.statistics.control_charts import VOORLOPIG_ONDER, Punt, Signaal
from data.statistics.funnel import Plek
from data.statistics.statistics import PER_DUIZEND, Gepoold, Interval, Ontwikkeling, Oordeel, rate

TE_WEINIG_JAREN = "Te weinig jaren voor een trend."
VOLGORDE = "Wie van hen bovenaan staat, doet het dus niet slechter of beter."
VOLGORDE_TWEE = "Wie van de twee bovenaan staat, doet het dus niet slechter of beter."
ANDERE = "de andere gemeente"
"""How what a gemeente is held against begins, where that is the others that are shown and not the rest of a region."""
GRENZEN_VOORLOPIG = f"De grenzen zijn nog voorlopig: er zijn nog geen {VOORLOPIG_ONDER} maanden."

_REEKS: dict[Signaal, str] = {
    Signaal.STIJGENDE_REEKS: "hoort bij een reeks van 7 maanden waarin het steeds meer werd",
    Signaal.DALENDE_REEKS: "hoort bij een reeks van 7 maanden waarin het steeds minder werd",
    Signaal.TWEE_VAN_DRIE_HOOG: "is een van minstens 2 hoge maanden, kort na elkaar",
    Signaal.TWEE_VAN_DRIE_LAAG: "is een van minstens 2 lage maanden, kort na elkaar",
    Signaal.ZEVEN_BOVEN: "hoort bij een reeks van minstens 7 maanden boven het gemiddelde",
    Signaal.ZEVEN_ONDER: "hoort bij een reeks van minstens 7 maanden onder het gemiddelde",
}


# --- between gemeenten ---------------------------------------------------------------------------------------------
def describe_funnel(wie: str, plekken: Mapping[str, Plek], zonder: Mapping[str, str] | None = None) -> str:
    """What a funnel plot or ranking allows: who differs from the others, who may, and that the rest does not.

    wie: what each is held against, "de rest van de regio IJssel-Vecht". plekken: name of each gemeente shown, to its
    place. zonder: name of each that is not, to why.
    """
    if not plekken:
        return "Er zijn geen cijfers van gemeenten om te vergelijken."
    zinnen = (
        _clear(wie, plekken, Oordeel.HOGER),
        _clear(wie, plekken, Oordeel.LAGER),
        _doubtful(wie, plekken, Oordeel.HOGER),
        _doubtful(wie, plekken, Oordeel.LAGER),
        _alike(wie, plekken),
        describe_missing(zonder or {}),
    )
    return " ".join(filter(None, zinnen))


def _clear(wie: str, plekken: Mapping[str, Plek], oordeel: Oordeel) -> str:
    namen = [naam for naam, plek in plekken.items() if plek.op_998 is oordeel]
    if not namen:
        return ""
    ligt = "ligt" if len(namen) == 1 else "liggen"
    return f"{join_names(namen)} {ligt} {oordeel} dan {_whom(wie, plekken, namen)}. {BIJNA_NOOIT}"


def _whom(wie: str, plekken: Mapping[str, Plek], namen: Sequence[str]) -> str:
    """What these are held against, by its name where that is the other one of two."""
    anderen = [naam for naam in plekken if naam not in namen]
    return anderen[0] if wie.startswith(ANDERE) and len(plekken) == 2 and len(anderen) == 1 else wie


def _doubtful(wie: str, plekken: Mapping[str, Plek], oordeel: Oordeel) -> str:
    twijfel = Oordeel.NIET_TE_ONDERSCHEIDEN
    namen = [naam for naam, plek in plekken.items() if plek.op_95 is oordeel and plek.op_998 is twijfel]
    if not namen:
        return ""
    lijkt = "lijkt" if len(namen) == 1 else "lijken"
    return f"{join_names(namen)} {lijkt} {oordeel} te liggen dan {_whom(wie, plekken, namen)}, {KAN_TOEVAL}."


def _alike(wie: str, plekken: Mapping[str, Plek]) -> str:
    """Who of the gemeenten shown do not differ clearly. The only one is named: a reader stands on a page."""
    namen = [naam for naam, plek in plekken.items() if plek.op_95 is Oordeel.NIET_TE_ONDERSCHEIDEN]
    getoond, rest = len(plekken), len(namen)
    if rest == 0:
        return ""
    if rest == getoond == 2 and wie.startswith(ANDERE):
        return f"{join_names(namen)} verschillen niet duidelijk van elkaar. {VOLGORDE_TWEE}"
    if rest == getoond == 2:
        return f"Geen van beide gemeenten verschilt duidelijk van {wie}. {VOLGORDE_TWEE}"
    if rest == getoond > 1:
        begin = f"Geen van de {format_count(getoond)} gemeenten verschilt duidelijk van {wie}."
    elif rest == 1:
        begin = f"{namen[0]} verschilt niet duidelijk van {_whom(wie, plekken, namen)}."
    else:
        begin = f"De andere {format_count(rest)} gemeenten verschillen niet duidelijk van {wie}."
    return f"{begin} {VOLGORDE}" if rest > 1 else begin


def describe_missing(zonder: Mapping[str, str]) -> str:
    """Who is not shown and why, hidden apart from unknown: both stand beside their names on the page already."""
    redenen = dict.fromkeys(zonder.values())
    return " ".join(_missing([naam for naam in zonder if zonder[naam] == reden], reden) for reden in redenen)


def _missing(namen: Sequence[str], reden: str) -> str:
    wie = namen[0] if len(namen) == 1 else f"{format_count(len(namen))} gemeenten"
    cijfer, hun = ("dat cijfer is", "staat") if len(namen) == 1 else ("hun cijfers zijn", "staan")
    waarom = {
        "afgeschermd": f"{cijfer} afgeschermd",
        "in jaarverslag": f"{cijfer} alleen in een jaarverslag te vinden",
        "niet van toepassing": "daar is dit niet van toepassing",
        "geen noemer": "daar is niet bekend hoeveel jongeren erbij horen",
    }.get(reden, "daar is geen cijfer van")
    return f"{wie} {hun} er niet bij: {waarom}."


def describe_comparable(gemeente: str, klasse: Grootteklasse, namen: Sequence[str]) -> str:
    """Which gemeenten are compared with and by what rule."""
    if klasse.tot is None:
        grootte = f"{format_count(klasse.van)} of meer jongeren van 5 tot 18 jaar"
    elif klasse.van == 0:
        grootte = f"minder dan {format_count(klasse.tot)} jongeren van 5 tot 18 jaar"
    else:
        grootte = f"{format_count(klasse.van)} tot {format_count(klasse.tot)} jongeren van 5 tot 18 jaar"
    if not namen:
        return f"Er is hier geen andere gemeente van dezelfde grootte als {gemeente} ({grootte})."
    wie = "de gemeente" if len(namen) == 1 else "de gemeenten"
    return f"We vergelijken {gemeente} met {wie} van dezelfde grootte ({grootte}): {join_names(namen)}."


# --- over the years ------------------------------------------------------------------------------------------------
def describe_trend(ontwikkeling: Ontwikkeling, meetjaren: int) -> str:
    """What a line over the comparable schooljaren allows. meetjaren: those since the last trendbreuk."""
    if ontwikkeling is Ontwikkeling.TE_WEINIG_MEETJAREN:
        return TE_WEINIG_JAREN
    if ontwikkeling is Ontwikkeling.GEEN:
        return f"Over de laatste {meetjaren} schooljaren is er geen duidelijke stijging of daling."
    if ontwikkeling is Ontwikkeling.WISSELEND:
        return f"De laatste {meetjaren} schooljaren gaan op en neer: er is geen vaste stijging of daling."
    omhoog = ontwikkeling in (Ontwikkeling.STIJGEND, Ontwikkeling.LIJKT_STIJGEND)
    lijn = f"een {'stijgende' if omhoog else 'dalende'} lijn"
    if ontwikkeling in (Ontwikkeling.STIJGEND, Ontwikkeling.DALEND):
        return f"Over de laatste {meetjaren} schooljaren is er {lijn}. {BIJNA_NOOIT}"
    return f"Over de laatste {meetjaren} schooljaren lijkt er {lijn} te zijn, {KAN_TOEVAL}."


def describe_three_years(van: str, tot: str, samen: Gepoold) -> str:
    """The three-year rate of a small gemeente. van, tot: the first and last schooljaar.

    The sum is not told: a jongere who counts in two of the years would be two in it.
    """
    per = format_per_thousand(rate(samen.teller, samen.noemer))
    gemiddeld = f"Gemiddeld over de schooljaren {van} tot en met {tot} was het {per} jongeren."
    return f"{gemiddeld} Bij kleine aantallen zegt dat meer dan één schooljaar."


def describe_interval(interval: Interval, *, percentage: bool) -> str:
    """How sure a rate (per 1.000) or percentage (0-100) is, in words for who does not know what an interval is."""
    maat = "%" if percentage else " per 1.000"
    grenzen = f"{format_decimal(interval.laag)} en {format_decimal(interval.hoog)}{maat}"
    return (
        f"Door toeval schommelt zo'n cijfer van jaar tot jaar. Het echte niveau ligt waarschijnlijk tussen {grenzen}."
    )


# --- month by month ------------------------------------------------------------------------------------------------
def describe_signal(begrip: Begrip, dag: date, punt: Punt, *, per_duizend: bool = False) -> str:
    """The signal of one month in a sentence, with what it rests on; empty for a point without a signal.

    dag: any day of the month. per_duizend: the points are rates per person (P', U'), told per 1.000 jongeren.
    """
    if punt.signaal is None:
        return ""
    maand, factor = format_month(dag), PER_DUIZEND if per_duizend else 1.0
    eenheid = "per 1.000 jongeren" if per_duizend else begrip.meervoud
    voorlopig = f" {GRENZEN_VOORLOPIG}" if punt.voorlopig else ""
    if punt.signaal in _REEKS or punt.laag is None or punt.hoog is None:
        gemiddeld = f"{format_decimal(punt.midden * factor)} {eenheid}"
        return f"{capital(maand)} {_REEKS[punt.signaal]} (gemiddeld {gemiddeld}).{voorlopig}"
    waren = f"was het {format_decimal(punt.waarde * factor)} {eenheid}" if per_duizend else were(punt.waarde)
    woord = "meer" if punt.signaal is Signaal.BOVEN_GRENS else "minder"
    gewoon = f"{format_interval(Interval(max(0.0, punt.laag), punt.hoog).times(factor))} {eenheid}"
    return f"In {maand} {waren}. Dat is {woord} dan past bij de gewone schommeling ({gewoon}).{voorlopig}"


# --- nothing to show -----------------------------------------------------------------------------------------------
def describe_nothing(statussen: Collection[Status]) -> str:
    """Why a chart is empty. What is hidden is not called unknown, nor the other way round."""
    if "onderdrukt" in statussen and "onbekend" in statussen:
        return (
            "Hier is niets te tonen: een deel van de cijfers is afgeschermd, zodat niemand herkend wordt. Van de rest "
            "is er geen cijfer."
        )
    if "onderdrukt" in statussen:
        return "Hier is niets te tonen: de cijfers zijn afgeschermd, zodat niemand herkend wordt."
    if "onbekend" in statussen or not statussen:
        return "Hier is niets te tonen: er zijn geen cijfers bekend."
    return "Hier is niets te tonen: dit is hier niet van toepassing."
