"""The chart of the gemeenten of a region side by side, the chosen one in colour."""

from __future__ import annotations

from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.charts.bars import Staaf, bar_chart, height_class
from components.comparison_table import comparison_table, value_text
from components.conclusions import describe_funnel, describe_nothing
from components.figure_text import figure_text
from components.labels import with_article
from components.notation import format_per_thousand
from components.sentences import TOEVAL_ONBEKEND
from components.sources import sources_line
from data.comparison import Vergelijking, Vergelijkingsrij
from data.figures import Gebied

GROOTTE = "Dit zijn aantallen: een gemeente met meer jongeren heeft er vanzelf meer."


def comparison_chart(
    vergelijking: Vergelijking, gebied: Gebied, regio: Gebied, slot: Component | None = None
) -> Component:
    """The bars, the conclusion they allow, and their table."""
    titel = f"{vergelijking.indicator.titel}{_measure(vergelijking)}: gemeenten in {with_article(regio)}"
    zin = " ".join([*_levels(vergelijking, gebied, regio), _conclusion(vergelijking, regio)])
    bron = sources_line(rij.cijfer for rij in vergelijking.rijen)
    grafiek = Grafiek("vergelijking", titel, zin, bron, vergelijking.soort == "voorbeeld")
    if not vergelijking.bekend:
        return chart_frame(grafiek, None, "", None, slot)
    staven = [_bar(vergelijking, rij) for rij in (*vergelijking.bekend, *vergelijking.zonder_waarde)]
    figuur = bar_chart(
        staven,
        voorbeeld=grafiek.voorbeeld,
        lijn=vergelijking.regio,
        lijntekst=f"regio {value_text(vergelijking, vergelijking.regio)}" if vergelijking.regio is not None else "",
        percentage=vergelijking.maat == "procent",
    )
    return chart_frame(grafiek, figuur, height_class(staven), comparison_table(vergelijking, titel), slot)


def _measure(vergelijking: Vergelijking) -> str:
    return " per 1.000 jongeren" if vergelijking.maat == "per_duizend" else ""


def _bar(vergelijking: Vergelijking, rij: Vergelijkingsrij) -> Staaf:
    if rij.waarde is None:
        tekst = figure_text(rij.cijfer) if not rij.cijfer.is_bekend else "geen noemer bekend"
    else:
        tekst = value_text(vergelijking, rij.waarde)
    return Staaf(rij.gebied.naam, rij.waarde, tekst, eigen=rij.gebied.code == vergelijking.eigen)


def _levels(vergelijking: Vergelijking, gebied: Gebied, regio: Gebied) -> list[str]:
    """Where the gemeente and its region stand, in one sentence each; nothing on a region's own page."""
    eigen = next((rij for rij in vergelijking.rijen if rij.gebied.code == gebied.code), None)
    if not vergelijking.bekend:
        return []
    zinnen = []
    if eigen and eigen.waarde is not None:
        zinnen.append(
            f"In schooljaar {vergelijking.schooljaar} was het in {gebied.naam} {_spoken(vergelijking, eigen.waarde)}."
        )
    elif eigen:
        reden = figure_text(eigen.cijfer) if not eigen.cijfer.is_bekend else "niet te berekenen"
        zinnen.append(f"Voor {gebied.naam} is dit cijfer {reden}.")
    if vergelijking.regio is not None:
        zinnen.append(f"In {with_article(regio)} was het {_spoken(vergelijking, vergelijking.regio)}.")
    return zinnen


def _spoken(vergelijking: Vergelijking, waarde: float) -> str:
    if vergelijking.maat == "per_duizend":
        return f"{format_per_thousand(waarde)} jongeren"
    return value_text(vergelijking, waarde)


def _conclusion(vergelijking: Vergelijking, regio: Gebied) -> str:
    if not vergelijking.bekend:
        return describe_nothing([rij.cijfer.status for rij in vergelijking.rijen])
    plekken = {rij.gebied.naam: rij.plek for rij in vergelijking.bekend if rij.plek}
    if plekken and len(plekken) == len(vergelijking.bekend):
        return describe_funnel(with_article(regio), plekken, len(vergelijking.zonder_waarde))
    return GROOTTE if vergelijking.maat == "aantal" else TOEVAL_ONBEKEND
