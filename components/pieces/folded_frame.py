"""A chart in sight with its finding; its table, how it was counted, source and what to take along one tap away."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.pieces.picture_frame import HOE_GETELD, VERZONNEN
from components.pieces.piece import Stuk
from components.tables.table import data_table
from data.referentie.trendbreuken import Trendbreuk


def folded_frame(
    stuk: Stuk,
    kop: str,
    vondst: str,
    beeld: Sequence[Component | None],
    meenemen: Sequence[Component | None],
    breuken: Sequence[Trendbreuk] = (),
    *,
    gezegd: bool = False,
) -> Component:
    """The card. kop: its short heading; vondst: what the picture shows, in a sentence; beeld: the picture.

    breuken: where years may not be compared, each told once when it is opened. gezegd: the page says the finding large
    above it already, so that here it is only read out.
    """
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.Div([html.H3(kop), voorbeeld_badge() if stuk.voorbeeld else None], className="tegel-kop"),
                    html.P(vondst, className="alleen-voorlezen" if gezegd else None) if vondst else None,
                ],
                className="grafiek-tekst",
            ),
            *(deel for deel in beeld if deel is not None),
            *(break_flag(breuk) for breuk in breuken),
            html.P(stuk.heet, className="zacht klein") if stuk.heet else None,
            _rest(stuk, meenemen),
        ],
        className=f"paneel beeld{' is-voorbeeld' if stuk.voorbeeld else ''}",
        **attrs(aria_label=stuk.titel),
    )


def break_flag(breuk: Trendbreuk) -> Component:
    """That another way of counting began, and what it was."""
    return html.Details(
        [html.Summary(f"Voor {breuk.vanaf_schooljaar} is anders geteld"), html.P(breuk.uitleg)], className="vlag"
    )


def _rest(stuk: Stuk, meenemen: Sequence[Component | None]) -> Component:
    noten = [noot for noot in stuk.noten if not noot.startswith("Trendbreuk")]
    tabel = data_table(stuk.tabel.bijschrift, stuk.tabel.koppen, stuk.tabel.rijen) if stuk.tabel else None
    verborgen = html.Span(f": {stuk.titel}", className="alleen-voorlezen")
    return html.Details(
        [
            html.Summary(["Tabel, uitleg en bron", verborgen]),
            html.P(html.Strong(VERZONNEN)) if stuk.voorbeeld else None,
            *(html.P(zin, className="zin") for zin in stuk.zinnen),
            html.Ul([html.Li(noot) for noot in noten], className="noten") if noten else None,
            tabel,
            html.H4(HOE_GETELD),
            *(html.P(uitleg, className="klein") for uitleg in stuk.uitleg),
            html.P(stuk.bron, className="grafiek-bron") if stuk.bron else None,
            *(deel for deel in meenemen if deel is not None),
        ],
        className="vouw",
    )
