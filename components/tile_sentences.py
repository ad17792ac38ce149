"""From the values of a tile to what `components.sentences` says of them."""

from __future__ import annotations

from components.labels import with_article
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
from components.words import words_for
from data.figures import Cijfer, Deel, Gebied
from data.readmodel import Tegel

GEEN_BRON = "Geen bron noemt dit cijfer voor dit schooljaar."


def stand_of(cijfer: Cijfer, noemer: Cijfer | None) -> Stand:
    """A figure as sentences want it; without a denominator where the source gives none."""
    n = cijfer.noemer or (noemer.waarde if noemer else None)
    return Stand(cijfer.sleutel.schooljaar, cijfer.waarde, cijfer.status, n, cijfer.voorlopig)


def tile_sentences(tegel: Tegel, gebied: Gebied, regio: Gebied) -> list[str]:
    """What is said under a figure: who falls outside it, since last year, against the region; or why there is none."""
    begrip = words_for(tegel.indicator, tegel.cijfer.sleutel.teleenheid)
    nu = stand_of(tegel.cijfer, tegel.noemer)
    if nu.waarde is None:
        return [GEEN_BRON if tegel.cijfer.bron is None else describe_level(begrip, gebied.naam, nu)]
    toen = stand_of(tegel.vorig, tegel.vorig_noemer) if tegel.vorig else None
    breuk = f"{tegel.breuk.titel}." if tegel.breuk and toen and toen.waarde is not None else ""
    eerder = MetEerder(toen, tegel.oordeel, breuk)
    zinnen = [describe_rest(begrip, tegel.deel) if tegel.deel else "", describe_change(begrip, nu, eerder)]
    if tegel.regio is not None:
        met = MetRegio(with_article(regio), stand_of(tegel.regio, tegel.regio_noemer), tegel.plek)
        zinnen.append(describe_position(begrip, gebied.naam, nu, met))
    return [zin for zin in zinnen if zin]


def part_of(deel: Deel | None, meervoud: str) -> str:
    """The "x van n": `17 van de 1.884 jongeren`, or the range a rounded percentage stands for; empty without one."""
    if deel is None:
        return ""
    van = f"van de {format_count(deel.n)} {meervoud}"
    if deel.laag == deel.hoog:
        return f"{format_count(deel.laag)} {van}"
    return f"{format_count(deel.laag)} tot {format_count(deel.hoog)} {van}"
