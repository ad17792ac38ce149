"""The answer at the top of a page of a gemeente: how does it stand, and may that be chance? At most 25 words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from components.words.notation import format_count, format_per_thousand, format_percentage
from components.words.nouns import count_noun, uncapital, words_for
from components.words.sentences import standard_text
from components.words.side_by_side_words import count_text, range_per_thousand
from components.words.tile_sentences import stand_of
from components.words.verdicts import yardstick_name
from data.statistics.funnel import Plek
from data.statistics.statistics import Oordeel
from data.views.counts import ComparableCount, plays_chance
from data.views.maatstaf import Maatstaf
from data.views.tiles import Tegel

# So many words can be taken in at once.
MEESTE_WOORDEN = 25
# What a raadslid asks first.
_VOORRANG = ("absoluut_verzuim", "schoolgaand", "relatief_verzuim", "afgehandeld")


@dataclass(frozen=True, slots=True)
class Antwoord:
    """groot: the number, said with emphasis. rest: the remainder of its sentence. oordeel: what may be concluded."""

    groot: str
    rest: str
    oordeel: str
    voorbeeld: bool
    begin: str = ""


def choose(tegels: Sequence[Tegel]) -> Tegel | None:
    """The figure to answer with: a real one first, then one that can be weighed, then by what is asked first."""
    bekend = [t for t in tegels if plays_chance(t.indicator.key) and (t.cijfer.is_bekend or t.bereik)]

    def order(tegel: Tegel) -> tuple[bool, bool, int]:
        key = tegel.indicator.key
        plek = _VOORRANG.index(key) if key in _VOORRANG else len(_VOORRANG)
        return tegel.is_voorbeeld, tegel.plek is None, plek

    return min(bekend, key=order, default=None)


def answer(tegel: Tegel) -> Antwoord:
    """Say one figure and its verdict."""
    if tegel.bereik:
        return _answer_of_range(tegel, tegel.bereik)
    begin, groot, rest = _figure(tegel)
    oordeel = _verdict(tegel.plek, tegel.maatstaf, percentage=tegel.indicator.is_percentage) if tegel.plek else ""
    return Antwoord(groot, rest, oordeel, tegel.is_voorbeeld, begin)


def _answer_of_range(tegel: Tegel, telling: ComparableCount) -> Antwoord:
    """A count that is only known as a range, with its rate beside that of the others, both per 1.000."""
    absoluut = tegel.indicator.key == "absoluut_verzuim"
    begin, stond = ("", " stonden niet op een school") if absoluut else (f"{tegel.indicator.titel}: ", "")
    per = range_per_thousand(telling)
    rest = f" jongeren{stond}.{f' Per 1.000: {per}' if per else ''}"
    if tegel.plek and tegel.maatstaf and per:
        wie = yardstick_name(tegel.maatstaf).removeprefix("de ")
        getal = standard_text(tegel.maatstaf, percentage=False).removesuffix(" per 1.000")
        rest = f"{rest}, {wie} {getal}: {_short_verdict(tegel.plek)}"
    return Antwoord(count_text(telling), f"{rest}." if per else rest, "", tegel.is_voorbeeld, begin)


def _short_verdict(plek: Plek) -> str:
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"echt {plek.op_998.value}"
    return (
        f"lijkt {plek.op_95.value}, misschien toeval"
        if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN
        else "geen duidelijk verschil"
    )


def begin_of(tekst: str, woorden: int) -> str:
    """As many whole sentences from the start as have no more words than this together; one at least."""
    zinnen = re.split(r"(?<=[.!?]) (?=[A-Z])", tekst)
    gekozen = zinnen[:1]
    for zin in zinnen[1:]:
        if len(" ".join([*gekozen, zin]).split()) > woorden:
            break
        gekozen.append(zin)
    return " ".join(gekozen)


def _figure(tegel: Tegel) -> tuple[str, str, str]:
    """What comes before the number, the number, and what comes after it."""
    ind, nu = tegel.indicator, stand_of(tegel.cijfer, tegel.noemer)
    einde = " (voorlopig)." if nu.voorlopig else "."
    begrip = words_for(ind, tegel.cijfer.sleutel.teleenheid)
    waarde = nu.waarde or 0.0
    if ind.is_percentage:
        deel = format_percentage(waarde, nu.decimalen)
        if ind.key != "schoolgaand":
            return f"{ind.titel}: ", deel, einde
        van = f"{format_count(tegel.deel.n)} " if tegel.deel else ""
        return "", deel, f" van de {van}jongeren stond op een school of was vrijgesteld{einde}"
    per = nu.per_thousand()
    dichtheid = "" if per is None else f", {format_per_thousand(per)}"
    if begrip.personen and nu.noemer:
        groot, wie = f"{format_count(waarde)} van de {format_count(nu.noemer)}", f" {begrip.meervoud}"
    elif uncapital(ind.titel) == begrip.meervoud:
        groot, wie = format_count(waarde), ""
    else:
        groot, wie = count_noun(waarde, begrip), ""
    if not begrip.personen:
        return f"{ind.titel}: ", groot, f"{dichtheid}{' jongeren' if per else ''}{einde}"
    if ind.key != "absoluut_verzuim":
        return f"{ind.titel}: ", groot, f"{wie}{dichtheid}{einde}"
    stond = "stond" if waarde == 1 else "stonden"
    return "", groot, f"{wie} {stond} niet op een school{dichtheid.replace(',', ':', 1)}{einde}"


def _beside_range(plek: Plek, wie: str) -> str:
    """The verdict in fewer words: a range beside it takes two more."""
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Echt {plek.op_998.value} dan {wie}."
    if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Misschien toeval: {plek.op_95.value} dan {wie}."
    return f"Geen duidelijk verschil met {wie}."


def _verdict(plek: Plek, maatstaf: Maatstaf | None, *, percentage: bool) -> str:
    getal = standard_text(maatstaf, percentage=percentage).removesuffix(" per 1.000") if maatstaf else ""
    wie = f"{yardstick_name(maatstaf)}{f' ({getal})' if getal else ''}"
    if " tot " in getal:
        return _beside_range(plek, wie)
    if plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Dat is echt {plek.op_998.value} dan {wie}."
    if plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN:
        return f"Dat lijkt {plek.op_95.value} dan {wie}: misschien toeval."
    return f"Dat verschilt niet duidelijk van {wie}."
