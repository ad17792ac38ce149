"""A piece on the page: title, sentences, picture, table, how it was counted, source and what to take along."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from components.frame.attributes import attrs
from components.frame.badges import voorbeeld_badge
from components.pieces.piece import Stuk
from components.svg.drawing import data_uri
from components.tables.table import data_table

BREED, SMAL = 720, 340
# How wide a picture is drawn where two stand beside each other.
NAAST_ELKAAR = 520
HOE_GETELD = "Hoe is dit geteld en berekend?"
VERZONNEN = "Voorbeeld: deze cijfers zijn verzonnen. "


def picture_frame(
    stuk: Stuk,
    meenemen: Component | None,
    *,
    tabel_open: bool = False,
    breed: float = BREED,
    levend: Component | None = None,
) -> Component:
    """The whole of it. tabel_open: the table is what is shown, not something to unfold. breed: of the picture.

    levend: the same picture as it lives, which takes the place of the still one as soon as it is drawn.
    """
    eerste, *rest = stuk.zinnen or ("",)
    kop = html.Div([html.H3(stuk.titel), voorbeeld_badge() if stuk.voorbeeld else None], className="tegel-kop")
    begin = html.P([html.Strong(VERZONNEN), eerste] if stuk.voorbeeld else eerste)
    return html.Figure(
        [
            html.Figcaption([kop, begin, *map(html.P, rest)], className="grafiek-tekst"),
            _living(_picture(stuk, breed), levend, stuk.titel),
            html.Ul([html.Li(noot) for noot in stuk.noten], className="noten") if stuk.noten else None,
            _table(stuk, tabel_open=tabel_open),
            html.P(stuk.heet, className="zacht klein") if stuk.heet else None,
            html.Details([html.Summary(HOE_GETELD), *map(html.P, stuk.uitleg)], className="klein"),
            html.P(stuk.bron, className="grafiek-bron") if stuk.bron else None,
            meenemen,
        ],
        className=f"paneel beeld{' is-voorbeeld' if stuk.voorbeeld else ''}",
        **attrs(aria_label=stuk.titel),
    )


def _living(plaat: Component | None, levend: Component | None, titel: str) -> Component | None:
    """The still picture, and over it in the same box the one that lives."""
    if plaat is None or levend is None:
        return plaat
    naam = f"Grafiek: {titel}. De cijfers staan in de tabel hieronder."
    over = html.Div(levend, role="img", className="levend", **attrs(aria_label=naam))
    return html.Div([plaat, over], className="wisselplaat")


def _picture(stuk: Stuk, breed: float) -> Component | None:
    """Drawn at two widths, so that its letters keep their size on a phone."""
    if stuk.teken is None:
        return None
    alt = f"{'Voorbeeld, verzonnen. ' if stuk.voorbeeld else ''}{stuk.titel}. De cijfers staan in de tabel hieronder."
    groot, klein = (data_uri(stuk.teken(maat).svg(stuk.titel)) for maat in (breed, SMAL))
    return html.Picture(
        [
            html.Source(srcSet=klein, media="screen and (max-width: 44rem)"),
            html.Img(src=groot, alt=alt, className="plaat"),
        ]
    )


def _table(stuk: Stuk, *, tabel_open: bool) -> Component | None:
    if stuk.tabel is None:
        return None
    tabel = data_table(stuk.tabel.bijschrift, stuk.tabel.koppen, stuk.tabel.rijen)
    return tabel if tabel_open else html.Details([html.Summary("Toon als tabel"), tabel])
