"""The gemeenten of a region in a table: their figure, and the rate where sizes matter."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from components.tables.table import Cel, Rij, data_table, figure_cell
from components.words.notation import format_count, format_decimal, format_percentage
from components.words.nouns import capital, words_for
from components.words.side_by_side_words import count_text, measure_text, range_per_thousand
from data.views.comparison import Vergelijking, Vergelijkingsrij


def comparison_table(vergelijking: Vergelijking, titel: str, links: Mapping[str, str] | None = None) -> Component:
    """The table by itself. links: the page of each gemeente, by code."""
    koppen, rijen = comparison_rows(vergelijking, links)
    return data_table(f"{titel}{' (voorbeeld)' if vergelijking.soort == 'voorbeeld' else ''}", koppen, rijen)


def comparison_rows(vergelijking: Vergelijking, links: Mapping[str, str] | None = None) -> tuple[list[str], list[Rij]]:
    """Its heads and rows in the order that was chosen, those without a figure last and by name."""
    begrip = words_for(vergelijking.indicator, vergelijking.teleenheid)
    naast = vergelijking.naast
    koppen = ["Gemeente", "Percentage" if vergelijking.indicator.is_percentage else capital(begrip.meervoud)]
    koppen += [capital(measure_text(naast.maat, begrip, naast.noemer))] if _is_made(vergelijking) else []
    rijen = [_row(vergelijking, rij, links or {}) for rij in vergelijking.opgesteld]
    return koppen, rijen


def value_text(vergelijking: Vergelijking, waarde: float) -> str:
    """A value of the comparison in its own measure: `99,2%`, `6,1` per 1.000, `17`."""
    if vergelijking.maat == "procent":
        return format_percentage(waarde, vergelijking.naast.decimalen)
    return format_decimal(waarde) if vergelijking.maat == "per_duizend" else format_count(waarde)


def _is_made(vergelijking: Vergelijking) -> bool:
    """Whether the value that is compared was made of the figure: a rate or a share of a count."""
    return vergelijking.maat != "aantal" and not vergelijking.indicator.is_percentage


def rate_text(rij: Vergelijkingsrij) -> str:
    """The rate per 1.000 of a row, both ends of a range; empty without one."""
    if rij.waarde is None or rij.telling.is_exact:
        return "" if rij.waarde is None else format_decimal(rij.waarde)
    return range_per_thousand(rij.telling)


def _row(vergelijking: Vergelijking, rij: Vergelijkingsrij, links: Mapping[str, str]) -> Rij:
    naam, url = rij.gebied.naam, links.get(rij.gebied.code)
    bereik = "" if rij.cijfer.is_bekend else count_text(rij.telling)
    cellen = [Cel(bereik, getal=True) if bereik else figure_cell(rij.cijfer)]
    if _is_made(vergelijking):
        per = vergelijking.maat == "per_duizend"
        tekst = "" if rij.waarde is None else rate_text(rij) if per else value_text(vergelijking, rij.waarde)
        cellen.append(Cel(tekst, getal=True))
    return Rij(html.A(naam, href=url) if url else naam, tuple(cellen), eigen=rij.gebied.code == vergelijking.eigen)
