"""From the values of a tile to what `components.sentences` says of them."""

from __future__ import annotations

from components.figure_text import printed_decimals
from components.labels import place_name, with_article
from components.notation import format_count
from components.sentences import (
    MetEerder,
    MetRegio,
    Stand,
    describe_change,
    describe_level,
    describe_position,
    describe_rest,
)
from components.side_by_side_words import ZAKEN
from components.words import words_for
from data.figures import Cijfer, Deel, Gebied
from data.statistics import Oordeel
from data.tiles import Tegel
from data.trendbreuken import Trendbreuk

GEEN_BRON = "Geen bron noemt dit cijfer voor dit schooljaar."
MINSTENS = (
    "Om te voorkomen dat iemand herkend wordt, tonen we het precieze cijfer niet. Deze ondergrens volgt uit cijfers "
    "die we wel tonen. Het echte percentage kan hoger zijn."
)


def stand_of(cijfer: Cijfer, noemer: Cijfer | None) -> Stand:
    """A figure as sentences want it; without a denominator where the source gives none."""
    n = cijfer.noemer or (noemer.waarde if noemer else None)
    return Stand(cijfer.sleutel.schooljaar, cijfer.waarde, cijfer.status, n, cijfer.voorlopig, printed_decimals(cijfer))


def tile_sentences(tegel: Tegel, gebied: Gebied, regio: Gebied) -> list[str]:
    """What is said under a figure: who falls outside it, since last year, against the region; or why there is none."""
    begrip = words_for(tegel.indicator, tegel.cijfer.sleutel.teleenheid)
    nu = stand_of(tegel.cijfer, tegel.noemer)
    if tegel.minstens is not None:
        return [MINSTENS]
    if nu.waarde is None:
        return [GEEN_BRON if tegel.cijfer.bron is None else describe_level(begrip, place_name(gebied), nu)]
    toen = stand_of(tegel.vorig, tegel.vorig_noemer) if tegel.vorig else None
    breuk = _break(tegel.breuk) if tegel.breuk and toen and toen.waarde is not None else ""
    eerder = MetEerder(toen, tegel.oordeel, breuk)
    zinnen = [describe_rest(begrip, tegel.deel) if tegel.deel else "", describe_change(begrip, nu, eerder)]
    if tegel.regio is not None:
        met = MetRegio(with_article(regio), stand_of(tegel.regio, tegel.regio_noemer), tegel.plek)
        zinnen.append(describe_position(begrip, place_name(gebied), nu, met))
    zinnen.append(ZAKEN if tegel.op_zaken and _is_told_apart(tegel) else "")
    return [zin for zin in zinnen if zin]


def _is_told_apart(tegel: Tegel) -> bool:
    """Whether anything is called more than chance."""
    oordelen = [tegel.oordeel, *((tegel.plek.op_95, tegel.plek.op_998) if tegel.plek else ())]
    return not {None, Oordeel.NIET_TE_ONDERSCHEIDEN}.issuperset(oordelen)


def _break(breuk: Trendbreuk) -> str:
    return breuk.kort or f"Er is anders geteld: {breuk.titel}."


def part_of(deel: Deel | None, meervoud: str) -> str:
    """The "x van n": `17 van de 1.884 jongeren`, or the range a rounded percentage stands for; empty without one."""
    if deel is None:
        return ""
    van = f"van de {format_count(deel.n)} {meervoud}"
    if deel.laag == deel.hoog:
        return f"{format_count(deel.laag)} {van}"
    return f"{format_count(deel.laag)} tot {format_count(deel.hoog)} {van}"
