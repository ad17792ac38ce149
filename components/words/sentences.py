"""The sentences under a tile or chart: how much, since last year, and against the region. Values in, Dutch (B1) out.

Nothing is said about a figure that may not be shown: no comparison, no direction, not even whether it changed. Good and
bad are only named where the registry says which way is better, and only for a difference that is no chance.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.words.notation import format_count, format_decimal, format_per_thousand, format_percentage
from components.words.nouns import Begrip, capital, count_noun, were
from data.cells.cells import Status
from data.publication.figures import Deel
from data.reports.dutch import rounded
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel, rate
from data.views.maatstaf import Maatstaf

AFGESCHERMD = "Om te voorkomen dat iemand herkend wordt, tonen we hier geen aantal."
EERSTE_JAAR = "Er zijn geen eerdere cijfers om mee te vergelijken."
VOORLOPIG = "Het schooljaar is nog niet voorbij: dit cijfer is voorlopig."
NOG_NIET_HEEL = "We vergelijken dit cijfer nog niet met een heel schooljaar."
MEER_ZEGT_NIETS = "Meer is hier niet vanzelf slechter."
MINDER_ZEGT_NIETS = "Minder is hier niet vanzelf beter."
# What is said of chance, everywhere alike: p < 0,002, and from there to 0,05. Above it nothing differs clearly.
BIJNA_NOOIT = "Dat is bijna nooit toeval."
KAN_TOEVAL = "maar dat kan toeval zijn"
GEEN_TOTAAL = "de bron noemt niet hoeveel jongeren er in totaal zijn"


def chance_unknown(begrip: Begrip) -> str:
    """That chance cannot be ruled out or in, and why."""
    reden = "dat rekenen we alleen uit bij aantallen" if begrip.percentage else GEEN_TOTAAL
    return f"We weten niet of het verschil toeval is: {reden}."


def size_unknown(begrip: Begrip) -> str:
    """Why a figure says nothing beside the region's: a count of which the whole is not known is always smaller."""
    return chance_unknown(begrip) if begrip.percentage else f"Of dat veel is, weten we niet: {GEEN_TOTAAL}."


@dataclass(frozen=True, slots=True)
class Stand:
    """One figure as it may be shown: a count, or a percentage 0-100.

    noemer: of how many jongeren. decimalen: those a percentage is printed with. in_verslag: of this an example is not
    given, because a report tells it.
    ValueError when a hidden figure carries a value, or a published one none.
    """

    schooljaar: str
    waarde: float | None
    status: Status = "gepubliceerd"
    noemer: float | None = None
    voorlopig: bool = False
    decimalen: int = 1
    in_verslag: bool = False

    def __post_init__(self) -> None:
        if (self.waarde is not None) != (self.status == "gepubliceerd"):
            raise ValueError("Alleen een gepubliceerd cijfer heeft een waarde.")

    def per_thousand(self) -> float | None:
        """The count per 1.000 jongeren, None where either is missing."""
        return rate(self.waarde, self.noemer) if self.waarde is not None and self.noemer else None


@dataclass(frozen=True, slots=True)
class MetEerder:
    """A comparison with an earlier schooljaar.

    oordeel: outcome of the two years' test on both levels, None when chance plays no part (a count of inhabitants) or
    cannot be computed. trendbreuk: why the two may not be compared, as a full sentence; empty when they may.
    """

    eerder: Stand | None
    oordeel: Plek | None = None
    trendbreuk: str = ""


@dataclass(frozen=True, slots=True)
class MetRegio:
    """A comparison with the region; `naam` with its article: "de regio IJssel-Vecht".

    plek: how it lies against `maatstaf`, the rest of the region or the others that are shown; None when not computed.
    """

    naam: str
    stand: Stand
    plek: Plek | None = None
    maatstaf: Maatstaf | None = None


def describe(
    begrip: Begrip,
    gebied: str,
    nu: Stand,
    *,
    eerder: MetEerder | None = None,
    regio: MetRegio | None = None,
    deel: Deel | None = None,
) -> str:
    """Everything that can be said of one figure: level, change and position, in that order."""
    delen = [describe_level(begrip, gebied, nu)]
    if nu.waarde is not None:
        delen.append(describe_rest(begrip, deel) if deel else "")
        delen.append(describe_change(begrip, nu, eerder) if eerder else "")
        delen.append(describe_position(begrip, gebied, nu, regio) if regio else "")
    return " ".join(filter(None, delen))


# --- how much ------------------------------------------------------------------------------------------------------
def describe_level(begrip: Begrip, gebied: str, nu: Stand) -> str:
    """How much it is: "In schooljaar 2022-2023 ging het in Hattem om 17 van de 1.884 jongeren (9,0 per 1.000)."."""
    if nu.status == "onderdrukt":
        return AFGESCHERMD
    if nu.in_verslag:
        return told_by_report(gebied, nu.schooljaar)
    if nu.waarde is None:
        reden = "niet bekend" if nu.status == "onbekend" else "niet van toepassing"
        return f"Dit cijfer is voor {gebied} in schooljaar {nu.schooljaar} {reden}."
    hoeveel, einde = _how_many(begrip, nu), f" {VOORLOPIG}" if nu.voorlopig else ""
    if nu.waarde == 0 and not begrip.percentage:
        kwam = "komt dit tot nu toe" if nu.voorlopig else "kwam dit"
        return f"In schooljaar {nu.schooljaar} {kwam} niet voor in {gebied} ({hoeveel}).{einde}"
    if begrip.rest:
        stond = "staat tot nu toe" if nu.voorlopig else "stond"
        return f"In schooljaar {nu.schooljaar} {stond} in {gebied} {hoeveel} op een school of was vrijgesteld.{einde}"
    ging = "gaat het tot nu toe" if nu.voorlopig else "ging het"
    return f"In schooljaar {nu.schooljaar} {ging} in {gebied} om {hoeveel}{_rate_after(begrip, nu)}{einde}"


def told_by_report(gebied: str, schooljaar: str) -> str:
    """Why there is no example of a figure."""
    return (
        f"Voor {gebied} staat het cijfer van schooljaar {schooljaar} in een jaarverslag. Daarvan is er geen voorbeeld."
    )


def _how_many(begrip: Begrip, stand: Stand) -> str:
    waarde = stand.waarde or 0.0
    if begrip.percentage:
        van = f"{format_count(stand.noemer)} " if stand.noemer else ""
        return f"{format_percentage(waarde, stand.decimalen)} van de {van}{begrip.meervoud}"
    if begrip.personen and stand.noemer:
        return f"{format_count(waarde)} van de {format_count(stand.noemer)} {begrip.meervoud}"
    return count_noun(waarde, begrip)


def _rate_after(begrip: Begrip, stand: Stand) -> str:
    """The end of the first sentence, with the rate: in brackets for persons, as a sentence of its own for events."""
    per = None if begrip.percentage else stand.per_thousand()
    if per is None:
        return "."
    return f" ({format_per_thousand(per)})." if begrip.personen else f". Dat is {format_per_thousand(per)} jongeren."


def describe_rest(begrip: Begrip, deel: Deel) -> str:
    """Who falls outside the percentage: "17 jongeren hadden absoluut verzuim."; empty without a word for them."""
    if not begrip.rest:
        return ""
    laag, hoog = deel.n - deel.hoog, deel.n - deel.laag
    if laag != hoog:
        tussen = f"Tussen de {format_count(laag)} en {format_count(hoog)} {begrip.meervoud} hadden {begrip.rest}."
        return f"{tussen} Preciezer kan niet, want het percentage is afgerond."
    return f"{count_noun(laag, begrip)} {'had' if laag == 1 else 'hadden'} {begrip.rest}."


# --- since an earlier year -----------------------------------------------------------------------------------------
def describe_change(begrip: Begrip, nu: Stand, met: MetEerder) -> str:
    """What changed since an earlier schooljaar and whether that may be chance; or why nothing can be said of it."""
    toen = met.eerder
    if nu.waarde is None:
        return ""
    if toen is None:
        return EERSTE_JAAR
    if met.trendbreuk:
        return met.trendbreuk
    if nu.voorlopig:
        return NOG_NIET_HEEL
    if toen.waarde is None:
        return _no_earlier(toen)
    return f"{_earlier(begrip, toen)} {_difference(begrip, nu, toen, met.oordeel)}"


def _no_earlier(toen: Stand) -> str:
    if toen.in_verslag:
        return f"{toen.schooljaar}: het cijfer staat in een jaarverslag."
    if toen.status == "onderdrukt":
        return f"{toen.schooljaar}: afgeschermd."
    return f"{toen.schooljaar}: {'geen cijfer' if toen.status == 'onbekend' else 'niet van toepassing'}."


def _earlier(begrip: Begrip, toen: Stand) -> str:
    waarde, per = toen.waarde or 0.0, toen.per_thousand()
    if begrip.percentage:
        return f"In {toen.schooljaar} was het {format_percentage(waarde, toen.decimalen)}."
    if waarde == 0:
        return f"In {toen.schooljaar} kwam dit niet voor."
    if per is None or toen.noemer is None:
        return f"In {toen.schooljaar} {were(waarde)}."
    if begrip.personen:
        return f"In {toen.schooljaar} {were(waarde)} van de {format_count(toen.noemer)} ({format_per_thousand(per)})."
    return f"In {toen.schooljaar} {were(waarde)} ({format_per_thousand(per)} jongeren)."


def _difference(begrip: Begrip, nu: Stand, toen: Stand, oordeel: Plek | None) -> str:
    verschil = (nu.waarde or 0.0) - (toen.waarde or 0.0)
    decimalen = max(nu.decimalen, toen.decimalen)
    if begrip.percentage and _printed(nu, decimalen) == _printed(toen, decimalen):
        return "Dat is gelijk gebleven." if verschil == 0 else "Dat is vrijwel gelijk gebleven."
    naar_grootte = not begrip.percentage and _rate_goes_another_way(nu, toen, verschil)
    omhoog = _rate_change(nu, toen) > 0 if naar_grootte else verschil > 0
    richting, beweging = (Oordeel.HOGER, "stijging") if omhoog else (Oordeel.LAGER, "daling")
    if oordeel and oordeel.op_998 is richting:
        goed = _judgement(begrip, richting, "Dat is een goede ontwikkeling.", "Dat is geen goede ontwikkeling.")
        begin = "Per 1.000 jongeren is dit" if naar_grootte else "Dit is"
        return f"{begin} een echte {beweging}: bijna nooit toeval. {goed}"
    if oordeel and oordeel.op_95 is richting:
        return f"{'Per 1.000 jongeren lijkt dit' if naar_grootte else 'Dit lijkt'} een {beweging}, {KAN_TOEVAL}."
    if verschil == 0:
        return "Dat aantal is gelijk gebleven." if naar_grootte else "Dat is gelijk gebleven."
    if oordeel is None or oordeel.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        verschil_tekst = _plain_difference(begrip, nu, toen)
        return f"{verschil_tekst} {chance_unknown(begrip)}" if begrip.toeval else verschil_tekst
    woord = "Dat verschil" if naar_grootte else "Die stijging" if verschil > 0 else "Die daling"
    return f"{woord} kan toeval zijn."


def _printed(stand: Stand, decimalen: int) -> str:
    return format_decimal(stand.waarde or 0.0, decimalen)


def _rate_change(nu: Stand, toen: Stand) -> float:
    """How much the rate per 1.000 grew; 0 where one is not known."""
    per_nu, per_toen = nu.per_thousand(), toen.per_thousand()
    return 0.0 if per_nu is None or per_toen is None else per_nu - per_toen


def _rate_goes_another_way(nu: Stand, toen: Stand, verschil: float) -> bool:
    """Count and rate point different ways: whichever we name, the reader sees the other."""
    verandering = _rate_change(nu, toen)
    return verandering * verschil < 0 or (verschil == 0 and verandering != 0)


def _plain_difference(begrip: Begrip, nu: Stand, toen: Stand) -> str:
    verschil = (nu.waarde or 0.0) - (toen.waarde or 0.0)
    meer = abs(verschil)
    if begrip.percentage:
        # between what the reader sees: 99,4% beside 99,5% is 0,1, also where what was rounded lies further apart
        gedrukt = [rounded(stand.waarde or 0.0, stand.decimalen) for stand in (nu, toen)]
        meer, decimalen = float(abs(gedrukt[0] - gedrukt[1])), max(nu.decimalen, toen.decimalen)
        return f"Dat is nu {format_decimal(meer, decimalen)} procentpunt {'hoger' if verschil > 0 else 'lager'}."
    return f"Dat {'is' if meer == 1 else 'zijn'} er nu {format_count(meer)} {'meer' if verschil > 0 else 'minder'}."


# --- against the region --------------------------------------------------------------------------------------------
def describe_position(begrip: Begrip, gebied: str, nu: Stand, regio: MetRegio) -> str:
    """Where it stands in the region: "Hattem verschilt niet duidelijk van de rest van de regio (6,0 per 1.000)."."""
    if nu.waarde is None:
        return ""
    zinnen = [_of_region(begrip, nu, regio), describe_place(begrip, gebied, regio)]
    return " ".join(filter(None, zinnen))


def _of_region(begrip: Begrip, nu: Stand, regio: MetRegio) -> str:
    if regio.stand.waarde is None:
        # That there is no figure to compare with is no news.
        return f"Het cijfer van {regio.naam} is afgeschermd." if regio.stand.status == "onderdrukt" else ""
    per = regio.stand.per_thousand()
    if not begrip.percentage and per is None:
        return f"In {regio.naam} {were(regio.stand.waarde)}."
    percentage = format_percentage(regio.stand.waarde, regio.stand.decimalen)
    wat = percentage if begrip.percentage or per is None else format_per_thousand(per)
    return f"In {regio.naam} {'is' if nu.voorlopig else 'was'} dat {wat}."


def against(maatstaf: Maatstaf | None, regio: str) -> str:
    """What is compared with; regio with its article: "de rest van de regio IJssel-Vecht"."""
    if maatstaf is None:
        return regio
    if maatstaf.wat == "rest":
        return f"de rest van {regio}"
    return maatstaf.enige or "de andere gemeenten met een cijfer"


def standard_text(maatstaf: Maatstaf, *, percentage: bool, decimalen: int = 1) -> str:
    """The figure of what is compared with, in the measure of the own one: `6,0 per 1.000`, `99,4%`.

    A range as a range, `5,7 tot 6,4 per 1.000`, unless both ends are printed the same.
    """
    einden = (100 * x / maatstaf.n if percentage else rate(x, maatstaf.n) for x in (maatstaf.laag, maatstaf.hoog))
    getallen = [format_percentage(x, decimalen) if percentage else format_per_thousand(x) for x in einden]
    eenheid = "%" if percentage else " per 1.000"
    return f"{' tot '.join(dict.fromkeys(getal.removesuffix(eenheid) for getal in getallen))}{eenheid}"


def describe_place(begrip: Begrip, gebied: str, met: MetRegio) -> str:
    """Only the verdict: "Hattem verschilt niet duidelijk van de rest van de regio (6,0 per 1.000)."."""
    naam, plek = capital(gebied), met.plek
    if plek is None:
        weegbaar = begrip.toeval and met.stand.waarde is not None and (begrip.percentage or not met.stand.noemer)
        return size_unknown(begrip) if weegbaar else ""
    wie = against(met.maatstaf, met.naam)
    if met.maatstaf:
        wie = f"{wie} ({standard_text(met.maatstaf, percentage=begrip.percentage, decimalen=met.stand.decimalen)})"
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        goed = _judgement(begrip, plek.op_998, "Dat is gunstig.", "Dat is ongunstig.")
        return f"{naam} ligt {plek.op_998} dan {wie}. {BIJNA_NOOIT} {goed}"
    if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"{naam} lijkt {plek.op_95} te liggen dan {wie}, {KAN_TOEVAL}."
    return f"{naam} verschilt niet duidelijk van {wie}."


def _judgement(begrip: Begrip, oordeel: Oordeel, goed: str, slecht: str) -> str:
    if begrip.richting == "neutraal":
        return MINDER_ZEGT_NIETS if oordeel is Oordeel.LAGER else begrip.leeswijzer or MEER_ZEGT_NIETS
    beter = Oordeel.HOGER if begrip.richting == "hoger_is_beter" else Oordeel.LAGER
    return goed if oordeel is beter else slecht
