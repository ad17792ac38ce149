"""In place of charts that cannot be: that the subject is told elsewhere or over more years, and what there is of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.tables.table import Rij, data_table, figure_cell
from components.words.nouns import words_for
from components.words.sources import sources_line
from components.words.told_where import WAAROM, Link, period_name, told_where
from data.publication.figures import Cijfer, Gebied
from data.registry.indicators import INDICATOREN
from data.views.coarser import Grover


def told_panel(grover: Grover, link: Link, titel: str) -> Component:
    """Where the subject is told, in one line with the way there. titel: what the panel is about."""
    inhoud = [html.H3(titel), html.P([f"{grover.indicator.titel}: ", *told_where(grover, link), "."])]
    return html.Div(inhoud, className="paneel", role="group", **attrs(aria_label=titel))


def windows_table(vensters: Sequence[tuple[Gebied, Cijfer]], urls: Mapping[str, str]) -> Component:
    """The gemeenten by name with their sum over three schooljaren: not ranked, because nothing is tested of it.

    vensters: at least one, all of one venster. urls: the page of each gemeente, by code.
    """
    eerste = vensters[0][1]
    begrip = words_for(INDICATOREN[eerste.sleutel.indicator], eerste.sleutel.teleenheid)
    periode = period_name(eerste.sleutel.schooljaar)
    titel = f"{INDICATOREN[eerste.sleutel.indicator].titel}, {periode}"
    voorbeeld = eerste.is_voorbeeld
    rijen = [Rij(html.A(g.naam, href=urls[g.code]), (figure_cell(cijfer),)) for g, cijfer in vensters]
    tabel = data_table(
        f"{titel}{' (voorbeeld)' if voorbeeld else ''}", ["Gemeente", f"Aantal {begrip.meervoud}"], rijen
    )
    kop = html.Div([html.H3(titel), voorbeeld_badge() if voorbeeld else None], className="tegel-kop")
    groot = "Een grote gemeente heeft er vanzelf meer."
    bron = html.P(sources_line(cijfer for _, cijfer in vensters), className="grafiek-bron")
    return html.Div([kop, html.P(f"{WAAROM} {groot}"), tabel, bron], className="paneel")
