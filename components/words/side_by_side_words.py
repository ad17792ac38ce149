"""What may and may not be concluded from gemeenten beside each other, in sentences."""

from __future__ import annotations

from components.words.conclusions import ANDERE, describe_funnel, describe_interval, describe_nothing
from components.words.figure_text import IN_VERSLAG
from components.words.labels import VORMEN, category_label, with_article
from components.words.notation import (
    format_count,
    format_decimal,
    format_interval,
    format_per_thousand,
    format_percentage,
    speak_cell,
)
from components.words.nouns import Begrip, capital, uncapital, words_for
from components.words.sentences import (
    GEEN_TOTAAL,
    Stand,
    chance_unknown,
    describe_level,
    describe_rest,
    standard_text,
    told_by_report,
)
from components.words.sources import how_counted
from data.cells.cells import TOTAAL
from data.publication.figures import Deel, Gebied
from data.registry.indicators import INDICATOREN
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.counts import ComparableCount, Maat, plays_chance
from data.views.side_by_side import Naast, Plaats, differs_by_region

GROOTTE = "Dit zijn aantallen: een gemeente met meer jongeren heeft er vanzelf meer."
GEEN_NOEMER = f"{GROOTTE} We weten niet of een verschil toeval is: {GEEN_TOTAAL}."
PER_DUIZEND = "Wat volgt, gaat daarom over het aantal per 1.000 jongeren."
GEEN_TOEVAL = "Bij dit cijfer speelt toeval geen rol: het is een telling van wie er woont of op school staat."
ALLEEN = "Van maar één gemeente is hier een cijfer. Er is dus niets om mee te vergelijken."
ZAKEN = (
    "Dit telt zaken, geen jongeren. Over één jongere kunnen meer zaken gaan. Daardoor lijkt een verschil eerder echt "
    "dan het is."
)
ZAKEN_STRENGER = "Daarom noemen we een verschil pas als toeval het in minder dan 2 van de 1.000 gevallen geeft."
OP_JONGEREN = "Over één jongere kunnen meer zaken gaan. Kies ‘jongeren’ om te zien of een verschil toeval is."
ALLEEN_ZAKEN = (
    "We weten niet of een verschil tussen gemeenten toeval is: over één jongere kunnen meer zaken gaan, en van dit "
    "onderdeel kennen we alleen de zaken."
)
_GEMENGD = "een deel van deze voorbeeldcijfers is gelijk aan een cijfer uit een jaarverslag, een deel is verzonnen."
GEMENGD = f"Of een verschil tussen gemeenten toeval is, zeggen we hier niet: {_GEMENGD}"
GEMENGDE_JAREN = f"Of een verschil tussen deze schooljaren toeval is, zeggen we hier niet: {_GEMENGD}"
AFGEROND = (
    "De bron noemt alleen een percentage. Het aantal jongeren is daaruit berekend. Het percentage is afgerond; kunnen "
    "er meer aantallen bij horen, dan staan het laagste en het hoogste er."
)
OP_HET_MIDDEN = (
    "Een cijfer met een laagste en een hoogste staat op de plek van het midden daarvan. Wie er vlak boven of onder "
    "staat, kan in het echt andersom staan."
)
_BINNEN_REGIO = "Daarom vergelijken we alleen binnen één regio."
ANDERE_TELLING = f"Regio’s tellen dit in hun jaarverslag niet allemaal hetzelfde. {_BINNEN_REGIO}"
ANDERE_SOORTEN = f"Niet elke regio telt dezelfde soorten verzuim mee. {_BINNEN_REGIO}"
INTERVAL = "Bij elk cijfer staat het 95%-interval: zo ver kan het cijfer door toeval van het echte niveau af liggen."
STREEPJES = "Raken de streepjes elkaar, dan is er geen duidelijk verschil."


def denominator_text(noemer: str) -> str:
    """What a share is a part of, by the key of its denominator: `leerplichtige jongeren`."""
    return (INDICATOREN[noemer].als_noemer if noemer in INDICATOREN else "") or "jongeren"


def measure_text(maat: Maat, begrip: Begrip, noemer: str) -> str:
    """The measure as the head of a column or the end of a title: `per 1.000 jongeren van 5 tot 18 jaar`."""
    if maat == "aantal":
        return f"aantal {begrip.meervoud}"
    van = denominator_text(noemer)
    return f"per 1.000 {van}" if maat == "per_1000" else f"percentage van de {van}"


def value_text(waarde: float, maat: Maat, decimalen: int = 1) -> str:
    """A value in its measure: `9,0`, `99,1%`, `17`; a count worked out from a percentage may be a half.

    decimalen: those of a percentage.
    """
    if maat == "procent":
        return format_percentage(waarde, decimalen)
    if maat == "aantal" and float(waarde).is_integer():
        return format_count(waarde)
    return format_decimal(waarde) if waarde == 0 or waarde >= 0.05 else "minder dan 0,1"


def count_text(telling: ComparableCount) -> str:
    """The count: `17`, `33 tot 36`; empty where there is none."""
    if telling.laag is None or telling.hoog is None:
        return ""
    laag, hoog = format_count(telling.laag), format_count(telling.hoog)
    return laag if telling.is_exact else f"{laag} tot {hoog}"


def range_per_thousand(telling: ComparableCount) -> str:
    """A range of jongeren per 1.000: `5,5 tot 6,5`; empty without all three numbers."""
    if telling.laag is None or telling.hoog is None or not telling.n:
        return ""
    return range_text(telling.laag, telling.hoog, telling.n)


def range_text(laag: float, hoog: float, n: float) -> str:
    """Both ends per 1.000: `5,7 tot 6,4`; one number where they are the same when printed."""
    einden = (format_per_thousand(1000 * x / n).removesuffix(" per 1.000") for x in (laag, hoog))
    return " tot ".join(dict.fromkeys(einden))


def shown_value(naast: Naast, plaats: Plaats) -> str:
    """The value of one gemeente in the measure of the comparison; of a range both ends. Empty without one."""
    if naast.maat == "aantal":
        return count_text(plaats.telling)
    if naast.maat == "per_1000" and not plaats.telling.is_exact:
        return range_per_thousand(plaats.telling)
    return "" if plaats.waarde is None else value_text(plaats.waarde, naast.maat, naast.decimalen)


def why_not(plaats: Plaats) -> str:
    """Why a gemeente has no value here."""
    cijfer = plaats.telling.getoond
    if cijfer.in_verslag:
        return IN_VERSLAG
    if cijfer.status == "onderdrukt":
        return "afgeschermd"
    if cijfer.bron is None or cijfer.status == "onbekend":
        return "geen cijfer"
    return "geen noemer" if cijfer.is_bekend else speak_cell(None, cijfer.status)


def why_missing(naast: Naast) -> dict[str, str]:
    """The name of each gemeente without a value, to why."""
    return {rij.gebied.naam: why_not(rij) for rij in naast.zonder_waarde}


def verdict_word(plek: Plek | None) -> str:
    """What may be said of one gemeente, in a word or two."""
    if plek is None:
        return ""
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return plek.op_998.value
    return f"lijkt {plek.op_95.value}" if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN else ""


def counts_otherwise(soort: str) -> str:
    """Why gemeenten of different regions are not compared by a figure that `differs_by_region`."""
    return ANDERE_TELLING if soort == "verslag" else ANDERE_SOORTEN


def part_name(naast: Naast) -> str:
    """The part of the figure that is compared, with its colon; empty for the whole."""
    sleutel = naast.sleutel
    if sleutel.uitsplitsing == TOTAAL:
        return ""
    return f": {category_label(sleutel.uitsplitsing, sleutel.categorie).lower()}"


def own_sentences(naast: Naast) -> list[str]:
    """How much it is in the gemeente in focus and among all, and how far chance reaches."""
    eigen = naast.eigen
    if eigen is None:
        return [*_together(naast)]
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    if eigen.waarde is None:
        reden = why_not(eigen)
        if reden == IN_VERSLAG:
            return [told_by_report(eigen.gebied.naam, naast.sleutel.schooljaar)]
        wat = "Om te voorkomen dat iemand herkend wordt, tonen we" if reden == "afgeschermd" else "We hebben"
        return [f"{wat} voor {eigen.gebied.naam} geen cijfer over schooljaar {naast.sleutel.schooljaar}."]
    zinnen = [_level(naast, eigen, begrip), *_together(naast)]
    if eigen.interval and naast.maat != "aantal":
        zinnen.append(describe_interval(eigen.interval, percentage=naast.maat == "procent"))
    return zinnen


def _level(naast: Naast, eigen: Plaats, begrip: Begrip) -> str:
    telling, jaar = eigen.telling, naast.sleutel.schooljaar
    if naast.indicator.is_percentage or telling.is_exact:
        waarde = telling.cijfer.waarde if naast.indicator.is_percentage else telling.laag
        decimalen = telling.cijfer.gedrukte_decimalen
        stand = Stand(jaar, waarde, noemer=telling.n, voorlopig=telling.cijfer.voorlopig, decimalen=decimalen)
        deel = Deel(telling.laag or 0, telling.hoog or 0, telling.n) if telling.n and begrip.rest else None
        deel = deel if naast.indicator.is_percentage else None
        return f"{describe_level(begrip, eigen.gebied.naam, stand)} {_rest(begrip, deel)}".strip()
    laag, hoog, n = (format_count(w or 0) for w in (telling.laag, telling.hoog, telling.n))
    zin = f"In schooljaar {jaar} ging het in {eigen.gebied.naam} om {laag} tot {hoog} van de {n} {begrip.meervoud}"
    if not (telling.laag and telling.hoog and telling.n):
        return f"{zin}."
    per = [1000 * w / telling.n for w in (telling.laag, telling.hoog)]
    return f"{zin} ({format_decimal(per[0])} tot {format_per_thousand(per[1])})."


def _rest(begrip: Begrip, deel: Deel | None) -> str:
    """Who does not go to school, also per 1.000, because that is how others are compared with."""
    if deel is None:
        return ""
    zin = describe_rest(begrip, deel)
    laag, hoog = ((deel.n - x) * 1000 / deel.n for x in (deel.hoog, deel.laag))
    per = (
        format_per_thousand(laag)
        if deel.laag == deel.hoog
        else f"{format_decimal(laag)} tot {format_per_thousand(hoog)}"
    )
    return f"{zin} Dat is {per}." if zin else ""


def _together(naast: Naast) -> list[str]:
    if naast.waarde_samen is None:
        return []
    wie = "In de hele regio" if naast.van_regio else "In deze gemeenten samen"
    tekst = value_text(naast.waarde_samen, naast.maat, naast.decimalen)
    return [f"{wie} was het {tekst}{' per 1.000' if naast.maat == 'per_1000' else ''}."]


def conclusion(naast: Naast, regio: Gebied | None) -> list[str]:
    """What may be concluded, and what a reader must know before doing so. regio: when all of it is compared."""
    if waarom_niet := _why_untested(naast):
        return [waarom_niet]
    plekken = {rij.gebied.naam: rij.plek for rij in naast.geordend if rij.plek}
    # what is drawn are counts and what is judged are rates: said before the verdict, or the largest seems the highest
    zinnen = [f"{GROOTTE} {PER_DUIZEND}"] if naast.maat == "aantal" else []
    zinnen.append(describe_funnel(held_against(naast, regio), plekken, why_missing(naast)))
    if eigen := naast.eigen:
        zinnen += [_standard(naast, eigen, regio)] if eigen.maatstaf and eigen.waarde is not None else []
    if any(not rij.telling.personen for rij in naast.geordend):
        zinnen.append(ZAKEN)
    return zinnen


def _why_untested(naast: Naast) -> str:
    """Why nothing can be said of chance here, the reason a reader can do most with first; empty where it can."""
    getoetst = [rij for rij in naast.geordend if rij.plek]
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    redenen = {
        describe_nothing([rij.telling.getoond.status for rij in naast.rijen]): not naast.geordend,
        GEEN_TOEVAL: not plays_chance(naast.sleutel.indicator),
        GEMENGD: naast.gemengd,
        OP_JONGEREN: naast.op_jongeren,
        ALLEEN_ZAKEN: naast.alleen_zaken,
        ALLEEN: len(naast.geordend) == 1 and not getoetst,
        GEEN_NOEMER: len(getoetst) < len(naast.geordend) and naast.maat == "aantal",
        chance_unknown(begrip): len(getoetst) < len(naast.geordend),
    }
    return next((reden for reden, geldt in redenen.items() if geldt), "")


def held_against(naast: Naast, regio: Gebied | None) -> str:
    """What each gemeente is compared with: "de rest van de regio IJssel-Vecht"."""
    if naast.tegen == "rest" and regio:
        return f"de rest van {with_article(regio)}"
    wie = ANDERE if len(naast.geordend) == 2 else f"{ANDERE}n"
    return f"{wie} met een cijfer" if regio else f"{wie} hier"


def _standard(naast: Naast, eigen: Plaats, regio: Gebied | None) -> str:
    """The figure that the one in focus is held against."""
    if eigen.maatstaf is None:
        return ""
    tekst = standard_text(eigen.maatstaf, percentage=naast.maat == "procent", decimalen=naast.decimalen)
    if enige := eigen.maatstaf.enige:
        return f"In {enige} is het {tekst}."
    return f"Zonder {eigen.gebied.naam} is het {tekst}: dat is {held_against(naast, regio)}."


def explanation(naast: Naast, vorm: str) -> list[str]:
    """How it was counted and what it stands against. vorm: the view; only a ranking draws intervals as lines."""
    ind = naast.indicator
    delen = [how_counted(ind, naast.soort)]
    if naast.noemer and naast.noemer != ind.noemer and naast.maat != "aantal":
        delen.append(f"Afgezet tegen {uncapital(INDICATOREN[naast.noemer].titel)}: dat is wat deze bron noemt.")
    if any(rij.telling.afgeleid_van for rij in naast.geordend):
        delen.append(AFGEROND)
    if naast.maat != "procent" and any(rij.telling.laag != rij.telling.hoog for rij in naast.geordend):
        delen.append(OP_HET_MIDDEN)
    if differs_by_region(ind, naast.soort):
        delen.append(counts_otherwise(naast.soort))
    if any(rij.interval for rij in naast.geordend):
        # lines of counts that do not touch may be of one large and one small gemeente
        delen.append(f"{INTERVAL} {STREEPJES}" if vorm == "rangorde" and naast.maat != "aantal" else INTERVAL)
    return delen


def interval_text(plaats: Plaats) -> str:
    """The interval between brackets; empty without one."""
    return f"({format_interval(plaats.interval)})" if plaats.interval else ""


def title(naast: Naast, vorm: str, regio: Gebied | None) -> str:
    """The title of a view: what, in which measure, when, of whom."""
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    maat = measure_text(naast.maat, begrip, naast.noemer)
    wat = (
        naast.indicator.titel if naast.indicator.is_percentage else f"{naast.indicator.titel}{part_name(naast)}, {maat}"
    )
    wie = regio.naam if regio else f"{naast.eigen.gebied.naam} en andere gemeenten" if naast.eigen else "gemeenten"
    return capital(f"{VORMEN[vorm]}: {wat}, {naast.sleutel.schooljaar}, {wie}")
