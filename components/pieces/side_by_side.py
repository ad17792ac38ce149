"""Gemeenten beside each other as a ranking with intervals or as a funnel plot, with the table under both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from dash import html

from components.pieces.piece import Stuk, Tabel, origin
from components.svg.drawing import Tekening
from components.svg.funnel_plot import Grens, Stip, funnel_plot
from components.svg.ranking import ReferenceLine, Regel, ranking
from components.tables.figure_rows import figure_row
from components.tables.table import Cel, Rij
from components.words.notation import format_count
from components.words.nouns import capital, words_for
from components.words.report_names import called_in_reports
from components.words.side_by_side_words import (
    conclusion,
    count_text,
    explanation,
    interval_text,
    measure_text,
    own_sentences,
    shown_value,
    title,
    value_text,
    verdict_word,
    why_not,
)
from data.opendata.tabel import verdict
from data.publication.figures import Gebied
from data.publication.open_data import plain_number
from data.statistics.funnel import limits
from data.statistics.statistics import NIVEAU_95, NIVEAU_998, Oordeel
from data.views.counts import factor
from data.views.side_by_side import Naast, Plaats

ALLEEN_MET_NOEMER = (
    "Dit beeld kunnen we hier niet tekenen. Daarvoor moet van elke gemeente het aantal jongeren bekend zijn dat bij "
    "het cijfer hoort, en moet er te toetsen zijn."
)
TRECHTER = (
    "Hoe kleiner een gemeente, hoe meer haar cijfer door toeval schommelt. Daarom zijn de grenzen links wijder. Buiten "
    "de stippellijn komt door toeval 1 op de 20 gemeenten, buiten de doorgetrokken lijn 1 op de 500. De lijnen staan "
    "om alle gemeenten samen. Of een gemeente verschilt, meten we zonder die gemeente zelf."
)
_PUNTEN = 40


def ranking_piece(naast: Naast, regio: Gebied | None, links: Mapping[str, str]) -> Stuk:
    """The gemeenten in order, each with its interval. links: the page of each gemeente, by code."""
    return _piece(naast, regio, links, "rangorde", partial(_draw_ranking, naast))


def bar_piece(naast: Naast, regio: Gebied | None, links: Mapping[str, str]) -> Stuk:
    """The same as bars from zero."""
    return _piece(naast, regio, links, "staven", partial(_draw_ranking, naast, staven=True))


def table_piece(naast: Naast, regio: Gebied | None, links: Mapping[str, str]) -> Stuk:
    """Set gemeenten beside each other as a table alone, without a picture."""
    return _piece(naast, regio, links, "tabel", None)


def funnel_piece(naast: Naast, regio: Gebied | None, links: Mapping[str, str]) -> Stuk:
    """The funnel plot; without sizes only the words that say why there is none."""
    kan = can_funnel(naast)
    stuk = _piece(naast, regio, links, "trechter", partial(_draw_funnel, naast) if kan else None)
    zinnen = (*stuk.zinnen, TRECHTER) if kan else (ALLEEN_MET_NOEMER, *stuk.zinnen)
    return replace(stuk, zinnen=zinnen)


def _in_funnel(naast: Naast) -> list[Plaats]:
    return [rij for rij in naast.geordend if rij.plek and rij.telling.n]


def can_funnel(naast: Naast) -> bool:
    """Tell whether there are sizes and a mean to draw a funnel of."""
    return len(_in_funnel(naast)) > 1 and naast.gemiddelde is not None


def _piece(naast: Naast, regio: Gebied | None, links: Mapping[str, str], vorm: str, teken: object) -> Stuk:
    titel = title(naast, vorm, regio)
    voorbeeld = naast.soort == "voorbeeld" and any(rij.telling.getoond.bron for rij in naast.rijen)
    return Stuk(
        titel,
        (*own_sentences(naast), *conclusion(naast, regio)),
        tuple(explanation(naast, vorm)),
        origin(rij.telling.getoond for rij in naast.rijen),
        voorbeeld,
        _table(naast, links, f"{titel}{' (voorbeeld)' if voorbeeld else ''}"),
        tuple(_csv_row(naast, rij) for rij in naast.opgesteld),
        teken if naast.geordend else None,  # type: ignore[arg-type]
        tuple(rij.telling.getoond.sleutel for rij in naast.rijen),
        heet=_called(naast),
    )


def _called(naast: Naast) -> str:
    sleutel, plaatsen = naast.sleutel, naast.geordend
    getoond = [rij.telling.cijfer for rij in plaatsen]
    return (
        called_in_reports(sleutel.indicator, plaatsen[0].gebied.code, sleutel.uitsplitsing, getoond) if plaatsen else ""
    )


# --- the pictures --------------------------------------------------------------------------------------------------
def axis_sign(naast: Naast) -> str:
    """Say what stands behind the numbers of the axis."""
    return "%" if naast.maat == "procent" else ""


def _draw_ranking(naast: Naast, breed: float, *, staven: bool = False) -> Tekening:
    lijn = None
    if naast.waarde_samen is not None:
        wie = "regio" if naast.van_regio else "samen"
        lijn = ReferenceLine(naast.waarde_samen, f"{wie} {value_text(naast.waarde_samen, naast.maat, naast.decimalen)}")
    regels = [_line(naast, rij) for rij in naast.opgesteld]
    return ranking(
        regels, breed, lijn=lijn, voorbeeld=naast.soort == "voorbeeld", teken=axis_sign(naast), staven=staven
    )


def _line(naast: Naast, rij: Plaats) -> Regel:
    eigen = rij.gebied.code == naast.sleutel.gebied
    if rij.waarde is None:
        return Regel(rij.gebied.naam, None, why_not(rij), eigen=eigen)
    laag, hoog = (rij.interval.laag, rij.interval.hoog) if rij.interval else (None, None)
    tekst = f"{shown_value(naast, rij)} {interval_text(rij)}".strip()
    return Regel(rij.gebied.naam, rij.waarde, tekst, laag, hoog, verdict_word(rij.plek), eigen)


def _draw_funnel(naast: Naast, breed: float) -> Tekening:
    stippen, grenzen, gemiddelde = funnel_parts(naast)
    teken = axis_sign(naast)
    return funnel_plot(stippen, grenzen, gemiddelde, breed, voorbeeld=naast.soort == "voorbeeld", teken=teken)


def funnel_parts(naast: Naast) -> tuple[list[Stip], list[Grens], float]:
    """The points, the limits and the mean of a funnel, in the measure of its axis."""
    maal = factor("procent" if naast.maat == "procent" else "per_1000")
    gemiddelde = naast.gemiddelde or 0.0
    stippen = [
        Stip(
            rij.gebied.naam,
            float(rij.telling.n or 0),
            (rij.telling.midden or 0.0) / (rij.telling.n or 1) * maal,
            rij.gebied.code == naast.sleutel.gebied,
            rij.plek is not None and rij.plek.op_998 is not Oordeel.NIET_TE_ONDERSCHEIDEN,
        )
        for rij in _in_funnel(naast)
    ]
    grootste = max(stip.n for stip in stippen) * 1.06
    stap = [grootste * (i + 1) / _PUNTEN for i in range(_PUNTEN)]
    grenzen = [_limit(naast, gemiddelde, n, maal) for n in (grootste / _PUNTEN / 2, *stap)]
    return stippen, grenzen, gemiddelde * maal


def _limit(naast: Naast, gemiddelde: float, n: float, maal: float) -> Grens:
    binnen, buiten = (limits(naast.toetssoort, gemiddelde, n, niveau).times(maal) for niveau in (NIVEAU_95, NIVEAU_998))
    return Grens(n, binnen.laag, binnen.hoog, buiten.laag, buiten.hoog)


# --- the table and the rows ----------------------------------------------------------------------------------------
def _table(naast: Naast, links: Mapping[str, str], bijschrift: str) -> Tabel:
    begrip = words_for(naast.indicator, naast.sleutel.teleenheid)
    koppen = ["Gemeente"]
    koppen += [] if naast.indicator.is_percentage or naast.maat == "aantal" else [capital(f"aantal {begrip.meervoud}")]
    koppen += [
        capital(measure_text(naast.maat, begrip, naast.noemer)) if not naast.indicator.is_percentage else "Percentage"
    ]
    koppen += ["95%-interval", "Tegenover de andere"]
    rijen = [_row(naast, rij, links) for rij in naast.opgesteld]
    return Tabel(tuple(koppen), tuple(rijen), bijschrift)


def _row(naast: Naast, rij: Plaats, links: Mapping[str, str]) -> Rij:
    url = links.get(rij.gebied.code)
    hoofd = html.A(rij.gebied.naam, href=url) if url else rij.gebied.naam
    eigen = rij.gebied.code == naast.sleutel.gebied
    met_aantal = not (naast.indicator.is_percentage or naast.maat == "aantal")
    if rij.waarde is None:
        leeg = (Cel("", getal=True),) * (int(met_aantal) + 1)
        return Rij(hoofd, (Cel(why_not(rij), getal=True, zonder=True), *leeg, Cel("")), eigen=eigen)
    van = f" van {format_count(rij.telling.n)}" if rij.telling.n and rij.telling.personen else ""
    aantal = (Cel(f"{count_text(rij.telling)}{van}", getal=True),) if met_aantal else ()
    waarde = shown_value(naast, rij)
    woord = verdict_word(rij.plek) or ("verschilt niet duidelijk" if rij.plek else "")
    interval = interval_text(rij).strip("()")
    return Rij(
        hoofd, (*aantal, Cel(waarde, getal=True), Cel(interval, getal=True), Cel(woord, getal=True)), eigen=eigen
    )


def _csv_row(naast: Naast, rij: Plaats) -> dict[str, str]:
    """The printed figure, and what it was made into; all of that empty for who has no value."""
    interval = rij.interval
    telling = rij.telling
    exact = telling.laag is not None and telling.hoog is not None
    return figure_row(
        telling.getoond,
        rij.gebied,
        vergeleken=naast.indicator.titel,
        maat=naast.maat,
        vergelijkwaarde=plain_number(rij.waarde),
        interval_95_laag=plain_number(interval.laag if interval else None),
        interval_95_hoog=plain_number(interval.hoog if interval else None),
        aantal_laag=plain_number(telling.laag if exact else None),
        aantal_hoog=plain_number(telling.hoog if exact else None),
        noemer=plain_number(telling.n if exact else None),
        oordeel=verdict(rij.plek) or "",
    )
