"""The chart of one indicator over the schooljaren, with the words of its piece."""

from __future__ import annotations

from string import ascii_lowercase

from dash.development.base_component import Component

from components.chart_frame import Grafiek, chart_frame
from components.charts.lines import Breuk, Punt, line_chart
from components.piece import Stuk
from components.tables import data_table
from components.words import capital
from components.years_piece import goal_name, year_text
from data.development import Verloop
from data.figures import Cijfer
from data.trendbreuken import Trendbreuk


def development_chart(verloop: Verloop, stuk: Stuk, schooljaar: str, slot: Component | None = None) -> Component:
    """The line, what it allows to conclude, and its table. stuk: the same as a piece, which gives the words."""
    breuken = _break_names(verloop)
    over_breuken = tuple(f"{capital(naam)}, vanaf {b.vanaf_schooljaar}: {b.uitleg}" for b, naam in breuken)
    eerste, *rest = stuk.zinnen
    grafiek = Grafiek("ontwikkeling", stuk.titel, eerste, stuk.bron, stuk.voorbeeld, (*rest, *over_breuken))
    tabel = data_table(stuk.tabel.bijschrift, stuk.tabel.koppen, stuk.tabel.rijen) if stuk.tabel else None
    if stuk.teken is None:
        return chart_frame(grafiek, None, "", tabel, slot)
    figuur = line_chart(
        [_point(cijfer, schooljaar) for cijfer in verloop.cijfers],
        voorbeeld=stuk.voorbeeld,
        breuken=[Breuk(breuk.vanaf_schooljaar, naam) for breuk, naam in breuken],
        percentage=verloop.indicator.is_percentage,
        lijn=(verloop.doel.waarde, goal_name(verloop.doel)) if verloop.doel else None,
    )
    return chart_frame(grafiek, figuur, "grafiek-lijn", tabel, slot)


def _point(cijfer: Cijfer, schooljaar: str) -> Punt:
    jaar = cijfer.sleutel.schooljaar
    return Punt(jaar, cijfer.waarde, year_text(cijfer), voorlopig=cijfer.voorlopig, gekozen=jaar == schooljaar)


def _break_names(verloop: Verloop) -> list[tuple[Trendbreuk, str]]:
    """One break is called by its kind; of several each gets a letter, or their names would overlap in the picture."""
    if len(verloop.breuken) == 1:
        return [(verloop.breuken[0], "trendbreuk")]
    return [(breuk, f"breuk {letter}") for breuk, letter in zip(verloop.breuken, ascii_lowercase, strict=False)]
