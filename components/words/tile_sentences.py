"""From the values of a tile to what `components.words.sentences` says of them."""

from __future__ import annotations

from collections.abc import Sequence

from components.words.labels import place_name, with_article
from components.words.notation import format_count, format_per_thousand, format_percentage
from components.words.nouns import words_for
from components.words.sentences import (
    MEER_ZEGT_NIETS,
    MINDER_ZEGT_NIETS,
    MetEerder,
    MetRegio,
    Stand,
    chance_unknown,
    describe_change,
    describe_level,
    describe_place,
    describe_position,
    describe_rest,
    size_unknown,
)
from components.words.side_by_side_words import (
    AFGEROND,
    GEMENGD,
    GEMENGDE_JAREN,
    ZAKEN,
    denominator_text,
    range_per_thousand,
    range_text,
)
from components.words.sources import report_has_own
from data.publication.figures import Cijfer, Deel, Gebied
from data.referentie.trendbreuken import Trendbreuk
from data.statistics.statistics import Oordeel
from data.views.tiles import Tegel

BIJ_JONGEREN = "Over één jongere kunnen meer zaken gaan. Kies ‘jongeren’ om te zien of een verschil toeval is."
ONDERGRENS = "Deze ondergrens volgt uit cijfers die we wel tonen. Het precieze percentage kan hoger zijn."
MINSTENS = f"Om te voorkomen dat iemand herkend wordt, tonen we het precieze cijfer niet. {ONDERGRENS}"


def stand_of(cijfer: Cijfer, noemer: Cijfer | None) -> Stand:
    """A figure as sentences want it; without a denominator where the source gives none."""
    n = cijfer.noemer or (noemer.waarde if noemer else None)
    decimalen = cijfer.gedrukte_decimalen
    return Stand(
        cijfer.sleutel.schooljaar, cijfer.waarde, cijfer.status, n, cijfer.voorlopig, decimalen, cijfer.in_verslag
    )


def hidden_percentage(verslag: Cijfer, *, met_grens: bool) -> str:
    """Why a percentage of ours is hidden beside the report's own count; never whether the two are equal."""
    begin = f"Dit percentage tonen we niet{' precies' if met_grens else ''}."
    regel = "Wij verbergen namelijk elk klein aantal, en elk cijfer waaruit zo’n aantal te berekenen is."
    return f"{begin} {regel} {report_has_own(verslag)}"


def tile_sentences(tegel: Tegel, gebied: Gebied, regio: Gebied) -> list[str]:
    """What is said under a figure: who falls outside it, since last year, against the region; or why there is none."""
    begrip = words_for(tegel.indicator, tegel.cijfer.sleutel.teleenheid)
    nu = stand_of(tegel.cijfer, tegel.noemer)
    if tegel.bereik:
        return _sentences_of_range(tegel, gebied, regio)
    if nu.waarde is None:
        return _sentences_without_figure(tegel, describe_level(begrip, place_name(gebied), nu))
    toen = stand_of(tegel.vorig, tegel.vorig_noemer) if tegel.vorig else None
    breuk = _break(tegel.breuk) if tegel.breuk and toen and toen.waarde is not None else ""
    eerder = MetEerder(toen, tegel.oordeel, breuk)
    if tegel.in_verslag and tegel.cijfer.is_voorbeeld:
        # Who falls outside it and how that compares is told once: where the report's count stands.
        return [
            describe_change(begrip, nu, eerder),
            report_has_own(tegel.in_verslag),
        ]
    zinnen = [describe_rest(begrip, tegel.deel) if tegel.deel else "", describe_change(begrip, nu, eerder)]
    if tegel.regio is not None:
        met = MetRegio(with_article(regio), stand_of(tegel.regio, tegel.regio_noemer), tegel.plek, tegel.maatstaf)
        # The region's figure is said once: beside the own one, or else here.
        naam = place_name(gebied)
        genoemd = bool(_region_beside(tegel, nu))
        zinnen.append(describe_place(begrip, naam, met) if genoemd else describe_position(begrip, naam, nu, met))
    zinnen = _without_doubles(zinnen, begrip.leeswijzer)
    redenen = {
        GEMENGDE_JAREN: tegel.gemengde_jaren,
        GEMENGD: tegel.gemengde_plek,
        BIJ_JONGEREN: tegel.bij_jongeren and not (tegel.gemengde_jaren or tegel.gemengde_plek),
    }
    if any(redenen.values()):
        zonder = (_without(zin, (chance_unknown(begrip), size_unknown(begrip))) for zin in zinnen)
        return [*filter(None, zonder), *(reden for reden, geldt in redenen.items() if geldt)]
    return [*zinnen, ZAKEN] if tegel.op_zaken and _is_told_apart(tegel) else zinnen


def _sentences_without_figure(tegel: Tegel, niveau: str) -> list[str]:
    """Why there is no figure, and whence a bound; nothing where no source tells it: that stands large already."""
    if tegel.in_verslag:
        grens = tegel.minstens is not None
        return [hidden_percentage(tegel.in_verslag, met_grens=grens), *([ONDERGRENS] if grens else [])]
    if tegel.minstens is not None:
        return [MINSTENS]
    return [niveau] if tegel.cijfer.bron else []


def _sentences_of_range(tegel: Tegel, gebied: Gebied, regio: Gebied) -> list[str]:
    """A count that a rounded percentage leaves open: whence the range, and where it lies."""
    telling, begrip = tegel.bereik, words_for(tegel.indicator, tegel.cijfer.sleutel.teleenheid)
    if telling is None:
        return []
    zinnen = [AFGEROND]
    if tegel.plek:
        nu = Stand(telling.cijfer.sleutel.schooljaar, telling.midden, noemer=telling.n)
        met = MetRegio(with_article(regio), nu, tegel.plek, tegel.maatstaf)
        zinnen.append(describe_place(begrip, place_name(gebied), met))
    return zinnen


def _without_doubles(zinnen: Sequence[str], leeswijzer: str) -> list[str]:
    """Each remark once, where both comparisons would end with it."""
    over: list[str] = []
    for zin in filter(None, zinnen):
        for remark in filter(None, (leeswijzer, MEER_ZEGT_NIETS, MINDER_ZEGT_NIETS)):
            if any(eerder.endswith(remark) for eerder in over):
                zin = zin.removesuffix(remark).strip()  # noqa: PLW2901 - one remark after another is taken off
        over.append(zin)
    return over


def remark_of(tegel: Tegel, zinnen: Sequence[str]) -> str:
    """The remark for who would judge too soon: not under a figure that went down, and not when a sentence has it."""
    lager = tegel.vorig and tegel.vorig.waarde is not None and (tegel.cijfer.waarde or 0.0) < tegel.vorig.waarde
    gezegd = any(tegel.indicator.leeswijzer in zin for zin in zinnen)
    return "" if lager or gezegd or not tegel.cijfer.is_bekend else tegel.indicator.leeswijzer


def rate_line(tegel: Tegel) -> str:
    """The own rate and the region's beside each other, in one unit: `9,0 per 1.000 · regio 6,1`; empty without one."""
    if tegel.bereik and (eigen := range_per_thousand(tegel.bereik)):
        return " · ".join(filter(None, (f"{eigen} per 1.000", _all_together(tegel))))
    nu = stand_of(tegel.cijfer, tegel.noemer)
    naast, per = _region_beside(tegel, nu), nu.per_thousand()
    if tegel.indicator.is_percentage or per is None:
        return naast
    key = tegel.noemer.sleutel.indicator
    van = f" {denominator_text(key)}" if key and key != tegel.indicator.noemer else ""
    return " · ".join(filter(None, (f"{format_per_thousand(per)}{van}", naast)))


def spoken_rate(tegel: Tegel, regio: Gebied) -> str:
    """The same line as whole sentences, for who hears it: `9,0 per 1.000 jongeren van 5 tot 18 jaar. In de regio ...`.

    Empty where the line itself says it all.
    """
    zichtbaar = rate_line(tegel)
    eigen, _, van_regio = zichtbaar.rpartition("regio ")
    if not zichtbaar or (tegel.bereik and not van_regio):
        return ""
    if tegel.indicator.is_percentage:
        return f"In {with_article(regio)}: {van_regio}."
    eigen, van_regio = (eigen.removesuffix(" · "), van_regio) if eigen else (zichtbaar, "")
    per = f"per 1.000 {denominator_text(tegel.noemer.sleutel.indicator)}"
    zelf = f"{eigen.partition(' per 1.000')[0]} {per}."
    if van_regio:
        return f"{zelf} In {with_article(regio)}: {van_regio} {per}."
    return "" if zelf == f"{zichtbaar}." else zelf


def _region_beside(tegel: Tegel, nu: Stand) -> str:
    """The region's figure where it stands beside the own one in the same unit: `regio 6,1`; empty without one."""
    van_regio = stand_of(tegel.regio, tegel.regio_noemer) if tegel.regio else None
    if van_regio is None or nu.waarde is None:
        return ""
    if van_regio.waarde is None:
        return _all_together(tegel) if van_regio.status == "onbekend" else ""
    if tegel.indicator.is_percentage:
        return f"regio {format_percentage(van_regio.waarde, van_regio.decimalen)}"
    regio = van_regio.per_thousand()
    if regio is None or nu.per_thousand() is None:
        return ""
    return f"regio {format_per_thousand(regio).removesuffix(' per 1.000')}"


def _all_together(tegel: Tegel) -> str:
    """The gemeenten of a region together are the region: said where each is shown and no source tells the whole."""
    naast = tegel.naast
    if naast is None or naast.waarde_samen is None or naast.zonder_waarde or naast.maat != "per_1000":
        return ""
    tellingen = [(rij.telling.laag, rij.telling.hoog, rij.telling.n) for rij in naast.rijen]
    bekend = [(laag, hoog, n) for laag, hoog, n in tellingen if laag is not None and hoog is not None and n]
    return f"regio {range_text(*(sum(getallen) for getallen in zip(*bekend, strict=True)))}"


def _without(zin: str, redenen: Sequence[str]) -> str:
    """The sentence without reasons that another one gives."""
    for reden in redenen:
        zin = zin.replace(reden, "").strip()
    return zin


def _is_told_apart(tegel: Tegel) -> bool:
    """Whether anything is called more than chance."""
    oordelen = filter(None, (tegel.oordeel, tegel.plek))
    return any(oordeel.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN for oordeel in oordelen)


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
