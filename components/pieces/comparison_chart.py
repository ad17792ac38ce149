"""The gemeenten of a region side by side, the chosen one in colour: a picture that comes with the page."""

from __future__ import annotations

from functools import partial

from components.pieces.piece import Stuk, Tabel
from components.svg.drawing import Tekening
from components.svg.ranking import ReferenceLine, Regel, ranking
from components.tables.comparison_table import comparison_rows, rate_text, value_text
from components.tables.figure_rows import figure_row
from components.words.conclusions import describe_funnel, describe_nothing
from components.words.figure_text import figure_text
from components.words.labels import with_article
from components.words.notation import format_per_thousand
from components.words.nouns import words_for
from components.words.report_names import called_in_reports
from components.words.sentences import chance_unknown, told_by_report
from components.words.side_by_side_words import (
    GEMENGD,
    GROOTTE,
    OP_HET_MIDDEN,
    OP_JONGEREN,
    PER_DUIZEND,
    ZAKEN,
    count_text,
    held_against,
    measure_text,
    why_missing,
)
from components.words.sources import how_counted, sources_line
from data.publication.figures import Gebied
from data.statistics.statistics import Oordeel
from data.views.comparison import Vergelijking, Vergelijkingsrij

# From this percentage on bars that start at 0 all look the same; dots on a stretch of the scale show the differences.
HOOG_PERCENTAGE = 80.0


def comparison_piece(vergelijking: Vergelijking, gebied: Gebied, regio: Gebied) -> Stuk:
    """The gemeenten from high to low, the conclusion that they allow, and their table."""
    titel = f"{vergelijking.indicator.titel}{_measure(vergelijking)}: gemeenten in {with_article(regio)}"
    zin = " ".join([*_levels(vergelijking, gebied, regio), _conclusion(vergelijking, regio)])
    rijen = vergelijking.opgesteld
    voorbeeld = vergelijking.soort == "voorbeeld" and any(rij.cijfer.bron for rij in rijen)
    koppen, tabelrijen = comparison_rows(vergelijking)
    tabel = Tabel(tuple(koppen), tuple(tabelrijen), f"{titel}{' (voorbeeld)' if voorbeeld else ''}")
    return Stuk(
        titel,
        (zin,),
        _explanation(vergelijking),
        sources_line(rij.telling.getoond for rij in vergelijking.rijen),
        voorbeeld,
        tabel if vergelijking.bekend else None,
        tuple(figure_row(rij.telling.getoond, rij.gebied) for rij in rijen),
        partial(_draw, vergelijking) if vergelijking.bekend else None,
        tuple(rij.telling.getoond.sleutel for rij in rijen),
        heet=called_in_reports(vergelijking.indicator.key, regio.code, cijfers=(rij.cijfer for rij in rijen)),
    )


def _explanation(vergelijking: Vergelijking) -> tuple[str, ...]:
    delen = [how_counted(vergelijking.indicator, vergelijking.soort)]
    if vergelijking.maat == "per_duizend" and any(rij.telling.laag != rij.telling.hoog for rij in vergelijking.bekend):
        delen.append(OP_HET_MIDDEN)
    return tuple(delen)


def _measure(vergelijking: Vergelijking) -> str:
    """What is counted, unless that is the count itself or a figure that is a percentage by itself."""
    naast = vergelijking.naast
    if naast.maat == "aantal" or vergelijking.indicator.is_percentage:
        return ""
    begrip = words_for(vergelijking.indicator, vergelijking.teleenheid)
    return f" {measure_text(naast.maat, begrip, naast.noemer)}"


def _draw(vergelijking: Vergelijking, breed: float) -> Tekening:
    regio, is_percentage = vergelijking.regio, vergelijking.maat == "procent"
    punten = is_percentage and min(rij.waarde or 0.0 for rij in vergelijking.bekend) >= HOOG_PERCENTAGE
    return ranking(
        [_line(vergelijking, rij) for rij in vergelijking.opgesteld],
        breed,
        lijn=None if regio is None else ReferenceLine(regio, f"regio {value_text(vergelijking, regio)}"),
        voorbeeld=vergelijking.soort == "voorbeeld",
        teken="%" if is_percentage else "",
        staven=not punten,
    )


def _line(vergelijking: Vergelijking, rij: Vergelijkingsrij) -> Regel:
    if rij.waarde is None:
        tekst = figure_text(rij.cijfer) if not rij.cijfer.is_bekend else "geen noemer bekend"
    else:
        tekst = rate_text(rij) if vergelijking.maat == "per_duizend" else _text(vergelijking, rij, rij.waarde)
    return Regel(rij.gebied.naam, rij.waarde, tekst, eigen=rij.gebied.code == vergelijking.eigen)


def _text(vergelijking: Vergelijking, rij: Vergelijkingsrij, waarde: float) -> str:
    """The value as it is shown; of a count its range where only that is known."""
    return count_text(rij.telling) if vergelijking.maat == "aantal" else value_text(vergelijking, waarde)


def _levels(vergelijking: Vergelijking, gebied: Gebied, regio: Gebied) -> list[str]:
    """Where the gemeente and its region stand, in one sentence each; nothing on a region's own page."""
    eigen = next((rij for rij in vergelijking.rijen if rij.gebied.code == gebied.code), None)
    if not vergelijking.bekend:
        return []
    zinnen = []
    if eigen and eigen.waarde is not None:
        zinnen.append(
            f"In schooljaar {vergelijking.schooljaar} was het in {gebied.naam} {_spoken(vergelijking, eigen)}."
        )
    elif eigen and eigen.cijfer.in_verslag:
        zinnen.append(told_by_report(gebied.naam, vergelijking.schooljaar))
    elif eigen:
        reden = figure_text(eigen.cijfer) if not eigen.cijfer.is_bekend else "niet te berekenen"
        zinnen.append(f"Voor {gebied.naam} is dit cijfer {reden}.")
    if vergelijking.regio is not None:
        zinnen.append(f"In {with_article(regio)} was het {_spoken_value(vergelijking, vergelijking.regio)}.")
    return zinnen


def _spoken(vergelijking: Vergelijking, rij: Vergelijkingsrij) -> str:
    waarde = rij.waarde or 0.0
    return _text(vergelijking, rij, waarde) if vergelijking.maat == "aantal" else _spoken_value(vergelijking, waarde)


def _spoken_value(vergelijking: Vergelijking, waarde: float) -> str:
    if vergelijking.maat == "per_duizend":
        return format_per_thousand(waarde)
    return value_text(vergelijking, waarde)


def _conclusion(vergelijking: Vergelijking, regio: Gebied) -> str:
    if not vergelijking.bekend:
        return describe_nothing([rij.cijfer.status for rij in vergelijking.rijen])
    plekken = {rij.gebied.naam: rij.plek for rij in vergelijking.bekend if rij.plek}
    if plekken and len(plekken) == len(vergelijking.bekend):
        naast = vergelijking.naast
        eerst = f"{GROOTTE} {PER_DUIZEND} " if vergelijking.maat == "aantal" else ""
        zin = f"{eerst}{describe_funnel(held_against(naast, regio), plekken, why_missing(naast))}"
        opvallend = any(plek.op_95 is not Oordeel.NIET_TE_ONDERSCHEIDEN for plek in plekken.values())
        return f"{zin} {ZAKEN}" if opvallend and vergelijking.op_zaken else zin
    if vergelijking.naast.gemengd:
        return GEMENGD
    if vergelijking.naast.op_jongeren:
        return OP_JONGEREN
    if vergelijking.maat == "aantal":
        return GROOTTE
    return chance_unknown(words_for(vergelijking.indicator, vergelijking.teleenheid))
